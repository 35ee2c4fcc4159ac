"""The upsampler: the network that draws the 128 x 128 picture."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.model.layers import Residual, Width, centred, conv, precise_linear


@dataclass(frozen=True)
class UpsamplerConfig:
    """Shape of the upsampler.

    Attributes:
        widths: channels at 32 x 32, 16 x 16 and 8 x 8.
        coarser: squares of this many pixels at 8 x 8 share what s adds to them; its matrix is smaller by the square.
    """

    widths: tuple[Width, Width, Width] = (64, 128, 192)
    coarser: Annotated[int, Field(ge=1, le=8)] = 1


def enlarge(picture: Tensor) -> Tensor:
    """(N, C, H, W) to (N, C, 2H, 2W) by bicubic interpolation.

    Two products with small matrices: a fraction of the time that PyTorch's interpolation takes for so few channels.
    """
    down, across = (_enlarging(int(size), picture.device).to(picture) for size in picture.shape[-2:])
    with torch.autocast(picture.device.type, enabled=False):
        return down @ picture @ across.T


@cache
def _enlarging(size: int, device: torch.device) -> Tensor:
    """What enlarges a column of ``size`` pixels, (2 size, size)."""
    with torch.inference_mode(mode=False):  # whoever asks first: it may have a part in training later
        columns = torch.zeros(size, size).fill_diagonal_(1)[None, None]
        return F.interpolate(columns, scale_factor=(2, 1), mode="bicubic", align_corners=False)[0, 0].to(device)


class Upsampler(nn.Module):
    """A U-Net (Ronneberger et al. 2015) that adds to the bicubic enlargement what 64 x 64 pixels cannot hold."""

    def __init__(self, config: UpsamplerConfig, latents: int, size: int) -> None:
        super().__init__()
        top, middle, bottom = config.widths
        side = size // 8 // config.coarser
        self.bottom_shape, self.coarser = (bottom, side, side), config.coarser
        # In 2 x 2 blocks of pixels: the mixed picture, D(s) and the fade map.
        self.into = conv(4 * (3 + 3 + 1), top)
        self.top_down, self.top_up = Residual(top), Residual(top)
        self.shrink_top = conv(top, middle, stride=2)
        self.middle_down, self.middle_up = Residual(middle), Residual(middle)
        self.shrink_middle = conv(middle, bottom, stride=2)
        self.latent = nn.Linear(latents, bottom * side**2)
        nn.init.zeros_(self.latent.weight)
        nn.init.zeros_(self.latent.bias)
        self.bottom = Residual(bottom)
        self.grow_bottom = conv(bottom, middle, kernel=1, gain=0.5)
        self.grow_middle = conv(middle, top, kernel=1, gain=0.5)
        self.out = conv(top, 48, gain=0.03)

    def forward(self, structure: Tensor, detail: Tensor, fade: Tensor, s: Tensor) -> Tensor:
        """Draw the picture.

        Args:
            structure: D(s), (N, 3, size, size), sRGB 0..1.
            detail: the detail picture, (N, 3, size, size).
            fade: (N, 1, size, size) in 0..1; 1 drops the detail there.
            s: (N, latents).

        Returns:
            (N, 3, 2 size, 2 size), sRGB about 0..1, not clipped.
        """
        mixed = structure + (1 - fade) * detail
        view = torch.cat([centred(mixed), centred(structure), fade], 1)
        top = self.top_down(self.into(F.pixel_unshuffle(view, 2).contiguous(memory_format=torch.channels_last)))
        middle = self.middle_down(self.shrink_top(F.relu(top)))
        latent = _wider(precise_linear(self.latent, s).view(-1, *self.bottom_shape), self.coarser)
        bottom = self.bottom(self.shrink_middle(F.relu(middle)) + latent)
        middle = self.middle_up(middle + _wider(self.grow_bottom(F.relu(bottom))))
        top = self.top_up(top + _wider(self.grow_middle(F.relu(middle))))
        return enlarge(mixed) + 0.25 * F.pixel_shuffle(self.out(F.relu(top)), 4).float()


def _wider(x: Tensor, factor: int = 2) -> Tensor:
    return F.interpolate(x, scale_factor=factor, mode="nearest") if factor > 1 else x
