import numpy as np
import pytest

from facelab.errors import PhotoError
from facelab.photo.align import Similarity
from facelab.photo.crop import face_crop, linear_crop, middle_crop
from facelab.photo.picture import Picture

SHIFT = Similarity(np.array([(1.0, 0.0, -10.0), (0.0, 1.0, -20.0)]))
"""The canonical frame is the 128 x 128 pixels of the photo from (10, 20) on."""


@pytest.fixture
def picture():
    return Picture(np.random.default_rng(0).integers(0, 256, (180, 160, 3), np.uint8))


def test_where_nothing_is_turned_or_scaled_the_crop_is_the_photos_own_pixels(picture):
    expected = picture.samples[20:148, 10:138] / 255
    np.testing.assert_allclose(face_crop(picture, SHIFT), expected, atol=2e-3)


def test_linear_light_is_darker_than_its_encoding(picture):
    linear, encoded = linear_crop(picture, SHIFT), face_crop(picture, SHIFT)
    inside = (encoded > 0.05) & (encoded < 0.95)
    assert (linear[inside] < encoded[inside]).all()


def test_of_a_picture_in_the_canonical_frame_the_middle_is_taken(picture):
    np.testing.assert_allclose(middle_crop(picture), picture.samples[26:154, 16:144] / 255, atol=2e-3)


def test_a_picture_smaller_than_a_crop_is_refused():
    with pytest.raises(PhotoError, match="200 x 127"):
        middle_crop(Picture(np.zeros((127, 200, 3), np.uint8)))
