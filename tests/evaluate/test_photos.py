"""Real photos under five edits: nothing changes outside the masks, and no border can be seen."""

from pathlib import Path

import numpy as np
import pytest

import facelab
from facelab.evaluate.seams import border_jump
from facelab.render.mask import mask

PHOTOS = "01 03 04 05 06 09 10 11 13 14 16 17 18 19 20 21 22 23".split()  # noqa: SIM905
EDITS = {"Smiling": 2.0}, {"Smiling": -2.0}, {"Eyeglasses": 2.0}, {"Bangs": 2.0}, {"Male": 2.0}
LOOKED_AT = 3
"""Faces of a photo whose borders are measured: the largest."""


@pytest.fixture(scope="module")
def lab() -> facelab.Lab:
    return facelab.load()


@pytest.fixture(scope="module", params=PHOTOS)
def photo(request, lab: facelab.Lab, shared: Path) -> facelab.Photo:
    (path,) = (shared / "photos").glob(f"{request.param}_*")
    return lab.open(path)


def test_outside_the_masks_every_sample_stays(photo):
    picture = photo.original.picture
    everywhere = (0, 0, picture.width, picture.height)
    outside = np.ones((picture.height, picture.width), bool)
    for crop in photo.original.crops:
        outside &= mask(crop.similarity, everywhere) == 0
    made = photo.edit({"Smiling": 2.0}, face="all").picture
    assert (made.samples != picture.samples).any()
    assert np.array_equal(made.samples[outside], picture.samples[outside])


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: " ".join(f"{k}{v:+g}" for k, v in edit.items()))
def test_the_border_of_the_mask_cannot_be_seen(photo, edit):
    for number, crop in enumerate(photo.original.crops[:LOOKED_AT]):
        made = photo.edit(edit, face=number).picture
        own, jump = border_jump(photo.original.picture.samples, made.samples, crop.similarity)
        assert jump <= 1.005 * own, number  # what rounding to samples does
