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


def change_strength(edited: Tensor, unedited: Tensor) -> Tensor:
    """g of the design: how strongly the structure changed.

    Args:
        edited, unedited: D(s + delta) and D(s), (N, 3, 64, 64), sRGB 0..1.

    Returns:
        (N, 1, 64, 64), sRGB 0..1. Broad changes of light and colour do not count: only the difference less its blur.
    """
    difference = edited - unedited
    local = difference - blur(difference, 4.0)
    return blur(local.abs().mean(1, keepdim=True), 1.5)


def structural_change(edited: Tensor, unedited: Tensor) -> Tensor:
    """H(g) of the design: whether the structure changed, (N, 1, 64, 64) in 0..1; see ``change_strength``."""
    changed = 1 - torch.exp(-((change_strength(edited, unedited) / THRESHOLD) ** 2))
    return blur(F.max_pool2d(changed, 5, 1, 2), 1.0)


def fade_map(edited: Tensor, unedited: Tensor, region: Tensor | float = 1.0) -> Tensor:
    """The fade map h, (N, 1, 64, 64): ``structural_change`` within the ``region`` where the edit's attributes act."""
    return structural_change(edited, unedited) * region
