"""A fringe taken away: skin where hair was, hair above it, and all else as it is."""

from dataclasses import replace

import numpy as np
import pytest

from facelab.canonical import SIZE
from facelab.model.parser import CLASSES
from facelab.photo.align import UNMOVED
from facelab.photo.colour import to_linear
from facelab.photo.mesh import BETWEEN_BROWS, BROWS, EYES, OUTLINE
from facelab.photo.picture import Picture
from facelab.render.forehead import find_forehead, fringe_there
from facelab.render.parsing import Parse, to_frame

BEGINS, BROW, EYE = 24, 58, 66
SKIN, HAIR = (200, 150, 120), (40, 30, 25)
WHOLE = (0, 0, SIZE, SIZE)
DRAWN = np.full((SIZE, SIZE, 3), 0.6, np.float32)


def parse(hair_to):
    """Of a head whose hair goes down to a row of the crop, all across."""
    said = np.zeros((19, 256, 256), np.float32)
    said[CLASSES.index("skin")] = 1
    said[:, : 64 + hair_to] = 0
    said[CLASSES.index("hair"), : 64 + hair_to] = 1
    return Parse(said, np.ones((256, 256), bool), to_frame(UNMOVED))


def photo(hair_to):
    samples = np.empty((SIZE, SIZE, 3), np.float32)
    samples[:], samples[:hair_to] = SKIN, HAIR
    grain = np.random.default_rng(0).normal(scale=4, size=(SIZE, SIZE, 1))
    return Picture(np.clip(samples + grain, 0, 255).astype(np.uint8))


@pytest.fixture(scope="module")
def points():
    found = np.full((468, 2), 64, np.float32)
    angles = np.linspace(0, 2 * np.pi, len(OUTLINE), endpoint=False)
    found[list(OUTLINE)] = np.stack([64 + 40 * np.sin(angles), 74 - 48 * np.cos(angles)], 1)
    for rings, y in ((BROWS, BROW), (EYES, EYE)):
        for ring, x in zip(rings, (46, 82), strict=True):
            turn = 2 * np.pi * np.arange(len(ring)) / len(ring)
            found[list(ring)] = np.stack([x + 9 * np.cos(turn), y + 1.5 * np.sin(turn)], 1)
    found[BETWEEN_BROWS] = 64, BROW
    return found


def forehead(points, hair_to):
    return find_forehead(photo(hair_to), UNMOVED, points, parse(hair_to), DRAWN, parse(BEGINS))


def shown(points, hair_to, share=1.0):
    found = replace(forehead(points, hair_to), share=share)
    return found.upon(to_linear(photo(hair_to).samples, None), UNMOVED, WHOLE)


def test_in_place_of_hair_comes_skin_as_it_is_elsewhere(points):
    after = shown(points, BROW - 4)
    filled, own = after[BEGINS + 14 : BROW - 8, 44:84], to_linear(photo(0).samples, None)[80:110, 44:84]
    np.testing.assert_allclose(filled.mean((0, 1)), own.mean((0, 1)), rtol=0.08)
    sharp, as_own = (np.abs(np.diff(one[..., 1], axis=0)).mean() for one in (filled, own))
    assert sharp == pytest.approx(as_own, rel=0.15)


def test_hair_stays_above_where_it_begins_and_all_below_the_brows_stays(points):
    before, after = to_linear(photo(BROW - 4).samples, None), shown(points, BROW - 4)
    np.testing.assert_array_equal(after[: BEGINS - 10], before[: BEGINS - 10])
    np.testing.assert_array_equal(after[EYE - 1 :], before[EYE - 1 :])
    np.testing.assert_array_equal(after[:, :18], before[:, :18])


def test_hair_begins_softly(points):
    rows = shown(points, BROW - 4)[:, 50:78, 1].mean(1)
    steps = np.diff(rows[BEGINS - 10 : BEGINS + 14])
    assert steps.max() < 0.25 * (rows[BROW - 8] - rows[BEGINS - 12])


def test_more_of_it_goes_from_below(points):
    bare = [(shown(points, BROW - 4, share)[:, 40:88, 1] > 0.15).sum() for share in (0.0, 0.3, 0.6, 1.0)]
    assert (np.diff(bare) > 0).all()


def test_nothing_taken_is_nothing_changed(points):
    before = to_linear(photo(BROW - 4).samples, None)
    np.testing.assert_array_equal(shown(points, BROW - 4, 0.0), before)


def test_a_pixel_is_the_same_whatever_part_is_asked_for(points):
    light, found = to_linear(photo(BROW - 4).samples, None), forehead(points, BROW - 4)
    whole = found.upon(light.copy(), UNMOVED, WHOLE)
    part = found.upon(light[20:60, 50:90].copy(), UNMOVED, (50, 20, 90, 60))
    np.testing.assert_allclose(part, whole[20:60, 50:90], atol=1e-5)


def test_a_face_without_a_fringe_has_none_to_take_away(points):
    assert fringe_there(parse(BEGINS), parse(BEGINS), points) == 0
    assert forehead(points, BEGINS) is None


def test_how_much_of_a_fringe_there_is(points):
    half, whole = (fringe_there(parse(BEGINS), parse(down), points) for down in (BEGINS + 13, BROW))
    assert 0 < half < 1
    assert whole == 1
