from copy import deepcopy
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from facelab.attributes import index_of
from facelab.edit import Edit
from facelab.errors import DataError, WeightsError
from facelab.files import attributes_path
from facelab.latent import disentangling
from facelab.latent.attribute_file import load_attributes, save_attributes
from facelab.latent.build import build, poor_reconstruction, rebind, structure_of
from facelab.latent.edits import solve
from facelab.latent.probes import log_odds
from facelab.model.checkpoint import file_hash
from facelab.model.measures import face_psnr


@pytest.fixture(scope="module")
def faces():
    """48 crops with labels, 16 at a time."""
    draw = torch.Generator().manual_seed(4)
    batches = [
        (torch.rand(16, 3, 128, 128, generator=draw), (torch.rand(16, 40, generator=draw) < 0.5).float()) for _ in "abc"
    ]
    return lambda: iter(batches)


def test_the_built_file_fits_its_checkpoint(tiny_lab_files):
    checkpoint = tiny_lab_files / "tiny.safetensors"
    attributes = load_attributes(attributes_path(checkpoint), file_hash(checkpoint))
    assert attributes.partial_vectors.shape == (40, 8)
    assert attributes.partial_vectors.any(1).all()
    assert (attributes.probe_std > 0).all()
    assert 0 < attributes.poor_reconstruction < 40
    assert attributes.scores["auc"].mean() > 0.55  # patterns in the pictures are read from them


def test_an_edit_from_built_attributes_moves_its_probe(tiny_vae, tiny_lab_files, faces):
    checkpoint = tiny_lab_files / "tiny.safetensors"
    attributes = load_attributes(attributes_path(checkpoint), file_hash(checkpoint))
    mu = structure_of(tiny_vae, next(faces())[0])[0].numpy()
    move = solve(Edit({"Male": 2}), attributes, mu)
    before, after = log_odds(mu, attributes), log_odds(mu + move.delta, attributes)
    assert (after - before)[index_of("Male")] > 0.2


def test_built_twice_is_the_same_to_the_byte(tiny_vae, faces, tmp_path):
    for name in ("one", "two"):
        save_attributes(tmp_path / name, build(tiny_vae, "a" * 64, faces, faces, faces, region_faces=2))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_readers_change_the_partial_vectors_and_nothing_else(tiny_vae, faces, monkeypatch):
    monkeypatch.setattr(disentangling, "STEPS", 1)
    seen = torch.randn(3 * 16 * 16, 40, generator=torch.Generator().manual_seed(5))
    plain, changed = (
        build(tiny_vae, "a" * 64, faces, faces, faces, region_faces=2, readers=readers)
        for readers in ((), [lambda crops: F.avg_pool2d(crops, 8).flatten(1) @ seen])
    )
    assert not np.array_equal(changed.partial_vectors, plain.partial_vectors)
    for name in ("mean_vectors", "probe_weights", "residual_covariance", "regions"):
        np.testing.assert_array_equal(getattr(changed, name), getattr(plain, name))


def test_progress_is_told(tiny_vae, faces):
    told = []
    build(tiny_vae, "a" * 64, faces, faces, faces, lambda what, done: told.append((what, done)), region_faces=1)
    assert ("encoding training faces", 48) in told
    assert ("encoding test faces", 16) in told
    assert told[-1] == ("reconstructing test faces", 48)


@pytest.mark.parametrize("split", ["training", "validation", "test"])
def test_faces_without_labels_are_refused(tiny_vae, faces, split):
    def unlabelled():
        return ((crops, -torch.ones_like(labels)) for crops, labels in faces())

    splits = [unlabelled if name == split else faces for name in ("training", "validation", "test")]
    with pytest.raises(DataError, match=f"{split} faces have no labels"):
        build(tiny_vae, "a" * 64, *splits, region_faces=1)


def test_structure_of_is_the_first_part_of_the_encoding(tiny_vae, faces):
    crops = next(faces())[0]
    # To the rounding of bfloat16, where the processor is fast at that.
    torch.testing.assert_close(structure_of(tiny_vae, crops), tiny_vae.encode(crops).mean[:, :8], atol=0.05, rtol=0)


def test_poor_reconstruction_is_what_95_of_100_exceed():
    levels = torch.linspace(0.05, 0.3, 101)  # the error of each face, as bright as it is wrong
    crops = levels[:, None, None, None].expand(-1, 3, 128, 128)
    nothing = SimpleNamespace(
        log_sigma=torch.zeros(()), encode=lambda x: SimpleNamespace(mode=lambda: x), decode=torch.zeros_like
    )
    figures = face_psnr(torch.zeros_like(crops), crops)
    threshold = poor_reconstruction(nothing, [(some, torch.zeros(len(some), 40)) for some in crops.split(60)])
    assert int((figures > threshold).sum()) == 95


def test_face_psnr_looks_at_the_face_alone():
    picture = torch.zeros(1, 3, 128, 128)
    corner, middle = picture.clone(), picture.clone()
    corner[:, :, :10, :10] = 1
    middle[:, :, 60:70, 60:70] = 1
    assert face_psnr(corner, picture).item() == pytest.approx(120)
    assert face_psnr(middle, picture).item() < 30
    assert face_psnr(picture + 0.1, picture).item() == pytest.approx(20, abs=0.01)


def test_a_new_finish_keeps_what_depends_on_the_structure_alone(tiny_vae, tiny_lab_files, faces):
    checkpoint = tiny_lab_files / "tiny.safetensors"
    known = load_attributes(attributes_path(checkpoint), file_hash(checkpoint))
    other = deepcopy(tiny_vae)
    other.upsampler.out.weight += 0.1
    bound = rebind(known, other, "c" * 64, faces)
    assert bound.checkpoint == "c" * 64
    assert np.array_equal(bound.partial_vectors, known.partial_vectors)
    assert bound.poor_reconstruction == poor_reconstruction(other, faces())


def test_another_structure_is_not_taken_for_the_same(tiny_vae, tiny_lab_files, faces):
    checkpoint = tiny_lab_files / "tiny.safetensors"
    known = load_attributes(attributes_path(checkpoint), file_hash(checkpoint))
    other = deepcopy(tiny_vae)
    other.encoder.head.bias += 0.1
    with pytest.raises(WeightsError, match="another structure"):
        rebind(known, other, "c" * 64, faces)


def test_missing_scikit_learn_is_said_before_any_work(tiny_vae, faces, monkeypatch):
    monkeypatch.setattr("facelab.errors.find_spec", lambda _name: None)
    with pytest.raises(DataError, match="sklearn"):
        build(tiny_vae, "a" * 64, faces, faces, faces)
