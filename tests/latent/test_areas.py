"""Attributes that have their place in the face show there alone."""

import numpy as np
import pytest

from facelab.attributes import ATTRIBUTES
from facelab.canonical import LANDMARKS
from facelab.edit import Edit
from facelab.latent.areas import AREAS, EVERYWHERE, area_of
from facelab.latent.edits import solve
from facelab.latent.scope import IN_THE_FACE

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


def layers(made, edit):
    return [(layer.area, layer.delta) for layer in solve(edit, made, MU).layers]


def delta(made, amounts, **how):
    return solve(Edit(amounts, **how), made, MU).delta


def test_an_edit_of_the_lips_shows_on_the_lips_alone(made):
    asked = {"Wearing_Lipstick": 2.0}
    ((area, shift),) = layers(made, Edit(asked))
    np.testing.assert_array_equal(area, area_of("Wearing_Lipstick"))
    np.testing.assert_array_equal(shift, delta(made, asked))


def test_what_is_asked_of_a_part_shows_upon_what_is_asked_of_more(made):
    age, smile, paint, locks = {"Young": -1.5}, {"Smiling": 2.0}, {"Wearing_Lipstick": 2.0}, frozenset({"Eyeglasses"})
    found = layers(made, Edit({**paint, **age, **smile, "Goatee": 0.0}, locks=locks))
    areas, shifts = zip(*found, strict=True)
    np.testing.assert_array_equal(areas, [EVERYWHERE, area_of("Smiling"), area_of("Wearing_Lipstick")])
    for shift, asked in zip(shifts, (age, age | smile, age | smile | paint), strict=True):
        np.testing.assert_allclose(shift, delta(made, asked, locks=locks), atol=1e-6)


def test_what_shares_an_area_shares_a_layer(made):
    assert len(layers(made, Edit({"Wearing_Lipstick": 2.0, "Big_Lips": 1.0}))) == 1


def test_with_the_mean_vectors_all_shows_everywhere(made):
    asked = {"Wearing_Lipstick": 2.0, "Young": 1.0}
    ((area, shift),) = layers(made, Edit(asked, method="mean"))
    assert area.min() == 1
    np.testing.assert_array_equal(shift, delta(made, asked, method="mean"))


@pytest.mark.parametrize("asked", [{}, {"Goatee": 0.0, "Young": 0.0}])
def test_nothing_asked_has_no_layers(made, asked):
    assert not layers(made, Edit(asked))


def shares(made, edit):
    return [layer.of_face for layer in solve(edit, made, MU).layers]


def test_the_colour_of_hair_hardly_shows_in_the_face_unless_it_comes_with_all_that_goes_along(made):
    assert shares(made, Edit({"Blond_Hair": 2.0})) == [IN_THE_FACE]
    assert shares(made, Edit({"Blond_Hair": 2.0}, method="mean")) == [1]


def test_a_beard_lets_the_colour_of_hair_into_the_face_where_it_grows_alone(made):
    assert shares(made, Edit({"Gray_Hair": 2.0, "Goatee": 2.0})) == [IN_THE_FACE, 1]
