"""The fade map: where an edit changed the structure of a face, so that its old detail must go."""

import torch
from torch import Tensor
from torch.nn import functional as F

THRESHOLD = 0.05
"""tau: a change of structure by this amount, sRGB 0..1, is 63 % faded."""


def blur(picture: Tensor, sigma: float) -> Tensor:
    """Gaussian blur of (N, C, H, W), mirrored borders, in full precision; ``sigma`` in pixels."""
    radius = int(3 * sigma)
    at = torch.arange(-radius, radius + 1, dtype=picture.dtype, device=picture.device)
    kernel = torch.exp(-(at**2) / (2 * sigma**2))
    kernel /= kernel.sum()
    channels = picture.shape[1]
    along = kernel.expand(channels, 1, -1)
    with torch.autocast(picture.device.type, enabled=False):
        padded = F.pad(picture, (radius,) * 4, mode="reflect")
        rows = F.conv2d(padded, along[:, :, None, :], groups=channels)
        return F.conv2d(rows, along[:, :, :, None], groups=channels)


def structural_change(edited: Tensor, unedited: Tensor) -> Tensor:
    """H(g) of the design: how far the structure changed, without regard to where.

    Args:
        edited, unedited: D(s + delta) and D(s), (N, 3, 64, 64), sRGB 0..1.

    Returns:
        (N, 1, 64, 64) in 0..1. Broad changes of light and colour do not count: the difference less its own blur does.
    """
    difference = edited - unedited
    local = difference - blur(difference, 4.0)
    strength = blur(local.abs().mean(1, keepdim=True), 1.5)
    changed = 1 - torch.exp(-((strength / THRESHOLD) ** 2))
    return blur(F.max_pool2d(changed, 5, 1, 2), 1.0)


def fade_map(edited: Tensor, unedited: Tensor, region: Tensor | float = 1.0) -> Tensor:
    """The fade map h, (N, 1, 64, 64): ``structural_change`` within the ``region`` where the edit's attributes act."""
    return structural_change(edited, unedited) * region


def region_of(changes: Tensor) -> Tensor:
    """Where an attribute acts, from the mean (1, 1, 64, 64) of ``structural_change`` over some hundred faces.

    Returns:
        (1, 1, 64, 64) in 0..1: a smooth step from 0.35 to 0.60 of its maximum, blurred by 1 pixel.
    """
    t = ((changes / changes.max().clamp_min(1e-6) - 0.35) / 0.25).clamp(0, 1)
    return blur(t * t * (3 - 2 * t), 1.5)
