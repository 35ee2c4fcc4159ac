"""The base of what is alive in a lesson: a worker, and the face that it is about."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from facelab.errors import Cancelled, FaceLabError
from facelab.gui.qt.images import image_of
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.spacing import GAP, ROOM
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import Cores, LatestOnly, Outcome

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.pipeline.lab import Lab
    from facelab.synthesis.sources import EncodedFace

Made = TypeVar("Made")
LabSource = Callable[[], "Lab"]
Show = Callable[[], None]


class Scene(RetranslatedWidget):
    """Shows what a model makes of a face; all of it is computed beside the window.

    Attributes:
        lab: gives the models.
        face: what is looked at; None before there is one.
        worker: what computes.

    Signals:
        said: (str) a sentence for the person.
    """

    said = Signal(str)

    def __init__(self, lab: LabSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lab = lab
        self.face: EncodedFace | None = None
        self.worker: LatestOnly[Show] = LatestOnly(self, Cores.LIVE)
        self.worker.done.connect(self._arrived)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(ROOM)

    def show_face(self, face: "EncodedFace | None") -> None:
        """Look at another face."""
        if face is not self.face:
            self.face = face
            self.take_face()
        self.renew()

    def take_face(self) -> None:
        """Another face is looked at: what was changed by hand of the one before is forgotten."""

    def renew(self) -> None:
        """Show all of it as it is asked now."""
        raise NotImplementedError

    def rest(self) -> None:
        """It is seen no more: nothing goes on by itself."""

    def stop(self) -> None:
        """Wait for the worker; the scene is of no use afterwards."""
        self.rest()
        self.worker.stop()

    def make(self, work: Callable[[], Made], show: Callable[[Made], None]) -> None:
        """Have something computed and shown; what was asked before and not begun is forgotten."""

        def job() -> Show:
            made = work()
            return lambda: show(made)

        self.worker.ask(job)

    def _arrived(self, outcome: Outcome[Show]) -> None:
        if isinstance(outcome.error, FaceLabError):
            if not isinstance(outcome.error, Cancelled):
                self.said.emit(in_words(outcome.error.message))
            return
        outcome.result()()


def images_of(pictures: "Tensor") -> list[QImage]:
    """Pictures (N, 3, H, H), sRGB 0..1, as images, small ones larger."""
    from facelab.synthesis.lessons import enlarged

    return [image_of(one) for one in enlarged(pictures)]


def row_of(*widgets: QWidget | QLayout | int, vertical: bool = False) -> QBoxLayout:
    """Widgets and layouts side by side; a number is how much the one before stretches."""
    way = QBoxLayout.Direction.TopToBottom if vertical else QBoxLayout.Direction.LeftToRight
    made = QBoxLayout(way)
    made.setSpacing(GAP)
    for one in widgets:
        if isinstance(one, int):
            made.setStretch(made.count() - 1, one)
        elif isinstance(one, QLayout):
            made.addLayout(one)
        else:
            made.addWidget(one)
    return made
