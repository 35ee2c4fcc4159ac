"""Interpolation of latents: how much of each face is in a blend, and what s that gives."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from facelab.errors import EditError

Array = NDArray[np.float32]
InterpolationMethod = Literal["linear", "spherical"]

PARALLEL = 1e-6
"""Sine of the angle between two directions below which they are one, and there is no arc between them."""


def along(faces: int, alphas: Sequence[float] | NDArray[np.floating[Any]]) -> Array:
    """A path through several faces, one after another.

    Args:
        faces: how many, at least 2.
        alphas: (M,) in 0..1: 0 is the first face, 1 the last, each stretch between two as long as the others.

    Returns:
        (M, faces): how much of each face is in each step; rows sum to 1, and no more than two faces meet.

    Raises:
        EditError: fewer than two faces, or an alpha outside 0..1.
    """
    at = np.asarray(alphas, np.float64)
    if faces < 2:
        raise EditError("A path needs at least two faces.")
    if ((at < 0) | (at > 1)).any():
        raise EditError("A step of a path must lie between 0, the first face, and 1, the last.")
    away = np.abs(at[:, None] * (faces - 1) - np.arange(faces))
    return np.asarray(np.maximum(1 - away, 0), np.float32)


def sheet(across: int, down: int) -> Array:
    """The bilinear sheet of four faces: top left, top right, bottom left, bottom right.

    Args:
        across, down: steps each way, at least 2.

    Returns:
        (down * across, 4), row by row: how much of each face is in each cell; rows sum to 1.
    """
    u, v = np.linspace(0, 1, across)[None, :], np.linspace(0, 1, down)[:, None]
    corners = (1 - v) * (1 - u), (1 - v) * u, v * (1 - u), v * u
    return np.stack([np.broadcast_to(c, (down, across)) for c in corners], -1).reshape(-1, 4).astype(np.float32)


def blend(latents: Array, shares: Array, method: InterpolationMethod = "linear", centre: Array | None = None) -> Array:
    """Latents between latents.

    Linear is Figure 5's (1 - alpha) z_left + alpha z_right. Spherical (Shoemake 1985) turns from one direction to the
    other, seen from ``centre``, at an even pace, while the distance from there changes evenly: in many dimensions the
    straight way leads through an inside where no faces are.

    Args:
        latents: (N, S). shares: (M, N), rows of sum 1.
        method: spherical goes between two faces; where a row holds more it is linear.
        centre: (S,), what spherical turns about; 0 if left out.

    Returns:
        (M, S).
    """
    mixed = shares @ latents
    if method == "spherical":
        about = np.zeros_like(latents[0]) if centre is None else centre
        for row, share in enumerate(shares):
            there = np.flatnonzero(share)
            if len(there) == 2:
                first, second = (latents[n] - about for n in there)
                mixed[row] = about + _turned(first, second, float(share[there[1]]))
    return mixed


def _turned(first: Array, second: Array, alpha: float) -> Array:
    lengths = np.linalg.norm(first), np.linalg.norm(second)
    if min(lengths) == 0:
        return np.asarray((1 - alpha) * first + alpha * second)
    angle = np.arccos(np.clip(first @ second / (lengths[0] * lengths[1]), -1, 1))
    if np.sin(angle) < PARALLEL:
        return np.asarray((1 - alpha) * first + alpha * second)
    one, other = np.sin((1 - alpha) * angle), np.sin(alpha * angle)
    direction = (one * first / lengths[0] + other * second / lengths[1]) / np.sin(angle)
    return np.asarray(((1 - alpha) * lengths[0] + alpha * lengths[1]) * direction, np.float32)
