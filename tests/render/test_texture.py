"""The texture of a photo: how soft its edges are, how strong its grain."""

import cv2
import numpy as np
import pytest

from facelab.photo.align import Similarity
from facelab.photo.picture import Picture
from facelab.render.texture import grain_at, texture

HALF = Similarity(np.eye(2, 3) / 2)


@pytest.mark.parametrize("blur", [0.7, 1.2, 2.0])
def test_the_sharpest_edges_say_how_soft_a_photo_is(blur):
    drawn = np.full((256, 256), 0.7, np.float32)
    for x in range(40, 220, 40):
        cv2.circle(drawn, (x, 124), 14, 0.2, -1, cv2.LINE_AA)
    seen = cv2.GaussianBlur(drawn, (0, 0), blur) + np.random.default_rng(1).normal(0, 0.004, drawn.shape)
    picture = Picture(np.rint(255 * np.dstack([seen] * 3)).astype(np.uint8))
    found, grain = texture(picture, HALF)
    assert 2 * found == pytest.approx(blur, abs=0.3)
    assert 0.001 < grain < 0.01


def test_a_face_beyond_its_photo_has_no_texture():
    picture = Picture(np.zeros((8, 8, 3), np.uint8))
    assert texture(picture, Similarity(np.array([[1.0, 0, -500], [0, 1, -500]]))) == (0, 0)


def test_a_pixel_has_its_grain_whatever_box_it_is_in():
    whole, part = grain_at((0, 0, 900, 700)), grain_at((500, 450, 640, 530))
    np.testing.assert_array_equal(part, whole[450:530, 500:640])
    assert whole.std() == pytest.approx(1, abs=0.01)
