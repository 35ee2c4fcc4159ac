"""The mouth refiner: teeth as in a photograph from the smooth ones that the model draws.

It works in the mouth frame (``render.mouth``), in which the inner lips' corners lie at fixed places and which has
three times the crop's resolution, or about that.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.model.layers import Residual, Width, centred, conv, residuals

Picture = NDArray[np.float32]

HEIGHT, WIDTH = 80, 128
"""Pixels of the mouth frame."""
TINT = 9
"""Pixels of the mouth frame along a side over which what is added has one colour."""
LEVEL = 0.05
"""Mean of the three colours beside which nothing is darker as a ratio."""
MOST = 0.16
"""sRGB, which what is added of light and dark approaches."""
TINTED, TINT_WIDTH = 0.5, 2.5
"""How much is kept of the colour that is added, and its standard deviation in pixels of the mouth frame."""
DOTS = 3
"""Pixels along a side of which a dot is none of a mouth."""
STEP = 8
"""What is looked at is as many times this high and wide as is whole."""


@dataclass(frozen=True)
class MouthConfig:
    """Shape of the mouth refiner.

    Attributes:
        widths: channels at a half, a quarter and an eighth of the frame's resolution.
    """

    widths: tuple[Width, Width, Width] = (24, 64, 96)


class MouthRefiner(nn.Module):
    """A U-Net (Ronneberger et al. 2015) that adds to a drawn mouth, between its lips, what a photo would show."""

    places: Tensor

    def __init__(self, config: MouthConfig) -> None:
        super().__init__()
        self.config = config
        top, middle, bottom = config.widths
        # In 2 x 2 blocks of pixels: the drawing, where it is seen, and where in the frame that is.
        self.into = conv(4 * (3 + 1 + 2), top)
        self.top_down, self.top_up = Residual(top), residuals(top, 2)
        self.shrink_top = conv(top, middle, stride=2)
        self.middle_down, self.middle_up = Residual(middle), Residual(middle)
        self.shrink_middle = conv(middle, bottom, stride=2)
        self.bottom = residuals(bottom, 2)
        self.grow_bottom = conv(bottom, middle, kernel=1, gain=0.5)
        self.grow_middle = conv(middle, top, kernel=1, gain=0.5)
        self.out = conv(top, 12, gain=0.03)
        with torch.no_grad():  # the same for the four pixels of a block, so that no checkerboard is there to start with
            self.out.weight.copy_(self.out.weight[::4].repeat_interleave(4, 0))
        rows, columns = torch.linspace(-1, 1, HEIGHT), torch.linspace(-1, 1, WIDTH)
        places = torch.stack([columns.expand(HEIGHT, -1), rows[:, None].expand(-1, WIDTH)])[None]
        self.register_buffer("places", places, persistent=False)

    def forward(self, drawn: Tensor, within: Tensor, corner: tuple[int, int] = (0, 0)) -> Tensor:
        """Refine mouths, or a window of each.

        Args:
            drawn: (N, 3, H, W), sRGB 0..1: what the model draws, in the mouth frame; H and W are multiples of 8.
            within: (N, 1, H, W) in 0..1: where it is seen, within the inner lips.
            corner: row and column of the window's top left pixel in the frame.

        Returns:
            (N, 3, H, W), sRGB about 0..1, not clipped; what is not seen as it was drawn.
        """
        (top, left), (height, width) = corner, drawn.shape[2:]
        places = self.places[:, :, top : top + height, left : left + width].expand(len(drawn), -1, -1, -1)
        view = F.pixel_unshuffle(torch.cat([centred(drawn), within, places], 1), 2)
        fine = self.top_down(self.into(view.contiguous(memory_format=torch.channels_last)))
        half = self.middle_down(self.shrink_top(F.relu(fine)))
        coarse = self.bottom(self.shrink_middle(F.relu(half)))
        half = self.middle_up(half + _twice(self.grow_bottom(F.relu(coarse))))
        fine = self.top_up(fine + _twice(self.grow_middle(F.relu(half))))
        change = F.pixel_shuffle(self.out(F.relu(fine)), 2) / 2
        grey = change.mean(1, keepdim=True)
        # Teeth and gaps are light and dark; a colour of its own for every pixel is what a critic takes for sharpness.
        tint = F.avg_pool2d(change - grey, TINT, 1, TINT // 2, count_include_pad=False)
        tinted, grey = drawn + within * tint, within * grey
        # What becomes darker keeps its hue: a gap between teeth is no red one.
        level = tinted.mean(1, keepdim=True).clamp(min=LEVEL)
        refined: Tensor = tinted * (1 + grey.clamp(max=0) / level).clamp(min=0) + grey.clamp(min=0)
        return refined


def refine(network: MouthRefiner, drawn: NDArray[np.float32], within: NDArray[np.float32]) -> NDArray[np.float32]:
    """One mouth as a photo would show it.

    Args:
        network: what refines it.
        drawn: (80, 128, 3), sRGB 0..1: in the mouth frame, as the model draws it, what is around it too.
        within: (80, 128) in 0..1, the inner lips filled.

    Returns:
        (80, 128, 3), sRGB 0..1; outside the lips as it was drawn.
    """
    with torch.inference_mode():
        picture = torch.from_numpy(np.ascontiguousarray(drawn.transpose(2, 0, 1)))[None]
        refined = network(picture, torch.from_numpy(np.ascontiguousarray(within))[None, None])[0].clamp(0, 1)
    return _plausible(drawn, refined.permute(1, 2, 0).numpy(), within)


def _plausible(drawn: Picture, refined: Picture, within: NDArray[np.float32]) -> Picture:
    """Without what only a critic takes for a photograph: black dots between teeth, red edges, black bars below them.

    Light and dark are bounded, single dots go (median filter), and colour changes slowly, by half.
    """
    change = refined - drawn
    grey = cv2.medianBlur(np.ascontiguousarray(change.mean(2)), DOTS)
    tint = cv2.GaussianBlur(change - change.mean(2, keepdims=True), (0, 0), TINT_WIDTH)
    added = MOST * np.tanh(grey / MOST)[..., None] + TINTED * tint
    return np.asarray(np.clip(drawn + added * (within > 0)[..., None], 0, 1), np.float32)


def _twice(features: Tensor) -> Tensor:
    return F.interpolate(features, scale_factor=2)
