"""Pictures are averaged down, with what came with them."""

import numpy as np
import pytest

from facelab.photo.picture import Picture
from facelab.photo.resize import smaller


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 3])
def test_a_picture_is_as_wide_as_is_asked_and_keeps_its_kind(dtype, channels):
    samples = np.full((40, 60, channels), 100, dtype)
    made = smaller(Picture(samples, profile=b"kept"), 30)
    assert (made.width, made.height, made.dtype, made.profile) == (30, 20, samples.dtype, b"kept")
    assert (made.samples == 100).all()


def test_a_picture_that_is_no_wider_is_the_very_same():
    picture = Picture(np.zeros((4, 6, 3), np.uint8))
    assert smaller(picture, 6) is picture
    assert smaller(picture, 60) is picture


def test_what_is_transparent_does_not_count_for_colours():
    samples, alpha = np.zeros((2, 2, 3), np.uint8), np.zeros((2, 2), np.uint8)
    samples[0], alpha[0] = 200, 255
    made = smaller(Picture(samples, alpha), 1)
    assert made.samples.tolist() == [[[200, 200, 200]]]
    assert made.alpha.tolist() == [[128]]
