"""Locks of hair where a photo shows none: black hair is often a flat black, and made light it would be a flat patch.

Noise smeared along the way that hair lies (line integral convolution, Cabral & Leedom 1993). That way is where the
photo's lightness changes least (structure tensor, Bigün & Granlund 1987); where it does not change at all, it is
carried from around, and follows the outline of the hair.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.render.around import carried_around

Plane = NDArray[np.float32]

WIDTHS, SHARES = (0.9, 2.6), (0.5, 0.85)
"""Standard deviations of locks across, in pixels of the plane, and how much of each there is."""
STEPS, STRIDE = 14, 1.6
"""Steps either way along a lock, and pixels of one."""
SEEN, OUTLINE = 0.6, 0.35
"""Gradient of lightness from which it tells a direction; how much the outline counts beside it."""
BESIDE, HIDES = (2.0, 7.0), 35.0
"""The same beside skin, on which hair throws shadow as the skin on it; lightness below which hair hides that."""
FAR = (3.0, 9.0, 27.0, 81.0)
"""Pixels over which directions are averaged; see ``carried_around``."""
WITHIN, AROUND, USUAL, MOST = 7.0, 7.0, 3.0, 6.0
"""Standard deviations in pixels of what a lock differs from, and over which its contrast is averaged; a contrast of
lightness from which on nothing lacks; the most that counts of one: a rim of light says nothing of what is beside it."""
SHADOW, DEEP = 1.3, 7.0
"""Standard deviations of a lock by which hair is darker at its edge, where it turns away or lies below other hair, and
pixels from there over which that fades."""


def locks(lightness: Plane, hair: Plane, skin: Plane) -> Plane:
    """What hair lacks of locks.

    Args:
        lightness: (H, W), L* of a picture. hair, skin: (H, W) in 0..1, where it shows hair, and skin.

    Returns:
        (H, W): a standard deviation of 1 where all locks lack, 0 where the photo has its own.
    """
    inner = np.asarray(cv2.erode(hair, np.ones((3, 3))), np.float32)
    along = directions(lightness, hair)
    drawn = np.zeros_like(lightness)
    for width, share, seed in zip(WIDTHS, SHARES, (1, 2), strict=True):
        drawn += np.float32(share) * _smeared(_noise(lightness.shape, width, seed), along)
    away = cv2.distanceTransform((hair > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
    drawn -= np.float32(SHADOW) * np.exp(-away / np.float32(DEEP))
    own = np.clip(lightness - _mean(lightness, inner, WITHIN), -MOST, MOST)
    contrast = np.sqrt(np.maximum(_mean(np.square(own), inner, AROUND), 0))
    drawn *= np.clip(1 - contrast / np.float32(USUAL), 0, 1)
    beside = cv2.distanceTransform((skin < 0.5).astype(np.uint8), cv2.DIST_L2, 3)
    dark = np.clip(1 - _mean(lightness, inner, AROUND) / np.float32(HIDES), 0, 1)
    return np.asarray(drawn - np.float32(BESIDE[0]) * dark * np.exp(-beside / np.float32(BESIDE[1])), np.float32)


def directions(lightness: Plane, hair: Plane) -> Plane:
    """The way hair lies, (H, W, 2), of length 1, either of the two ways."""
    inner = cv2.erode(hair, np.ones((5, 5)))
    down, across = np.gradient(cv2.GaussianBlur(lightness, (0, 0), 1.0))
    out_down, out_across = np.gradient(cv2.GaussianBlur(hair, (0, 0), 3.0))
    tensor = inner[..., None] * _tensor(across, down, np.float32(SEEN))
    tensor += np.float32(OUTLINE) * _tensor(out_across, out_down, np.float32(0.02))
    known = np.clip(tensor[..., 0] + tensor[..., 2], 0, 1)
    xx, xy, yy = cv2.split(carried_around(tensor / np.maximum(known, np.float32(1e-3))[..., None], known, FAR, 0.3))
    angle = np.arctan2(2 * xy, xx - yy) / 2 + np.pi / 2
    return np.dstack([np.cos(angle), np.sin(angle)]).astype(np.float32)


def _tensor(across: Plane, down: Plane, seen: np.float32) -> Plane:
    """The structure tensor (H, W, 3) of gradients, whose trace is the surer, the steeper they are, at most 1."""
    steep = across * across + down * down
    squares = np.dstack([across * across, across * down, down * down])
    return np.asarray(squares / (steep + seen * seen)[..., None], np.float32)


def _noise(shape: tuple[int, ...], width: float, seed: int) -> Plane:
    noise = np.random.default_rng(seed).normal(size=shape).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(noise, (0, 0), width), np.float32)


def _smeared(noise: Plane, along: Plane) -> Plane:
    """The mean of noise along the way, its standard deviation 1."""
    total = noise.copy()
    rows, columns = (np.asarray(grid, np.float32) for grid in np.indices(noise.shape))
    for sign in (np.float32(STRIDE), np.float32(-STRIDE)):
        way, x, y = along, columns, rows
        for _ in range(STEPS):
            x, y = x + sign * way[..., 0], y + sign * way[..., 1]
            total += cv2.remap(noise, x, y, cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT)
            there = cv2.remap(along, x, y, cv2.INTER_NEAREST, None, cv2.BORDER_REFLECT)
            way = there * np.sign((there * way).sum(2, keepdims=True) + np.float32(1e-6))
    return np.asarray(total / max(float(total.std()), 1e-6), np.float32)


def _mean(values: Plane, share: Plane, width: float) -> Plane:
    known = cv2.GaussianBlur(share, (0, 0), width)
    return np.asarray(cv2.GaussianBlur(values * share, (0, 0), width) / np.maximum(known, np.float32(1e-3)), np.float32)
