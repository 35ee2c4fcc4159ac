"""The parser: which part of a head every pixel shows, in a frame twice as wide as the canonical one.

A U-Net (Ronneberger et al. 2015) whose way down are the levels of the attribute network, which has learned from labels
what faces are made of; it works at half the frame's resolution and shuffles its pixels out to all of it (Shi et al.
2016). It was taught by a BiSeNetV2 (Yu et al. 2021) trained on CelebAMask-HQ (Lee et al. 2020), which has these 19
classes; left and right are as seen in the picture, by the frame's middle.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.model.judges import AttributeNet, AttributeNetConfig, GroupedWidth
from facelab.model.layers import Width, centred, conv, residuals, upsample
from facelab.model.precision import fast_arithmetic

CLASSES: tuple[str, ...] = (
    "background", "skin", "left_brow", "right_brow", "left_eye", "right_eye", "glasses", "left_ear", "right_ear",
    "earring", "nose", "mouth", "upper_lip", "lower_lip", "neck", "necklace", "cloth", "hair", "hat",
)  # fmt: skip
"""What a pixel may show, in the order of the network's channels; "mouth" is what lies between the lips."""

GROUPS: dict[str, tuple[str, ...]] = {
    "brows": ("left_brow", "right_brow"),
    "eyes": ("left_eye", "right_eye"),
    "ears": ("left_ear", "right_ear"),
    "lips": ("upper_lip", "lower_lip"),
    "face": ("skin", "left_brow", "right_brow", "left_eye", "right_eye", "nose", "mouth", "upper_lip", "lower_lip"),
    "jewellery": ("earring", "necklace"),
}
"""Classes that are often asked for together."""

MIRRORED: tuple[int, ...] = (0, 1, 3, 2, 5, 4, 6, 8, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18)
"""The class that each one is in a mirror image."""

SIDE = 256
"""Canonical pixels along each side of the parser's frame, whose centre is the canonical crop's; drawn one to one."""

_LOG_ODDS = 8.0
"""Log-odds for one of the last layer's outputs: Adam moves every weight by as little, and these have few inputs."""


@dataclass(frozen=True)
class ParserConfig:
    """Shape of a Parser.

    Attributes:
        eyes: channels of the levels of an attribute network at 128 x 128, 64 x 64, 32 x 32 and 16 x 16.
        widths: channels on the way up, at the same sizes and at half the last.
    """

    eyes: Annotated[tuple[GroupedWidth, ...], Field(min_length=1, max_length=6)] = (32, 64, 128, 192)
    widths: Annotated[tuple[Width, ...], Field(min_length=2, max_length=7)] = (24, 32, 64, 96, 128)

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.eyes) + 1:
            raise ValueError("A parser has one width more than levels of eyes.")


class Parser(nn.Module):
    """Reads a head: pictures in the parser's frame to the log-odds of the 19 classes."""

    def __init__(self, config: ParserConfig) -> None:
        super().__init__()
        self.config = config
        widths = config.widths
        self.eyes = AttributeNet(AttributeNetConfig(config.eyes)).levels
        self.stem = conv(16, widths[0])
        self.down = conv(config.eyes[-1], widths[-1], stride=2)
        self.deepest = residuals(widths[-1], 1)
        self.up = nn.ModuleList(upsample(below, above) for above, below in pairwise(widths))
        self.across = nn.ModuleList(conv(seen, own, kernel=1) for seen, own in zip(config.eyes, widths, strict=False))
        self.joined = nn.ModuleList(residuals(width, 1) for width in widths[:-1])
        self.head = conv(widths[0], 4 * len(CLASSES), kernel=1, gain=0.2 / _LOG_ODDS)

    def forward(self, x: Tensor) -> Tensor:
        """Log-odds of the classes.

        Args:
            x: (N, 4, 256, 256) float32: sRGB 0..1, and 1 where the photo has a pixel, 0 where it has ended. What lies
                there is not looked at. Other sizes than 256 work if they are multiples of ``self.multiple``.

        Returns:
            (N, 19, 256, 256); ``softmax(1)`` gives probabilities.
        """
        logits: Tensor = F.pixel_shuffle(self.head(F.relu(self.features(x))), 2)
        return _LOG_ODDS * logits

    def sample(self, x: Tensor, corner: tuple[int, int]) -> Tensor:
        """Log-odds in one of every four squares of 2 x 2 pixels, for training: a quarter of the last layer's work.

        Args:
            x: as for ``forward``.
            corner: which squares, down and across, each 0 or 1.

        Returns:
            (N, H / 4, W / 4, 19, 2, 2): of a square's pixels, down and across.
        """
        h = F.relu(self.features(x)[:, :, corner[0] :: 2, corner[1] :: 2]).permute(0, 2, 3, 1)
        odds: Tensor = F.linear(h, self.head.weight.flatten(1), self.head.bias).unflatten(-1, (len(CLASSES), 2, 2))
        return _LOG_ODDS * odds

    def features(self, x: Tensor) -> Tensor:
        """What the last layer reads, at half the resolution: (N, widths[0], 128, 128)."""
        known = x[:, 3:]
        pixels = F.pixel_unshuffle(torch.cat([centred(x[:, :3]) * known, known * 2 - 1], 1), 2)
        pixels = pixels.contiguous(memory_format=torch.channels_last)
        seen: list[Tensor] = []
        h: Tensor = pixels[:, :12]
        for level in self.eyes:
            h = level(h)
            seen.append(h)
        h = self.deepest(self.down(h))
        for up, across, joined, before in reversed(list(zip(self.up, self.across, self.joined, seen, strict=True))):
            h = up(h) + across(before)
            h = joined(h + self.stem(pixels) if before is seen[0] else h)
        return h

    @property
    def multiple(self) -> int:
        """What the sides of a picture must be a multiple of."""
        return int(2 ** len(self.config.widths))

    @torch.no_grad()
    def parse(self, picture: Tensor, inside: Tensor, mirrored: bool = False) -> Tensor:
        """Probabilities of the classes for one head.

        Args:
            picture: (3, N, N) float32, sRGB 0..1, of what the parser's frame covers; N as for ``forward``.
            inside: (N, N), 1 where the photo has a pixel, else 0.
            mirrored: whether it is asked of the picture's mirror image, and its answer turned back.

        Returns:
            (19, N, N) float32, summing to 1; outside the photo it is what the network supposes.
        """
        seen = torch.cat([picture, inside.to(picture.dtype)[None]])[None]
        with fast_arithmetic(seen.device.type):
            said = self(seen.flip(-1) if mirrored else seen)[0].float().softmax(0)
        probabilities: Tensor = said.flip(-1)[list(MIRRORED)] if mirrored else said
        return probabilities


def share(probabilities: Tensor, names: Iterable[str]) -> Tensor:
    """Summed probabilities of classes or groups.

    Args:
        probabilities: (19, H, W) or (N, 19, H, W).
        names: of CLASSES or GROUPS, none twice.

    Returns:
        (H, W) or (N, H, W), 0..1.
    """
    members = [CLASSES.index(member) for name in names for member in GROUPS.get(name, (name,))]
    return probabilities[..., members, :, :].sum(-3)
