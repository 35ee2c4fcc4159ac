"""What Tab offers, asked as bash asks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from facelab.cli import completion
from facelab.cli.app import COMMANDS
from facelab.train.files import names

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def offered(line, folder=None):
    """The words that Tab offers at the end of a line."""
    words = line.split(" ")
    asked = {"_FACELAB_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "facelab"],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**ENVIRONMENT, **asked},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    loaded = {row.rpartition("|")[2].strip() for row in done.stderr.splitlines()}
    assert not loaded & {"torch", "PySide6", "numpy", "PIL"}
    return done.stdout.split()


@pytest.fixture
def folder(tmp_path):
    for name in ("a.jpg", "b.PNG", "c.txt", "d.facelab", "e.toml", "f.safetensors", "in/g.jpg", ".hidden.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def test_the_first_word_is_a_command():
    assert set(offered("facelab ")) == {*COMMANDS, "attributes"}
    assert offered("facelab gr") == ["grid"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("facelab edit a.jpg --set Smi", ["Smiling=-2", "Smiling=-1", "Smiling=+1", "Smiling=+2"]),
        ("facelab edit a.jpg --to B", [f"{name}=" for name in completion.attribute_names("B")]),
        ("facelab edit a.jpg --lock You", ["Young"]),
        ("facelab animate a.jpg --set smil", ["smiling=-2", "smiling=-1", "smiling=+1", "smiling=+2"]),
        ("facelab sample --with Ey", ["Eyeglasses"]),
        ("facelab sample --without Ma", ["Male"]),
        ("facelab interpolate a.jpg b.jpg --only Ban", ["Bangs"]),
        ("facelab grid amounts --attribute Pale", ["Pale_Skin"]),
        ("facelab grid amounts --seen Pale", ["Pale_Skin"]),
        ("facelab grid a", ["amounts", "attributes"]),
        ("facelab edit a.jpg --method ", ["partial", "mean"]),
        ("facelab interpolate a.jpg b.jpg --method s", ["spherical"]),
        ("facelab evaluate --only s", ["samples"]),
        ("facelab evaluate --split t", ["train", "test"]),
    ],
)
def test_names_are_offered(line, found):
    assert offered(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("facelab edit ", ["a.jpg", "b.PNG", "in/"]),
        ("facelab faces in", ["in/", "in/g.jpg"]),
        ("facelab interpolate ", ["a.jpg", "b.PNG", "d.facelab", "in/"]),
        ("facelab render ", ["d.facelab", "in/"]),
        ("facelab decode ", ["f.safetensors", "in/"]),
        ("facelab sample --weights ", ["f.safetensors", "in/"]),
        ("facelab figures -o ", ["in/"]),
        ("facelab prepare i", ["in/"]),
        ("facelab train ", [*names(), "e.toml", "in/"]),
        ("facelab faces ./a", ["./a.jpg"]),
        ("facelab faces none/", []),
    ],
)
def test_files_that_fit_are_offered(folder, line, found):
    assert offered(line, folder) == found


def test_names_that_need_quotes_are_left_to_the_shell(folder):
    (folder / "a b.jpg").write_bytes(b"")
    assert offered("facelab faces ", folder) == []


def test_names_are_completed_as_they_are_typed():
    assert completion.attribute_names("blond-h") == ["blond-hair"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_itself_completes(folder):
    program = folder / "bin" / "facelab"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m facelab "$@"\n')
    program.chmod(0o755)
    script = """
        eval "$(_FACELAB_COMPLETE=source_bash facelab)"
        COMP_WORDS=(facelab edit a.jpg --set Smi) COMP_CWORD=4
        $(complete -p facelab | sed 's/.*-F \\([^ ]*\\).*/\\1/') facelab
        echo "${COMPREPLY[@]}"
    """
    path = {"PATH": f"{program.parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, text=True, cwd=folder, env={**ENVIRONMENT, **path}
    )
    assert done.stdout.split() == ["Smiling=-2", "Smiling=-1", "Smiling=+1", "Smiling=+2"], done.stderr
