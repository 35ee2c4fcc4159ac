"""Teeth as geometry in the opening of a mouth."""

import cv2
import numpy as np
import pytest

from facelab.photo.align import UNMOVED, Similarity
from facelab.render.mouth import MOUTH, Opening
from facelab.render.teeth import FINER, QUICKLY, TALLEST, WIDTHS, with_teeth

TO_MOUTH = Similarity(np.array([[3.0, 0, -128], [0, 3.0, -240]]))
LIPS, TEETH = (0.30, 0.12, 0.10), (0.55, 0.50, 0.42)


def opened(high: float, light: float | None = None, down_to: float = 1.0) -> Opening:
    """A mouth opened by so many pixels of the mouth frame, its teeth a band down to a share of it."""
    across = np.linspace(8, 120, 11)
    bow = high / 2 * np.sqrt(np.clip(1 - ((across - 64) / 56) ** 2, 0, 1))
    upper, lower = np.column_stack([across, 36 - bow]), np.column_stack([across, 36 + bow])[-2:0:-1]
    outline = np.concatenate([upper, lower])
    inside = np.zeros(MOUTH[::-1], np.uint8)
    cv2.fillPoly(inside, [np.rint(outline).astype(np.int32)], 1)
    band = inside * (np.arange(MOUTH[1]) < 36 - high / 2 + down_to * high)[:, None]
    teeth = np.float32(TEETH if light is None else (light, light, light))
    picture = np.where(band[..., None] > 0, teeth, np.where(inside[..., None] > 0, 0.03, np.float32(LIPS)))
    smooth = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), 2.5)
    return Opening(smooth, TO_MOUTH, TO_MOUTH.inverse().apply(outline).astype(np.float32), 1.0)


def lines(opening: Opening) -> int:
    """Dark lines that a row through the teeth crosses within the lips."""
    row = (36 - 2) * FINER
    light, inside = opening.picture[row].mean(1), opening.within[row] > 0.99
    falls = np.diff(np.sign(np.diff(cv2.GaussianBlur(light[None], (0, 0), 1)[0])))
    return int(((falls > 0) & inside[1:-1]).sum())


def test_a_band_becomes_a_row_of_teeth():
    plain, drawn = opened(18), with_teeth(opened(18))
    assert drawn.picture.shape == (FINER * MOUTH[1], FINER * MOUTH[0], 3)
    assert 7 <= lines(drawn) <= 2 * len(WIDTHS) + 1
    assert drawn.picture.min() >= 0 and drawn.picture.max() <= 1
    middle = np.s_[34 * FINER : 38 * FINER, 50 * FINER : 78 * FINER]
    np.testing.assert_allclose(drawn.picture[middle].mean((0, 1)), TEETH, rtol=0.2)
    np.testing.assert_array_equal(drawn.outline, plain.outline)


def test_the_finer_picture_lies_where_the_coarse_one_lay():
    grey = np.full((128, 128, 3), 0.3, np.float32)
    plain, finer = opened(12), with_teeth(opened(12))
    seen = [(one.upon(grey.copy(), UNMOVED, (0, 0, 128, 128)) != grey).any(2) for one in (plain, finer)]
    for axis in (0, 1):
        np.testing.assert_array_equal(*(one.any(axis) for one in seen))
    assert finer.extent == plain.extent


def test_a_frame_has_the_same_teeth_less_finely():
    quick, finer = with_teeth(opened(18), QUICKLY).picture, with_teeth(opened(18)).picture
    assert quick.shape == (QUICKLY * MOUTH[1], QUICKLY * MOUTH[0], 3)
    coarser = cv2.resize(finer, quick.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(quick - coarser).mean() < 0.01


def test_where_no_teeth_are_drawn_none_come():
    dark = opened(18, light=0.05)
    assert with_teeth(dark) is dark


def test_below_teeth_that_end_it_is_dark():
    drawn = with_teeth(opened(34, down_to=0.5))
    column = drawn.picture[:, 55 * FINER].mean(1)
    assert column[32 * FINER] > 5 * column[48 * FINER]


@pytest.mark.parametrize("high", [24, 40, 70])
def test_teeth_are_no_higher_than_teeth(high):
    drawn = with_teeth(opened(high))
    top = 36 - high / 2
    assert drawn.picture[round((top + TALLEST + 2) * FINER) :, 60 * FINER].mean() < 0.3
    assert drawn.picture[round((top + 0.6 * TALLEST) * FINER), 57 * FINER].mean() > 0.3


@pytest.mark.parametrize("high", [0.0, 0.5, 2.0])
def test_a_narrow_opening_is_finite(high):
    assert np.isfinite(with_teeth(opened(high)).picture).all()


def test_the_same_opening_has_the_same_teeth():
    np.testing.assert_array_equal(with_teeth(opened(18)).picture, with_teeth(opened(18)).picture)
