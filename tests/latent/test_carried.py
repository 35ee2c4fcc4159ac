"""How attributes are carried: what moves pixels, and where the network's own lines show."""

import numpy as np

from facelab.attributes import ATTRIBUTES
from facelab.latent.areas import area_of
from facelab.latent.carried import CARRIED, drawn_area, moved_area, of_mouth


def test_all_names_are_attributes():
    assert set(ATTRIBUTES) >= CARRIED.keys()


def test_a_smile_moves_its_area_and_draws_no_line():
    np.testing.assert_array_equal(moved_area({"Smiling": -2.0}), area_of("Smiling"))
    assert not drawn_area({"Smiling": -2.0}).any()


def test_glasses_are_drawn_and_move_nothing():
    assert not moved_area({"Eyeglasses": 1.0}).any()
    assert (drawn_area({"Eyeglasses": 1.0}) == 1).all()


def test_a_colour_neither_moves_nor_draws():
    assert not moved_area({"Wearing_Lipstick": 1.0}).any()
    assert not drawn_area({"Wearing_Lipstick": 1.0}).any()


def test_beside_a_smile_a_moustache_is_drawn_where_it_is():
    both = {"Smiling": 2.0, "Mustache": 2.0}
    np.testing.assert_array_equal(drawn_area(both), area_of("Mustache"))
    np.testing.assert_array_equal(moved_area(both), area_of("Smiling"))


def test_a_little_more_of_one_slider_changes_little():
    amounts = [{"Smiling": 2.0, "Mustache": float(a)} for a in np.linspace(0, 1.2, 13)]
    steps = np.diff([drawn_area(asked).max() for asked in amounts])
    assert drawn_area(amounts[0]).max() == 0
    assert drawn_area(amounts[-1]).max() == 1
    assert steps.max() < 0.15


def test_nothing_asked_moves_and_draws_nothing():
    assert not moved_area({}).any()
    assert not drawn_area({"Smiling": 0.0}).any()


def test_a_mouth_is_closed_by_what_mouths_close_with():
    assert of_mouth({"Male": -2.0}) == of_mouth({}) == of_mouth({"Smiling": 0.0}) == 0
    assert of_mouth({"Smiling": -2.0}) == of_mouth({"Smiling": -0.01}) == of_mouth({"Smiling": -1.0, "Male": 2.0}) == 1
    assert 0 < of_mouth({"Mouth_Slightly_Open": -0.5, "Male": 2.0}) < 1
