"""Makes files that take a while in the background, with progress and a way to stop."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from facelab.errors import Cancelled, FaceLabError
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import Cores, LatestOnly, Outcome
from facelab.progress import CountCallback


class BackgroundMaker(QObject):
    """Makes one file after another.

    Signals:
        progressed: (int, int) how much is done, of how much; (0, 0) when nothing is being made.
        made: (Path) a file is there.
        failed: (str) a sentence for the person.
    """

    progressed = Signal(int, int)
    made = Signal(Path)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: LatestOnly[Path] = LatestOnly(self, Cores.ALL, lets_go=False)
        self._stopping = Event()
        self._worker.done.connect(self._finished)

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._worker.busy

    def make(self, path: Path, total: int, work: Callable[[CountCallback], None]) -> None:
        """Make a file; nothing of it stays if it is stopped."""
        self._stopping.clear()

        def progress(done: int) -> None:
            if self._stopping.is_set():
                raise Cancelled("Stopped; nothing was written.")
            self.progressed.emit(done, total)

        def job() -> Path:
            work(progress)
            return path

        self.progressed.emit(0, total)
        self._worker.ask(job)

    def stop(self) -> None:
        """Make no more of it."""
        self._stopping.set()
        self._worker.cancel()

    def close(self) -> None:
        """Stop, and wait."""
        self.stop()
        self._worker.stop()

    def _finished(self, outcome: Outcome[Path]) -> None:
        self.progressed.emit(0, 0)
        if outcome.error is None:
            self.made.emit(outcome.value)
        elif isinstance(outcome.error, FaceLabError):
            self.failed.emit(in_words(outcome.error.message))
        else:
            raise outcome.error
