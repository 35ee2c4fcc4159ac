"""Folders of heads in the parser's frame, with what a teacher says of every pixel (``teaching`` makes them).

A folder holds shards ``train-*.safetensors`` and ``held-*.safetensors`` of ``pictures`` (n, 400, 400, 3) uint8, sRGB,
and ``teacher`` (n, 400, 400, 4) uint8: the likeliest class (255: not known), the second, the first's share of the two
(0..255), and 255 where the photo has a pixel. They cover 320 canonical pixels, 32 more than the parser's frame on each
side, for turns and shifts.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from torch import Tensor

from facelab.errors import DataError
from facelab.model.checkpoint import tensors_in

STORED, STORED_SIDE = 400, 320
"""Pixels along each side of a stored picture, and the canonical pixels that they cover."""
UNKNOWN = 255
"""The class of a pixel of which the teacher said nothing."""


@dataclass(frozen=True)
class Heads:
    """One split, as its files lie on disk (memory-mapped): a list of ``pictures`` and of ``teacher`` for each shard."""

    pictures: tuple[Tensor, ...]
    teacher: tuple[Tensor, ...]

    def __len__(self) -> int:
        return sum(len(shard) for shard in self.pictures)

    def row(self, index: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """One head's picture (400, 400, 3) and what the teacher said, (400, 400, 4)."""
        starts = np.cumsum([0, *(len(shard) for shard in self.pictures)])
        shard = int(np.searchsorted(starts, index, side="right")) - 1
        at = index - int(starts[shard])
        return self.pictures[shard][at].numpy(), self.teacher[shard][at].numpy()


def open_heads(folder: Path, split: str) -> Heads:
    """Open one split (train, held) of a folder of heads.

    Raises:
        DataError: the folder has none.
    """
    pictures, teacher = [], []
    try:
        for path in sorted(folder.glob(f"{split}-*.safetensors")):
            stored = tensors_in(path)
            pictures.append(stored["pictures"])
            teacher.append(stored["teacher"])
    except (OSError, SafetensorError, ValueError, KeyError) as error:
        raise DataError(
            "{folder} holds a damaged file ({error}); prepare the heads again.", folder=folder, error=str(error)
        ) from error
    if not pictures:
        raise DataError(
            "{folder} has no heads in its split {split!r}; make them with facelab.data.teaching.",
            folder=folder,
            split=split,
        )
    return Heads(tuple(pictures), tuple(teacher))
