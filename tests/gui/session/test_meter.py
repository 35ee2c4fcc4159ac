"""What is asked of a face is measured when the hand pauses."""

import pytest

from facelab.errors import EditError
from facelab.pipeline.meter import MeteredFace


@pytest.fixture
def measuring(qtbot, opened):
    """The window whose face is measured as soon as the hand pauses."""
    meter = opened.edit_page.meter
    qtbot.waitUntil(lambda: meter._face is not None)
    with qtbot.waitSignal(meter.measured):
        meter._pause.start(0)
    meter._pause.setInterval(0)
    return opened


def test_an_edit_is_measured_while_the_slider_is_still_held(qtbot, measuring):
    slider = measuring.panel.rows["Smiling"].slider
    slider.setSliderDown(True)
    with qtbot.waitSignals([measuring.edit_page.meter.outdated, measuring.edit_page.meter.measured]):
        slider.setValue(10)
    assert measuring.editor.model.dragging
    with qtbot.waitSignal(measuring.editor.renderer.screened, check_params_cb=lambda _b, _a, done: done):
        slider.setSliderDown(False)


def test_while_the_hand_moves_nothing_is_measured(measuring, monkeypatch):
    asked = []
    monkeypatch.setattr(measuring.edit_page.meter._worker, "ask", asked.append)
    measuring.edit_page.meter._pause.setInterval(10**9)
    for amount in (0.1, 0.2, 0.3):
        measuring.editor.set_amount("Smiling", amount)
    assert not asked
    measuring.edit_page.meter._measure()  # the pause has come
    assert len(asked) == 1


def test_a_frame_of_a_drag_that_takes_longer_than_a_pause_is_waited_for(measuring, monkeypatch):
    asked, meter = [], measuring.edit_page.meter
    monkeypatch.setattr(meter._worker, "ask", asked.append)
    meter._pause.setInterval(10**9)
    measuring.editor.begin_drag()
    measuring.editor.set_amount("Smiling", 0.3)
    meter._measure()  # the frame is not there: nothing of it has come to the window's thread
    assert not asked
    assert meter._pause.isActive()
    measuring.editor.end_drag()


def test_another_photo_or_face_is_not_shown_with_the_figures_of_the_last(qtbot, measuring):
    with qtbot.waitSignal(measuring.edit_page.meter.begun):
        measuring.editor.choose_next()
    assert measuring.panel.meter.value.text() == ""
    assert not measuring.panel.meter.chips


def test_a_stroke_of_the_brush_counts(qtbot, measuring):
    from facelab.edit import Stroke

    before = measuring.edit_page.meter._face
    with qtbot.waitSignal(measuring.edit_page.meter.measured):
        measuring.editor.add_stroke(Stroke(((60.0, 60.0),), 20.0))
    assert measuring.edit_page.meter._face is not before


def test_an_edit_that_cannot_be_made_is_said_where_it_is_drawn_and_only_there(qtbot, measuring, monkeypatch):
    def refuse(_face, _edit):
        raise EditError("No.")

    monkeypatch.setattr(MeteredFace, "measured", refuse)
    with qtbot.waitSignal(measuring.edit_page.meter._worker.done):
        measuring.editor.set_amount("Smiling", 1.0)
    assert not measuring.complaint.isVisible()
