"""What is measured here: a model that draws no faces, by judges that know none, on noise."""

from pathlib import Path

import pytest

import facelab
from facelab.evaluate.judging import load_judges
from facelab.evaluate.run import Evaluation


@pytest.fixture(scope="session")
def tiny_lab(tiny_lab_files: Path) -> facelab.Lab:
    return facelab.load(tiny_lab_files / "tiny.safetensors")


@pytest.fixture(scope="session")
def evaluation(tiny_lab: facelab.Lab, judges_folder: Path, noise_data: Path) -> Evaluation:
    return Evaluation(tiny_lab, load_judges(judges_folder), noise_data, "test", 2, lambda *_: None)
