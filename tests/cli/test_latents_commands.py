import json

import numpy as np
import pytest
from PIL import Image
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

from facelab.attributes import ATTRIBUTES
from facelab.pipeline.lab import load
from facelab.synthesis.sources import encoded_face

GENERATED = b'"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"'
LATENTS = 12  # of the tiny model: 8 of structure, 4 of detail


@pytest.fixture
def aligned(noise_photo, tmp_path):
    """The crop of ``noise_photo`` with a margin of 8 pixels, as aligned pictures may have one."""
    path = tmp_path / "aligned" / "crop.png"
    path.parent.mkdir()
    with Image.open(noise_photo) as image:
        image.crop((52, 32, 196, 176)).save(path)
    return path


def pixels(path):
    with Image.open(path) as image:
        return np.asarray(image)


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


@pytest.mark.parametrize("command", ["decode", "sample"])
def test_pictures_made_by_the_model_alone_say_so(facelab, weights, tmp_path, command):
    save_file({"mu": np.zeros((1, LATENTS), np.float32)}, tmp_path / "z.safetensors")
    if command == "decode":
        facelab("decode", tmp_path / "z.safetensors", "-o", tmp_path, *weights)
        assert GENERATED in (tmp_path / "00000.png").read_bytes()
    else:
        facelab("sample", "--n", 1, "-o", tmp_path / "grid.png", *weights)
        assert GENERATED in (tmp_path / "grid.png").read_bytes()


def test_the_same_seed_draws_the_same_faces(facelab, weights, tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        facelab("sample", "--n", 5, "--seed", seed, "-o", tmp_path / f"{name}.png", *weights)
    a, b, c = (pixels(tmp_path / f"{name}.png") for name in "abc")
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)
    assert a.shape[1] > 3 * 128 > a.shape[0]


def test_faces_are_searched_for_what_is_wanted(facelab, weights, tmp_path):
    lab = load(weights[1])
    number = ATTRIBUTES.index("Smiling")
    smiles = bool(lab.seen(lab.decode_drawn(encoded_face(lab, "seed:4").z[None]))[0][number] > 0)
    out = tmp_path / "found.png"
    made = facelab("sample", "--n", 3, "--seed", 4, "--with" if smiles else "--without", "Smiling", "-o", out, *weights)
    words = made.stdout.split()
    assert words
    for word in words:
        seen = lab.seen(lab.decode_drawn(encoded_face(lab, word).z[None]))[0][number]
        assert (seen > 0) == smiles, word
    assert GENERATED in out.read_bytes()
    unknown = facelab("sample", "--with", "Smyling", "-o", tmp_path / "no.png", *weights, code=2)
    assert "did you mean Smiling" in unknown.stderr
    both = facelab("sample", "--with", "Male", "--without", "Male", "-o", tmp_path / "no.png", *weights, code=2)
    assert "Male cannot be there and not be there" in both.stderr
    assert not (tmp_path / "no.png").exists()


def test_a_number_of_faces_below_one_is_refused(facelab, weights, tmp_path):
    facelab("sample", "--n", 0, "-o", tmp_path / "grid.png", *weights, code=2)


def test_reconstruct_never_writes_over_a_picture(facelab, weights, aligned):
    before = aligned.read_bytes()
    facelab("reconstruct", aligned, "--aligned", "-o", aligned.parent, "--overwrite", *weights, code=2)
    assert aligned.read_bytes() == before
