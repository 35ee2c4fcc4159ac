import re
from pathlib import Path

import pytest
import torch

from facelab.model import vision

PACKAGE = Path(vision.__file__).parents[1]


def test_torchvision_loads_beside_this_torch():
    pictures = torch.arange(24.0).reshape(2, 1, 3, 4)
    assert torch.equal(vision.functional.horizontal_flip(pictures), pictures.flip(3))
    assert vision.make_grid(pictures, padding=1).shape == (3, 5, 11)


def test_a_failure_that_is_not_the_missing_operators_is_not_hidden(monkeypatch):
    def fail(_name):
        raise RuntimeError("another CUDA")

    monkeypatch.setattr(vision, "import_module", fail)
    with pytest.raises(RuntimeError, match="another CUDA"):
        vision._load()


def test_it_has_one_door():
    imports = re.compile(r"^\s*(import|from) torchvision|import_module\(\"torchvision", re.MULTILINE)
    assert {path.name for path in PACKAGE.rglob("*.py") if imports.search(path.read_text())} == {"vision.py"}
