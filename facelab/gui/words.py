"""Sentences of the core, which knows no Qt, in the language of the window."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from facelab.gui.speaking import attribute_title
from facelab.project.sliders import TITLES

_SENTENCES: Sequence[str] = ()
"""What the core says; {0} to {9} stand for what changes: names, numbers."""


def in_words(sentence: str) -> str:
    """A sentence of the core in the language of the time; one that is not known stays as it is."""
    for known in _SENTENCES:
        if found := re.fullmatch(re.sub(r"\\\{\d\\\}", "(.*)", re.escape(known)), sentence, re.DOTALL):
            return QCoreApplication.translate("Sentences", known).format(*map(_named, found.groups()))
    return sentence[:1].upper() + sentence[1:]


def _named(part: str) -> str:
    return ", ".join(attribute_title(name) if name in TITLES else name for name in part.split(", "))
