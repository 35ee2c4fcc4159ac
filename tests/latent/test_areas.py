"""Attributes that have their place in the face show there alone."""

import numpy as np
import pytest

from facelab.frame import LANDMARKS
from facelab.latent.areas import AREAS, EVERYWHERE, area_of
from facelab.latent.edits import Edit, solve
from facelab.latent.reach import IN_THE_FACE
from facelab.model.vocabulary import ATTRIBUTES

EYES, NOSE, MOUTH = LANDMARKS[:2], LANDMARKS[2:3], LANDMARKS[3:]
MU = np.zeros(64, np.float32)


def at(name: str, points: np.ndarray) -> np.ndarray:
    across, down = points.round().astype(int).T
    return area_of(name)[down, across]


def test_all_names_are_attributes():
    assert set(ATTRIBUTES) >= AREAS.keys()


@pytest.mark.parametrize("name", AREAS)
def test_an_area_is_a_part_of_the_face_with_soft_edges(name):
    area = area_of(name)
    assert area.min() == 0
    assert area.max() == 1
    assert np.abs(np.diff(area, axis=0)).max() < 0.4
    np.testing.assert_allclose(area[:, ::-1], area, atol=0.08)  # faces are symmetric, landmarks nearly


@pytest.mark.parametrize(
    ("name", "within", "without"),
    [
        ("Wearing_Lipstick", MOUTH, EYES),
        ("Goatee", MOUTH, EYES),
        ("Smiling", MOUTH, EYES),
        ("Male", LANDMARKS, np.array([(10.0, 70.0), (118.0, 70.0)])),
        ("Bushy_Eyebrows", EYES, MOUTH),
        ("Pointy_Nose", NOSE, MOUTH),
        ("Rosy_Cheeks", np.array([(38.0, 82.0)]), np.concatenate([EYES, NOSE])),
    ],
)
def test_an_area_holds_its_own_landmarks_and_no_others(name, within, without):
    assert at(name, within).min() > 0.9
    assert at(name, without).max() < 0.1


def test_what_has_no_area_shows_everywhere():
    assert area_of("Young").min() == 1


def test_an_edit_of_the_lips_shows_on_the_lips_alone(made):
    move = solve(Edit({"Wearing_Lipstick": 2.0}), made, MU)
    np.testing.assert_array_equal(move.area, area_of("Wearing_Lipstick"))
    assert not move.beside.any()


def test_beside_the_lips_age_shows_as_without_lipstick(made):
    both = solve(Edit({"Wearing_Lipstick": 2.0, "Young": -1.5}, locks=frozenset({"Male"})), made, MU)
    older = solve(Edit({"Young": -1.5}, locks=frozenset({"Male"})), made, MU)
    np.testing.assert_array_equal(both.area, area_of("Wearing_Lipstick"))
    np.testing.assert_array_equal(both.beside, older.delta)
    assert (both.delta != older.delta).any()


def test_areas_join(made):
    move = solve(Edit({"Wearing_Lipstick": 2.0, "Narrow_Eyes": -1.0, "Goatee": 0.0}), made, MU)
    np.testing.assert_array_equal(move.area, np.maximum(area_of("Wearing_Lipstick"), area_of("Narrow_Eyes")))


@pytest.mark.parametrize(
    "edit", [Edit(), Edit({"Goatee": 0.0}), Edit({"Young": 2.0}), Edit({"Goatee": 2.0}, method="mean")]
)
def test_without_areas_all_shows_everywhere(made, edit):
    move = solve(edit, made, MU)
    np.testing.assert_array_equal(move.area, EVERYWHERE)
    assert not move.beside.any()


def test_the_colour_of_hair_hardly_shows_in_the_face_unless_it_comes_with_all_that_goes_along(made):
    assert solve(Edit({"Blond_Hair": 2.0}), made, MU).of_face == IN_THE_FACE
    assert solve(Edit({"Blond_Hair": 2.0}, method="mean"), made, MU).of_face == 1
