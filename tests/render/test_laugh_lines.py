"""The folds of a smile are found beside mouth and eyes, and can be filled."""

import cv2
import numpy as np
import pytest

from facelab.photo.align import Similarity
from facelab.photo.mesh import LIPS
from facelab.photo.picture import Picture
from facelab.render.laugh_lines import laugh_lines
from facelab.render.skin_lines import Lines

TIMES = 4
FOLD = (203, 206, 216)
PHOTO = Similarity(np.eye(2, 3) / TIMES)
EVERYWHERE = np.ones((128, 128), np.float32)


@pytest.fixture
def folded(mesh):
    """A face of 512 pixels, plain but for a fold from the nose to beside the mouth, a fifth as dark again."""
    skin = np.full((128 * TIMES, 128 * TIMES), 0.5, np.float32)
    line = np.zeros_like(skin)
    cv2.polylines(line, [np.rint(TIMES * mesh.points[list(FOLD)]).astype(np.int32)], False, 1.0, TIMES)
    skin *= 1 - 0.2 * cv2.GaussianBlur(line, (0, 0), TIMES / 2)
    return Picture(np.rint(255 * np.repeat(skin[..., None], 3, 2)).astype(np.uint8))


def at(plane, points, finer):
    x, y = np.rint(finer * points - 0.5).astype(int).T
    return plane[y, x]


def test_a_fold_is_found_where_it_is_and_nowhere_else(mesh, folded):
    finest = laugh_lines((folded, PHOTO), mesh.points, EVERYWHERE)[0]
    finer = len(finest) / 128
    assert at(finest, mesh.points[[206]], finer) < -0.1
    assert at(finest, mesh.points[[426]], finer) == pytest.approx(0, abs=0.01)
    assert np.abs(at(finest, mesh.points[list(LIPS)], finer)).max() < 0.02


def test_it_can_be_filled(mesh, folded):
    levels = laugh_lines((folded, PHOTO), mesh.points, EVERYWHERE)
    box, light = (0, 0, 128 * TIMES, 128 * TIMES), folded.samples.astype(np.float32) / 255
    filled = Lines(((-1.0, levels),), None).upon(light.copy(), PHOTO, box)
    before, after = (float(at(one[..., 1], mesh.points[[206]], TIMES)[0]) for one in (light, filled))
    assert before < 0.44
    assert before + 0.4 * (0.5 - before) < after < 0.53


def test_where_no_skin_is_seen_there_is_none(mesh, folded):
    assert not laugh_lines((folded, PHOTO), mesh.points, 0 * EVERYWHERE)[0].any()
