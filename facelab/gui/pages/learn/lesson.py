"""A lesson as data: its words, its formula, and what is alive in it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from facelab.gui.pages.learn.scene import LabSource, Scene

CONTEXT = "Learn"
"""Of the translations of what lessons say."""


@dataclass(frozen=True)
class LectureLesson:
    """One idea.

    Attributes:
        title: what the lesson is called. words: what it says, a paragraph.
        formula: the name of its drawing, "" for none. spoken: the formula in words, for a screen reader.
        scene: makes what is alive in it.
    """

    title: str
    words: str
    formula: str
    spoken: str
    scene: Callable[[LabSource], Scene]


def say(text: str) -> str:
    """A text of a lesson in the language of the time."""
    return QCoreApplication.translate(CONTEXT, text) if text else ""
