from types import SimpleNamespace

import numpy as np
import pytest
import torch

from facelab.attributes import index_of
from facelab.files import attributes_path, weights
from facelab.latent.attribute_file import read_attributes
from facelab.latent.regions import COLOURS, eye_map, region_of, regions
from facelab.model.fade import change_strength

TAKEN_AWAY = 1
MOUTH = slice(44, 52), slice(26, 38)
LEFT_EYE = slice(27, 31), slice(20, 27)
MIDDLE = {"mouth": (48, 32), "eye": (29, 23)}


def drawing(s: torch.Tensor) -> torch.Tensor:
    """Grey, with a mouth as bright as s_0, which only grows, and a left eye as s_1."""
    picture = torch.full((len(s), 3, 64, 64), 0.5)
    picture[:, :, *MOUTH] += 0.2 * s[:, 0, None, None, None].clamp_min(0)
    picture[:, :, *LEFT_EYE] += 0.2 * s[:, 1, None, None, None]
    return picture


SHIFTS = {
    "Smiling": (0.5, 0.2),
    "Big_Lips": (0.08, 0.0),
    "Eyeglasses": (0.0, 0.5),
    "Male": (0.5, 0.5),
    "Blond_Hair": (0.5, 0.0),
}


@pytest.fixture(scope="module")
def found() -> np.ndarray:
    vectors = np.zeros((40, 2), np.float32)
    for name, shift in SHIFTS.items():
        vectors[index_of(name)] = shift
    vae = SimpleNamespace(
        structure=drawing, log_sigma=torch.zeros(()), config=SimpleNamespace(structure=SimpleNamespace(size=64))
    )
    return regions(vae, np.zeros((3, 2), np.float32), vectors)


def at(found: np.ndarray, name: str, place: str, side: int = 0) -> float:
    return float(found[index_of(name), side][MIDDLE[place]])


def test_a_region_lies_where_the_structure_changes_most(found):
    assert at(found, "Smiling", "mouth") > 0.9
    assert at(found, "Smiling", "eye") == 0
    assert found[index_of("Smiling"), 0, :16].max() == 0


def test_adding_and_taking_away_have_regions_of_their_own(found):
    assert at(found, "Smiling", "mouth") > 0.9
    assert at(found, "Smiling", "mouth", TAKEN_AWAY) == 0


def test_a_faint_change_has_no_region(found):
    assert not found[index_of("Big_Lips")].any()


def test_glasses_redraw_the_eyes(found):
    assert at(found, "Eyeglasses", "eye") > 0.9
    assert at(found, "Eyeglasses", "eye", TAKEN_AWAY) > 0.9


def test_what_is_not_at_the_eyes_leaves_them_alone(found):
    assert at(found, "Male", "mouth") > 0.9
    assert at(found, "Male", "eye") == 0


def test_a_colour_has_no_region(found):
    assert not found[index_of("Blond_Hair")].any()


def test_age_acts_on_all_of_the_face_but_the_eyes(found):
    young = found[index_of("Young")]
    assert np.array_equal(young[0], young[1])
    assert (young[:, *MIDDLE["mouth"]] == 1).all()
    assert (young[:, *MIDDLE["eye"]] == 0).all()
    assert (young[:, [0, 0, -1, -1], [0, -1, 0, -1]] == 0).all()


def test_a_vector_of_nothing_has_no_region(found):
    assert not found[index_of("Chubby")].any()


def test_regions_are_what_a_file_of_8_bits_holds(found):
    np.testing.assert_array_equal(found, np.round(found * 255).astype(np.float32) / np.float32(255))


def test_a_region_goes_by_the_strongest_place():
    strength = torch.full((1, 1, 64, 64), 0.02)
    strength[..., 40:50, 20:44] = 0.1
    region = region_of(strength)
    assert region[0, 0, 45, 32] > 0.99
    assert region[0, 0, 10, 10] == 0
    assert region.min() >= 0 and region.max() <= 1


def test_the_eyes_hold_the_brows_and_are_alike():
    eyes = eye_map(64)[0, 0]
    assert eyes[30, 23] == eyes[24, 23] == 1
    assert eyes[44, 32] == eyes[40, 23] == 0
    torch.testing.assert_close(eyes, eyes.flip(1), atol=1e-5, rtol=0)


def test_strength_is_in_the_pictures_own_units():
    grey = torch.full((1, 3, 64, 64), 0.5)
    stripes = grey.clone()
    stripes[..., ::2] += 0.2
    assert change_strength(stripes, grey)[0, 0, 32, 32] == pytest.approx(0.1, abs=0.01)


def test_the_shipped_attributes_were_made_so():
    made = read_attributes(attributes_path(weights("celeba-vae-128.safetensors")))
    for name in ("Smiling", "Male", "Young", "Bangs", "Heavy_Makeup"):
        assert at(made.regions, name, "eye") == at(made.regions, name, "eye", TAKEN_AWAY) == 0
    assert at(made.regions, "Smiling", "mouth") > 0.5
    assert at(made.regions, "Eyeglasses", "eye", TAKEN_AWAY) > 0.5
    assert not made.regions[[index_of(name) for name in COLOURS]].any()
