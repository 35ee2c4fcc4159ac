"""The glasses remover: where the frame of glasses is in a picture of a face, and what is behind it.

A U-Net (Ronneberger et al. 2015) that learned from glasses put on faces without any, where both are known exactly
(``train.worn_glasses``; such pairs as in Lyu et al. 2022, "Portrait Eyeglasses and Shadow Removal by Leveraging 3D
Synthetic Data"). It works at half the picture's resolution and shuffles its pixels out to all of it (Shi et al. 2016).
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.model.layers import Width, centred, conv, residuals, upsample

FRAME = (0, 26, 128, 90)
"""The part of the canonical frame that it looks at: x0, y0, x1, y1."""
_LOG_ODDS = 4.0
"""Log-odds for one of the last layer's outputs."""
_RARE = -2.0
"""Log-odds of a share before anything is learned: most of a face is no frame."""


@dataclass(frozen=True)
class GlassesRemoverConfig:
    """Shape of a GlassesRemover.

    Attributes:
        widths: channels of its levels, at half the picture's resolution, at a quarter, and so on.
    """

    widths: Annotated[tuple[Width, ...], Field(min_length=2, max_length=7)] = (32, 48, 64, 80, 80)


class GlassesRemover(nn.Module):
    """Finds the frame of glasses, its shadow included, and what is behind."""

    def __init__(self, config: GlassesRemoverConfig) -> None:
        super().__init__()
        self.config = config
        widths = config.widths
        self.stem = conv(12, widths[0])
        self.down = nn.ModuleList(conv(above, below, stride=2) for above, below in pairwise(widths))
        self.seen = nn.ModuleList(residuals(width, 1) for width in widths)
        self.up = nn.ModuleList(upsample(below, above) for above, below in pairwise(widths))
        self.joined = nn.ModuleList(residuals(width, 1) for width in widths[:-1])
        self.head = conv(widths[0], 16, kernel=1, gain=0.1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """What is behind glasses, and how much of it they hide.

        Args:
            x: (N, 3, H, W) float32, sRGB 0..1; sides are multiples of ``multiple``.

        Returns:
            (N, 3, H, W) float32, sRGB, about 0..1, and (N, 1, H, W), 0..1: without glasses a picture is
            ``x + share * (behind - x)``.
        """
        h = self.stem(F.pixel_unshuffle(centred(x), 2).contiguous(memory_format=torch.channels_last))
        kept = [self.seen[0](h)]
        for down, seen in zip(self.down, self.seen[1:], strict=True):
            kept.append(seen(down(kept[-1])))
        h = kept[-1]
        for up, joined, beside in reversed(list(zip(self.up, self.joined, kept[:-1], strict=True))):
            h = joined(up(h) + beside)
        said = F.pixel_shuffle(self.head(F.relu(h)), 2).float()
        return x + said[:, :3], torch.sigmoid(_LOG_ODDS * said[:, 3:] + _RARE)

    @property
    def multiple(self) -> int:
        """What the sides of a picture must be a multiple of."""
        return int(2 ** len(self.config.widths))
