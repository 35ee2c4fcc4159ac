"""Work beside the window that writes file after file."""

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject

from facelab.errors import Cancelled
from facelab.files import published_if
from facelab.gui.qt.worker import Cores, LatestOnly

T = TypeVar("T")


class FileWriter(LatestOnly[T]):
    """One thread that does all that is asked, in turn; each request writes one file, or nothing where it is stopped.

    A request that is about to put its file in place is not stopped any more.
    """

    def __init__(self, parent: QObject, cores: Cores = Cores.ONE) -> None:
        super().__init__(parent, cores)
        self._lock, self._published = Lock(), 0

    def _withdraw(self) -> bool:
        with self._lock:
            if self._running is not None and self._published == self._running:
                self._waiting.clear()
                return False
            return super()._withdraw()

    def _put(self, stamp: int, job: Callable[[], T]) -> None:
        self._waiting.append((stamp, job))

    def _is_over(self, stamp: int) -> bool:
        return stamp < self._wanted

    def _stopped(self) -> Cancelled:
        return Cancelled("Stopped; nothing was written.")

    def _do(self, stamp: int, job: Callable[[], T]) -> T:
        with published_if(lambda: self._publish(stamp)):
            return job()

    def _publish(self, stamp: int) -> None:
        with self._lock:
            if self._is_over(stamp):
                raise self._stopped()
            self._published = stamp
