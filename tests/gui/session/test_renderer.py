"""What draws the photo: while a slider is held, what nobody waits for rests."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QEnterEvent

from facelab.gui.session import photo_session, renderer


@pytest.fixture
def told(qtbot, opened, monkeypatch):
    """What the preparer does of the next face; it does it in three steps."""
    steps = []
    qtbot.waitUntil(lambda: not opened.editor.renderer._preparer.busy, timeout=60_000)

    def prepare(_photo, _face, progress):
        for step in range(3):
            progress(step / 3)
            steps.append(step)

    monkeypatch.setattr(renderer, "prepare", prepare)
    return steps


def test_while_a_slider_is_held_nothing_is_prepared(qtbot, opened, told):
    opened.editor.begin_drag()
    with qtbot.assertNotEmitted(opened.editor.renderer.prepared, wait=200):
        opened.editor.choose_next()
    assert not told
    with qtbot.waitSignal(opened.editor.renderer.prepared):
        opened.editor.end_drag()
    assert told == [0, 1, 2]


def test_a_window_that_closes_waits_for_no_hand(opened, told):
    opened.editor.begin_drag()
    opened.editor.choose_next()
    opened.editor.renderer.stop()
    assert told == [0, 1, 2]


def test_the_panel_follows_a_frame_of_a_drag_and_its_end(qtbot, opened, monkeypatch):
    monkeypatch.setattr(photo_session, "LATE_MS", 10**6)
    seen, editor = [], opened.editor
    editor.renderer.framed.connect(lambda *_: seen.append("frame"))
    editor.changed.connect(lambda: seen.append("all"))
    editor.begin_drag()
    with qtbot.waitSignal(editor.changed, timeout=60_000):
        editor.set_amount("Smiling", 1.0)
        assert not seen
    assert seen == ["frame", "all"]
    editor.set_amount("Smiling", 2.0)
    editor.end_drag()
    assert seen[2:] == ["all"]


def test_a_slider_under_the_pointer_is_expected_to_be_dragged(qtbot, opened, monkeypatch):
    expected = []
    qtbot.waitUntil(lambda: not opened.editor.renderer._preparer.busy, timeout=60_000)
    monkeypatch.setattr(renderer.LiveFace, "expect", lambda _live, edit, name: expected.append((edit, name)))
    slider = opened.panel.rows["Smiling"].slider
    slider.enterEvent(QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    assert expected == [(opened.editor.model.edit, "Smiling")]
    opened.panel.rows["Young"].slider.setFocus()
    qtbot.waitUntil(lambda: [name for _, name in expected] == ["Smiling", "Young"])
