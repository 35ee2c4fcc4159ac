"""The batches of training: which faces a step takes, and how their pictures are changed at random.

All randomness is drawn from the run's seed, the epoch and the sample's own number: it repeats, whatever the number of
processes, and a resumed run continues exactly.
"""

import math
from collections.abc import Sized
from dataclasses import dataclass, field
from typing import Annotated, Generic, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import Field
from torch import Tensor
from torch.nn import functional as F

from facelab.canonical import MARGIN, SIZE
from facelab.data.folder import Faces
from facelab.model.vision import functional as vision


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


class BatchRandom:
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
    draws: BatchRandom


def augment(pictures: Tensor, how: Augmentation, draws: BatchRandom) -> Tensor:
    """Pictures with their margin, (N, 3, 144, 144), to changed crops (N, 3, 128, 128).

    By the functions of torchvision's transforms (v2); its classes draw from the process's own generator, which would
    not repeat. A gain of each colour of each picture is plain arithmetic: theirs takes one number for all.
    """
    u = draws.uniform(10) * 2 - 1  # shift x, y; scale; angle; gain; gain of each colour; offset; mirror
    crops = _resample(pictures, u, how) if how.scale or how.angle else _shift(pictures, u, round(how.shift))
    if how.mirror:
        crops = torch.where(u[:, 9, None, None, None] < 0, vision.horizontal_flip(crops), crops)
    if how.light or how.colour:
        gain = 1 + how.light * u[:, 4, None] + how.colour * u[:, 5:8]
        offset = 0.5 * how.light * u[:, 8, None, None, None]
        crops = ((crops - 0.5) * gain[:, :, None, None] + 0.5 + offset).clamp(0, 1)
    if how.blurred or how.noise:
        crops = _spoil(crops, how, draws)
    return crops.contiguous(memory_format=torch.channels_last)


def _resample(pictures: Tensor, u: Tensor, how: Augmentation) -> Tensor:
    # For all pictures at once and reflected at the border: torchvision's affine, a picture at a time and padded first,
    # took 3.3 times as long (128 pictures, one core).
    zoom, angle = 1 + how.scale * u[:, 2], torch.deg2rad(how.angle * u[:, 3])
    reach = SIZE / pictures.shape[-1] * zoom
    cos, sin = reach * angle.cos(), reach * angle.sin()
    moved = how.shift * u[:, :2] * 2 / pictures.shape[-1]
    theta = torch.stack([cos, -sin, moved[:, 0], sin, cos, moved[:, 1]], 1).view(-1, 2, 3)
    grid = F.affine_grid(theta, [len(pictures), 3, SIZE, SIZE], align_corners=False)
    return F.grid_sample(pictures, grid, padding_mode="reflection", align_corners=False)


def _spoil(crops: Tensor, how: Augmentation, draws: BatchRandom) -> Tensor:
    u = draws.uniform(2)[:, :, None, None, None]
    halved = vision.resize(crops, [SIZE // 2, SIZE // 2], antialias=False)  # the mean of every 2 x 2 pixels
    soft = vision.resize(halved, [SIZE, SIZE])
    noise = how.noise * u[:, 1] * draws.normal(*crops.shape[1:])
    return torch.where(u[:, 0] < how.blurred, soft, crops) + noise


def _shift(pictures: Tensor, u: Tensor, most: int) -> Tensor:
    starts = (MARGIN + (u[:, :2] * (most + 0.499)).round().long()).tolist()
    return torch.stack([vision.crop(p, top, left, SIZE, SIZE) for p, (left, top) in zip(pictures, starts, strict=True)])


Some = TypeVar("Some", bound=Sized)


@dataclass(frozen=True)
class EpochSampler(Generic[Some]):
    """Which faces a step takes: every epoch's own permutation, each process its slice of the global batch.

    Attributes:
        faces: what is drawn from. seed: of all randomness. batch: of all processes together.
        device: where batches are made. rank, world: which process this is, of how many.
    """

    faces: Some
    seed: int
    batch: int
    device: torch.device
    rank: int = 0
    world: int = 1

    @property
    def steps(self) -> int:
        """Steps of an epoch; faces that fill no batch wait for another epoch."""
        return len(self.faces) // self.batch

    def own(self, step: int) -> tuple[int, NDArray[np.int64]]:
        """The epoch of a step, counted from 0 over all epochs, and the numbers of this process's faces of its batch."""
        return own_slice(step, len(self.faces), self.seed, self.batch, self.rank, self.world)


@dataclass(frozen=True)
class Sampler(EpochSampler[Faces]):
    """Batches of faces, changed at random."""

    augmentation: Augmentation = field(kw_only=True)

    def take(self, step: int) -> Batch:
        """The batch of a step, counted from 0 over all epochs."""
        epoch, indices = self.own(step)
        draws = BatchRandom(self.seed, epoch, indices, self.device)
        pictures = augment(self.faces.rows(indices).to(self.device), self.augmentation, draws)
        rows = torch.from_numpy(indices)
        labels, identities = self.faces.labels[rows].to(self.device), self.faces.identities[rows].to(self.device)
        return Batch(pictures, labels, identities, step * self.batch, draws)


def own_slice(step: int, count: int, seed: int, batch: int, rank: int, world: int) -> tuple[int, NDArray[np.int64]]:
    """The epoch of a step, and the numbers of what this process takes of its batch, of ``count`` in all."""
    epoch, at = divmod(step, count // batch)
    order = np.random.Generator(np.random.Philox(key=[seed, epoch])).permutation(count)
    share = batch // world
    start = at * batch + rank * share
    return epoch, order[start : start + share]


def steps_for(faces: int, batch: int, epochs: float) -> int:
    """Steps of so many epochs; at least one."""
    return max(1, math.floor(faces // batch * epochs))
