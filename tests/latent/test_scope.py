"""Whether an edit concerns the face or the whole head."""

import pytest

from facelab.attributes import ATTRIBUTES
from facelab.latent.scope import HAIR, IN_THE_FACE, WHOLE_HEAD, share_of_face, share_of_head


@pytest.mark.parametrize(
    ("amounts", "share"),
    [
        ({}, 0),
        ({"Smiling": 0.0}, 0),
        ({"Smiling": 2.0, "Male": -3.0}, 0),
        ({"Bangs": -0.1}, 1),
        ({"Smiling": 2.0, "Bangs": 1.0}, 1),
        ({"Smiling": -2.0, "Bangs": 0.5}, 0.5),
        ({"Smiling": 2.0, "Bangs": 0.0}, 0),
    ],
)
def test_what_asks_for_the_face_leaves_the_hair_alone(amounts, share):
    assert share_of_head(amounts) == pytest.approx(share)


@pytest.mark.parametrize(
    ("amounts", "share"),
    [
        ({"Blond_Hair": 2.0}, IN_THE_FACE),
        ({"Blond_Hair": 2.0, "Wavy_Hair": -1.0, "Smiling": 0.0}, IN_THE_FACE),
        ({"Blond_Hair": 2.0, "Smiling": -0.5}, (1 + IN_THE_FACE) / 2),
        ({"Blond_Hair": 2.0, "Smiling": 1.0}, 1),
        ({"Bangs": 2.0}, 1),
    ],
)
def test_what_asks_for_hair_hardly_shows_in_the_face(amounts, share):
    assert share_of_face(amounts) == pytest.approx(share)


def test_all_names_are_attributes():
    assert set(ATTRIBUTES) >= WHOLE_HEAD > HAIR
