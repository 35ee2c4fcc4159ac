"""Which part of an edit is a fringe, on a model that draws no faces."""

import numpy as np
import pytest

from facelab.edit import Edit
from facelab.pipeline.crops import Crop
from facelab.pipeline.in_vain import in_vain
from facelab.pipeline.parts import split
from facelab.render.fringe import Fringe
from facelab.render.hairline import Hairline
from facelab.render.strands import WIDTHS, StrandLook


@pytest.fixture
def combed(photo, monkeypatch):
    """The photo's face, with hair down to row 30 that may go down to row 50."""
    rows = [np.full(128, row, np.float32) for row in (0, 30, 50, 56, 1, 50)]
    line = Hairline(*rows)
    base = np.full((*line.grid.size[::-1], 3), 0.1, np.float32)
    monkeypatch.setattr("facelab.render.hairline.find_hairline", lambda *_: line)
    monkeypatch.setattr("facelab.render.strands.hair_of", lambda *_: StrandLook(base, (0.1,) * len(WIDTHS)))
    return photo


def parts(photo, amounts, method="partial"):
    crop, edit = photo.crop(0), Edit(amounts, method=method)
    return split(crop, edit, crop.solve(edit))


def test_a_fringe_is_let_down_and_the_rest_is_an_edit_without_it(combed):
    found = parts(combed, {"Bangs": 2.0, "Smiling": 1.0})
    assert [type(one) for one in found.over] == [Fringe]
    assert found.of_face
    expected = combed.crop(0).solve(Edit({"Smiling": 1.0}))
    np.testing.assert_allclose(found.rest.delta, expected.delta, atol=1e-6)


def test_the_mean_vector_is_drawn(combed):
    for amount in (2.0, -2.0):
        found = parts(combed, {"Bangs": amount}, method="mean")
        assert not found.over
        assert found.rest.delta.any()


def test_a_face_without_a_fringe_stays_as_it_is_when_one_is_taken_away(photo, monkeypatch):
    monkeypatch.setattr(Crop, "forehead", None)
    assert not parts(photo, {"Bangs": -2.0}).of_face
    edited = photo.edit(Bangs=-2.0)
    np.testing.assert_array_equal(edited.picture.samples, photo.picture.samples)
    assert "it has no fringe that could be taken away." in map(str, edited.warnings[0])


def test_a_fringe_has_the_colour_that_hair_is_given(combed, monkeypatch):
    own, given = (np.full((*combed.crop(0).hairline.grid.size[::-1], 3), level, np.float32) for level in (0.1, 0.5))
    monkeypatch.setattr("facelab.pipeline.fringe_edit._recoloured", lambda *_: given)
    monkeypatch.setattr(Crop, "hair", object())
    for amounts, base in (({"Bangs": 2.0}, own), ({"Bangs": 2.0, "Blond_Hair": 2.0}, given)):
        (fringe,) = parts(combed, amounts).over
        np.testing.assert_array_equal(fringe.hair.base, base)


def test_a_head_that_shows_too_little_hair_gets_no_fringe_and_that_is_told(combed, monkeypatch):
    told = "no hair is seen above its forehead that could be let down."
    assert told not in map(str, combed.edit(Bangs=2.0).warnings[0])
    monkeypatch.setitem(combed.crop(0).__dict__, "strands", None)
    assert not parts(combed, {"Bangs": 2.0}).over
    assert told in map(str, combed.edit(Bangs=2.0).warnings[0])


@pytest.mark.parametrize("name", ["Bald", "Receding_Hairline"])
def test_a_bald_head_loses_no_hair_and_that_is_told(photo, monkeypatch, name):
    told = "it is bald already; no hair is taken away."
    monkeypatch.setattr(Crop, "is_bald", True)
    edited = photo.edit({name: 2.0})
    assert edited.picture is photo.picture
    assert told in map(str, edited.warnings[0])
    assert parts(photo, {name: -2.0}).rest.delta.any()
    assert parts(photo, {name: 2.0}, method="mean").rest.delta.any()
    found = parts(photo, {name: 2.0, "Smiling": 1.0})
    np.testing.assert_allclose(found.rest.delta, photo.crop(0).solve(Edit({"Smiling": 1.0})).delta, atol=1e-6)
    monkeypatch.setattr(Crop, "is_bald", False)
    assert parts(photo, {name: 2.0}).rest.delta.any()
    assert told not in map(str, photo.edit({name: 2.0}).warnings[0])


def test_a_bald_head_gets_no_fringe_and_that_is_told(combed, monkeypatch):
    told = "it is bald; there is no hair to make a fringe of."
    monkeypatch.setattr(Crop, "is_bald", True)
    edited = combed.edit(Bangs=2.0)
    assert edited.picture is combed.picture
    assert told in map(str, edited.warnings[0])
    found = parts(combed, {"Bangs": 2.0, "Smiling": 1.0})
    assert not found.over
    np.testing.assert_allclose(found.rest.delta, combed.crop(0).solve(Edit({"Smiling": 1.0})).delta, atol=1e-6)
    assert parts(combed, {"Bangs": 2.0}, method="mean").rest.delta.any()
    monkeypatch.setattr(Crop, "is_bald", False)
    assert parts(combed, {"Bangs": 2.0}).over
    assert told not in map(str, combed.edit(Bangs=2.0).warnings[0])


def test_where_no_hair_is_seen_none_takes_a_colour_and_that_is_told(combed, monkeypatch):
    told = "no hair is seen that could take another colour."
    monkeypatch.setattr(Crop, "hair", None)
    edited = combed.edit(Blond_Hair=2.0)
    assert edited.picture is combed.picture
    assert told in map(str, edited.warnings[0])
    found = parts(combed, {"Gray_Hair": -2.0, "Smiling": 1.0})
    assert found.colours is None
    np.testing.assert_allclose(found.rest.delta, combed.crop(0).solve(Edit({"Smiling": 1.0})).delta, atol=1e-6)
    assert parts(combed, {"Blond_Hair": 2.0}, method="mean").rest.delta.any()
    monkeypatch.setattr(Crop, "hair", object())
    assert told not in map(str, in_vain(combed.crop(0), {"Blond_Hair": 2.0}))


@pytest.mark.parametrize(("hair", "seen", "bald"), [(0.2, 0.0, True), (0.2, -2.0, False), (0.5, 0.0, False)])
def test_bald_is_who_has_little_hair_and_looks_bald(photo, monkeypatch, hair, seen, bald):
    shares = {"hair": np.arange(100) < 100 * hair, "face": np.ones(100)}
    crop = photo.crop(0)
    monkeypatch.setattr(crop.parse.__class__, "share", lambda _, name: shares[name].astype(np.float32))
    monkeypatch.setattr(crop.engine.__class__, "seen", lambda *_: np.full((1, 40), seen, np.float32))
    assert crop.is_bald == bald


def test_a_fringe_that_is_there_is_told(photo, monkeypatch):
    told = "it has a fringe already; no other is let down."
    assert told not in map(str, photo.edit(Bangs=1.0).warnings[0])
    monkeypatch.setattr("facelab.render.forehead.fringe_there", lambda *_: 1.0)
    assert told in map(str, photo.edit(Bangs=1.0).warnings[0])


def test_a_fringe_is_taken_away_from_below_up_to_an_amount_of_two(photo, monkeypatch):
    monkeypatch.setattr("facelab.render.forehead.fringe_there", lambda *_: 1.0)
    shares = [parts(photo, {"Bangs": -amount}).over[0].share for amount in (0.5, 1.0, 2.0, 3.0)]
    assert (np.diff(shares[:3]) > 0).all()
    assert shares[2:] == [1, 1]


def test_where_there_is_no_hair_it_is_drawn(photo, monkeypatch):
    monkeypatch.setattr("facelab.render.hairline.find_hairline", lambda *_: None)
    found = parts(photo, {"Bangs": 2.0})
    assert not found.over
    assert found.rest.delta.any()


def test_a_photo_of_noise_has_no_hair(photo):
    assert photo.crop(0).hairline is None


def test_a_fringe_changes_what_is_above_the_brows_and_nothing_below(combed):
    crop = combed.crop(0)
    before, after = combed.picture.samples.astype(int), combed.edit(Bangs=2.0).picture.samples
    y = crop.similarity.apply(np.argwhere(np.ones(before.shape[:2]))[:, ::-1] + 0.5)[:, 1].reshape(before.shape[:2])
    changed = np.abs(after - before).max(2) > 0
    assert changed[(y > 25) & (y < 50)].any()
    assert not changed[y > 75].any()


def test_a_beard_grows_and_the_rest_is_an_edit_without_it(photo):
    found = parts(photo, {"Mustache": 2.0, "No_Beard": -1.0, "Smiling": 1.0})
    assert found.beard is not None
    assert found.of_face
    expected = photo.crop(0).solve(Edit({"Smiling": 1.0}))
    np.testing.assert_allclose(found.rest.delta, expected.delta, atol=1e-6)


@pytest.mark.parametrize("amounts", [{"Mustache": -2.0}, {"No_Beard": 1.0}, {"Smiling": 1.0}])
def test_what_takes_a_beard_away_is_drawn(photo, amounts):
    found = parts(photo, amounts)
    assert found.beard is None
    assert found.rest.delta.any()


def test_glasses_that_are_not_there_are_said_to_be(photo, monkeypatch):
    monkeypatch.setattr("facelab.render.frames.wears_glasses", lambda _parse: False)
    (sentence,) = [str(one) for one in photo.edit(Eyeglasses=-2.0).doubts(0) if "glasses" in str(one)]
    assert "no glasses" in sentence
    assert not [one for one in photo.edit(Eyeglasses=-2.0, method="mean").doubts(0) if "glasses" in str(one)]


def test_age_is_a_matter_of_lines_of_skin_and_gender_of_stubble(photo):
    aged, woman, man = (parts(photo, one).skin for one in ({"Young": -2.0}, {"Male": -1.0}, {"Male": 1.0}))
    assert (aged.years, aged.shaved, aged.stubble) == (2.0, 0.0, None)
    assert (woman.years, woman.shaved, woman.stubble) == (0.0, 0.5, None)
    assert man.stubble is not None
    assert parts(photo, {"Young": -2.0}, method="mean").skin.years == 0


def test_what_holds_a_lock_of_age_draws_no_wrinkles(photo):
    crop, edit = photo.crop(0), Edit({"Smiling": 1.0}, held={"Young": -1.0})
    assert split(crop, edit, crop.solve(edit)).skin.years == 0
