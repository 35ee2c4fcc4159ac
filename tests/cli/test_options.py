import pytest

from facelab.cli.options import assignments, which_face
from facelab.errors import EditError, FaceError


@pytest.mark.parametrize(("text", "face"), [("0", 0), ("12", 12), ("all", "all")])
def test_a_face_is_a_number_or_all(text, face):
    assert which_face(text) == face


@pytest.mark.parametrize("text", ["", "first", "1.5", "ALL"])
def test_any_other_face_is_refused(text):
    with pytest.raises(FaceError, match="--face"):
        which_face(text)


def test_amounts_are_names_with_numbers():
    assert assignments("--set", ["Smiling=+2", "Young=-1.5"]) == {"Smiling": 2.0, "Young": -1.5}


@pytest.mark.parametrize(
    ("texts", "said"),
    [(["Smiling"], "NAME=NUMBER"), (["Smiling=much"], "NAME=NUMBER"), (["A=1", "A=2"], "given twice")],
)
def test_anything_else_is_refused_in_the_words_of_the_option(texts, said):
    with pytest.raises(EditError, match=f"--to .*{said}"):
        assignments("--to", texts)
