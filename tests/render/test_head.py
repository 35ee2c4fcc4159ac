"""Where the head is."""

import numpy as np
import pytest

from facelab.canonical import LANDMARKS as TEMPLATE
from facelab.photo.align import align
from facelab.photo.picture import Picture
from facelab.photo.read import read
from facelab.render.head import find_head

LANDMARKS = np.array([(200.0, 101), (249, 103), (225, 122), (208, 143), (244, 145)])
"""The astronaut's eyes, nose and mouth corners."""


@pytest.fixture(scope="module")
def found(astronaut):
    return find_head(read(astronaut), align(LANDMARKS), LANDMARKS)


def test_face_and_hair_are_the_head_and_the_wall_is_not(found):
    head = found.whole
    assert head[72, 64] == head[100, 64] == 1
    assert head[20, 64] == 1  # hair
    assert head[:20, :12].max() == head[:20, -8:].max() == 0  # wall
    assert head[100:110, 2:12].max() == 0


def test_hair_is_not_the_face(found):
    face = found.face
    assert face[72, 64] == face[100, 64] == 1
    assert face[5:30, 40:90].max() < 0.05  # hair over the forehead
    assert face[60:100, :14].max() == face[60:100, -14:].max() == 0  # hair beside the cheeks
    assert (face <= found.whole).all()


def test_what_is_shown_goes_from_the_face_to_the_head(found):
    np.testing.assert_array_equal(found.shown(0), found.face)
    np.testing.assert_allclose(found.shown(1), found.whole, atol=1e-6)
    np.testing.assert_allclose(found.shown(1, of_face=0) + found.face, found.whole, atol=1e-6)
    assert found.face.sum() < found.shown(0.5).sum() < found.whole.sum()


def test_it_is_the_same_every_time(astronaut, found):
    again = find_head(read(astronaut), align(LANDMARKS), LANDMARKS)
    np.testing.assert_array_equal(again.whole, found.whole)
    np.testing.assert_array_equal(again.face, found.face)


def test_their_outlines_are_softened(found):
    for part in (found.whole, found.face):
        assert part.min() >= 0 and part.max() == 1
        assert ((part > 0.05) & (part < 0.95)).any()


def test_nothing_before_the_nose_of_a_turned_head_is_the_head(astronaut):
    looks_left = LANDMARKS.copy()
    looks_left[:, 0] = 190 + 0.5 * (looks_left[:, 0] - 190)
    looks_left[2, 0] = 186
    similarity = align(looks_left)
    tip = similarity.apply(looks_left)[:, 0].min()
    before = np.arange(128) + 0.5 < tip - 10
    assert before.sum() > 10
    assert find_head(read(astronaut), similarity, looks_left).whole[:, before].max() == 0


def found_in(picture, similarity):
    return find_head(picture, similarity, similarity.inverse().apply(TEMPLATE))


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_photo_of_one_colour_still_has_a_face(made, channels, dtype):
    flat = Picture(np.full((300, 300, channels), 99, dtype))
    found = found_in(flat, made.face_at(150, 150, 128))
    assert found.whole[72, 64] == found.face[72, 64] == 1


def test_a_face_that_lies_mostly_outside_the_photo_has_a_head(made):
    found = found_in(made.photo(60, 50), made.face_at(-20, 70, 160, 30))
    assert found.whole[72, 64] == found.face[72, 64] == 1
