import numpy as np
import pytest
from PIL import Image
from safetensors.numpy import save_file

from facelab.photo.xmp import Mark

LATENTS = 12  # of the tiny model: 8 of structure, 4 of detail


def pixels(path):
    with Image.open(path) as image:
        return np.asarray(image)


def test_decode_of_encode_is_reconstruct(facelab, weights, aligned, tmp_path):
    z, one, other = tmp_path / "z.safetensors", tmp_path / "one", tmp_path / "other"
    facelab("encode", aligned, "--aligned", "-o", z, *weights)
    facelab("decode", z, "-o", one, *weights)
    facelab("reconstruct", aligned, "--aligned", "-o", other, *weights)
    assert [path.name for path in one.iterdir()] == ["00000.png"]
    assert [path.name for path in other.iterdir()] == ["crop.png"]
    assert pixels(one / "00000.png").shape == (128, 128, 3)
    assert np.array_equal(pixels(one / "00000.png"), pixels(other / "crop.png"))


def test_latents_of_another_program_are_decoded(facelab, weights, tmp_path):
    mu = np.random.default_rng(1).standard_normal((3, LATENTS), np.float32)
    save_file({"mu": mu}, tmp_path / "z.safetensors")
    facelab("decode", tmp_path / "z.safetensors", "-o", tmp_path / "out", *weights)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["00000.png", "00001.png", "00002.png"]


NO_LATENTS = {
    "no mu": {"nu": np.zeros((1, LATENTS), np.float32)},
    "another length": {"mu": np.zeros((1, LATENTS + 1), np.float32)},
    "one axis": {"mu": np.zeros(LATENTS, np.float32)},
    "whole numbers": {"mu": np.zeros((1, LATENTS), np.int32)},
    "not finite": {"mu": np.full((1, LATENTS), np.nan, np.float32)},
    "too large for any face": {"mu": np.full((1, LATENTS), 1e30, np.float32)},
    "too large for float32": {"mu": np.full((1, LATENTS), 1e300, np.float64)},
}


@pytest.mark.parametrize("tensors", NO_LATENTS.values(), ids=NO_LATENTS.keys())
def test_what_holds_no_latents_is_refused(facelab, weights, tmp_path, tensors):
    save_file(tensors, tmp_path / "z.safetensors")
    result = facelab("decode", tmp_path / "z.safetensors", "-o", tmp_path / "out", *weights, code=2)
    assert str(tmp_path / "z.safetensors") in result.stderr
    assert not (tmp_path / "out").exists()


def test_decoded_pictures_say_that_they_were_made(facelab, weights, tmp_path):
    save_file({"mu": np.zeros((1, LATENTS), np.float32)}, tmp_path / "z.safetensors")
    facelab("decode", tmp_path / "z.safetensors", "-o", tmp_path, *weights)
    assert Mark.GENERATED.value.encode() in (tmp_path / "00000.png").read_bytes()
