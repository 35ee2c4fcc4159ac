"""The photo in the hand: dragged where not all of it is seen, nearer and back with a double click."""

import pytest
from PySide6.QtCore import QPoint, Qt

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def canvas(opened):
    return opened.canvas


def drag(qtbot, canvas, start, end):
    qtbot.mousePress(canvas, LEFT, pos=start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, LEFT, pos=end)


def test_a_photo_that_is_not_wholly_seen_is_dragged(qtbot, canvas):
    canvas.zoom_to(8)
    (x, y), by = canvas.looked_at[1], QPoint(-40, -24)
    middle = canvas.rect().center()
    drag(qtbot, canvas, middle, middle + by)
    assert canvas.looked_at[1] == pytest.approx((x + 5, y + 3), abs=0.2)


def test_a_photo_that_is_wholly_seen_stays(qtbot, canvas):
    canvas.fit()
    before = canvas.looked_at
    drag(qtbot, canvas, QPoint(50, 50), QPoint(90, 70))
    assert canvas.looked_at == before


def test_a_double_click_brings_it_nearer_there_and_back(qtbot, canvas):
    canvas.fit()
    scale, at = canvas.scale, canvas.rect().center() + QPoint(60, 30)
    under = canvas._viewport.to_photo(at.toPointF())
    qtbot.mouseDClick(canvas, LEFT, pos=at)
    assert canvas.scale == pytest.approx(max(1.0, 2 * scale))
    assert (canvas._viewport.to_photo(at.toPointF()) - under).manhattanLength() < 1
    qtbot.mouseDClick(canvas, LEFT, pos=at)
    assert canvas.looked_at[0] is None
    assert canvas.scale == pytest.approx(scale)


def test_with_a_brush_in_the_hand_a_double_click_dabs(qtbot, opened, canvas):
    opened.menus.actions["Protect with a &brush"].trigger()
    scale = canvas.scale
    with qtbot.waitSignal(canvas.stroke_painted):
        qtbot.mouseDClick(canvas, LEFT, pos=canvas.rect().center())
        qtbot.mouseRelease(canvas, LEFT, pos=canvas.rect().center())
    assert canvas.scale == scale


def test_space_drags_it_while_a_brush_is_in_the_hand(qtbot, opened, canvas):
    canvas.zoom_to(8)
    opened.menus.actions["Protect with a &brush"].trigger()
    before = canvas.looked_at
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    middle = canvas.rect().center()
    with qtbot.assertNotEmitted(canvas.stroke_painted):
        drag(qtbot, canvas, middle, middle + QPoint(-40, -24))
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.looked_at != before
