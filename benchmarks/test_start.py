"""From nothing to the first result: imports, loading, and the whole command."""

import subprocess
import sys

import facelab

PYTHON = sys.executable, "-c"
EDIT = sys.executable, "-m", "facelab", "edit"


def run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True)


def test_import(benchmark):
    benchmark.pedantic(run, (*PYTHON, "import facelab"), rounds=5)


def test_import_of_torch(benchmark):
    benchmark.pedantic(run, (*PYTHON, "import torch"), rounds=5)


def test_load(benchmark):
    benchmark.pedantic(lambda: facelab.load().attributes, rounds=5, warmup_rounds=1)


def test_edit_from_a_cold_start(photos, tmp_path, ratio):
    words = photos["12mp"], "--set", "Smiling=+2", "-o", tmp_path / "out.jpg", "--overwrite"
    ratio(
        "facelab edit, 12 megapixels, JPEG to JPEG, against import torch",
        lambda: run(*EDIT, *words),
        lambda: run(*PYTHON, "import torch"),
        limit=3.0,
        rounds=7,
    )
