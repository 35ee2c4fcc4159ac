"""Work beside the window: a thread that always takes the latest request.

PyTorch's threads are OpenMP's, which keeps a team of them for every thread that ever asked for one; with two teams on
the same cores all of them sleep and are woken at every layer, and a frame takes half as long again. So one thread of
the window has a team that lasts, that of the frames; the others compute alone, or have one for as long as a long job.
"""

import os
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from time import perf_counter
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

from facelab.errors import Cancelled
from facelab.process import give_back_memory
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


SWITCH_S = 0.001
"""For as long a thread may keep the interpreter that another waits for; Python's 0.005 would be a third of a frame."""

LONG_S = 0.5
"""What took longer gives back the memory that it worked in: glibc would keep it in each thread's heap. That takes some
milliseconds, too many after each frame."""


def compute_on_one_core() -> None:
    """Threads that do not say otherwise shall compute alone; to be called before PyTorch is imported.

    A team that waits for its next layer spins, which is quicker than sleeping; but not for long, or it takes the core
    that the window needs to paint: between two frames it would never stop.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("GOMP_SPINCOUNT", "10000")  # some tenths of a millisecond; by default 300,000
    sys.setswitchinterval(SWITCH_S)


def _take(cores: Cores) -> None:
    if (torch := sys.modules.get("torch")) is not None and hasattr(torch, "set_num_threads"):
        torch.get_num_threads()  # the first call in a thread sets the default, which would come after ours
        torch.set_num_threads(cores.count)


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


SURE = 0.9
"""The share up to which time tells how much is done; what takes longer than it should comes ever nearer to all."""


def share_at(passed: float) -> float:
    """The share that is told to be done, 0..1, of what takes as long as was thought when ``passed`` is 1."""
    late = max(passed - SURE, 0.0)
    return min(passed, SURE) + (1 - SURE) * late / (late + 2 * (1 - SURE))


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What became of a request.

    Attributes:
        stamp: the number of the request.
        value: what it gave; None after an error.
        error: what went wrong, if anything did.
        seconds: how long it took.
    """

    stamp: int
    value: T | None = None
    error: Exception | None = None
    seconds: float = 0.0

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

    Attributes:
        stamp: the number of the latest request.
    """

    done = Signal(object)
    working = Signal(bool)
    progressed = Signal(float)
    _arrived = Signal(object)
    _told = Signal(int, float)

    def __init__(self, parent: QObject, cores: Cores = Cores.ONE) -> None:
        super().__init__(parent)
        self._cores = cores
        self._pool = _pool(cores, self)
        self.stamp = 0
        self._wanted = 0
        self._running: int | None = None
        self._abandoned = 0
        self._leaving = False
        self._waiting: deque[tuple[int, Callable[[], T]]] = deque()
        self._expected: dict[int, float] = {}
        self._began = 0.0
        self._arrived.connect(self._finish)
        self._told.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether anything that was asked for is still to come."""
        return self._running is not None or bool(self._waiting)

    @property
    def about(self) -> float | None:
        """The share that is done, 0..1, told from how long it should take; None where nobody knows."""
        expected = self._expected.get(self._running) if self._running is not None else None
        return None if expected is None else share_at((perf_counter() - self._began) / expected)

    def ask(self, job: Callable[[], T], expected: float | None = None) -> int:
        """Ask for work; gives the stamp that its outcome will carry.

        ``expected``: seconds that it takes, about, of what cannot say how far it is.
        """
        self.stamp += 1
        if expected is not None:
            self._expected[self.stamp] = expected
        self._put(self.stamp, job)
        self.working.emit(True)
        self._begin()
        return self.stamp

    def ask_in_steps(self, job: Callable[[ShareCallback], T], expected: float | None = None) -> int:
        """Ask for work that tells how far it is, which is 0 at first; forgotten, stopped or asked anew, it ends when it
        tells next.

        ``expected``: as ``ask`` has it, of what tells not all of it.
        """
        stamp = self.stamp + 1

        def progress(share: float) -> None:
            if self._is_over(stamp):
                raise self._stopped()
            self._told.emit(stamp, share)

        def work() -> T:
            self._told.emit(stamp, 0.0)  # what has not done its first step yet says so
            return job(progress)

        return self.ask(work, expected)

    def cancel(self) -> None:
        """A person wants no more of it: its outcome is ``Cancelled``, at once.

        What is running ends when it tells next, unseen; meanwhile another thread does what is asked.
        """
        if self._withdraw():
            self.done.emit(Outcome(self.stamp, error=self._stopped()))

    def forget(self) -> None:
        """Whatever was asked for is no longer wanted: nothing of it is handed on."""
        self._waiting.clear()
        self._wanted = self.stamp + 1
        self.working.emit(False)

    def stop(self) -> None:
        """Wait for what is running, and forget it."""
        self.forget()
        self._pool.waitForDone()

    def leave(self) -> None:
        """Forget what is running and wait for nothing; once it has ended, the worker goes."""
        if self._leaving:
            return
        self.forget()
        self.setParent(QCoreApplication.instance())
        self._leaving = True
        self._go_if_left()

    def _put(self, stamp: int, job: Callable[[], T]) -> None:
        self._waiting = deque([(stamp, job)])

    def _is_over(self, stamp: int) -> bool:
        """Whether a running request is no longer wanted."""
        return stamp < self._wanted or bool(self._waiting)

    def _stopped(self) -> Cancelled:
        return Cancelled("Stopped; all is as it was.")

    def _withdraw(self) -> bool:
        """Forget everything, what is running, too; whether there was anything."""
        if not self.busy or self.stamp < self._wanted:
            return False
        self.forget()
        if self._running is not None:
            self._running, self._abandoned = None, self._abandoned + 1
            self._pool.releaseThread()  # there is one more, as long as the abandoned one works
        return True

    def _begin(self) -> None:
        if self._running is not None or not self._waiting:
            return
        stamp, job = self._waiting.popleft()
        self._running, self._began = stamp, perf_counter()
        self._expected = {asked: seconds for asked, seconds in self._expected.items() if asked >= stamp}

        def work() -> None:
            _take(self._cores)
            began = perf_counter()
            try:
                outcome: Outcome[T] = Outcome(stamp, self._do(stamp, job), seconds=perf_counter() - began)
            except Exception as error:  # every error comes back as a value: a thread has nobody to tell
                outcome = Outcome(stamp, error=error)
            if perf_counter() - began > LONG_S:
                give_back_memory()
            with suppress(RuntimeError):  # what was abandoned ends when its worker is gone
                self._arrived.emit(outcome)

        self._pool.start(work)

    def _do(self, _stamp: int, job: Callable[[], T]) -> T:
        return job()

    def _tell(self, stamp: int, share: float) -> None:
        if stamp >= self._wanted:
            self.progressed.emit(share)

    def _finish(self, outcome: Outcome[T]) -> None:
        if outcome.stamp != self._running:
            self._abandoned -= 1
            self._pool.reserveThread()
        else:
            self._running = None
            if outcome.stamp >= self._wanted and not isinstance(outcome.error, Cancelled):  # it gave way to a later one
                if not self._waiting:
                    self.working.emit(False)
                self.done.emit(outcome)
            self._begin()
        self._go_if_left()

    def _go_if_left(self) -> None:
        if self._leaving and self._running is None and not self._abandoned:
            self.deleteLater()
