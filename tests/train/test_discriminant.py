from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from facelab.data import folder as folder_module
from facelab.data.folder import Faces
from facelab.errors import DataError
from facelab.latent.identity import fit_identity, load_identity
from facelab.model.checkpoint import load_network, load_tensors, structure_hash
from facelab.model.vae import ConvVAE
from facelab.train.config import Config
from facelab.train.discriminant import calibrated
from facelab.train.files import WEIGHTS
from facelab.train.stages import run


@pytest.fixture
def in_pairs(monkeypatch):
    """Of everybody there are two photos."""

    def open_split(folder: Path, split: str) -> Faces:
        faces = folder_module.open_split(folder, split)
        return replace(faces, identities=faces.identities // 2)

    monkeypatch.setattr("facelab.train.discriminant.open_split", open_split)


@pytest.mark.usefixtures("in_pairs")
def test_the_stage_writes_what_belongs_beside_the_weights(data, before, tmp_path):
    weights = before / "detail" / WEIGHTS
    assert run(Config(stage="discriminant", data=data, run=tmp_path / "run", init=weights))
    made = tmp_path / "run" / WEIGHTS
    found = load_identity(made, structure_hash(load_network(weights, ConvVAE)))
    assert found is not None
    assert found.projection.shape[0] == len(found.mean) == 8
    assert "auc" in load_tensors(made).metadata["figures"]


def test_one_photo_of_everybody_tells_nothing(data, before, tmp_path):
    with pytest.raises(DataError, match="several photos"):
        run(Config(stage="discriminant", data=data, run=tmp_path / "run", init=before / "detail" / WEIGHTS))


def test_it_needs_weights_that_encode(data, tmp_path):
    with pytest.raises(DataError, match="needs init"):
        run(Config(stage="discriminant", data=data, run=tmp_path / "run"))


def test_it_is_calibrated_on_faces_of_people_it_was_not_fitted_on():
    draw = np.random.default_rng(2)
    who = np.repeat(np.arange(200), 3)
    s = draw.normal(size=(200, 30))[who] + 0.5 * draw.normal(size=(600, 30))
    identity, auc = calibrated(fit_identity("abc", s[:300], who[:300]), s[300:], who[300:])
    assert auc > 0.9
    assert identity.same > 0.4
    assert abs(identity.others) < 0.1
