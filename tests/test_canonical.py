import numpy as np
import pytest

from facelab.canonical import ELLIPSE_AXES, ELLIPSE_CENTRE, LANDMARKS, SIZE, ellipse_radius, face_weight


def test_the_landmarks_are_in_the_face_and_even():
    radius = ellipse_radius()
    assert all(radius[int(y), int(x)] < 1 for x, y in LANDMARKS)
    left, right = LANDMARKS[[0, 3]], LANDMARKS[[1, 4]]
    np.testing.assert_allclose(left[:, 0] + right[:, 0], SIZE)
    np.testing.assert_allclose(left[:, 1], right[:, 1])


@pytest.mark.parametrize("size", [128, 64, 32])
def test_the_ellipse_has_the_same_area_at_any_size(size):
    share = (ellipse_radius(size) <= 1).mean()
    assert share == pytest.approx(np.pi * np.prod(ELLIPSE_AXES) / SIZE**2, rel=0.02)


def test_the_weight_is_whole_in_the_face_and_falls_to_that_of_the_ground():
    weight, radius = face_weight(SIZE, 0.2), ellipse_radius()
    assert (weight[radius <= 1] == 1).all()
    assert weight[radius >= 1.5] == pytest.approx(0.2)
    row = weight[int(ELLIPSE_CENTRE[1]), SIZE // 2 :]
    assert (np.diff(row) <= 0).all()
