import cv2
import numpy as np
import pytest

from facelab.evaluate.photos.hair_colour import TeachersHair, figures, teachers_hair
from facelab.model.parser import CLASSES
from facelab.photo.align import Similarity

HAIR = np.zeros((200, 200), bool)
HAIR[:100] = True
PLACES = TeachersHair(HAIR, ~HAIR)
SHIFT = np.array([10, -20, 15], np.float32)


def photo(shift=(0, 0, 0), where=HAIR) -> np.ndarray:
    """Strands of some brown before a wall, shifted in L*a*b*."""
    lab = np.full((200, 200, 3), (40, 12, 8), np.float32)
    lab[..., 0] += 8 * np.random.default_rng(0).standard_normal((200, 200)).astype(np.float32)
    lab[where] += np.array(shift, np.float32)
    return np.rint(np.clip(cv2.cvtColor(lab, cv2.COLOR_Lab2RGB), 0, 1) * 255).astype(np.uint8)


def test_hair_that_took_the_colour_keeps_its_strands_and_leaves_the_rest():
    found = figures(photo(), photo(SHIFT), PLACES, SHIFT, by_lightness=False)
    assert found["hair that took it"] > 0.98
    assert found["correlation of strands"] > 0.99
    assert found["changed beyond hair"] == 0


def test_the_contrast_of_hair_with_the_wall_is_none_of_strands_away_from_its_edge():
    darker = np.array([-25, 0, 0], np.float32)
    found = figures(photo(), photo(darker), PLACES, darker, by_lightness=True)
    assert found["correlation of strands away from its edge"] > 0.99
    assert found["correlation of strands"] < found["correlation of strands away from its edge"] - 0.01


def test_an_oval_takes_a_part_of_the_hair_alone():
    oval = HAIR.copy()
    oval[:, 100:] = False
    found = figures(photo(), photo(SHIFT, oval), PLACES, SHIFT, by_lightness=False)
    assert found["hair that took it"] == pytest.approx(0.5, abs=0.02)


def test_a_wall_that_took_the_colour_is_seen():
    everywhere = np.ones_like(HAIR)
    assert figures(photo(), photo(SHIFT, everywhere), PLACES, SHIFT, by_lightness=False)["changed beyond hair"] > 0.9


def test_grey_and_black_are_told_by_lightness():
    darker = np.array([-30, 0, 0], np.float32)
    for shift, least, most in ((darker, 0.95, 1), ((0, -20, 15), 0, 0.1)):
        found = figures(photo(), photo(shift), PLACES, darker, by_lightness=True)
        assert least <= found["hair that took it"] <= most


def test_a_colour_that_is_there_already_is_not_asked():
    found = figures(photo(), photo(), PLACES, np.zeros(3, np.float32), by_lightness=False)
    assert "hair that took it" not in found


def test_the_teacher_says_where_hair_is():
    def teacher(picture: np.ndarray) -> np.ndarray:
        said = np.zeros((len(CLASSES), 448, 448), np.float32)
        said[CLASSES.index("hair")] = picture[..., 0] > 128
        said[0] = 1 - said[CLASSES.index("hair")]
        return said

    pixels = np.zeros((256, 256, 3), np.uint8)
    pixels[:, :128] = 255
    hair = teachers_hair(pixels, Similarity(np.array([[1.0, 0, -64], [0, 1.0, -64]])), teacher)
    assert hair.surely[:, :120].all() and hair.surely_not[:, 136:].all()
    assert not (hair.surely & hair.surely_not).any()
