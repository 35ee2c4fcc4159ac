"""How long drawing takes, by what is asked and how large the photo is."""

import numpy as np
import pytest

from facelab.edit import Edit
from facelab.photo.picture import Picture
from facelab.pipeline.drawing_stages import KNOWN, seconds_of_stages

SMALL, LARGE = (Picture(np.zeros((side, side, 3), np.uint8)) for side in (100, 1000))


@pytest.mark.parametrize("refined", [False, True])
def test_there_is_something_to_be_done_whatever_is_asked(refined):
    assert sum(seconds_of_stages(SMALL, {}, refined=refined)) > 0
    assert min(seconds_of_stages(LARGE, {0: Edit({"Smiling": 1.0})}, refined=refined)) >= 0


def test_faces_become_known_one_by_one_and_once():
    edits = {face: Edit({"Smiling": 1.0}) for face in range(33)}
    anew, known = (seconds_of_stages(SMALL, edits, refined=refined) for refined in (False, True))
    assert anew[0] == pytest.approx(33 * KNOWN)
    assert known[0] == 0
    assert anew[1:] == known[1:]


@pytest.mark.parametrize("edit", [Edit({"Blond_Hair": 1.0}), Edit({}, to={"Gray_Hair": 1.0})])
def test_hair_takes_time_where_a_colour_of_it_is_asked_by_amount_or_by_aim(edit):
    plain, coloured = (seconds_of_stages(LARGE, {0: one}, refined=True) for one in (Edit({"Smiling": 1.0}), edit))
    assert coloured[1] > plain[1]
    assert coloured[2] > plain[2] == 0


def test_a_larger_photo_takes_longer_to_put_back_and_its_faces_do_not():
    edits = {0: Edit({"Smiling": 1.0})}
    small, large = (seconds_of_stages(picture, edits, refined=True) for picture in (SMALL, LARGE))
    assert small[3] == large[3]
    assert large[4] == pytest.approx(100 * small[4])
    assert large[5] == pytest.approx(100 * small[5])
