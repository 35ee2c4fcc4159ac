"""Lines that a smile folds into a face, beside the nose, the mouth and the eyes: they go with it.

As of skin in general (``skin_lines``) they are light and shade in the canonical frame; what is finer than a fold, pores
and hairs, stays.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Similarity
from facelab.photo.crop import linear_view
from facelab.photo.mesh import LIPS, Points
from facelab.photo.picture import Picture
from facelab.render.skin_lines import DARK, OWN_FINER, Levels, levels_of, surely_within
from facelab.render.wrinkles import FINER

Plane = NDArray[np.float32]

CHEEKS = ((129, 203, 50, 187, 192, 214, 210, 202, 57, 186), (358, 423, 280, 411, 416, 434, 430, 422, 287, 410))
EYES = ((130, 226, 35, 143, 116, 111), (359, 446, 265, 372, 345, 340))
"""Points of the mesh around the folds beside the mouth, and around those beside the eyes."""
SOFT, BESIDE_LIPS = 2.0, 1.5
"""Standard deviation, in pixels of the crop, by which those parts end; pixels from the lips that stay."""
FINEST, WIDEST = 0.35, 5.0
"""Standard deviation, in pixels of the crop, of the blur that keeps what is finer; pixels that a fold is narrower than.
"""
DEEPEST = 0.3
"""Log, that the depth of a fold approaches."""


def laugh_lines(photo: tuple[Picture, Similarity], points: Points, skin: Plane) -> Levels:
    """How much darker than what is beside them folds are: logs, 0 or less, as ``Lines`` has them.

    Args:
        photo: the photo, and from there to the canonical frame.
        points: (468, 2), the mesh of the face. skin: (128, 128) in 0..1, how surely a pixel of the crop is skin.
    """
    picture, similarity = photo
    side = SIZE * OWN_FINER
    light = linear_view(picture, Similarity(similarity.matrix * OWN_FINER), (side, side)).mean(2)
    seen = cv2.GaussianBlur(np.log(np.maximum(light, 0) + DARK).astype(np.float32), (0, 0), OWN_FINER * FINEST)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(WIDEST * OWN_FINER) | 1,) * 2)
    depth = np.asarray(cv2.morphologyEx(seen, cv2.MORPH_CLOSE, disc) - seen, np.float32)
    where = cv2.resize(surely_within(skin) * _beside_mouth_and_eyes(points), (side, side))
    folds = -DEEPEST * np.tanh(depth / np.float32(DEEPEST)) * where
    return levels_of(cv2.resize(folds, (SIZE * FINER,) * 2))


def _beside_mouth_and_eyes(points: Points) -> Plane:
    """(128, 128) in 0..1."""
    there = _hulls(points, (*CHEEKS, *EYES))
    lips = cv2.dilate(_hulls(points, (LIPS,)), np.ones((round(2 * BESIDE_LIPS),) * 2, np.uint8))
    return np.asarray(cv2.GaussianBlur(there, (0, 0), SOFT) * (1 - cv2.GaussianBlur(lips, (0, 0), 1)), np.float32)


def _hulls(points: Points, parts: tuple[tuple[int, ...], ...]) -> Plane:
    filled = np.zeros((SIZE, SIZE), np.float32)
    for part in parts:
        cv2.fillConvexPoly(filled, cv2.convexHull(np.rint(points[list(part)] - 0.5).astype(np.int32)), 1.0)
    return filled
