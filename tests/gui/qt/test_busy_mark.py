"""What takes a while says that it works."""

from threading import Event

from PySide6.QtCore import Qt

from facelab.errors import Cancelled
from facelab.gui.qt.busy_mark import BusyMark
from facelab.gui.qt.worker import LatestOnly


def test_a_mark_is_seen_while_a_worker_works_and_then_goes(qtbot, over):
    worker, go_on = LatestOnly(over), Event()
    mark = BusyMark(over, worker)
    worker.ask(go_on.wait)
    assert mark.isHidden()
    qtbot.waitUntil(mark.isVisible)
    assert over.rect().contains(mark.geometry())
    go_on.set()
    qtbot.waitUntil(mark.isHidden)


def test_what_is_done_at_once_has_no_mark(qtbot, over):
    worker = LatestOnly(over)
    mark = BusyMark(over, worker)
    with qtbot.waitSignal(worker.done):
        worker.ask(lambda: None)
    qtbot.wait(400)
    assert mark.isHidden()


def test_what_is_forgotten_is_not_waited_for(qtbot, over):
    worker, go_on = LatestOnly(over), Event()
    mark = BusyMark(over, worker)
    worker.ask(go_on.wait)
    qtbot.waitUntil(mark.isVisible)
    worker.forget()
    assert mark.isHidden()
    go_on.set()
    worker.stop()


def test_what_takes_long_says_how_far_it_is_and_can_be_stopped(qtbot, over):
    worker, go_on = LatestOnly(over), Event()
    mark = BusyMark(over, worker)
    mark.say("Counting…")

    def job(progress):
        progress(0.5)
        go_on.wait(60)
        progress(0.75)

    with qtbot.waitSignal(worker.done) as told:
        worker.ask_in_steps(job)
        qtbot.waitUntil(mark.isVisible)
        assert mark.stop.isHidden()
        mark.stop_all()  # too early to be stopped by a key
        qtbot.waitUntil(mark.stop.isVisible)
        assert mark.accessibleName() == "Counting… 50 %"
        assert over.rect().contains(mark.geometry())
        assert mark.rect().contains(mark.stop.geometry())
        over.setFocus()
        qtbot.mouseClick(mark.stop, Qt.MouseButton.LeftButton)
    assert isinstance(told.args[0].error, Cancelled)
    assert mark.isHidden()
    assert over.hasFocus()
    go_on.set()
    worker.stop()


def test_what_has_not_done_its_first_step_says_so(qtbot, over):
    worker, go_on = LatestOnly(over), Event()
    mark = BusyMark(over, worker)
    mark.say("Counting…")
    worker.ask_in_steps(lambda _: go_on.wait(60))
    qtbot.waitUntil(mark.stop.isVisible)
    assert mark.text == "Counting… 0 %"
    go_on.set()
    qtbot.waitUntil(mark.isHidden)


def test_many_short_jobs_in_a_row_are_no_long_one(qtbot, over, monkeypatch):
    """As the frames of a drag are, each of which is asked for before the last is done."""
    monkeypatch.setattr("facelab.gui.qt.busy_mark.AFTER_MS", 10_000)
    worker, first, second = LatestOnly(over), Event(), Event()
    mark = BusyMark(over, worker)
    worker.ask(lambda: first.wait(60))
    worker.ask(lambda: second.wait(60))
    qtbot.wait(2_000)
    left = mark._late.remainingTime()
    with qtbot.waitSignal(worker.done):
        first.set()
    again = mark._late.remainingTime()
    second.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert again > left
    assert mark.isHidden()


def test_what_cannot_say_how_far_it_is_is_told_by_its_time_and_called_an_estimate(qtbot, over):
    worker, go_on = LatestOnly(over), Event()
    mark = BusyMark(over, worker)
    mark.say("Saving…")
    worker.ask(go_on.wait, expected=1000.0)
    qtbot.waitUntil(mark.stop.isVisible)
    said = mark.text
    assert said == "Saving… about 0 %"
    worker._began -= 500  # as if so many seconds had passed
    assert mark.text in {"Saving… about 50 %", "Saving… about 51 %"}
    qtbot.waitUntil(lambda: mark.accessibleName() == mark.text != said)
    assert mark.rect().contains(mark.stop.geometry())
    go_on.set()
    qtbot.waitUntil(mark.isHidden)


def test_what_tells_more_than_its_time_does_is_believed(qtbot, over):
    worker, go_on = LatestOnly(over), Event()
    mark = BusyMark(over, worker)

    def job(progress):
        progress(0.75)
        go_on.wait()

    worker.ask_in_steps(job, expected=1000.0)
    qtbot.waitUntil(mark.stop.isVisible)
    assert "about 75 %" in mark.text
    go_on.set()
    qtbot.waitUntil(mark.isHidden)


def test_what_is_named_is_told_of_and_stopped_alone(qtbot, over):
    named, other, go_on = LatestOnly(over), LatestOnly(over), Event()
    mark = BusyMark(over, named, other, unnamed=[other])

    def at(share):
        def job(progress):
            progress(share)
            go_on.wait(60)

        return job

    other.ask_in_steps(at(0.25))
    named.ask_in_steps(at(0.5))
    mark.say("Saving…")
    qtbot.waitUntil(mark.stop.isVisible)
    qtbot.waitUntil(lambda: mark.text == "Saving… 50 %")
    with qtbot.waitSignal(named.done):
        mark.stop.click()
    assert other.busy
    mark.say("")
    mark.stop_all()  # a second click
    qtbot.waitUntil(mark.stop.isVisible)
    assert "25 %" in mark.text  # of what goes on
    with qtbot.waitSignal(other.done):
        mark.stop.click()
    go_on.set()
    qtbot.waitUntil(mark.isHidden)


def test_where_there_are_sliders_below_it_is_above(qtbot, over):
    worker, go_on = LatestOnly(over), Event()
    mark = BusyMark(over, worker, above=True)
    worker.ask(go_on.wait)
    qtbot.waitUntil(mark.isVisible)
    assert mark.geometry().bottom() < over.height() / 2
    go_on.set()
    qtbot.waitUntil(mark.isHidden)
