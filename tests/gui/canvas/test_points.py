"""A person puts the five points of a face where they belong."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from facelab.gui.canvas.points import Points, usual_points


def on_canvas(window, point):
    """A point of the photo, as QTest wants it."""
    (x0, y0), zoom = origin(window), window.canvas.zoom
    return QPointF(x0 + zoom * point[0], y0 + zoom * point[1]).toPoint()


def origin(window):
    _, (x, y) = window.canvas.looked_at
    middle = window.canvas.rect().width() / 2, window.canvas.rect().height() / 2
    return middle[0] - window.canvas.zoom * x, middle[1] - window.canvas.zoom * y


def drag(window, start, end):
    canvas, left = window.canvas, Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=on_canvas(window, start))
    for share in (0.5, 1.0):
        place = [a + share * (b - a) for a, b in zip(start, end, strict=True)]
        QTest.mouseMove(canvas, on_canvas(window, place))
    QTest.mouseRelease(canvas, left, pos=on_canvas(window, end))


def test_a_point_is_dragged_and_that_can_be_undone(qtbot, opened):
    before = opened.editor.model.photo.faces[0].landmarks.copy()
    opened.menus.actions["&Move the five points"].trigger()
    assert opened.canvas.points == [tuple(point) for point in before.tolist()]
    nose = before[2]
    with qtbot.waitSignal(opened.editor.placed), qtbot.waitSignal(opened.editor.renderer.aligned):
        drag(opened, nose, nose + np.array([4, 3]))
    after = opened.editor.model.photo.faces[0].landmarks
    assert np.allclose(after[2] - before[2], (4, 3), atol=0.6)
    assert np.array_equal(after[[0, 1, 3, 4]], before[[0, 1, 3, 4]])
    opened.editor.stack.undo()
    assert np.array_equal(opened.editor.model.photo.faces[0].landmarks, before)
    assert opened.canvas.points == [tuple(point) for point in before.tolist()]
    assert not opened.isWindowModified()


def test_all_points_are_dragged_from_between_them(opened):
    before = opened.editor.model.photo.faces[0].landmarks.copy()
    opened.canvas.zoom_to(4.0)
    opened.menus.actions["&Move the five points"].trigger()
    between = before[[0, 1, 2]].mean(axis=0)
    drag(opened, between, between + np.array([-5, 4]))
    assert np.allclose(opened.editor.model.photo.faces[0].landmarks - before, (-5, 4), atol=0.6)


def test_keys_choose_a_point_move_it_and_leave(qtbot, opened):
    before = opened.editor.model.photo.faces[0].landmarks.copy()
    opened.menus.actions["&Move the five points"].trigger()
    qtbot.keyClick(opened.canvas, Qt.Key.Key_2)
    qtbot.keyClick(opened.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    moved = opened.editor.model.photo.faces[0].landmarks - before
    assert moved[1, 0] == pytest.approx(10 / opened.canvas.zoom)
    assert np.count_nonzero(moved) == 1
    with qtbot.waitSignal(opened.canvas.points_left):
        qtbot.keyClick(opened.canvas, Qt.Key.Key_Return)
    assert opened.canvas.points is None
    assert opened.editor.stack.index() == 1


def test_a_face_is_added_by_hand_and_edited(opened, slide):
    opened.menus.actions["A&dd a face by hand"].trigger()
    assert opened.editor.model.faces == 3
    assert opened.editor.model.face == 2
    assert opened.canvas.points is not None
    slide(opened, "Smiling", 30)
    assert set(opened.editor.model.photo.edits) == {2}
    for _ in range(2):
        opened.editor.stack.undo()
    assert opened.editor.model.faces == 2
    assert opened.canvas.points is not None
    assert opened.editor.model.face == 0


def test_escape_takes_back_what_was_moved_and_a_face_that_was_added(qtbot, opened):
    before = opened.editor.model.photo.faces[0].landmarks.copy()
    opened.menus.actions["&Move the five points"].trigger()
    qtbot.keyClick(opened.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(opened.canvas, Qt.Key.Key_Escape)
    assert opened.canvas.points is None
    assert np.array_equal(opened.editor.model.photo.faces[0].landmarks, before)
    opened.menus.actions["A&dd a face by hand"].trigger()
    qtbot.keyClick(opened.canvas, Qt.Key.Key_Escape)
    assert opened.canvas.points is None
    assert opened.editor.model.faces == 2


def test_a_face_placed_by_hand_is_removed_with_what_was_asked_of_it(qtbot, opened, slide):
    for _ in range(2):
        opened.menus.actions["A&dd a face by hand"].trigger()
        qtbot.keyClick(opened.canvas, Qt.Key.Key_Return)
    slide(opened, "Smiling", 10)
    opened.editor.choose(2)
    slide(opened, "Smiling", 20)
    qtbot.keyClick(opened.canvas, Qt.Key.Key_Delete)
    assert opened.editor.model.faces == 3
    assert {n: edit.amounts for n, edit in opened.editor.model.photo.edits.items()} == {2: {"Smiling": 1.0}}
    opened.editor.stack.undo()
    assert opened.editor.model.faces == 4
    assert opened.editor.model.photo.edits[2].amounts == {"Smiling": 2.0}


def test_a_face_that_was_found_stays_and_one_that_was_moved_goes_back(qtbot, opened):
    before = opened.editor.model.photo.faces[0].landmarks.copy()
    with qtbot.waitSignal(opened.editor.failed) as said:
        opened.canvas.removal_asked.emit()  # Delete; the menu does not offer it
    assert "found" in said.args[0]
    opened.editor.place(0, (before + 2).tolist())
    opened.menus.actions["Re&move the face placed by hand"].trigger()
    assert opened.editor.model.faces == 2
    assert np.array_equal(opened.editor.model.photo.faces[0].landmarks, before)


def test_points_that_make_no_face_are_refused_in_a_sentence(qtbot, opened):
    before = opened.editor.model.photo
    with qtbot.waitSignal(opened.editor.failed):
        opened.editor.place(0, [(10, 10)] * 5)
    assert opened.editor.model.photo is before


def test_points_take_what_is_nearest():
    points = Points(usual_points(QPointF(100, 100), 82))
    assert points.take(points.places[3], 1.0)
    assert points.held == points.chosen == 3
    assert not Points(points.numbers).take(QPointF(0, 0), 1.0)
