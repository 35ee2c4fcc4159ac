import json

import pytest
import torch
from safetensors.torch import save_file

from facelab.evaluate.locks import CASES
from facelab.evaluate.reconstruction import FIGURES


@pytest.fixture
def data(tmp_path):
    """A data folder with three test faces of noise."""
    pictures = torch.randint(0, 256, (3, 144, 144, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(1))
    shard = {"pictures": pictures, "labels": torch.zeros(3, 40, dtype=torch.int8), "identities": torch.zeros(3).long()}
    save_file(shard, tmp_path / "test.safetensors")
    rows = [{"file": "test.safetensors", "split": "test", "count": 3}]
    (tmp_path / "manifest.json").write_text(json.dumps({"shards": rows}))
    return tmp_path


def test_reconstruction_is_measured_on_the_split(facelab, weights, data):
    shown = facelab("evaluate", "--data", data, *weights).stdout
    assert [line.split()[0] for line in shown.splitlines()] == list(FIGURES)
    figures = json.loads(facelab("evaluate", "--data", data, "--json", *weights).stdout)
    assert 0 < figures["face_psnr"] < 20  # the tiny model knows nothing of noise


def test_the_drift_of_locks_is_measured_in_pictures(facelab, weights, data):
    rows = json.loads(facelab("evaluate", "--data", data, "--locks", "--json", *weights).stdout)
    assert [row["case"]["locked"] for row in rows] == [case.locked for case in CASES]
    assert all(row["free"] > 0 for row in rows)
    table = facelab("evaluate", "--data", data, "--locks", *weights).stdout
    assert len(table.splitlines()) == 2 + len(CASES)


def test_a_folder_or_split_without_faces_is_refused(facelab, weights, data, tmp_path):
    assert "facelab prepare" in facelab("evaluate", "--data", tmp_path / "none", *weights, code=2).stderr
    assert "'valid'" in facelab("evaluate", "--data", data, "--split", "valid", *weights, code=2).stderr
