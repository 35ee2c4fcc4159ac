"""Lips come as near to each other as those of the drawing, in proportion."""

import numpy as np
import pytest

from facelab.photo.mesh import CHIN, LOWER_LIP, NOSE_BASE, UPPER_LIP
from facelab.render.closing import closed_in_proportion
from facelab.render.mouth import gap


def opened(points, by):
    """The same face, its upper lip as high and its lower lip as low by half of so many pixels each."""
    apart = points.copy()
    apart[list(UPPER_LIP), 1] -= np.float32(by / 2)
    apart[list(LOWER_LIP), 1] += np.float32(by / 2)
    return apart


@pytest.mark.parametrize(("drawn", "left"), [(1.0, 0.0), (3.25, 0.5), (5.0, 1.0)])
def test_a_mouth_that_is_drawn_closed_is_closed(mesh, drawn, left):
    """Teeth stayed between lips 9 pixels apart, for the drawing's were but 5 apart: the shift closed half of it."""
    met = gap(mesh.points)
    own, before, after = (opened(mesh.points, by - met) for by in (9, 5, drawn))
    shift = closed_in_proportion(own, before, after - before)
    assert gap(own + shift) == pytest.approx(9 * left, abs=0.2)


def test_nose_and_chin_stay_and_lips_stay_lips(mesh):
    met = gap(mesh.points)
    own, before, after = (opened(mesh.points, by - met) for by in (9, 5, 1))
    moved = own + closed_in_proportion(own, before, after - before)
    np.testing.assert_allclose(moved[[NOSE_BASE, CHIN]], own[[NOSE_BASE, CHIN]], atol=0.05)
    thickness = [points[13, 1] - points[0, 1] for points in (own, moved)]
    assert thickness[0] <= thickness[1] < 1.6 * thickness[0]


@pytest.mark.parametrize("asked", [0.0, 2.0])
def test_a_mouth_that_opens_or_rests_does_as_it_is_asked(mesh, asked):
    before = opened(mesh.points, 4)
    shift = opened(before, asked) - before
    assert closed_in_proportion(opened(mesh.points, 8), before, shift) is shift


def test_lips_that_meet_in_the_drawing_already_do_as_they_are_asked(mesh):
    shift = np.full_like(mesh.points, 0.5)
    assert closed_in_proportion(opened(mesh.points, 3), mesh.points, shift) is shift


def test_what_does_not_concern_the_mouth_closes_it_as_it_is_drawn(mesh):
    own, before = opened(mesh.points, 8), opened(mesh.points, 4)
    shift = opened(mesh.points, 2) - before
    assert closed_in_proportion(own, before, shift, 0.0) is shift
    half = closed_in_proportion(own, before, shift, 0.5)
    whole = closed_in_proportion(own, before, shift)
    np.testing.assert_allclose(half, (shift + whole) / 2, atol=1e-4)
