"""Whether a composite's border can be seen: the jump of the gradient along it, against the photo's own."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from facelab.frame import SIZE
from facelab.photo.align import Similarity, source_box, warp
from facelab.photo.colour import Samples

_ROOM = 4  # crop pixels around the crop's outline that are looked at, too
_SIDE = SIZE + 2 * _ROOM


def border_jump(before: Samples, after: Samples, similarity: Similarity, inset: int = 0) -> tuple[float, float]:
    """How sharply brightness bends at the mask's border, before and after an edit.

    Both photos are brought to the crop's resolution. Across each pixel of the square ``inset`` pixels inside the crop's
    outline (0: where the mask becomes nothing; 10: where it becomes all), the jump is the difference between one step's
    gradient and the next one's, the larger of the two that the line is part of: a step shows in it as a kink does.
    What lies outside the photo does not count.

    Args:
        before, after: (H, W, C) stored samples of the photo, uint8 or uint16.
        similarity: photo to canonical frame.
        inset: whole pixels of the crop, 0 to 60.

    Returns:
        The 95th percentile of the jumps of each, in levels of 255; (0, 0) where no border lies in the photo.
    """
    inside = _strips(_in_photo(before.shape, similarity), inset).all(axis=1)
    if not inside.any():
        return 0.0, 0.0
    own, made = (_jumps(_brightness(samples, similarity), inset)[inside] for samples in (before, after))
    return float(np.percentile(own, 95)), float(np.percentile(made, 95))


def _jumps(brightness: NDArray[np.float32], inset: int) -> NDArray[np.float32]:
    jumps: NDArray[np.float32] = np.abs(np.diff(_strips(brightness, inset), n=2, axis=1)).max(axis=1)
    return jumps


def _strips(picture: NDArray[Any], inset: int) -> NDArray[Any]:
    """(4 sides, 4 pixels across the border from outside in, pixels along it)."""
    at = _ROOM + inset
    sides = [np.rot90(picture, turns) for turns in range(4)]
    return np.stack([side[at - 2 : at + 2, at : _SIDE - at] for side in sides])


def _brightness(samples: Samples, similarity: Similarity) -> NDArray[np.float32]:
    wide = _widened(similarity)
    x0, y0, x1, y1 = source_box(wide, (samples.shape[1], samples.shape[0]), (_SIDE, _SIDE))
    levels = samples[y0:y1, x0:x1].mean(axis=2, keepdims=True, dtype=np.float32) * (255 / np.iinfo(samples.dtype).max)
    return warp(levels.astype(np.float32), wide.after(x0, y0), (_SIDE, _SIDE))[..., 0]


def _in_photo(shape: tuple[int, ...], similarity: Similarity) -> NDArray[np.bool_]:
    centres = np.stack(np.meshgrid(*[np.arange(_SIDE) + 0.5] * 2), axis=-1)
    there = _widened(similarity).inverse().apply(centres)
    return np.asarray(((there > 0) & (there < (shape[1], shape[0]))).all(axis=2))


def _widened(similarity: Similarity) -> Similarity:
    return Similarity(similarity.matrix + np.array([0, 0, _ROOM]))
