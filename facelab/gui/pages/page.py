"""What every page beside Edit has."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from facelab.errors import FaceLabError
from facelab.gui.slots import Slot
from facelab.gui.speaking import Speaking
from facelab.gui.worker import Newest, Outcome


class Page(Speaking):
    """A page: it draws in the background what is asked of it, and its steps can be undone.

    Signals:
        said: (str) a sentence for the person.
        chosen: (int, float) the seed and the spread of a face that is to be edited.
    """

    said = Signal(str)
    chosen = Signal(int, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.slots: list[Slot] = []
        self.worker = Newest(self)
        self.worker.done.connect(self._arrived)

    def begin(self) -> None:
        """The page is seen."""
        raise NotImplementedError

    def show_made(self, made: Any) -> None:
        """Show what the worker made; None where it could not."""
        raise NotImplementedError

    def stop(self) -> None:
        """Wait for the workers; the page is of no use afterwards."""
        self.stack.blockSignals(True)
        self.worker.stop()
        for slot in self.slots:
            slot.stop()

    def _arrived(self, outcome: Outcome) -> None:
        if isinstance(outcome.error, FaceLabError):
            self.show_made(None)
            self.said.emit(str(outcome.error))
        elif outcome.error:
            raise outcome.error
        else:
            self.show_made(outcome.value)
