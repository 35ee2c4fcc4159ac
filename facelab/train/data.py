"""Data folders (made by ``facelab prepare``) and the batches drawn from them.

All randomness is drawn from the run's seed, the epoch and the sample's own number: it repeats, whatever the number of
processes, and a resumed run continues exactly.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import Field
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F

from facelab.errors import DataError
from facelab.frame import MARGIN, SIZE

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
        manifest = json.loads((folder / MANIFEST).read_text())
        shards = [
            load_file(folder / shard["file"])
            for shard in manifest["shards"]
            if shard["split"] == split and shard["count"]
        ]
        if not shards:
            raise DataError(f"{folder} has no faces in its split {split!r}; prepare a source that has some.")
        pictures = tuple(shard["pictures"] for shard in shards)
        labels, identities = (torch.cat([shard[name] for shard in shards]) for name in ("labels", "identities"))
        # Folders prepared before residuals were kept have none.
        residuals = [shard.get("residuals", torch.full((len(shard["labels"]),), math.nan)) for shard in shards]
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise DataError(f"{folder} is no data folder; make one with: facelab prepare SOURCE -o {folder}") from error
    return Faces(pictures, labels.float(), identities, torch.cat(residuals))


@dataclass(frozen=True)
class Augmentation:
    """Random changes of training pictures; each is drawn evenly from plus or minus the given size.

    Attributes:
        mirror: whether half of the pictures are mirrored.
        shift: pixels of the crop. Without scale and angle whole pixels, so that nothing is resampled.
        scale: fraction. angle: degrees.
        light: gain and offset common to the colours; colour: gain of each by itself; fractions of the range.
        blurred: share of the pictures halved and enlarged again. noise: most standard deviation, of the range.
    """

    mirror: bool = True
    shift: Annotated[float, Field(ge=0, le=MARGIN)] = 0.0
    scale: Annotated[float, Field(ge=0, lt=1)] = 0.0
    angle: Annotated[float, Field(ge=0, le=180)] = 0.0
    light: Annotated[float, Field(ge=0, le=1)] = 0.0
    colour: Annotated[float, Field(ge=0, le=1)] = 0.0
    blurred: Annotated[float, Field(ge=0, le=1)] = 0.0
    noise: Annotated[float, Field(ge=0, le=1)] = 0.0


class Draws:
    """Random numbers of the samples of one batch, a generator for each."""

    def __init__(self, seed: int, epoch: int, indices: NDArray[np.int64], device: torch.device) -> None:
        self._generators = [np.random.Generator(np.random.Philox(key=[seed << 32 | epoch, int(i)])) for i in indices]
        self._device = device

    def uniform(self, *shape: int) -> Tensor:
        """(N, *shape) in 0..1."""
        return self._stack([g.random(shape, np.float32) for g in self._generators])

    def normal(self, *shape: int) -> Tensor:
        """(N, *shape), standard normal."""
        return self._stack([g.standard_normal(shape, np.float32) for g in self._generators])

    def _stack(self, rows: list[NDArray[np.float32]]) -> Tensor:
        return torch.from_numpy(np.stack(rows)).to(self._device)


@dataclass(frozen=True)
class Batch:
    """A step's pictures (N, 3, 128, 128), labels (N, 40), identities (N,), faces seen before it, randomness."""

    pictures: Tensor
    labels: Tensor
    identities: Tensor
    seen: int
    draws: Draws


def augment(pictures: Tensor, how: Augmentation, draws: Draws) -> Tensor:
    """Pictures with their margin, (N, 3, 144, 144), to changed crops (N, 3, 128, 128)."""
    u = draws.uniform(10) * 2 - 1  # shift x, y; scale; angle; gain; gain of each colour; offset; mirror
    crops = _resample(pictures, u, how) if how.scale or how.angle else _shift(pictures, u, round(how.shift))
    if how.mirror:
        crops = torch.where(u[:, 9, None, None, None] < 0, crops.flip(3), crops)
    if how.light or how.colour:
        gain = 1 + how.light * u[:, 4, None] + how.colour * u[:, 5:8]
        offset = 0.5 * how.light * u[:, 8, None, None, None]
        crops = ((crops - 0.5) * gain[:, :, None, None] + 0.5 + offset).clamp(0, 1)
    if how.blurred or how.noise:
        crops = _spoil(crops, how, draws)
    return crops.contiguous(memory_format=torch.channels_last)


def _resample(pictures: Tensor, u: Tensor, how: Augmentation) -> Tensor:
    zoom, angle = 1 + how.scale * u[:, 2], torch.deg2rad(how.angle * u[:, 3])
    reach = SIZE / pictures.shape[-1] * zoom
    cos, sin = reach * angle.cos(), reach * angle.sin()
    moved = how.shift * u[:, :2] * 2 / pictures.shape[-1]
    theta = torch.stack([cos, -sin, moved[:, 0], sin, cos, moved[:, 1]], 1).view(-1, 2, 3)
    grid = F.affine_grid(theta, [len(pictures), 3, SIZE, SIZE], align_corners=False)
    return F.grid_sample(pictures, grid, padding_mode="reflection", align_corners=False)


def _spoil(crops: Tensor, how: Augmentation, draws: Draws) -> Tensor:
    u = draws.uniform(2)[:, :, None, None, None]
    soft = F.interpolate(F.avg_pool2d(crops, 2), scale_factor=2, mode="bilinear", align_corners=False)
    noise = how.noise * u[:, 1] * draws.normal(*crops.shape[1:])
    return torch.where(u[:, 0] < how.blurred, soft, crops) + noise


def _shift(pictures: Tensor, u: Tensor, most: int) -> Tensor:
    starts = MARGIN + (u[:, :2] * (most + 0.499)).round().long()
    across, down = (starts[:, axis, None] + torch.arange(SIZE, device=u.device) for axis in (0, 1))
    which = torch.arange(len(pictures), device=u.device)[:, None, None]
    return pictures[which, :, down[:, :, None], across[:, None, :]].permute(0, 3, 1, 2)


@dataclass(frozen=True)
class Sampler:
    """Which faces a step takes: every epoch's own permutation, each process its slice of the global batch."""

    faces: Faces
    seed: int
    batch: int
    augmentation: Augmentation
    device: torch.device
    rank: int = 0
    world: int = 1

    @property
    def steps(self) -> int:
        """Steps of an epoch; faces that fill no batch wait for another epoch."""
        return len(self.faces) // self.batch

    def take(self, step: int) -> Batch:
        """The batch of a step, counted from 0 over all epochs."""
        epoch, at = divmod(step, self.steps)
        order = np.random.Generator(np.random.Philox(key=[self.seed, epoch])).permutation(len(self.faces))
        share = self.batch // self.world
        start = at * self.batch + self.rank * share
        indices = order[start : start + share]
        draws = Draws(self.seed, epoch, indices, self.device)
        pictures = augment(self.faces.rows(indices).to(self.device), self.augmentation, draws)
        rows = torch.from_numpy(indices)
        labels, identities = self.faces.labels[rows].to(self.device), self.faces.identities[rows].to(self.device)
        return Batch(pictures, labels, identities, step * self.batch, draws)


def steps_for(faces: int, batch: int, epochs: float) -> int:
    """Steps of so many epochs; at least one."""
    return max(1, math.floor(faces // batch * epochs))
