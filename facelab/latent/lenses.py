"""Sunglasses told from glasses that one sees through, which CelebA's one label does not tell."""

from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.attributes import ATTRIBUTES
from facelab.canonical import LANDMARKS, SIZE, ellipse_radius

LENS_AXES = 9.0, 6.0
"""Half width and half height of what is seen through a lens, around the eye, in crop pixels."""
CHEEKS = -8.0, 6.0
"""Rows beside the nose, from its tip, in crop pixels."""
DARK = 0.5
"""Brightness seen through the lenses, for 1 of the cheeks', below which they are sunglasses.

So are a third of CelebA's 2,184 training faces with Eyeglasses; to the eye, few on either side are of the other kind.
"""
_FLOOR = 0.05
"""sRGB, beside which nothing is as dark as to make a ratio one of noise."""


def lens_brightness(crops: Tensor) -> Tensor:
    """How bright the eyes are for 1 of the cheeks: crops (N, 3, 128, 128), sRGB 0..1, to (N,)."""
    grey = crops.mean(1).flatten(1)
    eyes, cheeks = (grey[:, torch.from_numpy(places.ravel()).to(grey.device)].mean(1) for places in _places())
    return eyes / cheeks.clamp_min(1e-3)


def lens_blueness(crops: Tensor) -> Tensor:
    """How much bluer the eyes are than the cheeks, log of blue for red: crops (N, 3, 128, 128), sRGB, to (N,).

    Mirrored lenses show the sky; of 17 pairs that one sees through none is bluer by more than 0.35.
    """
    blue = ((crops[:, 2] + _FLOOR) / (crops[:, 0] + _FLOOR)).log().flatten(1)
    eyes, cheeks = (blue[:, torch.from_numpy(places.ravel()).to(blue.device)].median(1).values for places in _places())
    return eyes - cheeks


@cache
def _places() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    down, across = np.mgrid[:SIZE, :SIZE] + 0.5
    eyes = [((across - x) / LENS_AXES[0]) ** 2 + ((down - y) / LENS_AXES[1]) ** 2 < 1 for x, y in LANDMARKS[:2]]
    beside = down - LANDMARKS[2, 1]
    cheeks = (beside > CHEEKS[0]) & (beside < CHEEKS[1]) & (ellipse_radius(SIZE) < 0.9)
    return eyes[0] | eyes[1], cheeks


def without_sunglasses(labels: NDArray[np.float64], brightness: NDArray[np.float64]) -> NDArray[np.float64]:
    """Labels (N, 40) in which Eyeglasses is unknown (-1) where the lenses (N,) are dark.

    The vectors of Eyeglasses come from the others, so that what is put on is seen through.
    """
    k = ATTRIBUTES.index("Eyeglasses")
    found = labels.copy()
    found[(labels[:, k] > 0.5) & (brightness < DARK), k] = -1
    return found
