"""torchvision: its functions on pictures and its sheet of pictures, imported so that it loads beside every torch.

The package index's torchvision is built for CUDA. Beside a CPU-only torch its compiled operators do not load, and its
import fails, because it describes two of them, nms and qnms, that nobody has declared. FaceLab uses neither; declared
by their schemas alone, all the rest works. The import takes seconds: import this module where it is used.
"""

import sys
from importlib import import_module
from types import ModuleType

import torch
from torch.library import Library

OPERATORS = ("nms", "qnms")
SCHEMA = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"


def _load() -> ModuleType:
    try:
        return import_module("torchvision")
    except RuntimeError:
        if hasattr(torch.ops.torchvision, OPERATORS[0]):
            raise  # the operators are there: it is something else
    for name in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
        del sys.modules[name]  # half imported
    for name in OPERATORS:
        _DECLARED.define(name + SCHEMA)
    return import_module("torchvision")


_DECLARED = Library("torchvision", "FRAGMENT")
"""What it declares lives as long as itself."""
make_grid = _load().utils.make_grid
functional = import_module("torchvision.transforms.v2.functional")

__all__ = ["functional", "make_grid"]
