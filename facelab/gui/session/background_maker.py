"""Makes files that take a while in the background, with progress and a way to stop."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from facelab.errors import FaceLabError
from facelab.gui.qt.file_writer import FileWriter
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import Cores, Outcome
from facelab.progress import CountCallback, ShareCallback


class BackgroundMaker(QObject):
    """Makes one file after another.

    Signals:
        progressed: (float) the share of what is being made that is done, 0..1. rested: nothing is being made any more.
        made: (Path) a file is there.
        failed: (str) a sentence for the person.
    """

    progressed = Signal(float)
    rested = Signal()
    made = Signal(Path)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: FileWriter[Path] = FileWriter(self, Cores.ALL)
        self._worker.done.connect(self._finished)
        self._worker.progressed.connect(self.progressed)

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._worker.busy

    def make(self, path: Path, total: int, work: Callable[[CountCallback], None]) -> None:
        """Make a file; nothing of it stays if it is stopped. ``work`` tells how much of ``total`` is done."""

        def job(progress: ShareCallback) -> Path:
            work(lambda done: progress(done / total))
            return path

        self.progressed.emit(0.0)
        self._worker.ask_in_steps(job)

    def stop(self) -> None:
        """Make no more of it."""
        self._worker.cancel()

    def close(self) -> None:
        """Stop, and wait."""
        self.stop()
        self._worker.stop()

    def _finished(self, outcome: Outcome[Path]) -> None:
        if not self._worker.busy:
            self.rested.emit()
        if outcome.error is None:
            self.made.emit(outcome.value)
        elif isinstance(outcome.error, FaceLabError):
            self.failed.emit(in_words(outcome.error.message))
        else:
            raise outcome.error
