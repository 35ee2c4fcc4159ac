"""Latents in a file: tensors ``mu`` and ``logvar``, a row for each face, and where the faces came from."""

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from facelab.errors import Hint, WeightsError
from facelab.model.checkpoint import VERSION, load_foreign_tensors, save_tensors
from facelab.model.gaussian import DiagonalGaussian

LARGEST = 1e4
"""What no latent of a face comes near: theirs are below 50 or so. The networks would overflow."""


def save_latents(path: Path, latents: DiagonalGaussian, sources: Sequence[str], *, overwrite: bool = True) -> None:
    """Write latents (N, S + D) with the names of their N sources, a JSON list in the metadata's ``sources``.

    Raises:
        OutputError: the place cannot be written.
    """
    tensors = {"mu": latents.mean.float(), "logvar": latents.logvar.float()}
    metadata = {"version": VERSION, "kind": "latents"}
    save_tensors(path, tensors, metadata, overwrite=overwrite, beside={"sources": json.dumps(list(sources))})


def load_mu(path: Path, latents: int) -> Tensor:
    """The ``mu`` of a file of latents, FaceLab's or another program's.

    Args:
        path: the file.
        latents: dimensions of z of the model that is to decode them.

    Returns:
        (N, latents) float32.

    Raises:
        WeightsError: no such file, damaged, or with a mu of another shape or of absurd size.
    """
    mu = load_foreign_tensors(path).get("mu")
    if mu is None or mu.ndim != 2 or not mu.is_floating_point():
        raise WeightsError(
            "{path} holds no latents; name a file that does{hint}.",
            path=path,
            hint=Hint(f" (made with: facelab encode PICTURE... -o {path.name})"),
        )
    if mu.shape[1] != latents:
        raise WeightsError(
            "{path} holds latents of {given} numbers, not {latents}; use the weights that encoded them.",
            path=path,
            given=mu.shape[1],
            latents=latents,
        )
    mu = mu.to(torch.float32)
    if not (mu.abs() <= LARGEST).all():
        raise WeightsError(
            "{path} holds numbers beyond {largest:g}, which are no latents; get the file again.",
            path=path,
            largest=LARGEST,
        )
    return mu
