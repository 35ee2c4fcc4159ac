"""The fade map: where an edit changed the structure of a face, so that its old detail must go."""

from functools import cache

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from facelab.canonical import ellipse_radius

THRESHOLD = 0.05
"""tau: a change of structure by this amount, sRGB 0..1, is 63 % faded."""
FACE_ENDS = 0.85, 1.1
"""Radii of the face ellipse between which the face falls to nothing."""
AROUND = 0.9
"""How much the network draws around a face that has no detail: with less hair and wall are haze, with more specks."""


def blur(picture: Tensor, sigma: float) -> Tensor:
    """Gaussian blur of (N, C, H, W), mirrored borders, in full precision; ``sigma`` in pixels.

    Two products with small matrices: a tenth of the time of convolutions with so few channels.
    """
    down, across = (_blurring(size, sigma, picture.device).to(picture) for size in picture.shape[-2:])
    with torch.autocast(picture.device.type, enabled=False):
        return down @ picture @ across.T


@cache
def _blurring(size: int, sigma: float, device: torch.device) -> Tensor:
    """What blurs a column of ``size`` pixels, (size, size); each row sums to 1."""
    radius = min(int(3 * sigma), size - 1)
    offsets = np.arange(-radius, radius + 1)
    kernel = np.exp(-(offsets**2) / (2 * sigma**2))
    at = np.abs(np.arange(size)[:, None] + offsets)
    matrix = np.zeros((size, size))
    np.add.at(matrix, (np.arange(size)[:, None], np.minimum(at, 2 * (size - 1) - at)), kernel / kernel.sum())
    with torch.inference_mode(mode=False):  # whoever asks first: it may have a part in training later
        return torch.from_numpy(matrix.astype(np.float32)).to(device)


def change_strength(edited: Tensor, unedited: Tensor) -> Tensor:
    """g (docs/design.md, "The model"): how strongly the structure changed.

    Args:
        edited, unedited: D(s + delta) and D(s), (N, 3, 64, 64), sRGB 0..1.

    Returns:
        (N, 1, 64, 64), sRGB 0..1. Broad changes of light and colour do not count: only the difference less its blur.
    """
    difference = edited - unedited
    local = difference - blur(difference, 4.0)
    return blur(local.abs().mean(1, keepdim=True), 1.5)


def structural_change(edited: Tensor, unedited: Tensor) -> Tensor:
    """H(g), whether the structure changed, (N, 1, 64, 64) in 0..1; g is ``change_strength``."""
    changed = 1 - torch.exp(-((change_strength(edited, unedited) / THRESHOLD) ** 2))
    return blur(F.max_pool2d(changed, 5, 1, 2), 1.0)


def fade_map(edited: Tensor, unedited: Tensor, region: Tensor | float = 1.0) -> Tensor:
    """The fade map h, (N, 1, 64, 64): ``structural_change`` within the ``region`` where the edit's attributes act."""
    return structural_change(edited, unedited) * region


@cache
def face_map(size: int) -> Tensor:
    """The face, (1, 1, size, size): 1 inside, falling to 0 at its outline; not to be written to."""
    with torch.inference_mode(mode=False):  # as above
        radius = torch.from_numpy(ellipse_radius(size).astype(np.float32))[None, None]
        return smooth_step(radius, *FACE_ENDS[::-1])


@cache
def drawing_map(size: int) -> Tensor:
    """The fade map of a face without detail, as faces of the prior are, (1, 1, size, size); likewise."""
    with torch.inference_mode(mode=False):
        return AROUND + (1 - AROUND) * face_map(size)


def smooth_step(values: Tensor, low: float, high: float) -> Tensor:
    """0 at ``low``, 1 at ``high`` and beyond, without a kink between."""
    t = ((values - low) / (high - low)).clamp(0, 1)
    return t * t * (3 - 2 * t)
