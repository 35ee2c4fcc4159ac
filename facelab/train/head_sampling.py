"""The batches of heads that the parser learns from: which ones a step takes, and how they are changed at random.

All randomness is drawn from the run's seed, the epoch and the head's own number, as for faces.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import Field
from torch import Tensor

from facelab.data.heads import STORED, STORED_SIDE, UNKNOWN, Heads
from facelab.model.parser import MIRRORED, SIDE
from facelab.train.sampling import EpochSampler

Share = Annotated[float, Field(ge=0, le=1)]
_SWAP = np.array([*MIRRORED, *range(len(MIRRORED), 256)], np.uint8)


@dataclass(frozen=True)
class HeadAugmentation:
    """Random changes of heads; sizes are drawn evenly from plus or minus the given one, shares say how often.

    Attributes:
        window: pixels along each side of what is looked at, somewhere in the frame: a multiple of the network's.
        shift: canonical pixels. scale: of the logarithm. angle: degrees. mirror: share mirrored.
        border: share in which the photo ends within the frame; reach: canonical pixels that are cut at most.
        light: of the logarithm of gain and of gamma; colour: of each channel's gain; dark: share in low light.
        grey, blurred, coarse, noisy, packed: shares without colour, out of focus, from few pixels, with grain, of
            strong JPEG compression.
    """

    window: Annotated[int, Field(ge=64, le=SIDE, multiple_of=32)] = SIDE
    shift: Annotated[float, Field(ge=0, le=64)] = 10.0
    scale: Annotated[float, Field(ge=0, lt=1)] = 0.18
    angle: Annotated[float, Field(ge=0, le=180)] = 15.0
    mirror: Share = 0.5
    border: Share = 0.3
    reach: Annotated[float, Field(ge=0, le=128)] = 90.0
    light: Annotated[float, Field(ge=0, le=2)] = 0.35
    colour: Annotated[float, Field(ge=0, le=1)] = 0.12
    dark: Share = 0.1
    grey: Share = 0.1
    blurred: Share = 0.2
    coarse: Share = 0.15
    noisy: Share = 0.25
    packed: Share = 0.2


STILL = HeadAugmentation(SIDE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
"""Heads as they are."""


@dataclass(frozen=True)
class HeadBatch:
    """What a step learns from.

    Attributes:
        pictures: (N, 4, 256, 256) float32: sRGB 0..1, and 1 where the photo has a pixel.
        first, second: (N, 256, 256) int64, the teacher's likeliest classes; UNKNOWN where it said nothing.
        confidence: (N, 256, 256) float32, the first's share of the two.
        seen: heads before it. corner: which squares of 2 x 2 pixels the loss looks at, see ``Parser.sample``.
    """

    pictures: Tensor
    first: Tensor
    second: Tensor
    confidence: Tensor
    seen: int = 0
    corner: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class HeadSampler(EpochSampler[Heads]):
    """Batches of heads, changed at random."""

    augmentation: HeadAugmentation = field(kw_only=True)

    def take(self, step: int) -> HeadBatch:
        """The batch of a step, counted from 0 over all epochs."""
        epoch, indices = self.own(step)
        rows = [self._row(int(i), epoch) for i in indices]
        return gathered(rows, self.device, seen=step * self.batch, corner=(step % 2, step // 2 % 2))

    def _row(self, index: int, epoch: int) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        generator = np.random.Generator(np.random.Philox(key=[self.seed << 32 | epoch, index]))
        return altered(*self.faces.row(index), self.augmentation, generator)


def still_batches(heads: Heads, chunk: int = 8, limit: int | None = None) -> Iterator[HeadBatch]:
    """All heads in order, as they are, ``chunk`` at a time."""
    still = np.random.default_rng(0)
    total = min(len(heads), limit or len(heads))
    for start in range(0, total, chunk):
        yield gathered([altered(*heads.row(i), STILL, still) for i in range(start, min(start + chunk, total))])


def gathered(
    rows: list[tuple[NDArray[np.float32], NDArray[np.uint8]]],
    device: torch.device | str = "cpu",
    *,
    seen: int = 0,
    corner: tuple[int, int] = (0, 0),
) -> HeadBatch:
    """A batch from what ``altered`` gave for each head."""
    pictures = torch.from_numpy(np.stack([picture for picture, _ in rows])).to(device)
    teacher = torch.from_numpy(np.stack([said for _, said in rows])).to(device)
    first, second = teacher[..., 0].long(), teacher[..., 1].long()
    return HeadBatch(pictures.permute(0, 3, 1, 2), first, second, teacher[..., 2].float() / 255, seen, corner)


def altered(
    picture: NDArray[np.uint8], teacher: NDArray[np.uint8], how: HeadAugmentation, draw: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """One head in the parser's frame, changed at random.

    Args:
        picture: (400, 400, 3). teacher: (400, 400, 4), see ``data.heads``.
        how: what may change. draw: the head's own randomness.

    Returns:
        (window, window, 4) float32 picture with its fourth channel, and as large uint8 of the teacher.
    """
    matrix = _placement(how, draw)
    flags, size = cv2.WARP_INVERSE_MAP, (how.window, how.window)
    seen = np.asarray(cv2.warpAffine(picture, matrix, size, flags=flags | cv2.INTER_LINEAR), np.uint8)
    nothing = UNKNOWN, 0, 0, 0
    warped = cv2.warpAffine(teacher, matrix, size, flags=flags | cv2.INTER_NEAREST, borderValue=nothing)
    said = np.asarray(warped, np.uint8)
    if draw.random() < how.mirror:
        seen, said = seen[:, ::-1], said[:, ::-1].copy()
        said[..., :2] = _SWAP[said[..., :2]]
    said = _cut(said, how, draw)
    inside = said[..., 3:] > 0
    lit = _spoiled(_lit(seen, how, draw), how, draw)
    return np.concatenate([lit.astype(np.float32) / 255 * inside, inside.astype(np.float32)], 2), said


def _placement(how: HeadAugmentation, draw: np.random.Generator) -> NDArray[np.float64]:
    """From the parser's pixels to the stored ones, as OpenCV counts them (from the first pixel's centre)."""
    u = draw.uniform(-1, 1, 6)
    scale, angle = np.exp(how.scale * u[0]) * STORED / STORED_SIDE, np.radians(how.angle * u[1])
    linear = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    away = how.shift * u[2:4] + (SIDE - how.window) / 2 * u[4:] ** 3  # mostly near the face
    centre = np.full(2, STORED / 2) + away * STORED / STORED_SIDE
    return np.column_stack([linear, centre - linear @ np.full(2, how.window / 2) + linear.sum(1) / 2 - 0.5])


def _cut(said: NDArray[np.uint8], how: HeadAugmentation, draw: np.random.Generator) -> NDArray[np.uint8]:
    """The photo ended on one or two sides."""
    if draw.random() < how.border:
        said = said.copy()
        for side in draw.permutation(4)[: draw.integers(1, 3)]:
            turned = np.rot90(said, int(side))  # a view: what is written to it is written to all
            turned[: int(draw.uniform(0, max(0.0, how.reach - (SIDE - how.window) / 2)))] = (UNKNOWN, 0, 0, 0)
    return said


def _lit(picture: NDArray[np.uint8], how: HeadAugmentation, draw: np.random.Generator) -> NDArray[np.uint8]:
    """Another light: gamma, gain and each channel's own gain, by tables."""
    if draw.random() < how.grey:
        luma = picture @ np.array([0.299, 0.587, 0.114])
        picture = np.repeat(luma.astype(np.uint8)[..., None], 3, 2)
    u = draw.uniform(-1, 1, 5)
    gain = np.exp(how.light * u[0]) * (draw.uniform(0.15, 0.5) if draw.random() < how.dark else 1)
    levels = (np.arange(256) / 255)[:, None] ** np.exp(how.light * u[1]) * gain * (1 + how.colour * u[2:])
    table = np.clip(np.rint(levels * 255), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(np.ascontiguousarray(picture), table[None]), np.uint8)


def _spoiled(picture: NDArray[np.uint8], how: HeadAugmentation, draw: np.random.Generator) -> NDArray[np.uint8]:
    """Blur, few pixels, grain, compression."""
    if draw.random() < how.blurred:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), draw.uniform(0.5, 2.5)), np.uint8)
    if draw.random() < how.coarse:
        small = int(how.window / draw.uniform(1.5, 5))
        shrunk = cv2.resize(picture, (small, small), interpolation=cv2.INTER_AREA)
        picture = np.asarray(cv2.resize(shrunk, (how.window, how.window), interpolation=cv2.INTER_LINEAR), np.uint8)
    if draw.random() < how.noisy:
        grain = draw.standard_normal(picture.shape, np.float32) * draw.uniform(1, 14)
        picture = np.clip(picture + grain, 0, 255).astype(np.uint8)
    if draw.random() < how.packed:
        _, file = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(draw.uniform(15, 70))])
        picture = np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR), np.uint8)
    return picture
