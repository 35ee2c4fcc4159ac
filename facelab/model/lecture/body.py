"""The body that all models of the lecture share: convolutions down to a vector, and up again to a picture."""

from dataclasses import dataclass
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor, nn

from facelab.model.layers import Width, centred, conv, upsample
from facelab.model.vae import shrink


@dataclass(frozen=True)
class BodyConfig:
    """Shape of encoder and decoder.

    Attributes:
        size: pixels along each side of the picture.
        widths: channels at size / 2, size / 4, ...; the last level is flattened.
    """

    size: Annotated[int, Field(ge=8, le=128)] = 32
    widths: Annotated[tuple[Width, ...], Field(min_length=1, max_length=6)] = (16, 32, 64)

    @property
    def bottom(self) -> int:
        """Pixels along each side of the last level."""
        return self.size >> len(self.widths)

    @property
    def features(self) -> int:
        """Numbers of the last level."""
        return self.widths[-1] * self.bottom**2


class EncoderBody(nn.Module):
    """A picture to what an encoder knows of it."""

    def __init__(self, config: BodyConfig) -> None:
        super().__init__()
        self.config = config
        levels: list[nn.Module] = []
        for before, width in zip((3, *config.widths), config.widths, strict=False):
            levels += [conv(before, width, stride=2), nn.ReLU()]
        self.levels = nn.Sequential(*levels, nn.Flatten())

    def forward(self, x: Tensor) -> Tensor:
        """Crops (N, 3, 128, 128), sRGB 0..1, to (N, features)."""
        found: Tensor = self.levels(centred(shrink(x, self.config.size)))
        return found.float()


class DecoderBody(nn.Module):
    """A latent to a picture."""

    def __init__(self, config: BodyConfig, inputs: int) -> None:
        super().__init__()
        self.bottom = (config.widths[-1], config.bottom, config.bottom)
        self.head = nn.Linear(inputs, config.features)
        levels: list[nn.Module] = []
        for width, above in zip(config.widths[:0:-1], config.widths[-2::-1], strict=True):
            levels += [upsample(width, above), nn.ReLU(), conv(above, above)]
        self.levels = nn.Sequential(*levels, nn.ReLU(), conv(config.widths[0], 12, gain=0.3), nn.PixelShuffle(2))

    def forward(self, z: Tensor) -> Tensor:
        """(N, inputs) to (N, 3, size, size), sRGB about 0..1, not clipped."""
        bottom = self.head(z).view(-1, *self.bottom).contiguous(memory_format=torch.channels_last)
        picture: Tensor = self.levels(bottom)
        return picture.float() * 0.25 + 0.5
