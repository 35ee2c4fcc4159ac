"""The mask: where a change may show."""

import numpy as np
from numpy.typing import NDArray

from facelab.photo.align import Box, Similarity

CENTRE = (64.0, 72.0)
ACROSS, ABOVE, BELOW = 62.0, 72.0, 56.0
"""Half axes of the mask's outline in pixels of the crop: an egg around the head that touches the crop's edges.

A square that ends within a few pixels is seen on a plain wall, however smoothly; what has the shape of the head and
fades over a quarter of its radius is not.
"""
INSIDE = 0.75
"""Radius, in units of the half axes, up to which the mask is 1."""


def smootherstep(t: NDArray[np.float32]) -> NDArray[np.float32]:
    """6 t^5 - 15 t^4 + 10 t^3 of t cut to 0..1 (Perlin 2002): from 0 to 1 with neither kink nor bend at either end."""
    t = np.clip(t, np.float32(0), np.float32(1))
    value = t * t * t * (t * (t * np.float32(6) - np.float32(15)) + np.float32(10))
    return np.minimum(value, np.float32(1))  # rounding passes it


def mixed(below: NDArray[np.float32], above: NDArray[np.float32], share: NDArray[np.float32]) -> NDArray[np.float32]:
    """``above`` upon ``below``, ``share`` of it, 0..1."""
    return below + share * (above - below)


def egg_radius(x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    """Distance from the egg's centre in units of its half axes, at points x y of the canonical frame (broadcast)."""
    across = (x - np.float32(CENTRE[0])) * np.float32(1 / ACROSS)
    down = y - np.float32(CENTRE[1])
    down = down * np.where(down < 0, np.float32(1 / ABOVE), np.float32(1 / BELOW))
    radius: NDArray[np.float32] = np.sqrt(across * across + down * down)
    return radius


def mask(similarity: Similarity, box: Box) -> NDArray[np.float32]:
    """The mask at the centres of a photo's pixels.

    Args:
        similarity: photo to canonical frame.
        box: the part of the photo.

    Returns:
        (y1 - y0, x1 - x0) float32, 0..1: 1 over the face, falling smoothly to 0 at the outline of the head's egg.
    """
    linear, corner = similarity.matrix[:, :2], similarity.apply(np.array(box[:2], np.float64))
    right = np.arange(box[2] - box[0]) + 0.5
    down = (np.arange(box[3] - box[1]) + 0.5)[:, None]
    across, along = (
        (linear[axis, 0] * right + corner[axis]).astype(np.float32) + (linear[axis, 1] * down).astype(np.float32)
        for axis in (0, 1)
    )
    return smootherstep((1 - egg_radius(across, along)) * np.float32(1 / (1 - INSIDE)))


def outline(count: int, radius: float = 1.0) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points of the egg at a radius, and its normals there.

    Args:
        count: how many points, evenly by angle.
        radius: in units of the half axes.

    Returns:
        Points (count, 2), x y in the canonical frame, and unit normals (count, 2), outwards.
    """
    angles = 2 * np.pi * (np.arange(count) + 0.5) / count
    unit = np.column_stack([np.cos(angles), np.sin(angles)])
    axes = np.column_stack([np.full(count, ACROSS), np.where(unit[:, 1] < 0, ABOVE, BELOW)])
    normals = unit / axes
    return CENTRE + radius * axes * unit, normals / np.linalg.norm(normals, axis=1, keepdims=True)
