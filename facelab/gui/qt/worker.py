"""Work beside the window: a thread that always takes the latest request.

PyTorch's threads are OpenMP's, which keeps a team of them for every thread that ever asked for one; with two teams on
the same cores all of them sleep and are woken at every layer, and a frame takes half as long again. So one thread of
the window has a team that lasts, that of the frames; the others compute alone, or have one for as long as a long job.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

from facelab.errors import Cancelled
from facelab.progress import ShareCallback

T = TypeVar("T")


class Cores(Enum):
    """Where work is done, and how many cores it takes.

    Attributes:
        ONE: a thread of its own, one core.
        LIVE: the one thread that all frames are made in, with a few cores.
        ALL: a thread that ends with its job, all cores: for files that take minutes.
    """

    ONE = 1
    LIVE = 4
    ALL = 1_000

    @property
    def count(self) -> int:
        """Threads that PyTorch may use."""
        here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return min(self.value, here)


LIVE_POOL = "live"


def compute_on_one_core() -> None:
    """Threads that do not say otherwise shall compute alone; to be called before PyTorch is imported.

    A team that waits for its next layer spins, which is quicker than sleeping; but not for long, or it takes the core
    that the window needs to paint: between two frames it would never stop.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("GOMP_SPINCOUNT", "10000")  # some tenths of a millisecond; by default 300,000


def _take(cores: Cores) -> None:
    if (torch := sys.modules.get("torch")) is not None and hasattr(torch, "set_num_threads"):
        torch.get_num_threads()  # the first call in a thread sets the default, which would come after ours
        torch.set_num_threads(cores.count)


def _stopped() -> Cancelled:
    return Cancelled("Stopped; all is as it was.")


def _pool(cores: Cores, parent: QObject) -> QThreadPool:
    if cores is Cores.LIVE:
        app = QCoreApplication.instance()
        found = app.findChild(QThreadPool, LIVE_POOL) if app else None
        pool = found if found is not None else QThreadPool(app)
        pool.setObjectName(LIVE_POOL)
    else:
        pool = QThreadPool(parent)
    pool.setMaxThreadCount(1)
    pool.setExpiryTimeout(0 if cores is Cores.ALL else -1)
    return pool


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What became of a request.

    Attributes:
        stamp: the number of the request.
        value: what it gave; None after an error.
        error: what went wrong, if anything did.
    """

    stamp: int
    value: T | None = None
    error: Exception | None = None

    def result(self) -> T:
        """What it gave, or the error raised again."""
        if self.error is not None:
            raise self.error
        return cast(T, self.value)


class LatestOnly(QObject, Generic[T]):
    """One thread that does the latest request; one that was asked before and not begun is forgotten.

    ``done`` (Outcome[T]) tells the window's thread of every request that was not forgotten, in the order of stamps;
    ``working`` (bool) of the first that is asked, and of the last that is done or forgotten; ``progressed`` (float,
    0..1) how much of what is running is done, where it tells.
    """

    done = Signal(object)
    working = Signal(bool)
    progressed = Signal(float)
    _arrived = Signal(object)
    _told = Signal(int, float)

    def __init__(self, parent: QObject, cores: Cores = Cores.ONE, *, lets_go: bool = True) -> None:
        """``lets_go``: what is stopped need not be waited for; not so where it may still write a file."""
        super().__init__(parent)
        self._cores, self._lets_go = cores, lets_go
        self._pool = _pool(cores, self)
        self._stamp = 0
        self._wanted = 0
        self._stopped = 0
        self._running = False
        self._next: tuple[int, Callable[[], T]] | None = None
        self._arrived.connect(self._finish)
        self._told.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether anything that was asked for is still to come."""
        return self._running or self._next is not None

    def ask(self, job: Callable[[], T]) -> int:
        """Ask for work; gives the stamp that its outcome will carry."""
        self._stamp += 1
        self._next = self._stamp, job
        self.working.emit(True)
        self._begin()
        return self._stamp

    def ask_in_steps(self, job: Callable[[ShareCallback], T]) -> int:
        """Ask for work that tells how far it is; forgotten, stopped or asked anew, it ends when it tells next."""
        stamp = self._stamp + 1

        def progress(share: float) -> None:
            if stamp < self._wanted or stamp <= self._stopped or self._next is not None:
                raise _stopped()
            self._told.emit(stamp, share)

        return self.ask(lambda: job(progress))

    def cancel(self) -> None:
        """A person wants no more of it: its outcome is ``Cancelled``."""
        if not self.busy or self._stamp < self._wanted or self._stamp <= self._stopped:
            return  # nothing is wanted any more
        self._stopped = self._stamp
        if self._lets_go:
            self.forget()
            self.done.emit(Outcome(self._stamp, error=_stopped()))

    def forget(self) -> None:
        """Whatever was asked for is no longer wanted: nothing of it is handed on."""
        self._next = None
        self._wanted = self._stamp + 1
        self.working.emit(False)

    def stop(self) -> None:
        """Wait for what is running, and forget it."""
        self.forget()
        self._pool.waitForDone()

    def _begin(self) -> None:
        if self._running or self._next is None:
            return
        (stamp, job), self._next, self._running = self._next, None, True

        def work() -> None:
            _take(self._cores)
            try:
                outcome: Outcome[T] = Outcome(stamp, job())
            except Exception as error:  # every error comes back as a value: a thread has nobody to tell
                outcome = Outcome(stamp, error=error)
            self._arrived.emit(outcome)

        self._pool.start(work)

    def _tell(self, stamp: int, share: float) -> None:
        if stamp >= self._wanted:
            self.progressed.emit(share)

    def _finish(self, outcome: Outcome[T]) -> None:
        self._running = False
        given_way = isinstance(outcome.error, Cancelled) and outcome.stamp > self._stopped
        if outcome.stamp >= self._wanted and not given_way:
            if self._next is None:
                self.working.emit(False)
            self.done.emit(outcome)
        self._begin()
