"""The plane of a latent space: pointer, keys, marks."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from facelab.gui.pages.learn.inks import FIRST, SECOND, ink
from facelab.gui.pages.learn.plane import LEAST_REACH, PlaneView

POINTS = np.array([[1.0, 0.5], [-2.0, -1.0], [0.0, 2.0]], np.float32)


@pytest.fixture
def plane(qtbot):
    made = PlaneView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_points(POINTS, np.array([1, 0, -1], np.int8))
    made.show()
    return made


def colour(plane, x, y):
    at = plane.to_widget(x, y).toPoint()
    return plane.grab().toImage().pixelColor(at)


def like(seen, wanted):
    return seen.hue() == pytest.approx(wanted.hue(), abs=12)


def test_points_lie_where_they_are_and_are_coloured_by_what_is_there(plane):
    plane.show_place(3.0, 3.0)
    assert like(colour(plane, 1.0, 0.5), ink(plane.palette(), FIRST))
    assert like(colour(plane, -2.0, -1.0), ink(plane.palette(), SECOND))
    assert colour(plane, 0.0, 2.0).saturation() < 20, "nobody knows"


def test_a_scale_can_be_told_and_draws_from_the_standard_normal_are_seen_beneath_the_points(plane):
    there, before = np.array([1, 0, -1], np.int8), plane.grab().toImage()
    plane.show_points(POINTS, there, 6.0)
    assert plane.reach == 6.0
    plane.show_points(POINTS, there)
    assert plane.reach == LEAST_REACH and plane.grab().toImage() == before
    plane.show_prior()
    assert plane.grab().toImage() != before
    assert like(colour(plane, 1.0, 0.5), ink(plane.palette(), FIRST))


def test_a_place_goes_to_the_widget_and_back(plane):
    assert plane.to_plane(plane.to_widget(1.25, -0.5)) == pytest.approx((1.25, -0.5))
    assert plane.to_widget(0, 1).y() < plane.to_widget(0, 0).y(), "y goes upwards"


def test_the_pointer_tells_where_it_is_and_ends_at_the_edge(qtbot, plane):
    with qtbot.waitSignal(plane.moved) as told:
        qtbot.mouseMove(plane, plane.to_widget(1.0, 1.0).toPoint())
    assert told.args == pytest.approx([1.0, 1.0], abs=0.05)
    with qtbot.waitSignal(plane.moved) as told:
        qtbot.mouseClick(plane, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert told.args == pytest.approx([-plane.reach, plane.reach], abs=0.05)


def test_arrows_move_the_cross_and_zero_brings_it_back(qtbot, plane):
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(plane, key)
    assert plane.place == pytest.approx((plane.reach / 20, plane.reach / 10))
    assert plane.accessibleDescription() == "z = (0.16, 0.32)"
    qtbot.keyClick(plane, Qt.Key.Key_0)
    assert plane.place == (0, 0)


def test_it_reaches_as_far_as_the_points_do(plane):
    plane.show_points(POINTS * 10, np.zeros(3, np.int8))
    assert plane.reach > 19


def test_a_cloud_is_as_wide_as_its_deviations(plane):
    plane.show_points(POINTS[:0], np.zeros(0, np.int8))
    plane.show_place(-3.0, 3.0)
    empty = colour(plane, 1.5, 1.0)
    plane.show_cloud((1.0, 1.0), (0.5, 0.1))
    assert colour(plane, 1.5, 1.05) != empty
    plane.show_cloud(None)
    assert colour(plane, 1.5, 1.0) == empty
