"""Photos without colours of their own: grey ones, and toned ones such as sepia, where each lightness has one tint.

An edit has the colours that the network knows, red lips and brown hair; in such a photo they would be painted on.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.align import Box
from facelab.photo.colour import LUMINANCE, Linear, to_linear
from facelab.photo.picture import Picture

SIDE, OVER = 96, 4
"""Pixels along the longer side of what is looked at, each the mean of so many squared."""
NEAR, MOSTLY = 6.0, 0.999
"""Distance in a and b of CIE L*a*b* from the tint of the same lightness within which this share of a toned photo stays:
of 990 portraits 87 stay within 3.6, the next, a sepia one, within 5.5, the next after within 7.1 and 8.3."""
GREY = 0.5
"""Mean distance from grey below which a photo is grey: what encoding leaves."""
DEGREE, ENDS = 5, (0.01, 0.99)
"""Of the polynomials in lightness that the tints are; quantiles of lightness beyond which tints change no more."""
ENTRIES = 2**12
"""Of the table over the square root of luminance."""


@dataclass(frozen=True, eq=False)
class Toning:
    """The one tint of each lightness of a photo.

    Attributes:
        tints: (ENTRIES, 3), linear light of luminance 1, over the square root of the luminance that has it, 0..1.
    """

    tints: Linear

    def toned(self, edited: Linear, photo: Linear) -> Linear:
        """Edited light, (H, W, 3), in the photo's tints, each pixel as light as it is; what is the photo's stays."""
        luminance = np.clip(edited @ LUMINANCE[0], 0, 1)
        index = (np.sqrt(luminance) * np.float32(ENTRIES - 1) + np.float32(0.5)).astype(np.uint16)
        changed = (edited != photo).any(-1, keepdims=True)
        return np.where(changed, self.tints.take(index, axis=0) * luminance[..., None], edited)


def toning_of(picture: Picture, edited: Iterable[Box] = ()) -> Toning | None:
    """The toning of a picture as it was opened, whatever was changed since; None where it has colours.

    Args:
        picture: the photo.
        edited: parts that are looked at more closely: a small face may have the only colours of a photo in fog.
    """
    colours = _looked_at(picture, (0, 0, picture.width, picture.height))
    ends = np.asarray(np.quantile(colours[:, 0], ENDS), np.float64)
    fitted = np.linalg.lstsq(_powers(colours[:, 0], ends), colours[:, 1:], rcond=None)[0]
    closely = (_looked_at(picture, box) for box in edited if box[0] < box[2] and box[1] < box[3])
    for some in (colours, *closely):
        away = np.linalg.norm(some[:, 1:] - _powers(some[:, 0], ends) @ fitted, axis=1)
        if np.quantile(away, MOSTLY) > NEAR:
            return None
    if np.linalg.norm(colours[:, 1:], axis=1).mean() < GREY:
        return Toning(np.ones((ENTRIES, 3), np.float32))
    return Toning(_tints(np.asarray(fitted, np.float64), ends))


def _looked_at(picture: Picture, box: Box) -> NDArray[np.float64]:
    """The colours of a small copy of a part of a picture, (N, 3), CIE L*a*b*."""
    (x0, y0, x1, y1), step = box, max(1, max(box[2] - box[0], box[3] - box[1]) // (SIDE * OVER))
    light = to_linear(np.ascontiguousarray(picture.base[y0:y1:step, x0:x1:step]), picture.profile)
    size = max(1, light.shape[1] // OVER), max(1, light.shape[0] // OVER)
    small = np.clip(cv2.resize(light, size, interpolation=cv2.INTER_AREA), 0, 1)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_LRGB2Lab).reshape(-1, 3), np.float64)


def _powers(lightness: NDArray[np.float64], ends: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.vander(np.clip(lightness, *ends) / 100, DEGREE + 1)


def _tints(fitted: NDArray[np.float64], ends: NDArray[np.float64]) -> Linear:
    luminance = np.square(np.linspace(0, 1, ENTRIES, dtype=np.float32))
    grey = np.repeat(luminance[:, None, None], 3, 2)
    lightness = cv2.cvtColor(grey, cv2.COLOR_LRGB2Lab)[..., :1]
    colours = np.dstack([lightness, _powers(lightness[:, 0, 0].astype(np.float64), ends)[:, None] @ fitted])
    light = np.maximum(cv2.cvtColor(colours.astype(np.float32), cv2.COLOR_Lab2LRGB)[:, 0], 0)
    return np.asarray(light / np.maximum(light @ LUMINANCE.T, np.float32(1e-6)), np.float32)
