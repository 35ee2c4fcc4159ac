"""What can be known at once is refused at once: before torch is loaded, and before anything is written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EDIT = "edit", "photo.png", "--set", "Smiling=1"
GRID = "grid", "amounts", "seed:1", "--attribute", "Smiling"
CASES = {
    "an existing output": [
        ((*EDIT, "-o", "there.png"), "there.png exists already"),
        (("sample", "--with", "Smiling", "-o", "there.png"), "there.png exists already"),
        (("render", "photo.facelab", "-o", "there.png"), "there.png exists already"),
        (("interpolate", "seed:1", "seed:2", "-o", "there.png"), "there.png exists already"),
        ((*GRID, "-o", "there.png"), "there.png exists already"),
        ((*GRID, "-o", "o.png", "--table", "there.csv"), "there.csv exists already"),
        (("animate", "seed:1", "seed:2", "-o", "there.gif"), "there.gif exists already"),
        (("encode", "photo.png", "-o", "there.png"), "there.png exists already"),
        (("decode", "z.safetensors", "-o", "drawn"), "00000.png exists already"),
        (("reconstruct", "photo.png", "-o", "drawn"), "photo.png exists already"),
        (("figures", "-o", "drawn"), "figure-5.csv exists already"),
        (("attributes", "build", "--data", "data", "--weights", "w.safetensors"), "w.attributes.safetensors exists"),
        (("train", "config.toml"), "run holds an earlier run"),
    ],
    "standard output": [
        ((*EDIT, "-o", "-"), "not standard output"),
        (("sample", "-o", "-"), "not standard output"),
        (("render", "photo.facelab", "-o", "-"), "not standard output"),
        (("interpolate", "seed:1", "seed:2", "-o", "-"), "not standard output"),
        ((*GRID, "-o", "-"), "not standard output"),
        ((*GRID, "-o", "o.png", "--table", "-"), "not standard output"),
        (("animate", "seed:1", "seed:2", "-o", "-"), "not standard output"),
        (("encode", "photo.png", "-o", "-"), "not standard output"),
        (("decode", "z.safetensors", "-o", "-"), "not standard output"),
        (("reconstruct", "photo.png", "-o", "-"), "not standard output"),
        (("figures", "-o", "-"), "not standard output"),
        (("prepare", "drawn", "-o", "-"), "not standard output"),
        (("evaluate", "--data", "data", "-o", "-"), "not standard output"),
        (("train", "structure", "--run", "-"), "not standard output"),
    ],
    "a file where a folder is needed": [
        ((*EDIT, "-o", "there.png/"), "there.png is a file; name a folder"),
        ((*EDIT, "-o", "there.png/o.png"), "not a directory"),
        (("figures", "-o", "there.png"), "there.png is a file; name a folder"),
        (("figures", "--from", "there.png", "-o", "o"), "there.png cannot be listed"),
        (("reconstruct", "photo.png", "-o", "there.png"), "there.png is a file; name a folder"),
        (("decode", "z.safetensors", "-o", "there.png"), "there.png is a file; name a folder"),
        (("prepare", "drawn", "-o", "there.png"), "there.png is a file; name a folder"),
        (("prepare", "there.png", "-o", "o"), "there.png is no folder"),
        (("evaluate", "--data", "data", "--judges", "data", "-o", "there.png"), "there.png is a file; name a folder"),
        (("train", "structure", "--data", "data", "--run", "there.png"), "there.png is a file; name a folder"),
    ],
    "a folder where a file is needed": [
        (("edit", "drawn", "--set", "Smiling=1", "-o", "o.png"), "drawn is a folder"),
        (("sample", "-o", "folder.png"), "folder.png is a folder"),
        (("faces", "drawn"), "drawn is a folder"),
        (("sample", "-o", "o.png", "--weights", "drawn"), "drawn is no file"),
    ],
    "a folder that does not exist": [
        ((*EDIT, "-o", "none/o.png"), "its folder does not exist"),
        (("sample", "-o", "none/o.png"), "its folder does not exist"),
    ],
    "an extension": [
        ((*EDIT, "-o", "o.xyz"), "no extension of a format to write"),
        ((*EDIT, "-o", "o.heic"), "no extension of a format to write"),
        (("sample", "-o", "o.gif"), "no extension of a format to write"),
        (("render", "photo.facelab", "-o", "o"), "no extension of a format to write"),
        (("interpolate", "seed:1", "seed:2", "-o", "o.pdf"), "no extension of a format to write"),
        ((*GRID, "-o", "o.doc"), "no extension of a format to write"),
        (("animate", "seed:1", "seed:2", "-o", "o.png"), "no extension of a format to write"),
    ],
    "a misspelt name": [
        (("edit", "photo.png", "--set", "Smilling=1", "-o", "o.png"), "did you mean Smiling"),
        (("edit", "photo.png", "--to", "Smilling=1", "-o", "o.png"), "did you mean Smiling"),
        ((*EDIT, "--lock", "Yong", "-o", "o.png"), "did you mean Young"),
        (("sample", "--with", "Smilling", "-o", "o.png"), "did you mean Smiling"),
        (("sample", "--without", "Smilling", "-o", "o.png"), "did you mean Smiling"),
        (("interpolate", "seed:1", "seed:2", "--only", "Smilling", "-o", "o.png"), "did you mean Smiling"),
        (("interpolate", "seed:1+Smilling", "seed:2", "-o", "o.png"), "did you mean Smiling"),
        (("grid", "attributes", "seed:1", "--attribute", "Smilling", "-o", "o.png"), "did you mean Smiling"),
        ((*GRID, "--seen", "Smilling", "-o", "o.png"), "did you mean Smiling"),
        (("animate", "seed:1", "--set", "Smilling=1", "-o", "o.gif"), "did you mean Smiling"),
        (("train", "structur"), "name a TOML file or one of"),
        (("train", "misspelt-section.toml"), "no optimizer; did you mean optimiser"),
        (("train", "misspelt-setting.toml"), "no structure.reader.width; did you mean structure.reader.widths"),
        (("train", "misspelt-stage.toml"), "no stage = structur; did you mean stage = structure"),
        (("evaluate", "--data", "data", "--only", "edit"), "'edit'"),
        (("evaluate", "--data", "data", "--split", "tset"), "'tset'"),
    ],
    "a number out of range": [
        (("edit", "photo.png", "--set", "Smiling=99", "-o", "o.png"), "far too large"),
        (("edit", "photo.png", "--set", "Smiling=nan", "-o", "o.png"), "a finite number"),
        ((*EDIT, "--keep", "2", "-o", "o.png"), "between 0 and 1"),
        (("interpolate", "seed:1", "seed:2", "--at", "2", "-o", "o.png"), "from 0, the photo, to 1"),
        (("interpolate", "photo.png", "seed:2", "--at", "0.5", "--keep", "2", "-o", "o.png"), "between 0 and 1"),
        (("grid", "drawn", "--rows", "900", "--columns", "900", "-o", "o.png"), "too large"),
        ((*GRID, "--amounts=-99:99:3", "-o", "o.png"), "far too large"),
        ((*GRID, "--cell", "20", "-o", "o.png"), "64 to 512"),
        (("figures", "--cell", "20", "-o", "o"), "64 to 512"),
        (("animate", "seed:1", "--set", "Smiling=99", "-o", "o.gif"), "far too large"),
        (("animate", "seed:1", "seed:2", "--frames", "1", "-o", "o.gif"), "2 to 3600 frames"),
    ],
    "a missing input": [
        (("edit", "none.png", "--set", "Smiling=1", "-o", "o.png"), "none.png does not exist"),
        (("faces", "none.png"), "none.png does not exist"),
        (("encode", "none.png", "-o", "o.safetensors"), "none.png does not exist"),
        (("decode", "none.safetensors", "-o", "o"), "none.safetensors does not exist"),
        (("reconstruct", "none.png", "-o", "o"), "none.png does not exist"),
        (("render", "none.facelab", "-o", "o.png"), "none.facelab does not exist"),
        (("interpolate", "seed:1", "none.png", "-o", "o.png"), "none.png does not exist"),
        (("grid", "attributes", "none.png", "--attribute", "Smiling", "-o", "o.png"), "none.png does not exist"),
        (("animate", "none.png", "--set", "Smiling=1", "-o", "o.gif"), "none.png does not exist"),
        (("figures", "--from", "none", "-o", "o"), "none cannot be listed"),
        (("attributes", "score", "none.png"), "none.png does not exist"),
        (("attributes", "build", "--data", "none"), "none is no data folder"),
        (("prepare", "none", "-o", "o"), "none is no folder"),
        (("train", "structure", "--data", "none"), "none is no data folder"),
        (("train", "config.toml", "--overwrite", "--init", "none"), "none cannot be read"),
        (("evaluate", "--data", "none"), "none is no data folder"),
        (("evaluate", "--data", "data", "--judges", "none"), "none is missing"),
        (("evaluate", "--data", "data", "--judges", "data", "--against", "none"), "none is no report"),
        (("sample", "-o", "o.png", "--weights", "none.safetensors"), "none.safetensors cannot be read"),
    ],
}
RUN = """
import contextlib, io, json, sys
from facelab.cli import main

said = []
for words in json.loads(sys.argv[1]):
    with contextlib.redirect_stderr(io.StringIO()) as stderr:
        code = main(words)
    said.append([code, stderr.getvalue(), "torch" in sys.modules])
print(json.dumps(said))
"""


@pytest.fixture
def folder(tmp_path, noise_photo):
    """Things that the cases name."""
    for name in ("there.png", "photo.png", "drawn/00000.png", "drawn/photo.png", "drawn/figure-5.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(noise_photo.read_bytes())
    for name in (
        "there.csv",
        "there.gif",
        "photo.facelab",
        "z.safetensors",
        "data/manifest.json",
        "run/state.safetensors",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    for name in ("w.safetensors", "w.attributes.safetensors"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "folder.png").mkdir()
    whole = 'stage = "structure"\nrun = "run"\ndata = "data"\n'
    (tmp_path / "config.toml").write_text(whole)
    (tmp_path / "misspelt-section.toml").write_text(whole + "[optimizer]\nbatch = 8\n")
    (tmp_path / "misspelt-setting.toml").write_text(whole + "[structure.reader]\nwidth = [8]\n")
    (tmp_path / "misspelt-stage.toml").write_text(whole.replace("structure", "structur"))
    return tmp_path


def contents(folder):
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize("what", CASES)
def test_what_can_be_known_at_once_is_refused_at_once(folder, what):
    before, cases = contents(folder), CASES[what]
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps([words for words, _ in cases])],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    answers = zip(cases, json.loads(done.stdout), strict=True)
    other = [
        (words, code, said, torch)
        for (words, sentence), (code, said, torch) in answers
        if code != 2 or torch or sentence not in " ".join(said.replace("│", "").split())
    ]
    assert other == []
    assert contents(folder) == before
