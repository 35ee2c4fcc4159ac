"""Files whose names are no UTF-8, or in another script."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from facelab.data.folder import open_split
from facelab.files import attributes_path
from facelab.project import storage
from facelab.train.config import Config
from facelab.train.stages import run


@pytest.fixture(params=[b"caf\xe9", "Фото лица".encode(), "顔👤".encode()], ids=["bytes", "Russian", "Japanese"])
def place(request, tmp_path):
    """A folder of such a name."""
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + request.param))
    folder.mkdir()
    return folder


@pytest.fixture
def named(place, astronaut):
    """A photo of such a name in such a folder."""
    path = place / f"{place.name}.png"
    path.write_bytes(astronaut.read_bytes())
    return path


@pytest.mark.parametrize(
    ("words", "out"),
    [
        (("edit", "PHOTO", "--set", "Smiling=1", "--json"), "o.jpg"),
        (("edit", "PHOTO", "PHOTO", "--set", "Smiling=1"), "edited"),
        (("encode", "PHOTO", "--aligned"), "z.safetensors"),
        (("reconstruct", "PHOTO", "--aligned"), "drawn"),
        (("interpolate", "PHOTO", "seed:1"), "strip.png"),
        (("interpolate", "PHOTO", "seed:1", "--at", "0.5"), "half.jpg"),
        (("grid", "amounts", "PHOTO", "seed:1", "--attribute", "Smiling", "--table", "TABLE"), "grid.png"),
        (("grid", "amounts", "PHOTO", "seed:1", "--attribute", "Smiling"), "grid.pdf"),
        (("animate", "PHOTO", "seed:1", "--frames", "2"), "a.mp4"),
        (("animate", "PHOTO", "--set", "Smiling=1", "--in-photo", "--frames", "2"), "a.gif"),
        (("sample", "--n", "1"), "s.webp"),
        (("attributes", "score", "PHOTO", "--json"), None),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else str(value),
)
def test_every_command_takes_them(facelab, weights, named, words, out):
    given = {"PHOTO": named, "TABLE": named.with_suffix(".csv")}
    made = named.with_name(f"{named.stem}-{out}")
    where = () if out is None else ("-o", made)
    facelab(*(given.get(word, word) for word in words), *where, *weights)
    assert out is None or made.exists()


def test_a_photo_of_such_a_name_has_its_faces_listed(facelab, named):
    assert len(json.loads(facelab("faces", named, "--json").stdout)) == 1


def test_latents_and_weights_of_such_names_are_read(facelab, named, tiny_lab_files):
    latents, mine = named.with_suffix(".safetensors"), named.with_name("w.safetensors")
    for stored in (mine, attributes_path(mine)):
        stored.write_bytes((tiny_lab_files / stored.name.replace("w.", "tiny.")).read_bytes())
    facelab("encode", named, "--aligned", "-o", latents, "--weights", mine)
    facelab("decode", latents, "-o", named.with_name("drawn"), "--weights", mine)
    assert len(json.loads(facelab("attributes", "--json", "--weights", mine).stdout)) == 40


def test_json_gives_the_name_back(facelab, weights, named):
    (row,) = json.loads(facelab("attributes", "score", named, "--json", *weights).stdout)
    assert Path(row["source"]) == named


def test_the_table_of_a_grid_is_text(facelab, weights, named):
    table = named.with_suffix(".csv")
    out = named.with_name("grid.png")
    facelab("grid", "reconstructions", named, "-o", out, "--table", table, *weights)
    (row,) = {row["face"] for row in csv.DictReader(table.read_text("utf-8").splitlines())}
    assert os.fsencode(named.stem).decode("utf-8", "backslashreplace") == row


def test_a_project_of_such_a_name_is_rendered(facelab, weights, named, lab):
    project = named.with_suffix(".facelab")
    storage.save(lab.open(named).edit(Smiling=1), project)
    facelab("render", project, "-o", named.with_name("o.png"), *weights)


def test_such_pictures_are_prepared(place, named):
    data = place.with_name(f"{named.stem}-data")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    words = sys.executable, "-m", "facelab", "prepare", place, "-o", data
    subprocess.run(words, check=True, capture_output=True, env=environment, timeout=300)
    (shard,) = json.loads((data / "manifest.json").read_text("utf-8"))["shards"]
    assert open_split(data, shard["split"]).labels.shape == (1, 40)


def test_a_run_lies_in_such_a_folder(data, place):
    short = {"batch": 4, "epochs": 0.1, "warmup": 1}
    settings = {"stage": "attributes", "run": place / "run", "data": data, "optimiser": short}
    assert run(Config.model_validate({**settings, "network": {"widths": (8, 8, 8, 8)}}))
    assert (place / "run" / "weights.safetensors").exists()
