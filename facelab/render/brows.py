"""The brows of a face: where they are, and how the network draws them where they were covered."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.mesh import BROWS, UPPER_BROWS, UPPER_LIDS, Points
from facelab.render.around import carried_around

Array = NDArray[np.float32]

BESIDE = 3.0, 8.0
"""Widths, in pixels of the crop, over which the skin beside covered brows is averaged."""


def brow_line(points: Points) -> Array:
    """The upper edge of the brows, (128,), level beyond their ends."""
    return _level(points, UPPER_BROWS) - np.float32(1)


def lid_line(points: Points) -> Array:
    """The upper edge of the eyes, likewise."""
    return _level(points, UPPER_LIDS) - np.float32(1)


def _level(points: Points, lines: Sequence[Sequence[int]]) -> Array:
    upper = points[[number for line in lines for number in line]]
    upper = upper[np.argsort(upper[:, 0])]
    return np.asarray(np.interp(np.arange(SIZE) + 0.5, upper[:, 0], upper[:, 1]), np.float32)


def brows(points: Points) -> Array:
    """Where the brows are, softly, (128, 128), 0..1."""
    filled = np.zeros((SIZE, SIZE), np.float32)
    for ring in BROWS:
        cv2.fillConvexPoly(filled, cv2.convexHull(np.rint(points[list(ring)]).astype(np.int32)), 1.0)
    return np.asarray(cv2.GaussianBlur(cv2.dilate(filled, np.ones((3, 3), np.uint8)), (0, 0), 1), np.float32)


def brow_darkness(drawn: Array, points: Points) -> Array:
    """How much darker than the skin beside them a drawing (128, 128, 3) has its brows, log, 0 or more: (128, 128)."""
    grey, within = np.log(drawn.mean(2) + np.float32(0.05)), brows(points)
    skin = carried_around(grey[..., None], 1 - within, BESIDE, 0.2)[..., 0]
    return np.asarray(np.maximum(within * (skin - grey), 0), np.float32)
