"""``facelab anomaly``."""

import json
import shutil

import numpy as np
import pytest

from facelab.latent.anomaly import SCORES, Reference, anomaly_path, quantiles
from facelab.model.checkpoint import file_hash


@pytest.fixture
def measured(tiny_lab_files, tmp_path):
    """Weights with a reference beside them."""
    folder = shutil.copytree(tiny_lab_files, tmp_path / "weights")
    checkpoint = folder / "tiny.safetensors"
    known = quantiles({name: np.linspace(0, 1e-3, 50) for name in SCORES})
    reference = Reference(
        checkpoint=file_hash(checkpoint), log_sigma=-2.0, typical=2.0, best="typicality", quantiles=known
    )
    anomaly_path(checkpoint).write_text(reference.model_dump_json())
    return "--weights", checkpoint


def test_percentiles_begin_with_the_best_score(facelab, measured, aligned):
    (row,) = json.loads(facelab("anomaly", aligned, "--aligned", "--json", *measured).stdout)
    assert next(iter(row["percentiles"])) == "typicality" and set(row["scores"]) == set(SCORES)
    assert all(0 <= percent <= 100 for percent in row["percentiles"].values())
    assert "stranger than" in facelab("anomaly", aligned, "--aligned", *measured).stdout


def test_above_leaves_out_what_is_less_strange(facelab, measured, aligned):
    assert json.loads(facelab("anomaly", aligned, "--aligned", "--above", 100, "--json", *measured).stdout) == []


def test_weights_without_a_reference_are_said(facelab, weights, aligned):
    assert "anomaly.json is missing" in facelab("anomaly", aligned, "--aligned", *weights, code=2).stderr
