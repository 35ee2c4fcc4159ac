"""The batches of mouths that the refiner learns from: half photographed, half edited, a window of the frame each."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import torch
from pydantic import Field
from torch import Tensor
from torch.nn import functional as F

from facelab.data.mouths import Mouths
from facelab.model.mouth import HEIGHT, STEP, WIDTH


@dataclass(frozen=True)
class MouthAugmentation:
    """Random changes of mouths, the drawing's and the photo's alike.

    Attributes:
        height, width: pixels of the window that is looked at. top: the row at which it starts, give or take ``shift``.
        blurred: share of the photographed whose photo, out of focus, takes the place of the drawing, which does not
            always show the same teeth. focus: least and most standard deviation of that, pixels of the frame.
        light: gain common to the colours; colour: gain of each by itself; fractions.
    """

    height: Annotated[int, Field(ge=STEP, le=HEIGHT, multiple_of=STEP)] = 40
    width: Annotated[int, Field(ge=STEP, le=WIDTH, multiple_of=STEP)] = 96
    top: Annotated[int, Field(ge=0, le=HEIGHT)] = 26
    shift: Annotated[int, Field(ge=0, le=HEIGHT)] = 2
    blurred: Annotated[float, Field(ge=0, le=1)] = 0.7
    focus: tuple[float, float] = (2.2, 5.5)
    light: Annotated[float, Field(ge=0, lt=1)] = 0.25
    colour: Annotated[float, Field(ge=0, lt=1)] = 0.06


@dataclass(frozen=True)
class MouthBatch:
    """What a step learns from.

    Attributes:
        drawn: (N + M, 3, H, W), sRGB 0..1. within: (N + M, 1, H, W).
        photo: (N, 3, H, W), what the first N show in their photos.
        corner: of the window in the frame, row and column. seen: mouths before it.
    """

    drawn: Tensor
    within: Tensor
    photo: Tensor
    corner: tuple[int, int]
    seen: int


@dataclass(frozen=True)
class MouthSampler:
    """Which mouths a step takes, drawn anew from the seed and the step's number; each process has its share."""

    faces: Mouths
    seed: int
    batch: int
    augmentation: MouthAugmentation
    device: torch.device
    rank: int = 0
    world: int = 1

    @property
    def steps(self) -> int:
        """Steps of an epoch."""
        return len(self.faces) // self.batch

    def take(self, step: int) -> MouthBatch:
        """The batch of a step, counted from 0 over all epochs."""
        how, draw = self.augmentation, np.random.Generator(np.random.Philox(key=[self.seed, step]))
        share, start = self.batch // self.world, self.rank * (self.batch // self.world)
        top = np.clip(how.top + draw.integers(-how.shift, how.shift + 1), 0, HEIGHT - how.height)
        left = draw.integers(0, WIDTH - how.width + 1)
        known = draw.choice(self.faces.photographed, self.batch)[start : start + share]
        edited = draw.choice(self.faces.edited, self.batch)[start : start + share]
        rows = np.concatenate([known[: (share + 1) // 2], edited[: share // 2]])
        drawn, photo, within = self.faces.take(rows)
        out_of_focus = torch.from_numpy(draw.random(len(rows)) < how.blurred) & (
            self.faces.known[torch.from_numpy(rows)] == 1
        )
        blurred = gaussian_blur(photo, float(draw.uniform(*how.focus)))
        drawn = torch.where(out_of_focus[:, None, None, None], blurred, drawn)
        mirrored = torch.from_numpy(draw.random(len(rows)) < 0.5)[:, None, None, None]
        gain = (1 + how.light * draw.uniform(-1, 1, (len(rows), 1))) * (
            1 + how.colour * draw.uniform(-1, 1, (len(rows), 3))
        )
        gains = torch.from_numpy(gain.astype(np.float32))[:, :, None, None]
        corner = int(top), int(left)

        def seen(values: Tensor) -> Tensor:
            turned = torch.where(mirrored, values.flip(3), values)
            return turned[:, :, top : top + how.height, left : left + how.width].to(self.device)

        lit = seen((drawn * gains).clamp(0, 1)), seen((photo * gains).clamp(0, 1))
        return MouthBatch(lit[0], seen(within), lit[1][: (share + 1) // 2], corner, step * self.batch)


def gaussian_blur(pictures: Tensor, sigma: float) -> Tensor:
    """Pictures (N, C, H, W) out of focus by a standard deviation in pixels; their border is repeated."""
    reach = int(3 * sigma) + 1
    weights = torch.exp(-0.5 * (torch.arange(-reach, reach + 1) / sigma) ** 2)
    weights = (weights / weights.sum()).to(pictures)
    flat = F.pad(pictures.flatten(0, 1)[:, None], (reach,) * 4, mode="replicate")
    return F.conv2d(F.conv2d(flat, weights.view(1, 1, 1, -1)), weights.view(1, 1, -1, 1)).view(pictures.shape)
