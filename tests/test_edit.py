import pytest

from facelab.edit import Edit, check, toward, unheld
from facelab.errors import EditError


def test_an_edit_knows_attributes_in_any_case():
    edit = Edit({"smiling": 1}, {"blond hair": 2.0}, frozenset({"YOUNG"}))
    assert edit == Edit({"Smiling": 1}, {"Blond_Hair": 2.0}, frozenset({"Young"}))


def test_a_lock_on_what_is_asked_for_is_found_in_any_case():
    with pytest.raises(EditError, match="both asked for and locked"):
        check(Edit({"smiling": 1}, locks=frozenset({"SMILING"})))


def test_what_is_no_attribute_is_refused_when_it_is_checked():
    with pytest.raises(EditError, match="no attribute 'Laughing'"):
        check(Edit({"Laughing": 1}))


def test_what_held_locks_can_be_let_go():
    edits = {1: Edit({"Smiling": 1}, locks=frozenset({"Male"}), held={"Male": 0.2})}
    assert unheld(edits) == {1: Edit({"Smiling": 1}, locks=frozenset({"Male"}))}


def test_toward_a_state_what_is_there_already_is_not_asked_again():
    edit = Edit({"Smiling": 1.5, "Eyeglasses": 2.0, "Young": -2.0}, locks=frozenset({"Male"}))
    assert toward(edit, {"Smiling": 1.0, "Eyeglasses": 0.0, "Young": 1.0}) == Edit(
        {"Eyeglasses": 2.0, "Young": -2.0}, locks=frozenset({"Male"})
    )
    assert toward(edit, {"Smiling": 0.6, "Eyeglasses": 0.99, "Young": 0.02}).amounts == {"Smiling": 0.6}
