"""A residual network that reads a picture: the trunk of the judges, and the second branch of the encoder."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.model.layers import Width, centred


@dataclass(frozen=True)
class ResidualConfig:
    """Shape of a ResidualNet.

    Attributes:
        widths: channels at half the picture's size, a quarter, ...
        blocks: residual blocks at each of them, from a quarter on; the first of each halves height and width.
    """

    widths: Annotated[tuple[Width, ...], Field(min_length=2, max_length=6)] = (24, 48, 96, 192)
    blocks: Annotated[tuple[Annotated[int, Field(ge=1, le=16)], ...], Field(min_length=1, max_length=5)] = (1, 2, 2)

    def __post_init__(self) -> None:
        if len(self.blocks) != len(self.widths) - 1:
            raise ValueError("blocks must be one fewer than widths")

    @property
    def outputs(self) -> int:
        """Numbers that ``features`` gives for a picture."""
        return 5 * self.widths[-1]


class _Block(nn.Module):
    """x + f(x), normalised and rectified before both convolutions (He et al. 2016; Ioffe & Szegedy 2015)."""

    def __init__(self, inputs: int, outputs: int, *, halves: bool = False) -> None:
        super().__init__()
        self.change = nn.Sequential(
            *_rectified(inputs),
            nn.Conv2d(inputs, outputs, 3, 2 if halves else 1, 1, bias=False),
            *_rectified(outputs),
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False),
        )
        way = nn.Sequential(nn.AvgPool2d(2), nn.Conv2d(inputs, outputs, 1, bias=False))
        self.way = way if halves else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.way(x) + self.change(x)
        return result


def _rectified(channels: int) -> tuple[nn.Module, nn.Module]:
    return nn.BatchNorm2d(channels), nn.ReLU()


class ResidualNet(nn.Module):
    """From pictures to the means of its last channels, over the whole picture and over its quarters."""

    def __init__(self, config: ResidualConfig) -> None:
        super().__init__()
        widths = config.widths
        levels: list[nn.Module] = [nn.Conv2d(3, widths[0], 5, 2, 2, bias=False)]
        for (before, width), blocks in zip(pairwise(widths), config.blocks, strict=True):
            levels += [_Block(before, width, halves=True), *(_Block(width, width) for _ in range(blocks - 1))]
        self.levels = nn.Sequential(*levels, *_rectified(widths[-1]))

    def features(self, x: Tensor) -> Tensor:
        """Pictures (N, 3, H, W), sRGB 0..1, to (N, 5 C): what is read from them, and kernel distances compare."""
        h = self.levels(centred(x).contiguous(memory_format=torch.channels_last)).float()
        return torch.cat([h.mean((2, 3)), F.adaptive_avg_pool2d(h, 2).flatten(1)], 1)
