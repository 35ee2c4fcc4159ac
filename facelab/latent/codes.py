"""Where the planes of the lecture put faces that were not trained on: numbers, with what each face shows; no pictures.

They lie beside the models as NAME.codes.safetensors, so that a plane has its points without any data folder.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from facelab.attributes import ATTRIBUTES
from facelab.errors import WeightsError
from facelab.model.checkpoint import VERSION, load_tensors, save_tensors
from facelab.model.lecture.family import LectureModels

KIND = "plane codes"
LABELS = "labels"
SUFFIX = ".codes.safetensors"


@dataclass(frozen=True, eq=False)
class PlaneCodes:
    """Codes of the same N faces in each plane.

    Attributes:
        labels: (N, 40): 1 where an attribute is there, 0 where it is not, below 0 where nobody knows.
        means: of each model with two latents, its codes or the means of its q(z | x), (N, 2), by the model's name:
            ``autoencoder``, ``reconstruction``, ``kl``, ``both``.
    """

    labels: Tensor
    means: Mapping[str, Tensor]


def codes_path(weights: Path) -> Path:
    """Where the codes of some models lie: beside them, ``NAME.codes.safetensors``."""
    return weights.with_suffix(SUFFIX)


@torch.inference_mode()
def plane_codes(models: LectureModels, crops: Tensor, labels: Tensor) -> PlaneCodes:
    """Encode faces in each plane.

    Args:
        models: the lecture's.
        crops: (N, 3, 128, 128), sRGB 0..1. labels: (N, 40).
    """
    planes = models.all_planes()
    return PlaneCodes(labels, {name: model.encode(crops).mode() for name, model in planes.items()})


def joined(parts: Sequence[PlaneCodes]) -> PlaneCodes:
    """The codes of several lots of faces, one after another."""
    labels = torch.cat([part.labels for part in parts])
    return PlaneCodes(labels, {name: torch.cat([part.means[name] for part in parts]) for name in parts[0].means})


def save_codes(path: Path, codes: PlaneCodes, checkpoint: str) -> None:
    """Write codes, in half precision.

    Args:
        path: the file. codes: them. checkpoint: SHA-256 of the models' file.

    Raises:
        OutputError: the place cannot be written.
    """
    tensors = {LABELS: codes.labels.to(torch.int8), **{name: mean.half() for name, mean in codes.means.items()}}
    save_tensors(path, tensors, {"version": VERSION, "kind": KIND, "checkpoint": checkpoint})


def load_codes(path: Path, checkpoint: str) -> PlaneCodes:
    """Read what ``save_codes`` wrote.

    Raises:
        WeightsError: there is no such file, or it is damaged or of other models.
    """
    file = load_tensors(path)
    labels = file.tensors.pop(LABELS, torch.empty(0))
    shapes = {tuple(mean.shape) for mean in file.tensors.values()}
    if file.metadata.get("kind") != KIND or labels.shape[1:] != (len(ATTRIBUTES),) or shapes != {(len(labels), 2)}:
        raise WeightsError("{path} holds no codes of faces; get a fresh copy of it.", path=path)
    if file.metadata.get("checkpoint") != checkpoint:
        raise WeightsError("{path} was made with other models; make it anew.", path=path)
    return PlaneCodes(labels.float(), {name: mean.float() for name, mean in file.tensors.items()})
