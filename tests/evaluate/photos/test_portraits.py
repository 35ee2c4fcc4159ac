import shutil

import numpy as np
import pytest

from facelab.canonical import LANDMARKS
from facelab.errors import DataError
from facelab.evaluate.photos.portraits import HEADS, PAIRS, check_photos, pairs, portraits, training_heads


def test_pairs_come_neutral_first_then_heads_that_nothing_was_taught_on(portraits_folder):
    neutral, smiling, held = portraits(portraits_folder)
    assert [p.name for p in (neutral, smiling, held)] == ["001_neutral", "001_smiling", "held"]
    assert [p.source for p in (neutral, smiling, held)] == [PAIRS, PAIRS, HEADS]
    assert neutral.smile == smiling.file and smiling.is_smile and not neutral.is_smile and not held.is_smile
    assert neutral.known == {"Smiling": False, "Male": True} and smiling.known["Smiling"]
    assert neutral.groups == ("male", "25 to 29", "east asian") and held.groups == ()


def test_of_heads_it_is_known_where_the_face_is(portraits_folder):
    (head,) = training_heads(portraits_folder)
    np.testing.assert_allclose(head.landmarks, LANDMARKS + 16, atol=0.01)
    assert head.picture.samples.shape == (160, 160, 3)


@pytest.mark.parametrize("gone", ["pairs/people.csv", "data/heads.csv", "models/face_parsing.onnx"])
def test_what_is_missing_is_named(portraits_folder, tmp_path, gone):
    check_photos(portraits_folder)
    copy = shutil.copytree(portraits_folder, tmp_path / "copy")
    (copy / gone).unlink()
    with pytest.raises(DataError, match="--photos"):
        check_photos(copy)


@pytest.mark.parametrize("text", ["id,gender\n001,male\n", "id,age,gender,ethnic_group\n001,old,male,white\n"])
def test_a_damaged_list_of_people_is_said(tmp_path, text):
    (tmp_path / "people.csv").write_text(text)
    with pytest.raises(DataError, match=r"people\.csv"):
        pairs(tmp_path)
