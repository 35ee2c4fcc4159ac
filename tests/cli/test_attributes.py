import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from facelab.attributes import ATTRIBUTES
from facelab.files import attributes_path
from facelab.latent.attribute_file import read_attributes


def test_the_40_attributes_are_listed_with_their_scores(facelab, weights):
    rows = json.loads(facelab("attributes", "--json", *weights).stdout)
    assert [row["name"] for row in rows] == list(ATTRIBUTES)
    assert all(0 <= row[score] <= 1 for row in rows for score in ("accuracy", "balanced_accuracy", "auc"))


def test_without_json_they_are_a_table(facelab, weights):
    lines = facelab("attributes", *weights).stdout.splitlines()
    assert len(lines) == 41
    assert lines[32].startswith("Smiling ")


def test_score_tells_the_log_odds_of_all_40(facelab, weights, astronaut):
    (row,) = json.loads(facelab("attributes", "score", astronaut, "--json", *weights).stdout)
    assert row["source"] == str(astronaut)
    assert tuple(row["log_odds"]) == ATTRIBUTES


def test_score_is_what_an_edit_reads_before(facelab, weights, astronaut, tmp_path):
    (row,) = json.loads(facelab("attributes", "score", astronaut, "--json", *weights).stdout)
    words = "--set", "Smiling=0", "--json", "-o", tmp_path / "out.png"
    (photo,) = json.loads(facelab("edit", astronaut, *words, *weights).stdout)
    assert photo["faces"][0]["before"] == pytest.approx(row["log_odds"], abs=1e-3)


@pytest.mark.parametrize("which", ["json", "weights"])
def test_options_before_the_word_score_are_not_left_out_silently(facelab, astronaut, weights, which):
    words = weights if which == "weights" else ["--json"]
    assert "behind the word 'score'" in facelab("attributes", *words, "score", astronaut, code=2).stderr


def test_a_picture_whose_name_is_no_text_is_scored(weights, astronaut, tmp_path):
    picture = os.fsencode(tmp_path) + b"/caf\xe9.png"
    Path(os.fsdecode(picture)).write_bytes(astronaut.read_bytes())
    words = sys.executable, "-m", "facelab", "attributes", "score", picture, *weights
    done = subprocess.run(words, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "utf-8:strict"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"caf\\udce9.png" in done.stdout


@pytest.fixture
def alone(tiny_lab_files, tmp_path):
    """A checkpoint without its attributes file."""
    return shutil.copy(tiny_lab_files / "tiny.safetensors", tmp_path / "mine.safetensors")


def test_a_missing_attributes_file_is_said(facelab, alone):
    result = facelab("attributes", "--weights", alone, code=2)
    assert "mine.attributes.safetensors is missing" in result.stderr
    assert "facelab attributes build" in result.stderr


def test_the_attributes_file_of_another_checkpoint_is_refused(facelab, alone, tiny_lab_files, tmp_path):
    checkpoint = tmp_path / "mine.safetensors"
    checkpoint.write_bytes(checkpoint.read_bytes().replace(b"not at all", b"not a bit "))
    shutil.copy(tiny_lab_files / "tiny.attributes.safetensors", tmp_path / "mine.attributes.safetensors")
    result = facelab("attributes", "--weights", alone, code=2)
    assert "another checkpoint" in result.stderr


@pytest.fixture
def data(tmp_path):
    """A data folder of noise with labels: 48 training, 32 validation and 32 test faces."""
    generator = torch.Generator().manual_seed(3)
    shards = []
    for split, count in (("train", 48), ("valid", 32), ("test", 32)):
        labels = (torch.rand(count, 40, generator=generator) < 0.5).to(torch.int8)
        pictures = torch.randint(0, 256, (count, 144, 144, 3), generator=generator, dtype=torch.uint8)
        tensors = {"pictures": pictures, "labels": labels, "identities": torch.arange(count)}
        save_file(tensors, tmp_path / f"{split}.safetensors")
        shards.append({"file": f"{split}.safetensors", "split": split, "count": count})
    (tmp_path / "manifest.json").write_text(json.dumps({"shards": shards}))
    return tmp_path


def test_build_makes_the_attributes_file_beside_its_checkpoint(facelab, alone, data):
    words = "attributes", "build", "--data", data, "--weights", alone
    facelab(*words)
    assert len(json.loads(facelab("attributes", "--json", "--weights", alone).stdout)) == 40
    assert "--overwrite" in facelab(*words, code=2).stderr


def test_build_spares_what_readers_see(facelab, alone, data, judges_folder, monkeypatch):
    monkeypatch.setattr("facelab.latent.disentangling.STEPS", 1)
    words = "attributes", "build", "--data", data, "--weights", alone, "--overwrite"
    vectors = []
    for more in ((), ("--reader", judges_folder / "attributes.safetensors")):
        facelab(*words, *more)
        vectors.append(read_attributes(attributes_path(alone)))
    assert np.array_equal(vectors[0].mean_vectors, vectors[1].mean_vectors)
    assert not np.array_equal(vectors[0].partial_vectors, vectors[1].partial_vectors)


def test_build_takes_readers_alone_and_no_vectors_that_are_done(facelab, alone, data, judges_folder):
    words = "attributes", "build", "--data", data, "--weights", alone
    result = facelab(*words, "--reader", judges_folder / "identity.safetensors", code=2)
    assert "identity.safetensors" in result.stderr
    reader = judges_folder / "attributes.safetensors"
    result = facelab(*words, "--reader", reader, "--reuse", reader, code=2)
    assert "--reuse" in result.stderr


def test_build_wants_a_data_folder(facelab, alone, tmp_path):
    result = facelab("attributes", "build", "--data", tmp_path, "--weights", alone, code=2)
    assert "facelab prepare" in result.stderr


def test_build_says_what_to_install(facelab, alone, data, monkeypatch):
    monkeypatch.setattr("facelab.errors.find_spec", lambda _name: None)
    result = facelab("attributes", "build", "--data", data, "--weights", alone, code=2)
    assert "pip install 'facelab[train]'" in result.stderr
