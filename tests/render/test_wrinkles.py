"""Wrinkles lie where a face folds, are dark with a light edge below, and are each face's own."""

import numpy as np
import pytest

from facelab.canonical import SIZE
from facelab.photo.mesh import EYES, UPPER_BROWS
from facelab.render.wrinkles import FINER, KINDS, _curves, wrinkles

NOTHING = np.zeros((SIZE, SIZE), np.float32)


@pytest.fixture(scope="module")
def old(mesh):
    return wrinkles(mesh.points, NOTHING)


def around(points, numbers, room):
    """The rows and columns of a map of wrinkles around some points of a mesh."""
    low, high = points[list(numbers)].min(0) - room, points[list(numbers)].max(0) + room
    (x0, y0), (x1, y1) = (np.rint(FINER * corner).astype(int) for corner in (low, high))
    return slice(y0, y1), slice(x0, x1)


def test_they_are_finer_than_the_crop(old):
    assert old.shape == (SIZE * FINER, SIZE * FINER)
    assert old.min() < -0.1


def test_they_are_on_the_forehead_beside_the_eyes_and_from_the_nose_to_the_mouth(mesh, old):
    points = mesh.points
    places = [(10, *UPPER_BROWS[0], *UPPER_BROWS[1]), (130, 139, 116), (359, 368, 345), (129, 216), (358, 436)]
    for numbers in places:
        assert old[around(points, numbers, 0)].min() < -0.05


def test_eyes_have_none(mesh, old):
    for eye in EYES:
        assert np.abs(old[around(mesh.points, eye, -1.0)]).max() < 0.1 * np.abs(old).max()


def test_light_falls_from_above(old):
    """A valley's upper wall is dark, its lower one light."""
    bright = old > 0.01
    assert bright.any()
    above, below = (np.roll(old, by, axis=0)[bright].mean() for by in (4, -4))
    assert above < below


def test_a_face_has_the_same_every_time_and_another_face_others(mesh, old):
    np.testing.assert_array_equal(wrinkles(mesh.points, NOTHING), old)
    wider = (mesh.points - 64) * (1.1, 1.0) + 64
    again = wrinkles(np.float32((wider - 64) / (1.1, 1.0) + 64 + 2), NOTHING)
    moved = np.roll(old, (2 * FINER, 2 * FINER), axis=(0, 1))
    assert np.corrcoef(again.ravel(), moved.ravel())[0, 1] < 0.9


def test_where_the_network_draws_it_dark_they_are_deeper(mesh, old):
    drawn = NOTHING.copy()
    rows = np.unique(np.rint(np.linspace(*mesh.points[[10, 9], 1], 9)).astype(int))
    drawn[rows[::2]] = -0.5
    forehead = around(mesh.points, (10, 9, 67, 297), 0)
    assert wrinkles(mesh.points, np.full_like(NOTHING, -0.5))[forehead].min() == pytest.approx(old[forehead].min())
    assert wrinkles(mesh.points, drawn)[forehead].min() != old[forehead].min()


def test_folds_are_as_deep_on_both_sides(mesh):
    depths = []
    for seed in range(20):
        left, right = (
            depth.max() for _, depth in _curves(KINDS["nose to mouth"], mesh.points, np.random.default_rng(seed))
        )
        depths.append((left, right))
    ratios = np.log([left / right for left, right in depths])
    assert np.std(ratios) < 0.6 * np.sqrt(2) * np.std(np.log(depths))
