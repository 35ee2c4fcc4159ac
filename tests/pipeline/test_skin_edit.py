"""What age and gender do to a photo's skin: lines on skin alone, stubble, and nothing unasked."""

from dataclasses import replace

import numpy as np
import pytest

from facelab.edit import Edit
from facelab.pipeline.crops import Crop
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.editing import face_change
from facelab.pipeline.parts import split
from facelab.pipeline.source_photo import SourcePhoto
from facelab.render.beard import STUBBLE, Beard
from facelab.render.composite import composite
from facelab.render.parsing import Parse, to_frame
from facelab.render.skin_lines import Lines

LEFT = 60
"""Column of the crop up to which the photo shows skin; beyond is cloth."""

MOVED = 12
"""Columns by which a face may move."""


@pytest.fixture(params=[np.uint8, np.uint16])
def photo(request, lab, noise_photo, noise_landmarks, monkeypatch):
    """A photo of 8 or 16 bits whose face is skin on its left and cloth on its right."""
    opened = lab.open(noise_photo).original.picture
    scale = np.iinfo(request.param).max // 255
    picture = replace(opened, base=opened.samples.astype(request.param) * request.param(scale), patches=())
    found = Photo(SourcePhoto(lab, picture, known=()).with_landmarks(0, noise_landmarks))
    said = np.full((19, 256, 256), 0.001, np.float32)
    said[1, :, : 64 + LEFT], said[16, :, 64 + LEFT :] = 0.98, 0.98
    parse = Parse(said, np.ones((256, 256), bool), to_frame(found.crop(0).similarity))
    monkeypatch.setattr(Crop, "parse", property(lambda _self: parse))
    return found


def change(photo, amounts):
    crop, edit = photo.crop(0), Edit(amounts)
    return face_change(crop, split(crop, edit, crop.solve(edit)))


def overlays(photo, amounts):
    return change(photo, amounts).over


def test_age_comes_with_lines_and_they_are_on_skin_alone(photo):
    aged, picture = change(photo, {"Young": -3.0}), photo.picture
    assert any(isinstance(one, Lines) for one in aged.over)
    with_lines, without = (composite(picture, [one]).samples.astype(int) for one in (aged, replace(aged, over=())))
    x = photo.crop(0).similarity.apply(np.argwhere(np.ones(with_lines.shape[:2]))[:, ::-1] + 0.5)[:, 0]
    changed = np.abs(with_lines - without).max(2) > 0
    assert changed.any()
    assert not changed[x.reshape(changed.shape) > LEFT + MOVED].any()


def test_nothing_asked_is_the_photo_bit_for_bit(photo):
    assert photo.edit(Young=0.0, Male=0.0).picture is photo.original.picture


def test_a_man_grows_stubble_and_a_woman_is_shaved(photo):
    (stubble,) = (one for one in overlays(photo, {"Male": 2.0}) if isinstance(one, Beard))
    assert stubble.growth is STUBBLE
    assert [type(one) for one in overlays(photo, {"Male": -2.0})].count(Lines) == 1
    assert not any(isinstance(one, Beard) for one in overlays(photo, {"Male": -2.0}))
