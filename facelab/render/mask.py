"""The mask: where a change may show."""

import numpy as np
from numpy.typing import NDArray

from facelab.frame import SIZE
from facelab.photo.align import Box, Similarity

BORDER = 10.0
"""Pixels of the crop over which the mask falls to 0, inside the crop's outline."""


def smoothstep(t: NDArray[np.float32]) -> NDArray[np.float32]:
    """3 t^2 - 2 t^3 of t cut to 0..1: from 0 to 1 without a kink at either end."""
    t = np.clip(t, np.float32(0), np.float32(1))
    return t * t * (np.float32(3) - np.float32(2) * t)


def mask(similarity: Similarity, box: Box) -> NDArray[np.float32]:
    """The mask at the centres of a photo's pixels.

    Args:
        similarity: photo to canonical frame.
        box: the part of the photo.

    Returns:
        (y1 - y0, x1 - x0) float32, 0..1: 1 inside, falling smoothly over the crop's outer ``BORDER`` pixels, 0 outside.
    """
    linear, corner = similarity.matrix[:, :2], similarity.apply(np.array(box[:2], np.float64))
    right = np.arange(box[2] - box[0]) + 0.5
    down = (np.arange(box[3] - box[1]) + 0.5)[:, None]
    shown = np.ones((len(down), len(right)), np.float32)
    for axis in (0, 1):
        along = (linear[axis, 0] * right + corner[axis]).astype(np.float32)
        at = along + (linear[axis, 1] * down).astype(np.float32)
        inside = np.float32(SIZE / 2) - np.abs(at - np.float32(SIZE / 2))
        shown *= smoothstep(inside / np.float32(BORDER))
    return shown
