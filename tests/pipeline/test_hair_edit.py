"""Colours of hair in a photo: apart from the rest of an edit, and all of the head's hair."""

from dataclasses import replace

import numpy as np
import pytest

from facelab.edit import Edit
from facelab.photo.picture import Picture
from facelab.pipeline import hair_edit
from facelab.pipeline.crops import Crop
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.live import LiveFace
from facelab.pipeline.parts import split
from facelab.pipeline.source_photo import SourcePhoto
from facelab.render.hair_colour import DrawnHair
from facelab.render.hair_preview import HairPreview
from facelab.render.parsing import Parse, to_frame


@pytest.fixture
def crop(photo, monkeypatch):
    """The face of a photo whose upper part is hair."""
    crop = photo.crop(0)
    said = np.full((19, 256, 256), 0.001, np.float32)
    said[0], said[17, :120], said[0, :120] = 0.98, 0.98, 0.001
    found = Parse(said, np.ones((256, 256), bool), to_frame(crop.similarity))
    monkeypatch.setattr(Crop, "parse", property(lambda _self: found))
    return crop


def parts(crop, amounts, **how):
    edit = Edit(amounts, **how)
    return split(crop, edit, crop.solve(edit))


def test_colours_are_taken_out_of_the_rest(crop):
    found = parts(crop, {"Blond_Hair": 2.0, "Smiling": 1.0})
    assert found.rest.amounts == {"Smiling": 1.0}
    assert found.colours.amounts == {"Blond_Hair": 2.0}
    np.testing.assert_array_equal(found.rest.delta, crop.solve(Edit({"Smiling": 1.0})).delta)


@pytest.mark.parametrize(("amounts", "how"), [({"Bangs": 2.0}, {}), ({"Blond_Hair": 2.0}, {"method": "mean"})])
def test_what_is_drawn_is_left_whole(crop, amounts, how):
    assert parts(crop, amounts, **how).colours is None


def test_nothing_but_hair_changes(crop, photo):
    edited = photo.edit(Blond_Hair=3.0).picture.samples.astype(int)
    change = np.abs(edited - photo.original.picture.samples).max(2)
    rows = crop.similarity.inverse().apply(np.array([(64.0, 120 - 64 + 6.0)]))[0, 1]  # the hair's end, and a little
    assert change.any()
    assert not change[int(np.ceil(rows)) :].any()


@pytest.mark.parametrize(
    "amounts", [{"Blond_Hair": 12.0}, {"Wearing_Lipstick": 3.0}, {"Smiling": 3.0, "Blond_Hair": 2.0}]
)
def test_a_grey_photo_stays_grey_as_it_is_saved_and_as_it_is_dragged(crop, photo, amounts):
    grey = photo.original.picture.samples.mean(2, keepdims=True).astype(np.uint8).repeat(3, 2)
    lab, landmarks = photo.original.engine, crop.face.landmarks
    photo = Photo(SourcePhoto(lab, Picture(grey), known=()).with_landmarks(0, landmarks))
    saved = photo.edit(amounts).picture.samples.astype(int)
    dragged = LiveFace(photo, 0, 1.0).frame(Edit(amounts), 1.0).samples.astype(int)
    assert (saved != grey).any()
    assert np.ptp(saved, 2).max() == np.ptp(dragged, 2).max() == 0


def test_the_mark_of_a_colour_is_its_shift(crop):
    colours = parts(crop, {"Blond_Hair": 2.0}).colours
    shift = hair_edit.hair_shift(crop, colours, crop.engine.vae)
    twice = hair_edit.hair_shift(crop, parts(crop, {"Blond_Hair": 4.0}).colours, crop.engine.vae)
    assert shift.middle.shape == (3,)
    assert np.abs(twice.middle).sum() > np.abs(shift.middle).sum() > 0
    assert 0 < np.abs(shift.shade).max() <= hair_edit.MOST


def test_the_shade_of_a_colour_takes_little_of_its_tint_back():
    old, shift = np.array([[1, 2], [3, 15]], np.float32)
    asked = np.array([[[-3, -15], [0.2, 1], [2, -0.4]]], np.float32)
    found = hair_edit._tints(asked, old, shift)
    np.testing.assert_allclose(found[0, 1], asked[0, 1], atol=0.1)
    np.testing.assert_allclose(found[0, 2], asked[0, 2], atol=0.1)
    back = (found @ shift) / (shift @ shift)
    assert -hair_edit.BACK < back[0, 0] < -0.15


def test_light_hair_has_tints_of_its_own_and_gets_none_of_the_drawings(crop, monkeypatch):
    drawn, shades = DrawnHair(np.array([30, 1, 10], np.float32), np.ones((128, 128, 3), np.float32)), []
    for light in (20.0, 50.0):
        tone = replace(crop.hair.tone, middle=np.array([light, 4, 10], np.float32))
        monkeypatch.setitem(crop.__dict__, "hair", replace(crop.hair, tone=tone))
        shades.append(hair_edit.shift_of(crop, drawn).shade)
    assert np.abs(shades[0][..., 1:]).max() > 0
    assert np.abs(shades[1][..., 1:]).max() == 0
    assert np.abs(shades[1][..., 0]).max() > 0


def test_the_shade_of_a_colour_makes_hair_no_redder_than_hair_is():
    old, shift = np.array([[1, 2], [3, 15]], np.float32)
    there = old + shift + hair_edit._tints(np.array([[[9, 0], [-9, 0]]], np.float32), old, shift)[0]
    least, most = hair_edit.REDNESS
    assert (there[:, 0] / there[:, 1] > least - 0.02).all()
    assert (there[:, 0] / there[:, 1] < most + 0.02).all()


def frames(photo, *edits):
    """Each edit dragged to in turn, (H, W, 3)."""
    live = LiveFace(photo, 0, 1.0)
    return live, [live.frame(Edit(amounts), 1.0).samples for amounts in edits]


def test_dragged_hair_is_as_it_is_drawn_at_a_step_and_near_it_in_between(crop, photo):
    for amount, most in ((1.0, 0), (1.2, 3)):
        live, (found,) = frames(photo, {"Blond_Hair": amount})
        drawn = hair_edit.hair_shift(crop, parts(crop, {"Blond_Hair": amount}).colours, crop.engine.compiled)
        x0, y0, x1, y1 = live.frame(Edit({"Blond_Hair": amount}), 1.0).box
        wanted = live._hair.recoloured(drawn)[y0:y1, x0:x1]
        assert np.abs(found.astype(int) - wanted).max() <= most
        assert (found != live._preview.screen[y0:y1, x0:x1]).any()


@pytest.mark.usefixtures("crop")
def test_while_something_else_is_dragged_hair_is_recoloured_once(photo, monkeypatch):
    done = []
    recoloured = HairPreview.recoloured
    monkeypatch.setattr(HairPreview, "recoloured", lambda self, shift: done.append(shift) or recoloured(self, shift))
    first, *smiles = [{"Smiling": amount, "Blond_Hair": 2.0} for amount in (0.0, 0.2, 0.4, 0.6)]
    _, found = frames(photo, first, *smiles)
    assert len(done) == 2  # as its own colours are dragged, and for all of what follows
    _, alone = frames(photo, first, smiles[1])
    np.testing.assert_array_equal(found[2], alone[1])
    assert (found[1] != found[3]).any()
