"""A beard grows hair by hair where the network's drawing is dark, and nowhere else."""

from dataclasses import replace

import numpy as np
import pytest

from facelab.canonical import SIZE
from facelab.photo.align import UNMOVED, Similarity
from facelab.photo.colour import decode_srgb, encode_srgb
from facelab.photo.mesh import LIPS
from facelab.render.beard import drawn_beard

FINER = 6
UP = Similarity(np.array([[1 / FINER, 0, 0], [0, 1 / FINER, 0]]))
WHOLE = (0, 0, SIZE * FINER, SIZE * FINER)
BROWN = np.array([0.2, 0.15, 0.1], np.float32)
EVERYWHERE = np.ones((SIZE, SIZE), np.float32)
SKIN = decode_srgb(np.full((SIZE * FINER, SIZE * FINER, 3), 0.7, np.float32))


@pytest.fixture(scope="module")
def points():
    found = np.full((468, 2), 64, np.float32)
    angles = np.linspace(0, 2 * np.pi, len(LIPS), endpoint=False)
    found[list(LIPS)] = np.stack([64 + 12 * np.sin(angles), 96 - 4 * np.cos(angles)], 1)
    return found


def drawing(darkness):
    """A face, and the same with a dark patch over mouth and chin."""
    before = np.full((SIZE, SIZE, 3), 0.7, np.float32)
    after = before.copy()
    after[82:112, 44:84] *= 1 - darkness
    return before, after


def grown(points, darkness, flow=None):
    return drawn_beard(*drawing(darkness), EVERYWHERE, points, BROWN).along(flow)


def seen(beard, box=WHOLE):
    part = SKIN[box[1] : box[3], box[0] : box[2]].copy()
    return encode_srgb(beard.upon(part, UP, box))


def at(picture, x, y):
    return picture[y * FINER, x * FINER]


def test_nothing_drawn_is_no_beard(points):
    assert np.array_equal(seen(grown(points, 0.0)), encode_srgb(SKIN))


def test_it_is_where_the_drawing_is_dark_and_leaves_the_lips(points):
    change = np.abs(seen(grown(points, 0.7)) - encode_srgb(SKIN)).max(2)
    chin, lips = (change[FINER * y - 12 : FINER * y + 12, FINER * 60 : FINER * 68] for y in (107, 96))
    assert chin.mean() > 0.15
    assert lips.mean() < 0.25 * chin.mean()
    assert max(change[: FINER * 76].max(), change[:, : FINER * 36].max()) < 1e-5


def test_a_darker_drawing_is_a_fuller_beard(points):
    levels = [seen(grown(points, darkness)).mean() for darkness in (0, 0.2, 0.4, 0.6)]
    assert (np.diff(levels) < 0).all()


def test_hairs_are_as_fine_as_the_photo(points):
    chin = seen(grown(points, 0.5))[FINER * 103 : FINER * 110, FINER * 50 : FINER * 78, 0]
    assert np.abs(np.diff(chin, axis=1)).mean() > 0.03


def test_a_part_of_it_is_the_same_as_in_the_whole(points):
    beard, box = grown(points, 0.7), (300, 480, 420, 660)
    whole = seen(beard)[box[1] : box[3], box[0] : box[2]]
    np.testing.assert_allclose(seen(beard, box), whole, atol=1e-5)


def test_it_moves_with_the_face(points):
    flow = np.zeros((SIZE, SIZE, 2), np.float32)
    flow[..., 0] = 10  # what is seen comes from ten pixels to the right
    left, right = (np.argwhere(grown(points, 0.7, f).density > 0.5)[:, 1].mean() for f in (flow, None))
    assert right - left == pytest.approx(10, abs=1)


def test_in_a_crop_it_is_what_it_is_in_a_photo(points):
    crop = decode_srgb(np.full((SIZE, SIZE, 3), 0.7, np.float32))
    small = encode_srgb(grown(points, 0.7).upon(crop, UNMOVED, (0, 0, SIZE, SIZE)))
    large = seen(grown(points, 0.7)).reshape(SIZE, FINER, SIZE, FINER, 3).mean((1, 3))
    assert np.abs(small - large)[84:110, 46:82].mean() < 0.05


def test_where_a_beard_is_thin_its_hairs_are_short(points):
    """Of the few hairs of a thin beard none is as long as those of a full one."""

    def longest(darkness):
        hidden = grown(points, darkness)._hairs[..., 0] > 0.5
        down = np.diff(np.flatnonzero(np.diff(np.pad(hidden.T, ((0, 0), (1, 1))).astype(int).ravel())))[::2]
        return np.quantile(down, 0.95)

    assert longest(0.2) < 0.6 * longest(0.6)


def test_its_hairs_are_as_soft_as_the_photo(points):
    sharp = grown(points, 0.5)
    steps = [np.abs(np.diff(seen(replace(sharp, blur=blur))[..., 0], axis=1)).max() for blur in (0.0, 0.3, 0.8)]
    assert steps[0] > 1.3 * steps[1] > 1.3 * steps[2]
