"""Work beside the window: a thread that always takes the newest request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

Job = Callable[[], Any]


@dataclass(frozen=True)
class Outcome:
    """What became of a request.

    Attributes:
        stamp: the number of the request.
        value: what it gave; None after an error.
        error: what went wrong, if anything did.
    """

    stamp: int
    value: Any = None
    error: Exception | None = None


class Newest(QObject):
    """One thread that does the newest request; one that was asked before and not begun is forgotten.

    ``done`` tells the window's thread of every request that was not forgotten, in the order of their stamps.
    """

    done = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._stamp = 0
        self._wanted = 0
        self._running = False
        self._next: tuple[int, Job] | None = None
        self._arrived.connect(self._finish)

    @property
    def busy(self) -> bool:
        """Whether anything that was asked for is still to come."""
        return self._running or self._next is not None

    def ask(self, job: Job) -> int:
        """Ask for work; gives the stamp that its outcome will carry."""
        self._stamp += 1
        self._next = self._stamp, job
        self._begin()
        return self._stamp

    def forget(self) -> None:
        """Whatever was asked for is no longer wanted: nothing of it is told."""
        self._next = None
        self._wanted = self._stamp + 1

    def stop(self) -> None:
        """Wait for what is running, and forget it."""
        self.forget()
        self._pool.waitForDone()

    def _begin(self) -> None:
        if self._running or self._next is None:
            return
        (stamp, job), self._next, self._running = self._next, None, True

        def work() -> None:
            try:
                outcome = Outcome(stamp, job())
            except Exception as error:  # every error comes back as a value: a thread has nobody to tell
                outcome = Outcome(stamp, error=error)
            self._arrived.emit(outcome)

        self._pool.start(work)

    def _finish(self, outcome: Outcome) -> None:
        self._running = False
        if outcome.stamp >= self._wanted:
            self.done.emit(outcome)
        self._begin()
