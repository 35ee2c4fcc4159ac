"""Where the head is."""

import numpy as np
import pytest

from facelab.photo.align import align
from facelab.photo.picture import Picture
from facelab.photo.read import read
from facelab.render.head import head

LANDMARKS = np.array([(200.0, 101), (249, 103), (225, 122), (208, 143), (244, 145)])
"""The astronaut's eyes, nose and mouth corners."""


@pytest.fixture(scope="module")
def found(astronaut):
    return head(read(astronaut), align(LANDMARKS))


def test_face_and_hair_are_the_head_and_the_wall_is_not(found):
    assert found[72, 64] == found[100, 64] == 1
    assert found[20, 64] == 1  # hair
    assert found[:20, :12].max() == found[:20, -8:].max() == 0  # wall
    assert found[100:110, 2:12].max() == 0


def test_it_is_the_same_every_time(astronaut, found):
    np.testing.assert_array_equal(head(read(astronaut), align(LANDMARKS)), found)


def test_its_outline_is_softened(found):
    assert found.min() >= 0 and found.max() == 1
    assert ((found > 0.05) & (found < 0.95)).any()


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_photo_of_one_colour_still_has_a_face(made, channels, dtype):
    flat = Picture(np.full((300, 300, channels), 99, dtype))
    assert head(flat, made.face_at(150, 150, 128))[72, 64] == 1


def test_a_face_that_lies_mostly_outside_the_photo_has_a_head(made):
    photo = made.photo(60, 50)
    assert head(photo, made.face_at(-20, 70, 160, 30))[72, 64] == 1
