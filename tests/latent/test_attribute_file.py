import json
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
import torch

from facelab.attributes import ATTRIBUTES, index_of
from facelab.errors import EditError, WeightsError
from facelab.files import attributes_path
from facelab.latent.attribute_file import load_attributes, save_attributes
from facelab.model.checkpoint import load_tensors, save_network, save_tensors

HASH = "a" * 64


@pytest.fixture
def saved(made, tmp_path) -> Path:
    save_attributes(tmp_path / "x.attributes.safetensors", made)
    return tmp_path / "x.attributes.safetensors"


def test_what_is_saved_is_loaded(made, saved):
    loaded = load_attributes(saved, HASH)
    for field in fields(made):
        np.testing.assert_equal(getattr(loaded, field.name), getattr(made, field.name))
    assert all(array.dtype == np.float32 for array in vars(loaded).values() if isinstance(array, np.ndarray))


def test_means_with_and_without_are_a_mean_vector_apart(made):
    assert made.means.shape == (40, 2, made.mean_vectors.shape[1])
    np.testing.assert_array_equal(made.means[:, 0], made.means_without)
    np.testing.assert_allclose(made.means[:, 1] - made.means[:, 0], made.mean_vectors, atol=1e-5)


def test_a_file_from_before_means_were_kept_serves_but_for_them(made, tmp_path):
    path = tmp_path / "old.attributes.safetensors"
    save_attributes(path, replace(made, means_without=None))
    old = load_attributes(path, HASH)
    np.testing.assert_array_equal(old.mean_vectors, made.mean_vectors)
    with pytest.raises(WeightsError, match="build them anew"):
        _ = old.means


def test_the_table_of_parts_is_kept_beside_the_vectors(saved):
    assert load_tensors(saved).metadata["parts"]["Bangs"] == ["Receding_Hairline"]


def test_the_file_is_small(saved):
    assert saved.stat().st_size < 3_000_000


def test_it_lies_beside_its_checkpoint():
    assert attributes_path(Path("w/celeba-vae-128.safetensors")) == Path("w/celeba-vae-128.attributes.safetensors")


def test_another_checkpoint_refuses_it(saved):
    with pytest.raises(WeightsError, match="another checkpoint"):
        load_attributes(saved, "b" * 64)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(WeightsError, match=r"none\.safetensors"):
        load_attributes(tmp_path / "none.safetensors", HASH)


def test_weights_are_no_attributes(tiny_vae, tmp_path):
    save_network(tmp_path / "w.safetensors", tiny_vae, {})
    with pytest.raises(WeightsError, match="no attributes file"):
        load_attributes(tmp_path / "w.safetensors", HASH)


TENSORS = {
    "a missing one": lambda t: t.pop("auc"),
    "one too many": lambda t: t.update(more=torch.zeros(3)),
    "39 attributes": lambda t: t.update(probe_bias=torch.zeros(39)),
    "other latents": lambda t: t.update(mean_vectors=torch.zeros(40, 65)),
    "Omega not square": lambda t: t.update(residual_covariance=torch.zeros(64, 65)),
    "Omega a number": lambda t: t.update(residual_covariance=torch.zeros(())),
    "regions missing": lambda t: t.pop("regions"),
    "regions in floats": lambda t: t.update(regions=torch.zeros(40, 2, 64, 64)),
    "vectors in integers": lambda t: t.update(partial_vectors=torch.zeros(40, 64, dtype=torch.int32)),
    "not a number": lambda t: t["readout_weights"].__setitem__((3, 4), float("nan")),
    "infinite": lambda t: t["residual_covariance"].__setitem__((3, 4), float("inf")),
}
METADATA = {
    "other names": lambda m: m.update(names=[*ATTRIBUTES[1:], "Nose"]),
    "no figure of reconstruction": lambda m: m.pop("poor_reconstruction"),
    "a figure that is no number": lambda m: m.update(poor_reconstruction="26 dB"),
    "a figure that is not finite": lambda m: m.update(poor_reconstruction=float("nan")),
    "another version": lambda m: m.update(version=99),
    "no checkpoint": lambda m: m.pop("checkpoint"),
}


@pytest.mark.parametrize("spoil", TENSORS.values(), ids=TENSORS)
def test_tensors_that_do_not_fit_are_refused(saved, spoil):
    file = load_tensors(saved)
    spoil(file.tensors)
    save_tensors(saved, file.tensors, file.metadata)
    with pytest.raises(WeightsError, match="attributes"):
        load_attributes(saved, HASH)


@pytest.mark.parametrize("spoil", METADATA.values(), ids=METADATA)
def test_metadata_that_do_not_fit_are_refused(saved, spoil):
    file = load_tensors(saved)
    metadata = json.loads(json.dumps(file.metadata))
    spoil(metadata)
    save_tensors(saved, file.tensors, metadata)
    with pytest.raises(WeightsError, match="attributes"):
        load_attributes(saved, HASH)


def test_attributes_are_found_by_celebas_names():
    assert [index_of(name) for name in ATTRIBUTES] == list(range(40))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Smilling", "Smiling"),
        ("Eye_Glasses", "Eyeglasses"),
        ("grey_hair", "Gray_Hair"),
        ("5_oclock_shadow", "5_o_Clock_Shadow"),
    ],
)
def test_a_name_nearly_right_is_put_right(written, meant):
    with pytest.raises(EditError, match=f"did you mean .*{meant}"):
        index_of(written)
