"""Lightness and light, and values bent so that they come to no end."""

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]

DIM, BLACK_ALL = (0.01, 0.0005), (12.0, 20.0)
"""Light that is added before its logarithm is taken, so that noise is no strand, in black hair and in other hair, which
is dark only where no light falls, as between hair and neck; lightness of the middle up to which all hair is as dark,
and beyond which it is not."""


def luminance(lightness: Plane) -> Plane:
    """CIE Y, 0..1, of L*."""
    root = (lightness + np.float32(16)) / np.float32(116)
    return np.where(lightness > 8, root * root * root, lightness / np.float32(903.3)).astype(np.float32)


def lightness_of(luminance: Plane) -> Plane:
    """CIE L* of Y, 0..1."""
    root = np.float32(116) * np.cbrt(np.maximum(luminance, 0)) - np.float32(16)
    return np.where(luminance > 0.008856, root, luminance * np.float32(903.3)).astype(np.float32)


def soft_limit(values: Plane, most: float) -> Plane:
    """Values that are small beside ``most`` as they are, larger ones approaching it."""
    return np.asarray(values / np.sqrt(1 + np.square(values * np.float32(1 / most))), np.float32)


def within(values: Plane, ends: tuple[float, float]) -> Plane:
    """Lightness bent, from a knee near either of 0 and 100 on, so that it never comes there: nothing is cut off."""
    low, high = ends
    above = high + (100 - high) * -np.expm1(-np.maximum(values - high, 0) / (100 - high))
    below = low * np.exp(np.minimum(values - low, 0) / low)
    return np.where(values > high, above, np.where(values < low, below, values)).astype(np.float32)


def exposure(lightness: Plane, middle: float) -> Plane:
    """Logarithm of how much more light than that of the middle hair of some lightness shows."""
    dim = np.float32(DIM[1] + (DIM[0] - DIM[1]) * all_is_dark(middle))
    usual = luminance(np.array(middle, np.float32)) + dim
    return np.asarray(np.log((luminance(lightness) + dim) / usual), np.float32)


def all_is_dark(middle: float) -> float:
    """How far hair of a middle of some lightness is as dark as where no light falls, 0..1."""
    return float(np.clip((BLACK_ALL[1] - middle) / (BLACK_ALL[1] - BLACK_ALL[0]), 0, 1))
