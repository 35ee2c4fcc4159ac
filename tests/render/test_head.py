"""Where the head is."""

import cv2
import numpy as np
import pytest

import facelab
from facelab.canonical import LANDMARKS as TEMPLATE
from facelab.model.parser import CLASSES, SIDE
from facelab.photo.align import UNMOVED, align
from facelab.photo.crop import face_crop
from facelab.photo.picture import Picture
from facelab.photo.read import read
from facelab.pipeline.located_crop import mesh_of
from facelab.render.head import BESIDE, BESIDE_ENDS, find_head
from facelab.render.parsing import Parse, parse_head

LANDMARKS = np.array([(200.0, 101), (249, 103), (225, 122), (208, 143), (244, 145)])
"""The astronaut's eyes, nose and mouth corners."""


def head_in(picture, similarity, landmarks):
    parse = parse_head(picture, similarity, facelab.load().parser)
    return find_head(parse, similarity.apply(landmarks), mesh_of(face_crop(picture, similarity)).points)


@pytest.fixture(scope="module")
def found(astronaut):
    return head_in(read(astronaut), align(LANDMARKS), LANDMARKS)


def test_face_and_hair_are_the_head_and_the_wall_is_not(found):
    head = found.whole
    assert head[72, 64] == head[100, 64] == 1
    assert head[20, 64] == 1  # hair
    assert head[:20, :12].max() == head[:20, -8:].max() == 0  # wall
    assert head[80:95, 2:12].max() == 0


def test_hair_is_not_the_face(found):
    face = found.face
    assert face[72, 64] == face[100, 64] == 1
    assert face[5:30, 40:90].max() < 0.05  # hair over the forehead
    assert face[60:100, :14].max() == face[60:100, -14:].max() == 0  # hair beside the cheeks
    assert (face <= found.whole).all()


def test_nothing_changes_on_the_wall(found):
    """A head may move into what is right beside it, and no further."""
    assert (found.around[found.whole > 0.5] == 1).all()
    away = cv2.distanceTransform((found.whole == 0).astype(np.uint8), cv2.DIST_L2, 5)
    assert found.around[away > BESIDE + BESIDE_ENDS + 2].max() == 0
    assert (found.free <= found.around).all()


def test_what_is_shown_goes_from_the_face_to_the_head(found):
    np.testing.assert_array_equal(found.shown(0), found.face)
    np.testing.assert_allclose(found.shown(1), found.whole, atol=1e-6)
    np.testing.assert_allclose(found.shown(1, of_face=0) + found.face, found.whole, atol=1e-6)
    assert found.face.sum() < found.shown(0.5).sum() < found.whole.sum()


def test_it_is_the_same_every_time(astronaut, found):
    again = head_in(read(astronaut), align(LANDMARKS), LANDMARKS)
    np.testing.assert_array_equal(again.whole, found.whole)
    np.testing.assert_array_equal(again.face, found.face)


def test_their_outlines_are_softened(found):
    for part in (found.whole, found.face):
        assert part.min() >= 0 and part.max() == 1
        assert ((part > 0.05) & (part < 0.95)).any()


def parsed(*shown):
    """A parse that shows skin within an ellipse around the face, and upon it (class, slice) each."""
    classes = np.full((SIDE, SIDE), CLASSES.index("background"))
    y, x = np.indices(classes.shape) + 0.5 - 64
    classes[np.hypot((x - 64) / 45, (y - 72) / 56) < 1] = CLASSES.index("skin")
    for name, (rows, columns) in shown:
        classes[64:192, 64:192][rows, columns] = CLASSES.index(name)
    one_hot = (np.arange(len(CLASSES))[:, None, None] == classes).astype(np.float32)
    return Parse(one_hot, np.ones((SIDE, SIDE), bool), UNMOVED)


HALF = (slice(0, 90), slice(76, 128))


@pytest.mark.parametrize("name", ["hair", "hat", "cloth", "background"])
def test_what_lies_before_a_face_is_left_as_it_is_and_does_not_move(mesh, name):
    head = find_head(parsed((name, HALF)), TEMPLATE, mesh.points)
    assert head.face[60:80, 82:].max() < 0.02
    assert head.face[60:80, 45:70].min() == 1
    assert head.free[60:80, 78:88].max() < 0.3
    assert head.free[50:100, 45:64].min() > 0.95


@pytest.mark.parametrize("name", ["cloth", "background"])
def test_nothing_is_drawn_on_a_thing_before_the_face(mesh, name):
    around = find_head(parsed((name, HALF)), TEMPLATE, mesh.points).around
    assert around[60:80, 79:84].max() < 0.02
    assert around[50:100, 45:70].min() == 1


def test_hair_before_a_face_may_change(mesh):
    assert find_head(parsed(("hair", HALF)), TEMPLATE, mesh.points).around[60:80, 45:88].min() == 1


def test_what_lies_beside_a_face_does_not_hold_it(mesh):
    assert find_head(parsed(), TEMPLATE, mesh.points).free[60:100, 50:78].min() == 1


def test_a_face_that_moves_beside_what_stays_is_nowhere_folded(mesh):
    free = find_head(parsed(("hair", HALF)), TEMPLATE, mesh.points).free
    for way in (-5, 5):
        source = np.arange(128) + way * free[70]
        assert np.diff(source).min() > 0


def test_where_no_face_is_seen_it_is_where_most_are(mesh):
    head = find_head(parsed(("background", (slice(None), slice(None)))), TEMPLATE, mesh.points)
    assert head.face[72, 64] == head.whole[72, 64] == head.free[72, 64] == 1
    assert head.whole[:8, :8].max() == head.face[:6].max() == 0


def found_in(picture, similarity):
    return head_in(picture, similarity, similarity.inverse().apply(TEMPLATE))


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_photo_of_one_colour_still_has_a_face(made, channels, dtype):
    flat = Picture(np.full((300, 300, channels), np.iinfo(dtype).max // 3, dtype))
    found = found_in(flat, made.face_at(150, 150, 128))
    assert found.whole[72, 64] == found.face[72, 64] == 1


def test_a_face_that_lies_mostly_outside_the_photo_has_a_head(made):
    found = found_in(made.photo(60, 50), made.face_at(-20, 70, 160, 30))
    assert found.whole[72, 64] == found.face[72, 64] == 1
