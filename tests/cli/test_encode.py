import json

import numpy as np
from PIL import Image
from safetensors import safe_open
from safetensors.numpy import load_file

LATENTS = 12  # of the tiny model: 8 of structure, 4 of detail


def test_encode_writes_mu_and_logvar_and_the_sources(facelab, weights, astronaut, tmp_path):
    out = tmp_path / "z.safetensors"
    facelab("encode", astronaut, astronaut, "-o", out, *weights)
    tensors = load_file(out)
    assert {name: (t.shape, t.dtype.name) for name, t in tensors.items()} == {
        "mu": ((2, LATENTS), "float32"),
        "logvar": ((2, LATENTS), "float32"),
    }
    with safe_open(out, "numpy") as file:
        assert json.loads(file.metadata()["sources"]) == [str(astronaut)] * 2


def test_of_an_aligned_picture_the_middle_is_encoded(facelab, weights, aligned, tmp_path):
    with Image.open(aligned) as image:
        image.crop((8, 8, 136, 136)).save(tmp_path / "exact.png")
    facelab("encode", aligned, tmp_path / "exact.png", "--aligned", "-o", tmp_path / "z.safetensors", *weights)
    with_margin, exact = load_file(tmp_path / "z.safetensors")["mu"]
    assert np.allclose(with_margin, exact, atol=1e-6)


def test_an_aligned_picture_is_what_alignment_makes(aligned, noise_photo, noise_landmarks):
    from facelab.photo.align import align
    from facelab.photo.crop import face_crop, middle_crop
    from facelab.photo.read import read

    assert np.allclose(middle_crop(read(aligned)), face_crop(read(noise_photo), align(noise_landmarks)), atol=2e-3)


def test_a_picture_too_small_to_be_aligned_is_refused(facelab, weights, tmp_path):
    Image.new("RGB", (200, 127)).save(tmp_path / "small.png")
    result = facelab("encode", tmp_path / "small.png", "--aligned", "-o", tmp_path / "z.safetensors", *weights, code=2)
    assert "200 x 127" in result.stderr


def test_what_can_be_encoded_is_although_one_picture_fails(facelab, weights, aligned, tmp_path):
    out, missing = tmp_path / "z.safetensors", tmp_path / "missing.png"
    result = facelab("encode", aligned, missing, aligned, "--aligned", "-o", out, *weights, code=1)
    assert str(missing) in result.stderr
    assert len(load_file(out)["mu"]) == 2


def test_encode_never_writes_over_a_picture(facelab, weights, aligned):
    before = aligned.read_bytes()
    facelab("encode", aligned, "--aligned", "-o", aligned, "--overwrite", *weights, code=2)
    assert aligned.read_bytes() == before
