"""What is known in some places, carried to where it is not: normalised convolution (Knutsson & Westin 1993)."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]


def carried_around(values: Plane, known: Plane, widths: Sequence[float], enough: float) -> Plane:
    """Values averaged over what is known nearby, or farther away where too little is.

    Args:
        values: (H, W, C). known: (H, W) in 0..1, how much each counts.
        widths: standard deviations in pixels, rising, over which to look.
        enough: mean of ``known`` over a width from which no wider one is asked.

    Returns:
        (H, W, C); 0 where nothing is known even over the widest.
    """
    found, sure = np.zeros_like(values), np.zeros_like(known)[..., None]
    weighted = values * known[..., None]
    for width in widths:
        share, total = (
            cv2.GaussianBlur(one, (0, 0), width, borderType=cv2.BORDER_CONSTANT) for one in (known, weighted)
        )
        found += (1 - sure) * (total.reshape(values.shape) / np.maximum(share, 1e-4)[..., None] - found)
        sure = np.maximum(sure, np.clip(share / enough, 0, 1)[..., None])
    return np.asarray(found, np.float32)
