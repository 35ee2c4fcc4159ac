import json

import numpy as np
import pytest
from PIL import Image


def test_faces_are_listed_in_pixels_of_the_upright_photo(facelab, astronaut):
    (face,) = json.loads(facelab("faces", astronaut, "--json").stdout)
    assert face.keys() == {"index", "box", "score", "landmarks", "warnings"}
    assert face["index"] == 0
    assert 0.5 < face["score"] <= 1
    x0, y0, x1, y1 = face["box"]
    inside = [x0 < x < x1 and y0 < y < y1 for x, y in face["landmarks"]]
    assert inside == [True] * 5
    assert np.allclose(face["landmarks"][2], (223, 125), atol=6)  # the nose


def test_no_face_is_an_empty_list(facelab, noise_photo):
    assert json.loads(facelab("faces", noise_photo, "--json").stdout) == []


def test_without_json_a_person_is_told(facelab, astronaut, noise_photo):
    assert "score 0." in facelab("faces", astronaut).stdout
    assert facelab("faces", noise_photo).stdout == "No face was found.\n"


@pytest.mark.parametrize("name", ["missing.jpg", "empty.jpg", "folder.jpg", "cut.png"])
def test_what_is_no_photo_is_refused_in_a_sentence(facelab, noise_photo, tmp_path, name):
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "cut.png").write_bytes(noise_photo.read_bytes()[:500])
    result = facelab("faces", tmp_path / name, "--json", code=2)
    assert result.stdout == ""
    assert result.stderr.startswith(f"facelab: {tmp_path / name}")
    assert result.stderr.count("\n") == 1


def test_a_turned_photo_is_upright_first(facelab, astronaut, tmp_path):
    turned = tmp_path / "turned.png"
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(astronaut) as image:
        image.transpose(Image.Transpose.ROTATE_90).save(turned, exif=exif)
    upright, found = (json.loads(facelab("faces", path, "--json").stdout)[0] for path in (astronaut, turned))
    assert np.allclose(found["landmarks"], upright["landmarks"], atol=0.01)


def test_which_faces_are_too_small_is_said(facelab, astronaut, tmp_path):
    with Image.open(astronaut) as image:
        image.resize((128, 128)).save(tmp_path / "small.png")
    told = facelab("faces", tmp_path / "small.png")
    assert "small.png, face 0: it is small, about " in told.stderr and "score" in told.stdout
    (row,) = json.loads(facelab("faces", tmp_path / "small.png", "--json").stdout)
    assert row["warnings"][0].startswith("it is small")
    (row,) = json.loads(facelab("faces", astronaut, "--json").stdout)
    assert row["warnings"] == []
