"""Sharpness of a face in its photo: the mean absolute Laplacian of luma at 512 pixels a crop, by regions.

What raises it without being right, noise and sharpening, shows in how the parts that stay correlate with what they
were.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Similarity, source_box, to_crop
from facelab.photo.colour import to_srgb8
from facelab.photo.picture import Picture
from facelab.render.parsing import Parse

Plane = NDArray[np.float32]
Mask = NDArray[np.bool_]

PIXELS = 512
"""Along each side of the crop that sharpness is measured in."""
TIMES = PIXELS // SIZE
CHANGED = 4.0
"""Levels of luma, smoothed, from which a part of the crop counts as changed."""
LEAST = 400
"""Pixels that a region must have for its sharpness to mean something."""
_SMOOTH, _HIGH = 3.0, 2.0  # standard deviations, pixels of the 512
_NEAR, _FAR = 25, 97  # pixels across of what is dilated: the changed part's neighbourhood lies between the two
_RIM = 13  # pixels across of a rim, on both sides of where the parser has glasses end


def luma(picture: Picture, similarity: Similarity) -> Plane:
    """A face's crop, (512, 512) luma of sRGB in levels of 255."""
    x0, y0, x1, y1 = source_box(similarity, (picture.width, picture.height))
    grey = cv2.cvtColor(to_srgb8(picture)[y0:y1, x0:x1], cv2.COLOR_RGB2GRAY).astype(np.float32)
    return to_crop(grey[..., None], similarity.after(x0, y0), PIXELS)[..., 0]


def laplacian(plane: Plane) -> Plane:
    """Of each pixel, its absolute value."""
    return np.asarray(np.abs(cv2.Laplacian(plane, cv2.CV_32F)), np.float32)


def sharpness(plane: Plane, region: Mask) -> float:
    """Mean absolute Laplacian in a region; NaN where that is hardly any."""
    return float(laplacian(plane)[region].mean()) if region.sum() >= LEAST else float("nan")


def ratio(one: float, other: float) -> float:
    """One sharpness for another; NaN where that is none."""
    return one / other if other > 0 else float("nan")


def _ellipse(centre: tuple[float, float], axes: tuple[float, float]) -> Mask:
    y, x = np.mgrid[:PIXELS, :PIXELS] / TIMES
    return np.asarray(((x - centre[0]) / axes[0]) ** 2 + ((y - centre[1]) / axes[1]) ** 2 <= 1)


MOUTH = _ellipse((64, 95), (26, 16))
"""Around the mouth."""
STAYS = _ellipse((64, 74), (38, 44)) & ~MOUTH
"""The rest of the face, which a smile leaves much as it is."""


def of_smile(before: Plane, after: Plane, real: Plane) -> dict[str, float]:
    """An added smile beside the same person's real one.

    Args:
        before, after, real: luma of the neutral photo, of the same edited, of the smiling one, each in its own crop.

    Returns:
        Sharpness around the mouth for the real smile's, and the unedited mouth's for it; of the rest of the face, its
        sharpness for what it was and the correlation of its high frequencies with what they were.
    """
    smile = sharpness(real, MOUTH)
    return {
        "mouth for the real smile's": ratio(sharpness(after, MOUTH), smile),
        "unedited mouth for the real smile's": ratio(sharpness(before, MOUTH), smile),
        "rest of the face for what it was": ratio(sharpness(after, STAYS), sharpness(before, STAYS)),
        "correlation of the rest of the face": correlation(before, after, STAYS),
    }


def correlation(before: Plane, after: Plane, region: Mask) -> float:
    """Of high frequencies in a region; NaN where there are none."""
    if region.sum() < LEAST:
        return float("nan")
    one, other = (high_frequencies(plane)[region] for plane in (before, after))
    return float(np.corrcoef(one, other)[0, 1]) if one.std() > 0 and other.std() > 0 else float("nan")


def high_frequencies(plane: Plane) -> Plane:
    """What a blur takes away."""
    return np.asarray(plane - cv2.GaussianBlur(plane, (0, 0), _HIGH), np.float32)


def of_changed_part(before: Plane, after: Plane, parse: Parse) -> dict[str, float]:
    """Sharpness of what an edit changed: for that of the head around it, and for what was there before."""
    changed = np.asarray(cv2.GaussianBlur(np.abs(after - before), (0, 0), _SMOOTH)) > CHANGED
    near, far = (cv2.dilate(changed.astype(np.uint8), _disc(width)) > 0 for width in (_NEAR, _FAR))
    around = far & ~near & larger(parse.in_crop("face", "hair", "neck") > 0.5)
    inside = sharpness(after, changed)
    return {
        "changed part for what is around": ratio(inside, sharpness(before, around)),
        "changed part for what it was": ratio(inside, sharpness(before, changed)),
    }


def rims(plane: Plane, parse: Parse) -> float:
    """Sharpness of the rims of glasses, where the parser has them end; NaN where it sees none."""
    lenses = larger(parse.in_crop("glasses") > 0.5).astype(np.uint8)
    edge = cv2.morphologyEx(lenses, cv2.MORPH_GRADIENT, _disc(_RIM)) > 0
    return sharpness(plane, edge)


def eyes_and_brows(plane: Plane, parse: Parse) -> float:
    """Sharpness of eyes and brows, where the parser sees them."""
    return sharpness(plane, larger(parse.in_crop("eyes", "brows") > 0.5))


def larger(mask: Mask) -> Mask:
    """(128, 128) at (512, 512)."""
    return np.asarray(mask.repeat(TIMES, 0).repeat(TIMES, 1))


def _disc(width: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width)), np.uint8)
