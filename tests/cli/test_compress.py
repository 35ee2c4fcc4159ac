"""``facelab compress`` and ``facelab decompress``."""

import pytest
from PIL import Image


@pytest.fixture
def compressed(facelab, weights, aligned, tmp_path):
    path = tmp_path / "face.flc"
    said = facelab("compress", aligned, "--aligned", "-o", path, *weights).stdout
    assert f"{path.stat().st_size} bytes" in said
    return path


def test_a_face_is_drawn_again_and_marked_as_drawn(facelab, weights, compressed, tmp_path):
    facelab("decompress", compressed, "-o", tmp_path / "face.png", *weights)
    with Image.open(tmp_path / "face.png") as picture:
        assert picture.size == (128, 128)
        assert "trainedAlgorithmicMedia" in str(picture.info)


def test_what_is_there_is_kept(facelab, weights, aligned, compressed):
    before = compressed.read_bytes()
    assert "face.flc" in facelab("compress", aligned, "--aligned", "-o", compressed, *weights, code=2).stderr
    assert compressed.read_bytes() == before


def test_a_picture_is_no_compressed_face(facelab, weights, aligned, tmp_path):
    said = facelab("decompress", aligned, "-o", tmp_path / "face.png", *weights, code=2).stderr
    assert "no compressed face" in said and not (tmp_path / "face.png").exists()
