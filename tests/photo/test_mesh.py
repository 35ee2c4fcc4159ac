"""The face mesh: where it finds the points of the sample's face."""

import numpy as np
import pytest
from PIL import Image

from facelab.canonical import LANDMARKS
from facelab.files import resource
from facelab.photo.align import Similarity, align, to_crop
from facelab.photo.centerface import CenterFace
from facelab.photo.mesh import COUNT, EYES, INNER_LIPS, LIPS, OUTLINE, face_mesh


@pytest.fixture(scope="module")
def face():
    """The astronaut in her photo, sRGB 0..1, and her similarity to the canonical frame."""
    astronaut = np.asarray(Image.open(resource("sample/astronaut.png")).convert("RGB"))
    found = CenterFace(threads=1).detect(astronaut, largest_only=True)[0]
    return astronaut.astype(np.float32) / 255, align(found.landmarks)


@pytest.fixture(scope="module")
def points(face):
    return face_mesh().points(to_crop(*face))


def middle(points, ring):
    return points[list(ring)].mean(0)


def test_eyes_and_mouth_are_where_the_detector_has_them(points):
    assert points.shape == (COUNT, 2)
    assert points.dtype == np.float32
    for ring, expected in zip((*EYES, LIPS), (*LANDMARKS[:2], LANDMARKS[3:].mean(0)), strict=True):
        assert np.linalg.norm(middle(points, ring) - expected) < 5


def test_the_rings_lie_within_one_another(points):
    inner, lips, outline = (points[list(ring)] for ring in (INNER_LIPS, LIPS, OUTLINE))
    for small, large in ((inner, lips), (lips, outline)):
        assert (large.min(0) < small.min(0)).all()
        assert (large.max(0) > small.max(0)).all()


def test_points_go_with_the_face(face, points):
    photo, similarity = face
    shifted = Similarity(similarity.matrix + np.array([[0, 0, 4.0], [0, 0, -3.0]]))
    moved = face_mesh().points(to_crop(photo, shifted)) - points
    assert np.abs(np.median(moved, axis=0) - (4, -3)).max() < 0.7


def test_a_finer_crop_has_its_points_at_the_same_places(face, points):
    assert np.abs(face_mesh().points(to_crop(*face, 256)) - points).mean() < 0.5


def test_what_is_no_face_has_points_too():
    assert np.isfinite(face_mesh().points(np.zeros((128, 128, 3), np.float32))).all()
