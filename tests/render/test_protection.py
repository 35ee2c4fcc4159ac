"""What a brush protects stays the photo's own, bit for bit; what it brings back is edited again."""

import numpy as np
import pytest

from facelab.edit import Stroke
from facelab.photo.picture import Patch, Picture
from facelab.render.protection import MOST, Protection, protected

DAB = Stroke(((20.0, 20.0),), radius=8, hardness=0.5)


def mask(*strokes, width=60, height=40):
    return Protection(strokes, width, height).mask


def test_a_dab_covers_its_hard_part_wholly_and_fades_to_its_edge():
    made = mask(DAB)
    assert made.shape == (40, 60)
    assert (made[18:23, 18:23] == 1).all()
    assert 0 < made[20, 26] < 1
    assert made[20, 29:].max() == 0


def test_a_hard_brush_has_a_sharp_edge():
    soft, hard = (mask(Stroke(DAB.points, 8, hardness)) for hardness in (0, 1))
    assert ((hard > 0) & (hard < 1)).sum() < ((soft > 0) & (soft < 1)).sum() / 3


def test_a_stroke_covers_what_lies_along_it():
    made = mask(Stroke(((5.0, 20.0), (55.0, 20.0)), 4, 1))
    assert (made[20, 5:55] == 1).all()
    assert made[30].max() == 0


def test_what_is_brought_back_is_protected_no_more_and_can_be_protected_again():
    back = Stroke(DAB.points, 20, 1, protects=False)
    assert mask(DAB, back).max() == 0
    assert mask(DAB, back, DAB)[20, 20] == 1


def test_a_stroke_outside_of_the_photo_covers_nothing():
    assert mask(Stroke(((-500.0, 10.0), (-400.0, 10.0)), 20, 1)).max() == 0


def test_the_mask_of_a_large_photo_is_bounded_and_lies_in_its_coordinates():
    large = Protection((Stroke(((8000.0, 3000.0),), 600, 1),), 12_000, 6_000)
    assert max(large.mask.shape) == MOST
    there = large.at((7990, 2990, 8010, 3010))
    assert there.shape == (20, 20)
    assert (there == 1).all()
    assert large.at((100, 100, 110, 110)).max() == 0
    assert large.at((799, 299, 801, 301), 0.1).min() == 1  # on a screen of a tenth


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_protected_samples_are_the_photo_s_bit_for_bit_and_others_the_edit_s(dtype):
    photo = Picture(np.random.default_rng(0).integers(0, 255, (40, 60, 3)).astype(dtype))
    edited = photo.patched([Patch((0, 0, 60, 40), 255 - photo.base)])
    made = protected(edited, photo, Protection((DAB,), 60, 40))
    share = mask(DAB)
    assert np.array_equal(made.samples[share == 1], photo.samples[share == 1])
    assert np.array_equal(made.samples[share == 0], edited.samples[share == 0])


def test_a_photo_that_is_protected_wholly_is_the_very_photo():
    photo = Picture(np.zeros((40, 60, 3), np.uint8), data=b"its file")
    edited = photo.patched([Patch((10, 10, 20, 20), np.full((10, 10, 3), 9, np.uint8))])
    assert protected(edited, photo, Protection((Stroke(DAB.points, 99, 1),), 60, 40)) is photo
