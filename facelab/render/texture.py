"""The texture of a photo: how soft its edges are and how strong its grain, so that what is drawn has the same."""

from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.align import Box, Similarity, overlap
from facelab.photo.colour import encode_srgb, to_linear
from facelab.photo.picture import Picture

Array = NDArray[np.float32]

EYES = np.array([(24, 46), (104, 46), (24, 80), (104, 80)], np.float64)
"""Corners of where lids, lashes and irises have the sharpest edges of a face, in the canonical frame."""
SHARPEST, SOFTER = 0.97, 0.25
"""Share of the pixels that no edge is in; share of the edges that are sharper than what counts."""
STEP = 0.5
"""Variance, in pixels, of an edge without blur, as it is found."""
NORMAL = 0.6745
"""Median of the absolute value of what is normal, for its standard deviation."""
SIDE = 509
"""Pixels after which grain is repeated."""


def texture(picture: Picture, similarity: Similarity) -> tuple[float, float]:
    """Of a face: the standard deviation of its sharpest edges, in pixels of the crop, and of its grain, linear light.

    Edges by blurring once more (Zhuo & Sim 2011): the softer one is, the less it changes.
    """
    corners = similarity.inverse().apply(EYES)
    (left, top), (right, bottom) = np.floor(corners.min(0)).astype(int), np.ceil(corners.max(0)).astype(int)
    box = int(left), int(top), int(right), int(bottom)
    x0, y0, x1, y1 = overlap(box, (0, 0, picture.width, picture.height))
    if min(x1 - x0, y1 - y0) < 3:
        return 0.0, 0.0
    light = to_linear(picture.part((x0, y0, x1, y1)), picture.profile).mean(2)
    grain = np.median(np.abs(light - cv2.GaussianBlur(light, (0, 0), 1))) / NORMAL
    return _blur(np.asarray(encode_srgb(np.clip(light, 0, 1)), np.float32)) * similarity.scale, float(grain)


def _blur(seen: Array) -> float:
    steep, softer = (_steepness(np.asarray(one)) for one in (seen, cv2.GaussianBlur(seen, (0, 0), 1)))
    edges = steep >= np.quantile(steep, SHARPEST)
    ratio = np.square(steep[edges] / np.maximum(softer[edges], 1e-6)) - 1
    return float(np.sqrt(max(float(np.quantile(1 / np.maximum(ratio, 0.1), SOFTER)) - STEP, 0.0)))


def _steepness(plane: NDArray[Any]) -> Array:
    slopes = (cv2.Sobel(plane, cv2.CV_32F, *way, ksize=3) for way in ((1, 0), (0, 1)))
    return np.asarray(np.hypot(*slopes), np.float32)


def grain_at(box: Box) -> Array:
    """Grain of standard deviation 1 at a box of a photo: a pixel has the same, whatever the box."""
    noise = _noise()
    rows, columns = (np.arange(box[k], box[k + 2]) % SIDE for k in (1, 0))
    return noise[rows[:, None], columns]


@cache
def _noise() -> Array:
    noise = np.random.default_rng(39).normal(size=(SIDE, SIDE)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 0.5)
    return np.asarray(soft / soft.std(), np.float32)
