"""The engine: arrays in, arrays out."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

import facelab
from facelab.latent.anomaly import Reference, anomaly_path
from facelab.model.checkpoint import file_hash

CROPS = np.full((2, 128, 128, 3), 0.5, np.float32)
Z = np.zeros((2, 12), np.float32)


@pytest.mark.parametrize(("method", "given"), [("seen", CROPS), ("reconstruct", CROPS), ("decode", Z), ("probes", Z)])
def test_tensors_serve_as_arrays_do_and_arrays_are_given(lab, method, given):
    of_array, of_tensor = getattr(lab, method)(given), getattr(lab, method)(torch.from_numpy(given))
    assert type(of_array) is type(of_tensor) is np.ndarray
    assert of_array.dtype == np.float32
    assert np.array_equal(of_array, of_tensor)


def test_latents_of_samples_are_those_of_their_pictures(lab):
    z = lab.sample_latents(3, seed=4, spread=0.5)
    assert (z.shape, z.dtype) == ((3, 12), np.float32)
    assert np.array_equal(lab.decode_drawn(z), lab.sample(3, seed=4, spread=0.5))


def test_an_engine_is_told_in_a_line(lab):
    assert repr(lab) == "<Lab with tiny.safetensors>"
    assert "8 latents" in repr(lab.attributes)
    assert "\n" not in repr(lab.attributes)
    assert repr(lab.encode(CROPS)) == "<DiagonalGaussian of 2 x 12 numbers>"


def test_how_strange_known_faces_are_lies_beside_the_weights_or_is_not_known(lab, tmp_path):
    assert lab.known_faces is None
    (shipped,) = Path(facelab.__file__).parents[1].glob("weights/*.anomaly.json")
    found = Reference.model_validate_json(shipped.read_bytes())
    for name in ("tiny.safetensors", "tiny.attributes.safetensors"):
        shutil.copy(lab.weights.parent / name, tmp_path)
    bound = found.model_copy(update={"checkpoint": file_hash(tmp_path / "tiny.safetensors")})
    anomaly_path(tmp_path / "tiny.safetensors").write_text(bound.model_dump_json())
    assert facelab.load(tmp_path / "tiny.safetensors").known_faces == bound


def test_many_crops_are_encoded_as_one_by_one(lab):
    crops = np.random.default_rng(5).random((70, 128, 128, 3), np.float32)
    together = lab.encode(crops).mode()
    assert together.shape == (70, 12)
    assert np.allclose(together[66], lab.encode(crops[66:67]).mode(), atol=1e-4)


def test_a_reconstruction_is_encoded_and_decoded(lab):
    crops = np.random.default_rng(5).random((2, 128, 128, 3), np.float32)
    assert np.array_equal(lab.reconstruct(crops), lab.decode(lab.encode(crops).mode().numpy()))


def test_drawn_faces_are_pictures_and_repeat(lab):
    drawn = lab.sample(66, seed=3)
    assert drawn.shape == (66, 128, 128, 3)
    assert drawn.dtype == np.float32
    assert 0 <= drawn.min() <= drawn.max() <= 1
    assert np.array_equal(drawn, lab.sample(66, seed=3))
