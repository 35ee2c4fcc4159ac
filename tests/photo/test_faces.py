"""Choosing faces, and faces given by hand."""

import numpy as np
import pytest

from facelab import canonical
from facelab.errors import FaceError
from facelab.photo.faces import Face, choose, face_from_landmarks, parse_landmarks

FACES = [
    Face((0.0, 0.0, 20.0, 20.0), 0.9, canonical.LANDMARKS, 0.0),
    Face((5.0, 5.0, 9.0, 9.0), 0.8, canonical.LANDMARKS, 0.0),
]


def test_zero_is_the_largest_face():
    assert choose(FACES, 0) == [FACES[0]]
    assert choose(FACES, 1) == [FACES[1]]


def test_all_are_all():
    assert choose(FACES, "all") == FACES


@pytest.mark.parametrize("which", [2, -1, 99])
def test_a_number_that_no_face_has_is_refused(which):
    with pytest.raises(FaceError, match=f"no face {which}; the faces are numbered 0 to 1"):
        choose(FACES, which)


@pytest.mark.parametrize("which", [0, 3, "all"])
def test_where_no_face_is_the_way_out_is_named(which):
    with pytest.raises(FaceError, match="--landmarks"):
        choose([], which)


def text(points):
    return ",".join(f"{number:.2f}" for number in np.ravel(points))


@pytest.mark.parametrize("turn", [0, 40, 180])
def test_landmarks_by_hand_make_a_face(turn):
    angle = np.radians(turn)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = 3 * (canonical.LANDMARKS - 64) @ rotation.T + 400
    face = parse_landmarks(text(points), (800, 800))
    assert face.score == 1
    assert np.allclose(face.landmarks, points, atol=0.01)
    assert face.residual < 0.1
    low, high = np.array(face.box[:2]), np.array(face.box[2:])
    assert (low < points).all()
    assert (points < high).all()
    assert 200 < (high - low).max() < 450


def test_spaces_serve_as_well_as_commas():
    points = canonical.LANDMARKS
    assert np.allclose(parse_landmarks(text(points).replace(",", " , "), (128, 128)).landmarks, points)


@pytest.mark.parametrize(
    "given", ["", "1,2,3", "a,b,c,d,e,f,g,h,i,j", "1,2,3,4,5,6,7,8,9,10,11", "1;2;3;4;5;6;7;8;9;10"]
)
def test_anything_but_ten_numbers_is_refused(given):
    with pytest.raises(FaceError, match="ten numbers"):
        parse_landmarks(given, (100, 100))


@pytest.mark.parametrize(
    ("points", "complaint"),
    [
        (np.full((5, 2), np.nan), "outside the photo"),
        (canonical.LANDMARKS * [1, np.inf], "outside the photo"),
        (canonical.LANDMARKS + 5000, "outside the photo"),
        (canonical.LANDMARKS * 1e300, "outside the photo"),
        (np.full((5, 2), 60.0), "make no face"),
        (np.column_stack([np.arange(5) * 20.0, np.full(5, 60.0)]), "make no face"),
        (canonical.LANDMARKS * [-1, 1] + [128, 0], "make no face"),
        (canonical.LANDMARKS[[0, 0, 2, 3, 4]], "make no face"),
        (canonical.LANDMARKS[[1, 0, 2, 4, 3]], "make no face"),
        (canonical.LANDMARKS * 1e-4 + 60, "make no face"),
    ],
    ids=[
        "NaN",
        "infinite",
        "far away",
        "huge",
        "one point",
        "a line",
        "mirrored",
        "one eye",
        "swapped sides",
        "too small",
    ],
)
def test_points_that_make_no_face_are_refused(points, complaint):
    with pytest.raises(FaceError, match=complaint):
        face_from_landmarks(points, (128, 128))


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999"])
def test_numbers_that_are_none_are_refused(number):
    with pytest.raises(FaceError):
        parse_landmarks(",".join([number, *text(canonical.LANDMARKS).split(",")[1:]]), (128, 128))


@pytest.mark.parametrize("shape", [(10,), (2, 2), (5, 3)])
def test_landmarks_of_another_shape_are_refused(shape):
    with pytest.raises(FaceError, match="five points"):
        face_from_landmarks(np.full(shape, 50.0), (128, 128))
