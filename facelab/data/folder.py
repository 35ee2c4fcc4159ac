"""Data folders, as ``facelab prepare`` makes them: shards of aligned faces with their labels, opened split by split."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from torch import Tensor

from facelab.canonical import MARGIN
from facelab.errors import DataError
from facelab.model.checkpoint import tensors_in

MANIFEST = "manifest.json"
SPLITS = ("train", "valid", "test")


@dataclass(frozen=True)
class Faces:
    """One split of a data folder, in memory as its files lie on disk (memory-mapped).

    Attributes:
        pictures: shards (n, 144, 144, 3) uint8, sRGB, the crop with its margin.
        labels: (N, 40) float32: 1, 0, or -1 where unknown.
        identities: (N,) int64; -1 where unknown.
        residuals: (N,) float32, how far the landmarks lie from the frame's, in crop pixels (rms); NaN where unknown.
    """

    pictures: tuple[Tensor, ...]
    labels: Tensor
    identities: Tensor
    residuals: Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def rows(self, indices: NDArray[np.int64]) -> Tensor:
        """Pictures (n, 3, 144, 144), float32 0..1."""
        first, *more = self.pictures
        if more:
            starts = np.cumsum([0, *(len(shard) for shard in self.pictures)])
            shards = np.searchsorted(starts, indices, side="right") - 1
            rows = torch.stack([self.pictures[s][i - starts[s]] for s, i in zip(shards, indices, strict=True)])
        else:  # as in the memory of a GPU: all at once
            rows = first[torch.from_numpy(indices).to(first.device)]
        return rows.permute(0, 3, 1, 2).float() / 255

    def on(self, device: torch.device) -> "Faces":
        """The same faces, their pictures in the memory of a GPU; as they are where there is none."""
        if device.type == "cpu":
            return self
        return replace(self, pictures=(torch.cat([shard.to(device) for shard in self.pictures]),))

    def crops(self, chunk: int = 200, limit: int | None = None) -> Iterator[tuple[Tensor, Tensor]]:
        """All crops (n, 3, 128, 128) in order, unchanged, with their labels (n, 40), ``chunk`` at a time."""
        total = min(len(self), limit or len(self))
        for start in range(0, total, chunk):
            indices = np.arange(start, min(start + chunk, total))
            yield centre(self.rows(indices)), self.labels[start : indices[-1] + 1]


def centre(pictures: Tensor) -> Tensor:
    """(N, C, 144, 144) to the crops (N, C, 128, 128)."""
    return pictures[:, :, MARGIN:-MARGIN, MARGIN:-MARGIN].contiguous(memory_format=torch.channels_last)


def open_split(folder: Path, split: str) -> Faces:
    """Open one split of a data folder.

    Raises:
        DataError: the folder is none that ``facelab prepare`` finished, or has no faces in this split.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        shards = [
            tensors_in(folder / shard["file"])
            for shard in manifest["shards"]
            if shard["split"] == split and shard["count"]
        ]
        if not shards:
            raise DataError(
                "{folder} has no faces in its split {split!r}; prepare a source that has some.",
                folder=folder,
                split=split,
            )
        pictures = tuple(shard["pictures"] for shard in shards)
        labels, identities = (torch.cat([shard[name] for shard in shards]) for name in ("labels", "identities"))
        # Folders prepared before residuals were kept have none.
        residuals = [shard.get("residuals", torch.full((len(shard["labels"]),), math.nan)) for shard in shards]
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise DataError(
            "{folder} is no data folder; make one with: facelab prepare SOURCE -o {folder}", folder=folder
        ) from error
    return Faces(pictures, labels.float(), identities, torch.cat(residuals))
