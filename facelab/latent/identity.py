"""Who is seen: a linear discriminant of s (Fisher 1936; Belhumeur et al. 1997), which tells people apart.

It is for the window's meter, and no judge: it sees through the encoder that edits are made with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from facelab.errors import DataError, WeightsError
from facelab.model.checkpoint import VERSION, load_tensors, save_tensors

Array = NDArray[np.float32]
Matrix = NDArray[np.float64]

KIND = "identity"
DIMENSIONS = 24
"""Of the discriminant: people of the validation split are told apart as well with 16, worse with 48."""
SHRINKAGE = 0.001
"""Of the scatter within people towards a multiple of the identity, which keeps its inverse calm."""
TENSORS = {"mean": 1, "projection": 2, "same": 0, "others": 0}
"""What the file holds -> dimensions."""


@dataclass(frozen=True, eq=False)
class Identity:
    """Embeds faces so that those of one person lie in one direction.

    Attributes:
        structure: the networks of s that it was fitted for (``structure_hash``).
        mean: (S,), of s. projection: (S, E).
        same: median cosine of two photos of one person. others: of two people's.
    """

    structure: str
    mean: Array
    projection: Array
    same: float = 1.0
    others: float = 0.0

    def embed(self, s: Array) -> Array:
        """Means of s (N, S) to directions (N, E) of length 1."""
        found = (s - self.mean) @ self.projection
        length = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.maximum(length, 1e-12), np.float32)

    def share(self, cosine: float) -> float:
        """How far two faces are one person, 0..1: 1 for the same picture, 0 as for two people."""
        return float(np.clip((cosine - self.others) / (1 - self.others), 0, 1))


def fit_identity(structure: str, s: Matrix, people: NDArray[np.int64]) -> Identity:
    """Directions in which people differ most for how much the photos of one person do.

    Args:
        structure: the networks that encoded.
        s: (N, S), means of s of training faces.
        people: (N,), who each face is; below 0 where that is not known.

    Raises:
        DataError: of nobody there are two faces.
    """
    s, people = s[people >= 0], people[people >= 0]
    mean = s.mean(0)
    around = s - mean
    _, who, photos = np.unique(people, return_inverse=True, return_counts=True)
    own = np.zeros((len(photos), s.shape[1]))
    np.add.at(own, who, around)
    own /= photos[:, None]
    several = photos[who] > 1
    within = (around - own[who])[several]
    if not several.any():
        raise DataError("People are told apart by several photos of each; prepare a source that says who they show.")
    scatter = within.T @ within / max(len(within) - (photos > 1).sum(), 1)
    scatter += SHRINKAGE * np.trace(scatter) / len(scatter) * np.eye(len(scatter))
    variances, axes = np.linalg.eigh(scatter)
    whitening = axes / np.sqrt(variances)
    _, directions = np.linalg.eigh(np.cov((around @ whitening).T))
    projection = whitening @ directions[:, ::-1][:, :DIMENSIONS]
    return Identity(structure, mean.astype(np.float32), projection.astype(np.float32))


def save_identity(path: Path, identity: Identity, figures: Mapping[str, float]) -> None:
    """Write a discriminant, with figures about it.

    Raises:
        OutputError: the place cannot be written.
    """
    tensors = {name: torch.tensor(getattr(identity, name), dtype=torch.float32) for name in TENSORS}
    metadata = {"version": VERSION, "kind": KIND, "structure": identity.structure, "figures": dict(figures)}
    save_tensors(path, tensors, metadata)


def load_identity(path: Path, structure: str) -> Identity | None:
    """The discriminant in a file, made for these networks of s; None where there is no such file.

    Raises:
        WeightsError: the file cannot be used, or belongs to other weights.
    """
    if not path.exists():
        return None
    file = load_tensors(path)
    ranks = {name: tensor.ndim for name, tensor in file.tensors.items()}
    if (
        file.metadata.get("kind") != KIND
        or ranks != TENSORS
        or len(file.tensors["mean"]) != len(file.tensors["projection"])
    ):
        raise WeightsError("{path} tells nobody apart; get a fresh copy of it, or take it away.", path=path)
    if file.metadata.get("structure") != structure:
        raise WeightsError(
            "{path} was made for other weights; put that of these weights there, or take it away.", path=path
        )
    arrays = {name: file.tensors[name].numpy() for name in ("mean", "projection")}
    return Identity(structure, **arrays, same=file.tensors["same"].item(), others=file.tensors["others"].item())
