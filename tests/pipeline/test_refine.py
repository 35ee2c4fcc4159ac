"""Values and locks in the finished picture, by the shipped weights: what random ones draw does not follow its edits."""

from dataclasses import replace

import numpy as np
import pytest

import facelab
from facelab.attributes import index_of
from facelab.edit import Edit
from facelab.errors import EditError
from facelab.pipeline.lab import Lab
from facelab.pipeline.refine import TOLERATED, refine


@pytest.fixture(scope="module")
def shipped() -> Lab:
    return facelab.load()


@pytest.fixture(scope="module")
def photo(shipped, astronaut):
    return shipped.open(astronaut)


def before(photo, name):
    return float(photo.crop(0).probes[index_of(name)])


def shown(photo, name):
    return photo.report()[0].after[name]


def linear(photo):
    """The edit as it is solved in the latent space alone."""
    edit = photo.edit_of(0)
    return replace(photo, edits={0: replace(edit, amounts=photo.crop(0).solve(edit).amounts, to={}, held={})})


VALUES = {"Eyeglasses": -1.5, "Smiling": 5.0, "Male": 2.0}


@pytest.mark.parametrize("name, value", VALUES.items())
def test_a_value_is_met_in_the_finished_picture(photo, name, value):
    edited = photo.edit(to={name: value})
    assert shown(edited, name) == pytest.approx(value, abs=TOLERATED)
    assert abs(shown(linear(edited), name) - value) > 1
    assert edited.refined[0].warnings == ()


def test_locks_hold_in_the_finished_picture(photo):
    edited = photo.edit(Smiling=-2, lock=["Male", "Young"])
    for name in ("Male", "Young"):
        # met in the miniature, of which the photo is a little off
        assert abs(shown(edited, name) - before(photo, name)) < TOLERATED + 0.1
    assert edited.report()[0].amounts.keys() == {"Smiling", "Male", "Young"}
    assert edited.report()[0].amounts["Smiling"] == -2


def test_what_is_out_of_reach_is_said_with_the_value_reached_and_the_lock_holds(photo):
    """The edit that had moved Young the wrong way and Male along, without a word."""
    asked = {"Young": 3, "Blond_Hair": 4}
    edited = photo.edit(to=asked, lock=["Male"])
    report = edited.report()[0]
    assert report.before["Blond_Hair"] + 2 < report.after["Blond_Hair"] < 4
    assert report.after["Male"] == pytest.approx(report.before["Male"], abs=TOLERATED)
    said = {warning.values["attribute"]: warning for warning in edited.refined[0].warnings}
    assert said.keys() == {name for name, value in asked.items() if abs(report.after[name] - value) > TOLERATED}
    assert "Blond_Hair" in said
    for name, warning in said.items():
        assert warning.values["reached"] == pytest.approx(report.after[name], abs=TOLERATED)
        assert warning in report.warnings
        assert warning in edited.doubts(0)


def test_a_lock_that_does_not_hold_is_said_with_how_far_it_moved(photo, monkeypatch):
    monkeypatch.setattr("facelab.pipeline.refine.EVALUATIONS", 1)
    edited = photo.edit(Smiling=-2, lock=["Male"])
    moved = shown(edited, "Male") - before(photo, "Male")
    (warning,) = edited.refined[0].warnings
    assert str(warning).startswith("The lock on Male does not hold wholly: it moved by ")
    assert warning.values["moved"] == pytest.approx(moved, abs=TOLERATED)


UNASKED = {
    "nothing": Edit(),
    "amounts": Edit({"Smiling": 2.0}),
    "a lock on what stays": Edit(locks=frozenset({"Male"})),
}


@pytest.mark.parametrize("edit", UNASKED.values(), ids=UNASKED.keys())
def test_where_there_is_neither_value_nor_lock_no_picture_is_made(photo, edit, monkeypatch):
    monkeypatch.setattr("facelab.pipeline.refine._Goals.missing", None)
    refined = refine(photo.crop(0), edit, 1.0)
    assert (refined.edit, refined.warnings) == (edit, ())


def test_a_value_that_the_photo_shows_already_leaves_it_as_it_is_and_says_so(photo):
    edited = photo.edit(to={"Smiling": before(photo, "Smiling") + 0.05})
    assert edited.picture is photo.picture
    assert "Smiling: it is so already, so nothing is added." in map(str, edited.warnings[0])


def test_what_was_found_is_not_looked_for_again(photo, monkeypatch):
    edited = photo.edit(Smiling=-2, lock=["Male"])
    found = edited.solved_edits[0]
    again = replace(photo, edits={0: found})
    monkeypatch.setattr("facelab.pipeline.refine._Goals.missing", None)
    assert again.solved_edits[0] == found
    np.testing.assert_array_equal(again.picture.samples, edited.picture.samples)


def test_a_value_beyond_all_amounts_is_refused(photo):
    with pytest.raises(EditError, match="would need an amount"):
        photo.edit(to={"Bangs": 1e4})
