import sys
import threading

import pytest
import torch
from PySide6.QtCore import QObject, QThread, QTimer

from facelab.errors import Cancelled
from facelab.files import atomic_write
from facelab.gui.qt import worker as workers
from facelab.gui.qt.file_writer import FileWriter
from facelab.gui.qt.worker import Cores, LatestOnly, share_at


@pytest.fixture
def worker(qapp):
    parent = QObject(qapp)
    made = LatestOnly(parent)
    yield made
    made.stop()
    parent.deleteLater()


def test_what_was_not_begun_gives_way_to_the_newest(qtbot, worker):
    gate, told, begun = threading.Event(), [], []
    worker.done.connect(lambda outcome: told.append(outcome.value))

    def job(number, wait=False):
        begun.append(number)
        if wait:
            gate.wait(10)
        return number

    worker.ask(lambda: job(0, wait=True))
    for number in range(1, 6):
        worker.ask(lambda number=number: job(number))
    assert worker.busy
    gate.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert begun == told == [0, 5]


def test_an_error_comes_back_as_a_value(qtbot, worker):
    def fail():
        raise ValueError("no")

    with qtbot.waitSignal(worker.done) as told:
        stamp = worker.ask(fail)
    (outcome,) = told.args
    assert outcome.stamp == stamp
    assert str(outcome.error) == "no"
    with qtbot.waitSignal(worker.done) as told:
        worker.ask(lambda: 7)
    assert told.args[0].value == 7


def test_what_is_forgotten_is_not_told(qtbot, worker):
    gate, told = threading.Event(), []
    worker.done.connect(told.append)
    worker.ask(lambda: gate.wait(10))
    worker.ask(lambda: 2)
    worker.forget()
    gate.set()
    with qtbot.waitSignal(worker.done) as later:
        worker.ask(lambda: 3)
    assert later.args[0].value == 3
    assert [outcome.value for outcome in told] == [3]


def test_what_is_stopped_is_free_at_once_and_ends_when_it_tells_next(qtbot, worker):
    begun, gate, went_on, told, shares = threading.Event(), threading.Event(), [], [], []
    worker.done.connect(told.append)
    worker.progressed.connect(shares.append)

    def job(progress):
        progress(0.25)
        begun.set()
        gate.wait(60)
        progress(0.5)
        went_on.append(True)

    worker.ask_in_steps(job)
    qtbot.waitUntil(lambda: begun.is_set() and len(shares) == 2)
    worker.cancel()
    worker.cancel()
    assert [type(outcome.error) for outcome in told] == [Cancelled]
    assert not worker.busy
    with qtbot.waitSignal(worker.done) as later:
        worker.ask(lambda: 7)  # what was stopped still works, and holds up nothing
    assert later.args[0].value == 7
    gate.set()
    worker.stop()
    assert (shares, went_on, len(told)) == ([0.0, 0.25], [], 2)


def test_what_a_closed_dialog_asked_for_is_not_waited_for(qtbot, qapp):
    parent, gate, gone = QObject(qapp), threading.Event(), []
    worker = LatestOnly(parent)
    worker.destroyed.connect(lambda: gone.append(True))
    worker.ask(lambda: gate.wait(60))
    worker.leave()
    parent.deleteLater()
    qtbot.wait(20)
    assert not gone
    gate.set()
    qtbot.waitUntil(lambda: bool(gone))


@pytest.fixture
def writer(qapp):
    parent = QObject(qapp)
    made = FileWriter(parent)
    yield made
    made.stop()
    parent.deleteLater()


def written(path, gate=None, begun=None):
    """Writes a file, which waits before it is whole."""

    def job(progress):
        with atomic_write(path) as temporary:
            temporary.write_text("whole")
            progress(0.5)
            if begun is not None:
                begun.set()
            if gate is not None:
                gate.wait(60)
        return path

    return job


def test_every_file_that_is_asked_for_is_written(qtbot, writer, tmp_path):
    told = []
    writer.done.connect(lambda outcome: told.append(outcome.value))
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path in paths:
        writer.ask_in_steps(written(path))
    qtbot.waitUntil(lambda: not writer.busy)
    assert told == paths
    assert sorted(tmp_path.iterdir()) == paths


def test_a_file_that_is_stopped_never_appears(qtbot, writer, tmp_path):
    gate, begun, told = threading.Event(), threading.Event(), []
    writer.done.connect(lambda outcome: told.append(outcome.error))
    writer.ask_in_steps(written(tmp_path / "a.txt", gate, begun))
    writer.ask_in_steps(written(tmp_path / "b.txt"))
    qtbot.waitUntil(begun.is_set)
    writer.cancel()
    assert [type(error) for error in told] == [Cancelled]
    gate.set()
    writer.stop()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_said_to_be_stopped(qtbot, writer, tmp_path):
    gate, there, told = threading.Event(), threading.Event(), []
    writer.done.connect(told.append)

    def job(progress):
        made = written(tmp_path / "a.txt")(progress)
        there.set()
        gate.wait(60)
        return made

    writer.ask_in_steps(job)
    qtbot.waitUntil(there.is_set)
    writer.cancel()
    assert not told
    gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].value == tmp_path / "a.txt"


def test_work_is_done_beside_the_window_and_told_in_its_thread(qtbot, worker):
    here, told = QThread.currentThread(), []
    worker.done.connect(lambda outcome: told.append((outcome.value, QThread.currentThread())))
    worker.ask(QThread.currentThread)
    qtbot.waitUntil(lambda: bool(told))
    ((there, telling),) = told
    assert there != here
    assert telling == here


def test_all_frames_are_made_in_one_thread_whoever_asks(qtbot, qapp):
    parent, where = QObject(qapp), []
    workers = [LatestOnly(parent, Cores.LIVE) for _ in range(2)]
    for worker in workers:
        worker.done.connect(lambda outcome: where.append(outcome.value))
        worker.ask(QThread.currentThread)
    qtbot.waitUntil(lambda: len(where) == 2)
    assert where[0] is where[1]
    parent.deleteLater()


@pytest.mark.parametrize("cores", Cores)
def test_a_job_computes_on_as_many_cores_as_its_worker_may_take(qtbot, qapp, cores):
    parent = QObject(qapp)
    worker = LatestOnly(parent, cores)
    for _ in range(2):  # the second time another thread may have asked for other numbers
        with qtbot.waitSignal(worker.done) as told:
            worker.ask(torch.get_num_threads)
        assert told.args[0].value == cores.count
    assert cores.count == 1 or cores is not Cores.ONE
    worker.stop()
    parent.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_calls_of_qt_lose_no_reference():
    """PySide6 6.12.0 lost one to None in every call that returns nothing; on Python 3.11 the window died of it."""
    timer = QTimer()
    before = sys.getrefcount(None)
    for _ in range(1000):
        timer.setSingleShot(True)
    assert abs(sys.getrefcount(None) - before) < 500


def test_the_share_told_by_time_grows_for_ever_and_never_says_that_all_is_done():
    shares = [share_at(passed) for passed in (0, 0.1, 0.5, 0.9, 1, 1.5, 3, 100)]
    assert shares[:4] == [0, 0.1, 0.5, 0.9]
    assert shares == sorted(set(shares))
    assert 0.9 < share_at(1) < share_at(100) < 1


def test_only_what_runs_and_whose_time_is_known_is_told_by_it(qtbot, worker):
    go_on = threading.Event()
    assert worker.about is None
    worker.ask(go_on.wait, expected=1000.0)
    assert 0 <= worker.about < 0.5
    with qtbot.waitSignal(worker.done) as told:
        go_on.set()
    assert told.args[0].seconds > 0
    assert worker.about is None
    go_on.clear()
    worker.ask(go_on.wait)
    assert worker.about is None
    go_on.set()


@pytest.mark.parametrize(("long", "times"), [(0.0, 2), (3600.0, 0)])
def test_what_takes_long_gives_back_the_memory_it_worked_in_also_when_it_fails(qtbot, worker, monkeypatch, long, times):
    given = []
    monkeypatch.setattr(workers, "LONG_S", long)
    monkeypatch.setattr(workers, "give_back_memory", lambda: given.append(threading.get_ident()))
    for job in (lambda: 1, lambda: 1 / 0):
        with qtbot.waitSignal(worker.done):
            worker.ask(job)
    assert len(given) == times
    assert threading.get_ident() not in given
