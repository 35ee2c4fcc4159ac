"""Seams, whether a composite's border can be seen: the jump of the gradient along it, against the photo's own."""

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Similarity, source_box, warp
from facelab.photo.colour import Samples
from facelab.render.mask import outline

POINTS = 512
STEPS = np.array([-1.5, -0.5, 0.5, 1.5])
"""Where brightness is looked at across the border, in pixels of the crop."""
_ROOM = 4  # crop pixels around the crop that are looked at, too
_SIDE = SIZE + 2 * _ROOM


def border_jump(before: Samples, after: Samples, similarity: Similarity, radius: float = 1.0) -> tuple[float, float]:
    """How sharply brightness bends along the mask's border, before and after an edit.

    Both photos are brought to the crop's resolution. Across each point of the border the jump is the difference between
    one step's gradient and the next one's, the larger of the two that the point lies between: a step shows in it as a
    kink does. What lies outside the photo does not count.

    Args:
        before, after: (H, W, C) stored samples of the photo, uint8 or uint16.
        similarity: photo to canonical frame.
        radius: of the mask's egg: 1 where the mask becomes nothing, ``mask.INSIDE`` where it becomes all.

    Returns:
        The 95th percentile of the jumps of each, in levels of 255; (0, 0) where no border lies in the photo.
    """
    points, normals = outline(POINTS, radius)
    across = points[:, None] + STEPS[:, None] * normals[:, None]
    there = similarity.inverse().apply(across)
    inside = ((there > 0) & (there < (before.shape[1], before.shape[0]))).all(axis=(1, 2))
    if not inside.any():
        return 0.0, 0.0
    own, made = (_jumps(_brightness(samples, similarity), across[inside]) for samples in (before, after))
    return float(np.percentile(own, 95)), float(np.percentile(made, 95))


def _jumps(brightness: NDArray[np.float32], across: NDArray[np.float64]) -> NDArray[np.float32]:
    at = (across + _ROOM - 0.5).astype(np.float32)
    levels = np.asarray(cv2.remap(brightness, at[..., 0], at[..., 1], cv2.INTER_LINEAR), np.float32)
    jumps: NDArray[np.float32] = np.abs(np.diff(levels, n=2, axis=1)).max(axis=1)
    return jumps


def _brightness(samples: Samples, similarity: Similarity) -> NDArray[np.float32]:
    wide = Similarity(similarity.matrix + np.array([0, 0, _ROOM]))
    x0, y0, x1, y1 = source_box(wide, (samples.shape[1], samples.shape[0]), (_SIDE, _SIDE))
    levels = samples[y0:y1, x0:x1].mean(axis=2, keepdims=True, dtype=np.float32) * (255 / np.iinfo(samples.dtype).max)
    return warp(levels.astype(np.float32), wide.after(x0, y0), (_SIDE, _SIDE))[..., 0]
