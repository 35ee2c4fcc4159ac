"""Hairs of brows: dark where brows are drawn, finer than the drawing, and nothing elsewhere."""

import numpy as np
import pytest

from facelab.render.brow_hairs import DARK, SINGLE, brow_colour, with_brows
from facelab.render.rims import GRID

SKIN = np.full((*GRID.size[::-1], 3), 0.7, np.float32)
BROWN = np.array([0.3, 0.2, 0.1], np.float32)


def drawn(dark):
    """A drawing's darkness: a bar where a brow is."""
    darkness = np.zeros((128, 128), np.float32)
    darkness[44:50, 36:56] = dark
    return darkness


def part(light):
    """What is seen of the middle of the bar."""
    y, x = GRID.to_grid.apply(np.array([[38.0, 45.0], [54.0, 49.0]]))[:, ::-1].T.astype(int)
    return light[y[0] : y[1], x[0] : x[1]]


def test_without_brows_skin_stays_as_it_is():
    np.testing.assert_array_equal(with_brows(SKIN, drawn(0.0), BROWN, GRID), SKIN)


def test_the_darker_the_drawing_the_denser_the_brow():
    seen = [part(with_brows(SKIN, drawn(dark), BROWN, GRID)).mean() for dark in (0.0, 0.3, 0.6, 1.0)]
    assert (np.diff(seen) < -0.02).all()


def test_hairs_are_finer_than_the_drawing():
    seen = part(with_brows(SKIN, drawn(0.5), BROWN, GRID))[..., 1]
    assert np.abs(np.diff(seen, axis=0)).mean() > 0.03


def test_far_from_brows_nothing_grows():
    seen = with_brows(SKIN, drawn(1.0), BROWN, GRID)
    assert np.array_equal(seen[-60:], SKIN[-60:]) and np.array_equal(seen[:, 200:], SKIN[:, 200:])


@pytest.mark.parametrize("brows", [0.0, 0.9])
def test_their_colour_is_that_of_the_brows_that_are_seen(brows):
    pixels, sure = np.full((128, 128, 3), 0.4, np.float32), np.zeros((128, 128), np.float32)
    sure[44:50, 36:56] = brows
    expected = SINGLE * (np.full(3, 0.4) if brows else DARK)
    np.testing.assert_allclose(brow_colour(pixels, sure, pixels, drawn(0.0)), expected, rtol=1e-5)
