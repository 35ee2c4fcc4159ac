import threading

import pytest
from PySide6.QtCore import QObject, QThread

from facelab.gui.worker import Newest


@pytest.fixture
def worker(qapp):
    parent = QObject(qapp)
    made = Newest(parent)
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


def test_work_is_done_beside_the_window_and_told_in_its_thread(qtbot, worker):
    here, told = QThread.currentThread(), []
    worker.done.connect(lambda outcome: told.append((outcome.value, QThread.currentThread())))
    worker.ask(QThread.currentThread)
    qtbot.waitUntil(lambda: bool(told))
    ((there, telling),) = told
    assert there != here
    assert telling == here
