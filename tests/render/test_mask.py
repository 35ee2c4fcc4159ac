"""Where a change may show."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelab.canonical import ellipse_radius
from facelab.photo.align import Similarity
from facelab.render.mask import BELOW, INSIDE, egg_radius, mask, outline, smootherstep

WHOLE = (0, 0, 128, 128)
IDENTITY = Similarity(np.eye(2, 3))


def test_it_is_1_over_the_face_and_falls_to_0_at_the_outline_of_the_egg():
    shown = mask(IDENTITY, WHOLE)
    assert (shown[ellipse_radius() <= 0.8] == 1).all()
    assert shown[[0, -1]].max() < 0.01 and shown[:, [0, -1]].max() == 0
    assert (np.diff(shown[72, :64]) > -1e-6).all() and np.array_equal(shown, shown[:, ::-1])


def test_it_has_no_corners():
    corner = mask(IDENTITY, WHOLE)[:16, :16]
    assert not corner.any()


@pytest.mark.parametrize("radius", [1.0, 0.5])
def test_its_outline_is_where_the_radius_is(radius):
    points, normals = outline(64, radius)
    found = egg_radius(*points.astype(np.float32).T)
    assert found == pytest.approx(np.full(64, radius), abs=1e-5)
    further = egg_radius(*(points + 0.1 * normals).astype(np.float32).T)
    assert (further > found).all()


def test_it_is_0_outside_the_crop():
    shown = mask(IDENTITY, (-20, -20, 150, 150))
    shown[20:148, 20:148] = 0
    assert not shown.any()


def test_it_is_the_same_whatever_part_of_the_photo_is_asked_for(made):
    face = made.face_at(400, 300, 500, 33)
    whole = mask(face, (0, 0, 800, 600))
    assert mask(face, (130, 70, 320, 210)) == pytest.approx(whole[70:210, 130:320], abs=1e-5)


@given(degrees=st.floats(-180, 180), side=st.floats(200, 900))
def test_it_is_as_smooth_in_the_photo_as_in_the_crop(made, degrees, side):
    shown = mask(made.face_at(60, 50, side, degrees), (0, 0, 120, 100))
    border = (1 - INSIDE) * BELOW  # where it falls fastest
    steepest = 1.875 / border * 128 / side  # of the smootherstep, for one photo pixel
    bend = 5.8 / border**2 * (128 / side) ** 2
    for axis in (0, 1):
        assert np.abs(np.diff(shown, axis=axis)).max() <= steepest + 1e-4
        assert np.abs(np.diff(shown, n=2, axis=axis)).max() <= 1.5 * bend + 1e-4


@given(st.floats(-2, 3, width=32))
def test_smootherstep_keeps_to_0_and_1_and_is_symmetric(t):
    value, mirrored = smootherstep(np.array([t, 1 - t], np.float32))
    assert 0 <= value <= 1 and value == pytest.approx(1 - mirrored, abs=1e-6)
