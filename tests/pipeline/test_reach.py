"""Faces out of reach: said before anything is asked of them."""

import numpy as np
import pytest

from facelab.canonical import LANDMARKS
from facelab.model.parser import CLASSES, SIDE
from facelab.photo.align import UNMOVED
from facelab.photo.faces import face_from_landmarks
from facelab.photo.mesh import EYES, LIPS
from facelab.pipeline.reach import covered, turned
from facelab.render.parsing import Parse

FACE = face_from_landmarks(LANDMARKS, (128, 128))


@pytest.fixture(scope="module")
def points():
    """A mesh whose eyes and mouth are where most faces have them."""
    found = np.full((468, 2), 64, np.float32)
    for rings, middles in ((EYES, LANDMARKS[:2]), ((LIPS,), LANDMARKS[3:].mean(0, keepdims=True))):
        for ring, middle in zip(rings, middles, strict=True):
            angles = np.linspace(0, 2 * np.pi, len(ring), endpoint=False)
            found[list(ring)] = middle + np.column_stack([8 * np.cos(angles), 4 * np.sin(angles)])
    return found


def parsed(**hidden):
    """A parse of nothing but skin, and in some rows and columns of the crop of something else."""
    classes = np.full((SIDE, SIDE), CLASSES.index("skin"))
    for name, (rows, columns) in hidden.items():
        classes[64:192, 64:192][rows, columns] = CLASSES.index(name)
    one_hot = (np.arange(len(CLASSES))[:, None, None] == classes).astype(np.float32)
    return Parse(one_hot, np.ones((SIDE, SIDE), bool), UNMOVED)


def test_a_face_that_is_seen_is_in_reach(points):
    assert turned(FACE, 4.0) is None
    assert covered(parsed(), LANDMARKS, points) is None
    assert covered(parsed(glasses=(slice(50, 70), slice(30, 100))), LANDMARKS, points) is None  # they are worn


@pytest.mark.parametrize("turn", [-12.0, 12.0])
def test_a_face_turned_too_far_is_said(turn):
    assert "turned too far" in str(turned(FACE, turn))


def test_landmarks_that_make_no_face_are_said():
    far = LANDMARKS + np.random.default_rng(0).normal(0, 8, (5, 2))
    face = face_from_landmarks(far, (128, 128))
    assert face.residual > 8
    assert "landmarks are far" in str(turned(face, 0.0))


EYE, MOUTH, BOTH_EYES = (slice(40, 80), slice(70, 128)), (slice(86, 128), slice(None)), (slice(0, 70), slice(None))


@pytest.mark.parametrize(
    ("hidden", "said"),
    [
        ({"hair": EYE}, "something lies before its eyes; edits of them may fail."),
        ({"cloth": MOUTH}, "something lies before its mouth; edits of it may fail."),
        ({"hat": BOTH_EYES, "cloth": MOUTH}, "something lies before its eyes and mouth; edits of them may fail."),
    ],
    ids=["hair across an eye", "a mask", "a hat and a scarf"],
)
def test_what_lies_before_eyes_and_mouth_is_said(points, hidden, said):
    assert str(covered(parsed(**hidden), LANDMARKS, points)) == said


def test_of_what_the_parser_takes_for_no_face_nothing_is_said(points):
    assert covered(parsed(background=(slice(None), slice(None))), LANDMARKS, points) is None
