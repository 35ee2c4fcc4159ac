"""Which part of a head each pixel of a photo shows: the photo brought to the parser's frame, and its answer back."""

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import interpolate

from facelab import canonical
from facelab.model.parser import CLASSES, SIDE, Parser, share
from facelab.photo.align import UNMOVED, Box, Similarity, warp
from facelab.photo.colour import encode_srgb
from facelab.photo.crop import linear_view
from facelab.photo.outputs import levels
from facelab.photo.picture import Picture

STEP, WINDOWS = 128, 2
"""Rows of the frame by which a window for long hair lies below the one before; how many there are at most. The parser
knows heads at one scale: a wider window would not do."""
LOOKS = (SIDE, False), (320, True)
"""Pixels along each side by which the frame is drawn, one after the other, and whether its mirror image is: they make
other mistakes, and the mean errs less than either (docs/experiments.md)."""
BORDER, GOES_ON = 6, 0.5
"""Rows at the lower border, and columns of hair in them, by whose probability of hair it goes on below."""


@dataclass(frozen=True, eq=False)
class Parse:
    """What the parser says of one head.

    Attributes:
        probabilities: (19, 256, 256) float32, summing to 1, in the parser's frame; more rows where hair is longer.
        inside: (256, 256) bool, where the photo has a pixel; likewise.
        similarity: photo to the parser's frame.
    """

    probabilities: NDArray[np.float32]
    inside: NDArray[np.bool_]
    similarity: Similarity

    def share(self, *names: str) -> NDArray[np.float32]:
        """(256, 256), 0..1: summed probability of classes or groups of ``model.parser``; 0 outside the photo."""
        summed: NDArray[np.float32] = share(torch.from_numpy(self.probabilities), names).numpy()
        return summed * self.inside

    def most_likely_but(self, name: str) -> NDArray[np.float32]:
        """(256, 256), the probability of the likeliest other class than one of ``model.parser``."""
        found: NDArray[np.float32] = np.delete(self.probabilities, CLASSES.index(name), axis=0).max(0)
        return found

    def in_crop(self, *names: str) -> NDArray[np.float32]:
        """The same in the canonical crop, (128, 128): the middle of the frame, pixel for pixel."""
        start = (SIDE - canonical.SIZE) // 2
        return self.share(*names)[start : start + canonical.SIZE, start : start + canonical.SIZE]

    def in_photo(self, box: Box, *names: str) -> NDArray[np.float32]:
        """The same in a part of the photo, (y1 - y0, x1 - x0), smooth; 0 beyond the parser's frame."""
        x0, y0, x1, y1 = box
        back = self.similarity.after(x0, y0).inverse()
        there = warp(np.dstack([self.share(*names), np.ones((SIDE, SIDE), np.float32)]), back, (x1 - x0, y1 - y0))
        return np.clip(there[..., 0], 0, 1) * in_frame(self.similarity, box)


def parse_head(photo: Picture, similarity: Similarity, parser: Parser) -> Parse:
    """Parse one head.

    Args:
        photo: the photo; only the head's neighbourhood is read.
        similarity: photo to canonical frame.
        parser: in evaluation mode.
    """
    return _parse(photo, to_frame(similarity), parser)


def _parse(photo: Picture, there: Similarity, parser: Parser) -> Parse:
    said = torch.stack([_looked(photo, there, side, mirrored, parser) for side, mirrored in LOOKS]).mean(0)
    return Parse(said.numpy(), _covered(there, (photo.width, photo.height), SIDE), there)


def _looked(photo: Picture, there: Similarity, side: int, mirrored: bool, parser: Parser) -> Tensor:
    """(19, 256, 256), what the parser says of the frame when it is drawn with ``side`` pixels along each side."""
    drawn = Similarity(there.matrix * (side / SIDE))
    inside = _covered(drawn, (photo.width, photo.height), side)
    picture = np.clip(encode_srgb(linear_view(photo, drawn, (side, side))), 0, 1) * inside[..., None]
    said = parser.parse(torch.from_numpy(picture).permute(2, 0, 1), torch.from_numpy(inside), mirrored)
    return said if side == SIDE else interpolate(said[None], (SIDE, SIDE), mode="bilinear", antialias=True)[0]


def parse_long_hair(photo: Picture, head: Parse, parser: Parser) -> Parse:
    """A parsed head with as many rows more as its hair needs, from windows below the frame, at most ``WINDOWS``."""
    for number in range(1, WINDOWS + 1):
        if not _goes_on_below(head):
            break
        matrix = head.similarity.matrix.copy()
        matrix[1, 2] -= number * STEP
        head = _joined(head, _parse(photo, Similarity(matrix), parser))
    return head


def _goes_on_below(head: Parse) -> bool:
    return bool(((head.share("hair")[-BORDER:] > GOES_ON).mean(0) == 1).sum() >= BORDER)


def _joined(upper: Parse, lower: Parse) -> Parse:
    """Two windows, the lower one ``STEP`` rows further down: mixed in the middle of what both see."""
    both = SIDE - STEP
    share = np.clip((np.arange(both, dtype=np.float32) + 0.5) / (both / 2) - 0.5, 0, 1)[:, None]
    seam = upper.probabilities[:, -both:] * (1 - share) + lower.probabilities[:, :both] * share
    probabilities = np.concatenate([upper.probabilities[:, :-both], seam, lower.probabilities[:, both:]], 1)
    return Parse(probabilities, np.concatenate([upper.inside, lower.inside[both:]]), upper.similarity)


def parse_drawn(drawn: NDArray[np.float32], parser: Parser) -> tuple[NDArray[np.float32], Parse]:
    """Parse a head as the network draws it.

    Args:
        drawn: (N, N, 3), sRGB 0..1, the canonical frame.
        parser: in evaluation mode.

    Returns:
        The same at the size of the crop, (128, 128, 3), and its parts.
    """
    size = (canonical.SIZE, canonical.SIZE)
    picture = np.clip(cv2.resize(drawn, size, interpolation=cv2.INTER_CUBIC), 0, 1).astype(np.float32)
    return picture, parse_head(Picture(levels(picture)), UNMOVED, parser)


def to_frame(similarity: Similarity) -> Similarity:
    """From a photo to the parser's frame, for one to the canonical frame: the same, with room on every side."""
    matrix = similarity.matrix.copy()
    matrix[:, 2] += (SIDE - canonical.SIZE) / 2
    return Similarity(matrix)


def _covered(similarity: Similarity, photo_size: tuple[int, int], side: int) -> NDArray[np.bool_]:
    """(side, side): which pixels of a frame of so many lie in a photo of so many pixels across and down."""
    centres = np.stack(np.meshgrid(np.arange(side), np.arange(side)), -1).astype(np.float64) + 0.5
    points = similarity.inverse().apply(centres)
    return np.asarray(((points > 0) & (points < photo_size)).all(-1))


def in_frame(similarity: Similarity, box: Box, rows: int = SIDE) -> NDArray[np.bool_]:
    """Which pixels of a part of the photo, (H, W), lie in the parser's frame, of so many rows.

    What is brought there from the frame is its mirror image beyond.
    """
    x0, y0, x1, y1 = box
    x, y = np.arange(x0, x1) + 0.5, np.arange(y0, y1)[:, None] + 0.5
    (a, b, c), (d, e, f) = similarity.matrix
    across, down = a * x + b * y + c, d * x + e * y + f
    return np.asarray((across > 0) & (across < SIDE) & (down > 0) & (down < rows))
