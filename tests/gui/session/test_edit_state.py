"""What a person asks of the faces of a photo, as plain data."""

from dataclasses import replace
from pathlib import Path

import pytest

from facelab.canonical import LANDMARKS
from facelab.errors import FaceLabError
from facelab.gui.session.edit_state import EditState, no_edit
from facelab.latent import Edit
from facelab.pipeline.lab import load


@pytest.fixture
def state(tiny_lab_files: Path, noise_photo: Path) -> EditState:
    """A photo with a face, of which nothing is asked."""
    source = load(tiny_lab_files / "tiny.safetensors").open(noise_photo).original
    return EditState(source, {}, keep=1.0, face=0).with_landmarks(0, LANDMARKS.tolist())


def test_an_amount_is_asked_of_the_chosen_face_and_zero_asks_nothing(state):
    smiling = state.with_amount("Smiling", 1.5)
    assert smiling.edits == {0: Edit(amounts={"Smiling": 1.5})}
    assert smiling.with_amount("Smiling", 0).edits == {}


def test_what_changes_nothing_gives_the_very_same_state(state):
    smiling = state.with_amount("Smiling", 1)
    for same in (
        smiling.with_amount("Smiling", 1),
        smiling.with_amount("Male", 0),
        smiling.with_lock("Male", False),
        smiling.with_method("partial"),
        smiling.with_keep(1.0),
        smiling.with_face(0),
        smiling.with_edit(smiling.edit),
        state.without_edit(),
    ):
        assert same in (smiling, state)
    assert state.makes_same_picture(smiling.without_edit())


def test_without_a_face_nothing_is_asked(state):
    nobody = state.with_face(-1)
    assert nobody.with_amount("Smiling", 1) is nobody
    assert nobody.with_keep(0.5) is nobody
    assert nobody.edit == no_edit()


def test_a_lock_and_a_method_stand_beside_the_amounts(state):
    asked = state.with_amount("Smiling", 1).with_lock("Male", True).with_method("mean")
    assert asked.edit == Edit(amounts={"Smiling": 1}, locks=frozenset({"Male"}), method="mean")
    assert asked.with_lock("Male", False).edit.locks == frozenset()
    assert asked.without_edit().edit == Edit(method="mean")


def test_where_pixels_are_not_kept_a_face_of_which_nothing_else_is_asked_is_changed(state):
    assert state.with_keep(0.5).edits == {0: Edit()}
    assert state.with_keep(0.5).with_keep(1.0).edits == {}


def test_each_face_has_its_own_edit_or_all_the_same(state):
    both = state.with_amount("Smiling", 1).with_face(1).with_amount("Male", -1)
    assert {face: dict(edit.amounts) for face, edit in both.edits.items()} == {0: {"Smiling": 1}, 1: {"Male": -1}}
    assert {face: dict(edit.amounts) for face, edit in both.with_edit_of_all(2).edits.items()} == {
        0: {"Male": -1},
        1: {"Male": -1},
    }


def test_another_face_is_the_same_picture_and_another_state(state):
    assert state.makes_same_picture(state.with_face(1))
    assert not state.is_same(state.with_face(1))


def test_the_states_before_a_change_stay_as_they_were(state):
    state.with_amount("Smiling", 1).with_keep(0)
    assert (dict(state.edits), state.keep) == ({}, 1.0)


def test_landmarks_choose_the_face_they_make(state):
    added = state.with_landmarks(1, [(x + 9, y + 9) for x, y in LANDMARKS.tolist()])
    assert added.face == 1
    assert len(added.photo().faces) == 2
    with pytest.raises(FaceLabError):
        state.with_landmarks(0, [(1, 1)] * 5)


def test_what_held_locks_is_let_go_where_anything_changes(state):
    held = replace(state, edits={0: Edit({"Smiling": 1}, locks=frozenset({"Male"}), held={"Male": 0.1})})
    assert held.with_amount("Smiling", 1).edits[0].held == {"Male": 0.1}
    for other in (
        held.with_amount("Smiling", 2),
        held.with_lock("Young", True),
        held.with_method("mean"),
        held.with_keep(0.5),
    ):
        assert other.edits[0].held is None
