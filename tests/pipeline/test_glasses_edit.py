"""Glasses put on and taken off a face in its photo."""

import cv2
import numpy as np
import pytest
import torch

from facelab.edit import Edit
from facelab.model.glasses_remover import FRAME
from facelab.model.parser import CLASSES
from facelab.pipeline.crops import Crop
from facelab.pipeline.engine import Engine
from facelab.pipeline.in_vain import in_vain
from facelab.pipeline.live import LiveFace
from facelab.pipeline.parts import DRAWN_OFF, split
from facelab.render.parsing import Parse, to_frame
from facelab.render.sample_grid import SAMPLES


def parsed(crop, monkeypatch, glasses=False):
    """The same face, which the parser takes for plain skin, with glasses or without."""
    said = np.zeros((19, 256, 256), np.float32)
    said[CLASSES.index("skin")] = 1
    if glasses:
        said[:, 64 + 50 : 64 + 70, 64 + 30 : 64 + 98] = 0
        said[CLASSES.index("glasses"), 64 + 50 : 64 + 70, 64 + 30 : 64 + 98] = 1
    found = Parse(said, np.ones((256, 256), bool), to_frame(crop.similarity))
    monkeypatch.setattr(Crop, "parse", property(lambda _self: found))
    monkeypatch.setattr(Crop, "hair", property(lambda _self: None))
    return crop


@pytest.fixture
def bare(photo, monkeypatch):
    return parsed(photo.crop(0), monkeypatch)


def remover(x, said=1.0):
    """One that says how much of a face its frame hides: of the outline of what the parser takes for glasses."""
    share = np.zeros(x.shape[2:], np.float32)
    corners = (SAMPLES * (np.array(corner) - FRAME[:2]) for corner in ((30, 50), (98, 70)))
    cv2.rectangle(share, *(corner.tolist() for corner in corners), said, 6)
    return x, torch.from_numpy(share)[None, None]


@pytest.fixture
def wearing(photo, monkeypatch):
    monkeypatch.setattr(Engine, "glasses_remover", property(lambda _self: remover))
    return parsed(photo.crop(0), monkeypatch, glasses=True)


def parts(crop, amounts, **how):
    edit = Edit(amounts, **how)
    return split(crop, edit, crop.solve(edit))


def test_glasses_are_taken_out_of_the_rest(bare):
    found = parts(bare, {"Eyeglasses": 2.0, "Smiling": 1.0})
    assert len(found.over) == 1
    assert found.rest.amounts == {"Smiling": 1.0}
    np.testing.assert_array_equal(found.rest.delta, bare.solve(Edit({"Smiling": 1.0})).delta)


def test_the_mean_vectors_are_drawn_as_the_network_draws_them(bare):
    found = parts(bare, {"Eyeglasses": 2.0}, method="mean")
    assert not found.over
    assert found.rest.amounts == {"Eyeglasses": 2.0}


def test_a_slider_fades_them_in_then_makes_them_heavier(bare):
    (half,), (one,), (two,) = (parts(bare, {"Eyeglasses": amount}).over for amount in (0.5, 1.0, 2.0))
    assert (half.opacity, one.opacity, two.opacity) == (0.5, 1, 1)
    assert half.thicker < one.thicker < two.thicker
    assert half.edges is two.edges


def test_they_change_their_place_alone(bare, photo):
    edited = photo.edit(Eyeglasses=2.0).picture.samples
    changed = (edited != photo.original.picture.samples).any(2)
    x0, y0, x1, y1 = bare.glasses.extent
    corners = bare.similarity.inverse().apply(np.array([(x0, y0), (x1, y0), (x0, y1), (x1, y1)], np.float64))
    (left, top), (right, bottom) = np.floor(corners.min(0)).astype(int), np.ceil(corners.max(0)).astype(int)
    assert changed.any()
    changed[max(top, 0) : bottom, max(left, 0) : right] = False
    assert not changed.any()


def test_who_wears_some_gets_no_others(wearing, photo):
    assert wearing.glasses is None
    assert photo.edit(Eyeglasses=2.0).picture is photo.original.picture


@pytest.mark.usefixtures("bare")
def test_from_a_face_without_any_none_are_taken(photo):
    assert photo.edit(Eyeglasses=-2.0).picture is photo.original.picture


def test_they_are_taken_off_where_the_parser_sees_them(wearing, photo):
    assert parts(wearing, {"Eyeglasses": -3.0}).over
    edited = photo.edit(Eyeglasses=-3.0).picture.samples
    changed = (edited != photo.original.picture.samples).any(2)
    rows = wearing.similarity.inverse().apply(np.array([(64.0, 50 - 10), (64.0, 70 + 10)]))[:, 1]
    assert not changed[: int(rows[0])].any()
    assert not changed[int(np.ceil(rows[1])) :].any()


def test_taken_off_their_rims_fade_and_more_takes_no_more_away(wearing):
    found = [parts(wearing, {"Eyeglasses": -amount}) for amount in (0.5, 1.0, 2.0, 3.0)]
    assert [edit.over[0].opacity for edit in found] == [0.5, 1, 1, 1]
    assert not any(edit.rest.delta.any() for edit in found)


@pytest.mark.usefixtures("wearing")
def test_a_frame_that_cannot_be_told_from_the_face_stays_and_that_is_told(photo, monkeypatch):
    monkeypatch.setattr(Engine, "glasses_remover", property(lambda _self: lambda x: remover(x, 0.0)))
    monkeypatch.setattr("facelab.pipeline.crops.AS_DRAWN", 9.0)
    edited = photo.edit(Eyeglasses=-2.0)
    assert edited.picture is photo.original.picture
    assert "no glasses are seen that could be taken off" in str(edited.warnings[0])


@pytest.mark.parametrize(("seen", "scale", "drawn"), [(0.9, 1.0, True), (0.5, 1.0, False), (0.9, 0.5, False)])
def test_clear_glasses_of_a_small_face_are_taken_off_as_the_network_draws_it(wearing, monkeypatch, seen, scale, drawn):
    monkeypatch.setattr(Engine, "glasses_remover", property(lambda _self: lambda x: remover(x, 0.0)))
    monkeypatch.setattr(Crop, "_sees_through_lenses", seen)
    monkeypatch.setattr("facelab.pipeline.crops.AS_DRAWN", 0.8 * wearing.similarity.scale / scale)
    found = parts(wearing, {"Eyeglasses": -3.0}).rest.delta
    expected = wearing.solve(Edit({"Eyeglasses": -DRAWN_OFF})).delta if drawn else 0 * found
    np.testing.assert_allclose(found, expected, atol=1e-6)
    told = [str(one) for one in in_vain(wearing, {"Eyeglasses": -3.0})]
    assert bool(told) != drawn


def test_dark_lenses_stay_and_that_is_told(wearing, photo, monkeypatch):
    told = "its glasses stay: what is behind lenses that show no eyes is not known."
    assert told not in map(str, photo.edit(Eyeglasses=-2.0).warnings[0])
    monkeypatch.setattr(Crop, "_sees_through_lenses", 0.1)
    del wearing.__dict__["uncovered"]
    edited = photo.edit(Eyeglasses=-2.0)
    assert edited.picture is photo.original.picture
    assert [told] == [str(one) for one in edited.warnings[0] if "glasses" in str(one)]


def test_lenses_show_no_eyes_where_they_are_dark_or_mirror_the_sky(wearing):
    lit = np.full((128, 128, 3), 0.6, np.float32)
    dark = lit.copy()
    dark[50:72, 30:98] = 0.05
    sky = lit.copy()
    sky[50:72, 30:98] = 0.4, 0.5, 0.8
    for pixels, expected in ((lit, False), (dark, True), (sky, True)):
        wearing.__dict__["pixels"] = pixels
        assert wearing.has_opaque_lenses is expected


def test_the_rest_of_an_edit_is_as_without(wearing):
    found = parts(wearing, {"Eyeglasses": -3.0, "Smiling": 1.0})
    alone = wearing.solve(Edit({"Smiling": 1.0}))
    np.testing.assert_array_equal(found.rest.delta, alone.delta)


@pytest.mark.usefixtures("bare")
def test_the_screen_shows_them(photo):
    live = LiveFace(photo, 0, 1.0)
    frame = live.frame(Edit({"Eyeglasses": 2.0}), 1.0)
    x0, y0, x1, y1 = frame.box
    saved = photo.edit(Eyeglasses=2.0).picture.samples[y0:y1, x0:x1]
    before = photo.original.picture.samples[y0:y1, x0:x1].astype(int)
    assert np.abs(frame.samples - before).max() > 30
    assert np.abs(frame.samples.astype(int) - saved).mean() < 1
