"""The attributes file: vectors, probes and regions of the 40 attributes, bound to one checkpoint."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.attributes import ATTRIBUTES
from facelab.edit import Method
from facelab.errors import Hint, WeightsError
from facelab.latent.parts import PARTS
from facelab.model.checkpoint import VERSION, load_tensors, save_tensors

Array = NDArray[np.float32]
KIND = "attributes"
BUILD = Hint(", or make one with: facelab attributes build")
AGAIN = Hint(" (facelab attributes build)")
STORED_AS = {"probe_weights": "readout_weights", "probe_bias": "readout_bias", "probe_std": "readout_std"}
"""Arrays that the file still calls by their first names."""
MEANS = "means_without"
"""The one array that older files lack."""
SCORES = ("accuracy", "balanced_accuracy", "auc")


@dataclass(frozen=True)
class Attributes:
    """What is known about the 40 attributes in the latent space of one checkpoint; arrays float32, S latents of s.

    Attributes:
        checkpoint: SHA-256 of the checkpoint's file.
        structure: SHA-256 of the networks of s, on which all but ``poor_reconstruction`` depends.
        mean_vectors: (40, S), mean(mu | k) - mean(mu | not k).
        partial_vectors: (40, S), the same with the other labels equal, parts excepted; see ``directions.as_strong`` and
            ``disentangle``.
        probe_weights: (40, S); probe_bias: (40,): log-odds = weights . mu + bias.
        residual_covariance: (S, S), Omega: covariance of mu with the labels equal.
        regions: (40, 2, 64, 64) in 0..1: where adding (0) and taking away (1) acts.
        scores: ``accuracy``, ``balanced_accuracy``, ``auc``: each (40,), of the probes on the test faces.
        probe_std: (40,), standard deviation of the log-odds over the test faces.
        poor_reconstruction: face PSNR in dB that 95 of 100 test faces exceed.
        means_without: (40, S), mean(mu | not k); None in a file that was made before these were kept.
    """

    checkpoint: str
    structure: str
    mean_vectors: Array
    partial_vectors: Array
    probe_weights: Array
    probe_bias: Array
    residual_covariance: Array
    regions: Array
    scores: Mapping[str, Array]
    probe_std: Array
    poor_reconstruction: float
    means_without: Array | None = None

    def __repr__(self) -> str:
        return f"<Attributes of checkpoint {self.checkpoint[:8]}: 40 in {len(self.residual_covariance)} latents>"

    @property
    def means(self) -> Array:
        """Means of s of training faces without each attribute, [:, 0], and with it, [:, 1]: (40, 2, S).

        With Eyeglasses: those that are seen through.

        Raises:
            WeightsError: the file was made before these were kept.
        """
        if self.means_without is None:
            raise WeightsError("These attributes were made before means were kept; build them anew{hint}.", hint=AGAIN)
        return np.stack([self.means_without, self.means_without + self.mean_vectors], axis=1)

    def vectors(self, method: Method) -> Array:
        """The vectors of a method, (40, S)."""
        return self.partial_vectors if method == "partial" else self.mean_vectors


def save_attributes(path: Path, attributes: Attributes, *, overwrite: bool = True) -> None:
    """Write the attributes file atomically; regions are rounded to 8 bits.

    Raises:
        OutputError: the place cannot be written.
    """
    arrays = {name: getattr(attributes, name) for name in (*_shapes(0, 0), MEANS) if name not in SCORES}
    if attributes.means_without is None:
        del arrays[MEANS]
    tensors = {STORED_AS.get(name, name): torch.from_numpy(array) for name, array in arrays.items()}
    tensors |= {name: torch.from_numpy(attributes.scores[name]) for name in SCORES}
    tensors["regions"] = (tensors["regions"] * 255).round().to(torch.uint8)
    metadata = {
        "version": VERSION,
        "kind": KIND,
        "checkpoint": attributes.checkpoint,
        "structure": attributes.structure,
        "names": list(ATTRIBUTES),
        "parts": PARTS,
        "poor_reconstruction": attributes.poor_reconstruction,
    }
    save_tensors(path, tensors, metadata, overwrite=overwrite)


def load_attributes(path: Path, checkpoint_hash: str) -> Attributes:
    """Read the attributes file of a checkpoint.

    Args:
        path: the file.
        checkpoint_hash: SHA-256 of the checkpoint's file (``file_hash``).

    Raises:
        WeightsError: no such file, damaged, no attributes file, or made for another checkpoint.
    """
    if not path.exists():
        raise WeightsError(
            "{path} is missing, which belongs beside its checkpoint; put it there{hint}.", path=path, hint=BUILD
        )
    attributes = read_attributes(path)
    if attributes.checkpoint != checkpoint_hash:
        raise WeightsError(
            "{path} was made for another checkpoint; put this one's beside it{hint}.", path=path, hint=BUILD
        )
    return attributes


def read_attributes(path: Path) -> Attributes:
    """Read an attributes file, whatever checkpoint it is bound to; see ``load_attributes``."""
    file = load_tensors(path)
    _check_metadata(path, file.metadata)
    _check_tensors(path, file.tensors)
    return _attributes(file.metadata, file.tensors)


def _shapes(latents: int, size: int) -> dict[str, tuple[int, ...]]:
    n = len(ATTRIBUTES)
    vectors = dict.fromkeys(("mean_vectors", "partial_vectors", "probe_weights"), (n, latents))
    numbers = dict.fromkeys((*SCORES, "probe_bias", "probe_std"), (n,))
    return vectors | numbers | {"residual_covariance": (latents, latents), "regions": (n, 2, size, size)}


def _check_metadata(path: Path, metadata: Mapping[str, Any]) -> None:
    if metadata.get("kind") != KIND:
        raise WeightsError("{path} is no attributes file; get a fresh copy of it{hint}.", path=path, hint=BUILD)
    poor = metadata.get("poor_reconstruction")
    if not all(isinstance(metadata.get(key), str) for key in ("checkpoint", "structure")):
        raise _damaged(path)
    if metadata.get("names") != list(ATTRIBUTES) or not isinstance(poor, (int, float)) or not math.isfinite(poor):
        raise _damaged(path)


def _check_tensors(path: Path, tensors: Mapping[str, Tensor]) -> None:
    if not all(name in tensors and tensors[name].ndim for name in ("residual_covariance", "regions")):
        raise _damaged(path)
    shapes = _shapes(len(tensors["residual_covariance"]), tensors["regions"].shape[-1])
    if MEANS in tensors:
        shapes[MEANS] = shapes["mean_vectors"]
    expected = {STORED_AS.get(name, name): shape for name, shape in shapes.items()}
    types = {name: torch.uint8 if name == "regions" else torch.float32 for name in expected}
    if {name: tuple(tensor.shape) for name, tensor in tensors.items()} != expected:
        raise _damaged(path)
    if {name: tensor.dtype for name, tensor in tensors.items()} != types:
        raise _damaged(path)


def _damaged(path: Path) -> WeightsError:
    return WeightsError(
        "{path} does not hold what an attributes file must; get a fresh copy of it{hint}.", path=path, hint=BUILD
    )


def _attributes(metadata: Mapping[str, Any], tensors: Mapping[str, Tensor]) -> Attributes:
    names = {stored: name for name, stored in STORED_AS.items()}
    arrays = {names.get(name, name): tensor.float().numpy() for name, tensor in tensors.items()}
    arrays["regions"] = arrays["regions"] / np.float32(255)
    return Attributes(
        checkpoint=metadata["checkpoint"],
        structure=metadata["structure"],
        poor_reconstruction=float(metadata["poor_reconstruction"]),
        scores={name: arrays.pop(name) for name in SCORES},
        **arrays,
    )
