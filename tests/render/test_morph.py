"""Two photographed faces as one: sharp, at the photo's resolution, and only where they are mixed."""

import numpy as np
import pytest

from facelab.canonical import SIZE
from facelab.photo.align import Similarity, to_crop
from facelab.photo.colour import decode_srgb, encode_srgb
from facelab.photo.mesh import INNER_LIPS, OUTLINE
from facelab.render.morph import OtherFace, as_one, face_area, shares_seen, tone, toned

FINER = 4
UP = Similarity(np.array([[1 / FINER, 0, 0], [0, 1 / FINER, 0]]))
WHOLE = (0, 0, SIZE * FINER, SIZE * FINER)
STILL = np.zeros((SIZE, SIZE, 2), np.float32)
INSIDE = np.s_[160:350, 160:350]


def skin(seed, level):
    """A face's skin at four times the crop's resolution, with pores, sRGB."""
    grain = np.random.default_rng(seed).normal(0, 0.05, (SIZE * FINER, SIZE * FINER, 1))
    return (level + grain).clip(0, 1).repeat(3, 2).astype(np.float32)


def crop_of(picture):
    return to_crop(picture, UP)


def middle(value=1.0):
    share = np.zeros((SIZE, SIZE), np.float32)
    share[32:96, 32:96] = value
    return share


def mixture(alpha, own, other, by=0.0):
    change = np.full((SIZE, SIZE, 3), by, np.float32) * middle()[..., None]
    return OtherFace(other, STILL, middle(alpha), change, toned(crop_of(own), change), crop_of(other))


def test_all_of_the_other_is_the_other_itself():
    own, other = skin(0, 0.4), skin(1, 0.6)
    found = encode_srgb(mixture(1.0, own, other).upon(decode_srgb(own), UP, WHOLE))
    assert np.abs(found - other)[INSIDE].max() < 2e-3


def test_where_nothing_of_it_is_shown_the_photo_stays_bit_for_bit():
    own, other = decode_srgb(skin(0, 0.4)), skin(1, 0.6)
    found = mixture(0.5, skin(0, 0.4), other, by=0.2).upon(own.copy(), UP, WHOLE)
    assert np.array_equal(found[:100], own[:100])
    assert np.array_equal(found[:, 420:], own[:, 420:])


@pytest.mark.parametrize("alpha", [0.25, 0.5, 0.75])
def test_half_way_pores_are_as_strong_as_in_either(alpha):
    own, other = skin(0, 0.5), skin(1, 0.5)
    found = encode_srgb(mixture(alpha, own, other).upon(decode_srgb(own), UP, WHOLE))
    assert found[INSIDE].std() == pytest.approx(own[INSIDE].std(), rel=0.05)
    assert as_one([own, other], np.float32([1 - alpha, alpha])[:, None, None])[INSIDE].std() > 0.9 * own[INSIDE].std()


def test_a_part_of_it_is_the_same_as_in_the_whole():
    own, other = skin(0, 0.4), skin(1, 0.6)
    face = mixture(0.5, own, other)
    whole = face.upon(decode_srgb(own), UP, WHOLE)
    box = (200, 180, 300, 260)
    part = face.upon(decode_srgb(own[box[1] : box[3], box[0] : box[2]]), UP, box)
    assert np.abs(part - whole[box[1] : box[3], box[0] : box[2]]).max() < 1e-5


def test_a_neck_goes_with_its_face():
    before = np.full((SIZE, SIZE, 3), 0.4, np.float32)
    by = tone(before, before + 0.2, middle())
    assert np.abs(toned(before, by)[64, 64] - 0.6).max() < 0.01
    assert np.abs(toned(before, by)[110, 64] - 0.6).max() < 0.02  # where nothing is known
    assert np.abs(tone(before, before, middle())).max() == 0


def test_hair_before_either_face_is_not_mixed():
    points = np.full((468, 2), 64, np.float32)
    angles = np.linspace(0, 2 * np.pi, len(OUTLINE), endpoint=False)
    points[list(OUTLINE)] = 64 + 40 * np.stack([np.sin(angles), -np.cos(angles)], 1)
    fringe = np.zeros((SIZE, SIZE), np.float32)
    fringe[:50] = 1
    free, covered = face_area(points), face_area(points, fringe)
    assert free[64, 64] == covered[64, 64] == 1
    assert free[40, 64] == 1
    assert covered[40, 64] < 1e-3
    assert max(free[64, 20], free[10, 64]) < 1e-3


def test_between_the_lips_the_open_mouth_alone_is_seen():
    points = np.full((468, 2), 64, np.float32)
    turn = 2 * np.pi * np.arange(len(INNER_LIPS)) / len(INNER_LIPS)
    points[list(INNER_LIPS)] = np.stack([64 + 16 * np.cos(turn), 96 + 6 * np.sin(turn)], 1)
    closed, open_ = shares_seen(points, [0.0, 8.0], (0.6, 0.4))
    assert open_[96, 64] > 0.95
    assert open_[60, 64] == pytest.approx(0.4)
    np.testing.assert_allclose(closed + open_, 1, atol=1e-6)
    assert shares_seen(points, [8.0, 8.0], (0.6, 0.4))[1, 96, 64] == pytest.approx(0.4)
    assert shares_seen(points, [0.0, 0.0], (0.6, 0.4))[1, 96, 64] == pytest.approx(0.4)
