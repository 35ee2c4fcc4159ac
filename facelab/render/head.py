"""The head: which part of a crop is the person, so that an edit leaves what is behind alone.

What an attribute does in the latent space reaches past the outline of the head, for in CelebA hair and background go
with it: a man's short hair comes with a brighter wall. On a plain wall that is a halo. So the change is shown on the
head alone.
"""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.frame import SIZE, ellipse_radius
from facelab.photo.align import Similarity, source_box, warp
from facelab.photo.colour import to_srgb8
from facelab.photo.picture import Picture
from facelab.render.mask import egg_radius, smootherstep

ROOM = 32
"""Pixels of the crop around it that are looked at, too: they show what is behind."""
ROUNDS = 4
SOFT = 1.0
"""Standard deviation, in pixels of the crop, by which the outline is softened."""
SURE_FACE, LIKELY_HEAD, SURE_BEHIND = 0.8, 0.8, 1.25
"""Radius of the face ellipse that is the face for certain; of the head's egg that probably is the head; of the egg
beyond which, above the middle of the crop, nothing is (below hang long hair and shoulders)."""
CROWN_CENTRE, CROWN_AXES, CROWN_END = (64.0, 56.0), (29.0, 38.0), 1.35
"""An ellipse of forehead and hair: where GrabCut takes dark hair for a dark wall, a change fades out within the hair,
up to so many radii, and not in a line along the forehead."""

_SIDE = SIZE + 2 * ROOM


def head(picture: Picture, similarity: Similarity) -> NDArray[np.float32]:
    """Where the head is, hair included, by GrabCut (Rother et al. 2004) from where heads are in the canonical frame.

    Where hair and background look alike, hair may be taken for background; the middle of the face never is.

    Args:
        picture: the photo; only the face's neighbourhood is read.
        similarity: photo to canonical frame.

    Returns:
        (128, 128) float32 in 0..1; the same every time.
    """
    labels = _likely()
    cv2.setRNGSeed(0)  # the colours are clustered from a random start
    behind, before = np.zeros((1, 65)), np.zeros((1, 65))  # what is learnt of their colours
    cv2.grabCut(_view(picture, similarity), labels, (0, 0, 1, 1), behind, before, ROUNDS, cv2.GC_INIT_WITH_MASK)
    cut = np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    soft = np.asarray(cv2.GaussianBlur(cut, (0, 0), SOFT), np.float32)[ROOM:-ROOM, ROOM:-ROOM]
    inwards = smootherstep(2 * soft - 1)  # softened inwards alone: nothing of a change falls on what is behind
    return np.maximum(inwards, _crown())


def _likely() -> NDArray[np.uint8]:
    centres = np.arange(_SIDE, dtype=np.float32) + 0.5 - ROOM
    egg = egg_radius(centres[None, :], centres[:, None])
    face = np.pad(ellipse_radius(), ROOM, constant_values=np.inf)
    labels = np.full(egg.shape, cv2.GC_PR_BGD, np.uint8)
    labels[egg < LIKELY_HEAD] = cv2.GC_PR_FGD
    labels[face < SURE_FACE] = cv2.GC_FGD
    labels[(egg > SURE_BEHIND) & (centres[:, None] < SIZE / 2)] = cv2.GC_BGD
    return labels


def _crown() -> NDArray[np.float32]:
    across, down = ((np.arange(SIZE) + 0.5 - CROWN_CENTRE[i]) / CROWN_AXES[i] for i in (0, 1))
    radius = np.hypot(across[None, :], down[:, None]).astype(np.float32)
    return smootherstep((np.float32(CROWN_END) - radius) / np.float32(CROWN_END - 1))


def _view(picture: Picture, similarity: Similarity) -> NDArray[np.uint8]:
    wide = Similarity(similarity.matrix + np.array([0, 0, ROOM]))
    x0, y0, x1, y1 = source_box(wide, (picture.width, picture.height), (_SIDE, _SIDE))
    near = to_srgb8(replace(picture, samples=picture.samples[y0:y1, x0:x1])).astype(np.float32)
    return np.clip(np.rint(warp(near, wide.after(x0, y0), (_SIDE, _SIDE))), 0, 255).astype(np.uint8)
