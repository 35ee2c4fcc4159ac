"""The structure s of a face: the lecture's convolutional VAE, drawn at 64 x 64."""

from dataclasses import dataclass
from typing import Annotated, Self

import torch
from pydantic import Field
from torch import Tensor, nn

from facelab.model.gaussian import DiagonalGaussian
from facelab.model.layers import Width, centred, conv, precise_linear, residuals, upsample
from facelab.model.residual import ResidualConfig, ResidualNet


@dataclass(frozen=True)
class StructureConfig:
    """Shape of the structure's VAE.

    Attributes:
        latents: dimensions of s.
        size: pixels along each side of its picture.
        widths: channels at size / 2, size / 4, ...; the last level is flattened.
        encoder_blocks, decoder_blocks: residual blocks at every level.
        input_scale: pixels that the encoder sees along each side, for one of the picture's.
        reader: a network that reads attributes from what the encoder sees and adds what it reads to the mean; or none.
    """

    latents: Annotated[int, Field(ge=1, le=4096)] = 256
    size: Annotated[int, Field(ge=8, le=128)] = 64
    widths: Annotated[tuple[Width, ...], Field(min_length=1, max_length=7)] = (64, 128, 256, 256)
    encoder_blocks: Annotated[int, Field(ge=0, le=16)] = 1
    decoder_blocks: Annotated[int, Field(ge=0, le=16)] = 1
    input_scale: Annotated[int, Field(ge=1, le=16)] = 1
    reader: ResidualConfig | None = None

    @property
    def bottom(self) -> int:
        """Pixels along each side of the last level."""
        return self.size >> len(self.widths)


LOGVAR_RANGE = (-10.0, 4.0)


class StructureEncoder(nn.Module):
    """Picture to the Gaussian of s."""

    def __init__(self, config: StructureConfig) -> None:
        super().__init__()
        first, *rest = config.widths
        # All pixels of a square go into one column of channels: seeing more of them costs next to nothing.
        square = 2 * config.input_scale
        levels: list[nn.Module] = [
            nn.PixelUnshuffle(square),
            conv(3 * square**2, first),
            residuals(first, config.encoder_blocks),
        ]
        for before, width in zip(config.widths, rest, strict=False):
            levels += [nn.ReLU(), conv(before, width, stride=2), residuals(width, config.encoder_blocks)]
        self.features = nn.Sequential(*levels, nn.ReLU(), nn.Flatten())
        self.head = nn.Linear(config.widths[-1] * config.bottom**2, 2 * config.latents)
        with torch.no_grad():
            self.head.weight *= 0.3
            self.head.bias.zero_()
        self.reader = ResidualNet(config.reader).eval() if config.reader else None
        self.read = nn.Linear(config.reader.outputs, config.latents, bias=False) if config.reader else None
        if self.read is not None:  # what it reads comes in as it is learned
            nn.init.zeros_(self.read.weight)

    def train(self, mode: bool = True) -> Self:
        """The reader is trained before, on labels alone: its statistics stay as they are."""
        super().train(mode)
        if self.reader is not None:
            self.reader.eval()
        return self

    def forward(self, picture: Tensor) -> DiagonalGaussian:
        """(N, 3, H, H), H = size * input_scale, sRGB 0..1, to the Gaussian of s, (N, latents)."""
        mean, logvar = precise_linear(self.head, self.features(centred(picture))).chunk(2, 1)
        if self.reader is not None and self.read is not None:
            mean = mean + precise_linear(self.read, self.reader.features(picture))
        return DiagonalGaussian(mean, logvar.clamp(*LOGVAR_RANGE))


class StructureDecoder(nn.Module):
    """s to its picture: D(s)."""

    def __init__(self, config: StructureConfig) -> None:
        super().__init__()
        *_, last = config.widths
        self.shape = (last, config.bottom, config.bottom)
        self.head = nn.Linear(config.latents, last * config.bottom**2)
        nn.init.normal_(self.head.weight, 0, config.latents**-0.5)
        levels: list[nn.Module] = [residuals(last, config.decoder_blocks)]
        for width, above in zip(config.widths[:0:-1], config.widths[-2::-1], strict=True):
            levels += [upsample(width, above), residuals(above, config.decoder_blocks)]
        self.levels = nn.Sequential(*levels, nn.ReLU(), conv(config.widths[0], 12, gain=0.3), nn.PixelShuffle(2))

    def forward(self, s: Tensor) -> Tensor:
        """(N, latents) to (N, 3, size, size), sRGB about 0..1, not clipped."""
        bottom = precise_linear(self.head, s).view(-1, *self.shape).contiguous(memory_format=torch.channels_last)
        picture: Tensor = self.levels(bottom)
        return picture.float() * 0.25 + 0.5
