"""Light and shade on skin: smooth, on skin alone, without hair, brows, make-up and tan that an edit brings along."""

import numpy as np
import pytest

from facelab.canonical import SIZE
from facelab.photo.mesh import EYES, LIPS, OUTLINE
from facelab.pipeline.skin_shading import MOST, SkinShading

SAME = np.zeros((SIZE, SIZE, 3), np.float32)


@pytest.fixture(scope="module")
def points():
    """A round face of radius 40 with round eyes and a mouth, its brows along the upper half of the eyes."""
    found = np.full((468, 2), (64, 40), np.float32)
    for ring, centre, radius in ((OUTLINE, (64, 72), 40), *zip(EYES, ((48, 62), (80, 62)), (6, 6), strict=True)):
        place(found, ring, centre, radius)
    place(found, LIPS, (64, 94), 5)
    return found


def place(points, ring, centre, radius):
    angles = np.linspace(0, 2 * np.pi, len(ring), endpoint=False)
    points[list(ring)] = np.stack([np.cos(angles), np.sin(angles)], 1) * radius + centre


@pytest.fixture(scope="module")
def shading(points):
    return SkinShading(points)


def patch(rows, columns, value=-0.5):
    ratio = SAME.copy()
    ratio[rows, columns] = value
    return ratio


def test_a_shadow_on_the_cheek_is_kept_and_softened(shading):
    light = shading.light(patch(slice(74, 86), slice(40, 54)))
    assert light[80, 47].max() < -0.1
    assert np.abs(light).max() <= MOST
    assert np.abs(np.diff(light[..., 1], axis=1)).max() < 0.4 * MOST


def test_hair_that_comes_beside_the_face_leaves_no_shadow_on_it(shading):
    light = shading.light(patch(slice(0, 128), slice(0, 28)))
    assert np.abs(light).max() < 0.02


def test_brows_and_make_up_leave_none_either(shading):
    light = shading.light(patch(slice(58, 66), slice(44, 52), -1.5))  # within the eye
    assert np.abs(light).max() < 0.05


def test_a_tan_of_all_the_skin_is_hardly_seen(shading):
    assert np.abs(shading.light(SAME - 0.3)).max() < 0.12


def test_lips_take_one_colour(shading):
    ratio = SAME.copy()
    ratio[88:94, 50:80, 0], ratio[94:100, 50:80, 0] = 0.1, 0.3
    lips = shading.light(ratio)[[92, 96], 64, 0]
    assert lips[0] == pytest.approx(lips[1], abs=0.02)
    assert lips.min() > 0.1


def test_a_skin_that_yellows_reddens_no_lips(shading):
    ratio = SAME - np.array([0.0, 0.05, 0.3], np.float32)
    ratio[86:102, 54:74] = 0  # the lips as they were
    red, green, blue = shading.light(ratio)[94, 64]
    assert max(abs(red - green), abs(green - blue)) < 0.02


def test_what_the_parser_sees_no_face_in_is_left_out(points):
    face = np.ones((SIZE, SIZE), np.float32)
    face[:60] = 0  # a fringe
    ratio = patch(slice(40, 58), slice(40, 88))
    assert np.abs(SkinShading(points, face).light(ratio)[:56]).max() < 1e-3
    assert np.abs(SkinShading(points).light(ratio)[:56]).max() > 0.1


def test_a_beards_shadow_that_is_to_be_hairs_is_mostly_taken_off_the_skin(shading):
    ratio = patch(slice(100, 112), slice(50, 78), -0.4)
    shaded, bearded = shading.light(ratio), shading.light(ratio, shaved=False)
    assert shading.stubble(ratio)[106, 64] < -0.1
    assert bearded[106, 64].mean() > 0.5 * shaded[106, 64].mean()
    assert not shading.stubble(patch(slice(30, 50), slice(50, 78)))[:60].any()


def test_no_beard_grows_beside_the_face(points):
    face = np.ones((SIZE, SIZE), np.float32)
    face[:, 76:] = 0  # a wall
    stubble = SkinShading(points, face).stubble(patch(slice(84, 116), slice(40, 100), -0.4))
    assert stubble[104, 64] < -0.1
    assert np.abs(stubble[:, 80:]).max() < 0.01
