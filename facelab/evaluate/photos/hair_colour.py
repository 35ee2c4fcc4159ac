"""Hair in another colour, measured at the photo's resolution where the parser's teacher sees hair.

The teacher, a network that is never shipped, and not our own parser: that one says where hair is recoloured.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.data.head_sources import CLOSE, WIDE, HeadPhoto
from facelab.data.teaching import Teacher, answered, placed
from facelab.evaluate.photos.changed import Pixels
from facelab.evaluate.photos.sharpness import correlation
from facelab.model.parser import CLASSES
from facelab.photo.align import Similarity, warp

SURELY, SURELY_NOT = 0.8, 0.05
"""Of the teacher's probability of hair: from which a pixel is hair, below which it is none."""
SEEN = 3
"""Levels of 255, in any colour, beyond which a pixel counts as changed."""
HALF = 0.5
"""Of the way to the colour asked for that a pixel must go."""
LEAST = 2000
"""Pixels of hair that a photo must have."""
LEAST_WAY = 3.0
"""Of L*a*b*: a colour that is nearer is there already."""
STRANDS, EDGE = "correlation of strands", 6
"""A figure, and the pixels from the edge of hair from which on it is away from it: three standard deviations of the
blur that high frequencies are without."""
DARKEST, LIGHTEST = 4.0, 97.0
"""Lightness that hair can come to."""

Lab = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class TeachersHair:
    """Where the teacher sees hair in a photo: masks (H, W) of what surely is hair, and of what surely is none."""

    surely: NDArray[np.bool_]
    surely_not: NDArray[np.bool_]


def teachers_hair(photo: Pixels, similarity: Similarity, teacher: Teacher) -> TeachersHair:
    """Ask the teacher about one head; ``similarity`` is photo to canonical frame."""
    said = answered(HeadPhoto("", photo, similarity, (CLOSE, WIDE)), teacher)[CLASSES.index("hair")]
    back = placed(similarity, WIDE, said.shape[0]).inverse()
    size = photo.shape[1], photo.shape[0]
    share = warp(said[..., None].astype(np.float32), back, size)[..., 0]
    within = _within(back.inverse(), size, said.shape[0])
    return TeachersHair((share > SURELY) & within, (share < SURELY_NOT) & within)


def _within(to_frame: Similarity, size: tuple[int, int], pixels: int) -> NDArray[np.bool_]:
    x, y = np.arange(size[0]) + 0.5, np.arange(size[1]) + 0.5
    (a, b, c), (d, e, f) = to_frame.matrix
    across, down = a * x + b * y[:, None] + c, d * x + e * y[:, None] + f
    return np.asarray((across > 0) & (across < pixels) & (down > 0) & (down < pixels))


def figures(before: Pixels, after: Pixels, hair: TeachersHair, shift: Lab, *, by_lightness: bool) -> dict[str, float]:
    """How hair took a colour.

    Args:
        before, after: the photo, unedited and edited.
        hair: where the teacher sees it.
        shift: (3,), by how much the median of hair's L*a*b* is to move.
        by_lightness: whether lightness tells the colour (grey, black, any in a grey photo), not a and b.

    Returns:
        ``hair that took it``: share of surely hair that went at least half of the way from its median to the target
        median, or lies beyond the target; ``correlation of strands``: of high frequencies of lightness in it;
        ``correlation of strands away from its edge``, whose contrast with wall and skin is none of strands;
        ``changed beyond hair``: share of what surely is no hair that changed by more than 3 levels.
    """
    moved = np.abs(after.astype(np.int16) - before).max(2) > SEEN
    found = {"changed beyond hair": float(moved[hair.surely_not].mean())} if hair.surely_not.any() else {}
    if hair.surely.sum() < LEAST:
        return found
    own, made = _lab(before), _lab(after)
    before_l, after_l = (np.ascontiguousarray(colours[..., 0]) for colours in (own, made))
    inside = cv2.erode(hair.surely.astype(np.uint8), np.ones((2 * EDGE + 1,) * 2), borderValue=1) > 0
    for name, region in ((STRANDS, hair.surely), (f"{STRANDS} away from its edge", inside)):
        found[name] = correlation(before_l, after_l, region)
    return found | _taken(own[hair.surely], made[hair.surely], shift, by_lightness=by_lightness)


def _taken(own: Lab, made: Lab, shift: Lab, *, by_lightness: bool) -> dict[str, float]:
    middle = np.median(own, axis=0)
    way = _way(middle, shift, by_lightness=by_lightness)
    length = float(np.linalg.norm(way))
    if length < LEAST_WAY:
        return {}
    went, at = ((colours @ way) / length**2 for colours in (made - own, made - middle))
    return {"hair that took it": float(((went >= HALF) | (at >= 1)).mean())}


def _way(middle: Lab, shift: Lab, *, by_lightness: bool) -> Lab:
    if by_lightness:
        target = float(np.clip(middle[0] + shift[0], DARKEST, LIGHTEST))
        return np.array([target - middle[0], 0, 0], np.float32)
    return np.array([0, *shift[1:]], np.float32)


def _lab(pixels: Pixels) -> Lab:
    return np.asarray(cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)
