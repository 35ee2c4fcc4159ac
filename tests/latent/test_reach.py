"""Whether an edit concerns the face or the whole head."""

import pytest

from facelab.latent.reach import WHOLE_HEAD, share_of_head
from facelab.model.vocabulary import ATTRIBUTES


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


def test_all_names_are_attributes():
    assert set(ATTRIBUTES) >= WHOLE_HEAD
