"""Folders of mouths in the mouth frame, drawn and photographed (``pipeline.mouth_patches`` makes them).

A folder holds shards ``train-*.safetensors`` and ``held-*.safetensors`` of ``drawn`` and ``photo`` (n, 80, 128, 3)
uint8, sRGB, ``within`` (n, 80, 128) uint8, the inner lips filled, and ``known`` (n,) uint8: 1 where the photo shows
what is drawn, 0 where the drawing is an edit's and ``photo`` is black.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from facelab.errors import DataError

NAMES = ("drawn", "photo", "within", "known")
LEAST = 0.03
"""Share of the frame below which an opening has nothing to learn from."""


@dataclass(frozen=True)
class Mouths:
    """One split.

    Attributes:
        drawn, photo: (N, 80, 128, 3) uint8. within: (N, 80, 128) uint8. known: (N,) uint8.
    """

    drawn: Tensor
    photo: Tensor
    within: Tensor
    known: Tensor

    def __len__(self) -> int:
        return len(self.known)

    @cached_property
    def photographed(self) -> NDArray[np.intp]:
        """Numbers of those with a photo."""
        return np.flatnonzero(self._open & (self.known.numpy() == 1))

    @cached_property
    def edited(self) -> NDArray[np.intp]:
        """Numbers of those without."""
        return np.flatnonzero(self._open & (self.known.numpy() == 0))

    @cached_property
    def _open(self) -> NDArray[np.bool_]:
        share: NDArray[np.bool_] = (self.within.float().mean((1, 2)) / 255 > LEAST).numpy()
        return share

    def take(self, rows: NDArray[np.intp]) -> tuple[Tensor, Tensor, Tensor]:
        """Some of them: drawn and photo (n, 3, 80, 128), within (n, 1, 80, 128), all float32 in 0..1."""
        at = torch.from_numpy(rows)
        drawn, photo = (pictures[at].permute(0, 3, 1, 2).float() / 255 for pictures in (self.drawn, self.photo))
        return drawn, photo, self.within[at][:, None].float() / 255


def open_mouths(folder: Path, split: str) -> Mouths:
    """Open one split (train, held) of a folder of mouths.

    Raises:
        DataError: the folder has none, or none of one of the two kinds.
    """
    try:
        shards = [load_file(path) for path in sorted(folder.glob(f"{split}-*.safetensors"))]
        mouths = Mouths(*(torch.cat([shard[name] for shard in shards]) for name in NAMES)) if shards else None
    except (OSError, SafetensorError, ValueError, KeyError, RuntimeError) as error:
        raise DataError(
            "{folder} holds a damaged file ({error}); prepare the mouths again.", folder=folder, error=str(error)
        ) from error
    if mouths is None or not len(mouths.photographed) or not len(mouths.edited):
        raise DataError(
            "{folder} has no mouths in its split {split!r}; make them with facelab.pipeline.mouth_patches.",
            folder=folder,
            split=split,
        )
    return mouths
