"""The head: which part of a crop is the person, and which the face, so that an edit leaves the rest alone.

What an attribute does in the latent space reaches past the outline of the head, for in CelebA hair and background go
with it: a man's short hair comes with a brighter wall. On a plain wall that is a halo; on long hair it is a glow beside
the cheeks. So a change is shown on the head alone, and one that concerns the face on the face alone.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import LANDMARKS, SIZE, ellipse_radius
from facelab.photo.align import Similarity, source_box, warp
from facelab.photo.colour import to_srgb8
from facelab.photo.picture import Picture
from facelab.render.mask import egg_radius, smootherstep

ROOM = 32
"""Pixels of the crop around it that are looked at, too: they show what is behind."""
ROUNDS = 4
SOFT, FACE_SOFT = 1.0, 2.5
"""Standard deviations, in pixels of the crop, by which the outlines of the head and of the face are softened."""
SURE_FACE = 8
"""Pixels of the crop around the landmarks, and what lies between them, that are the face for certain."""
LIKELY_HEAD, SURE_BEHIND = 0.8, 1.25
"""Radius of the head's egg that probably is the head; beyond which, above the middle of the crop, nothing is (below
hang long hair and shoulders)."""
TURNED = (3.0, 5.0)
"""Residual of the landmarks, in pixels of the crop, from which a head begins to be a turned one, and is one: there the
outline of the face is not where a frontal face has it, and GrabCut alone decides."""
BEFORE = 8
"""Pixels of the crop before the foremost landmark of a turned head beyond which nothing is the head."""
CROWN_CENTRE, CROWN_AXES, CROWN_END = (64.0, 56.0), (29.0, 38.0), 1.35
"""An ellipse of forehead and hair: where GrabCut takes dark hair for a dark wall, a change fades out within the hair,
up to so many radii, and not in a line along the forehead."""

LIKELY_FACE, BROWS, SURE_HAIR, CHIN, FACE_ENDS = 0.9, 38, 1.1, 100, (1.0, 1.25)
"""Radius of the face ellipse that, below the row of the brows, probably is the face (above may be a fringe); radius
beyond which, above the row of the chin, nothing is; radii between which the face ends, be it in ears or a neck."""

_SIDE = SIZE + 2 * ROOM
_DISC = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * SURE_FACE + 1,) * 2), np.uint8)


@dataclass(frozen=True, eq=False)
class Head:
    """Where the head of a crop is.

    Attributes:
        whole: (128, 128) float32 in 0..1, hair included.
        face: the same of the face, without hair.
    """

    whole: NDArray[np.float32]
    face: NDArray[np.float32]

    def shown(self, share: float, of_face: float = 1.0) -> NDArray[np.float32]:
        """Where an edit shows that may have so much, 0..1, of the head beside the face, and of the face."""
        return np.asarray(np.float32(of_face) * self.face + np.float32(share) * (self.whole - self.face), np.float32)


def find_head(picture: Picture, similarity: Similarity, landmarks: NDArray[np.float64]) -> Head:
    """Where head and face are, by GrabCut (Rother et al. 2004) from where they are in the canonical frame.

    Where hair and background look alike, hair may be taken for background; what lies between the landmarks is the face.

    Args:
        picture: the photo; only the face's neighbourhood is read.
        similarity: photo to canonical frame.
        landmarks: (5, 2) x y in the photo.

    Returns:
        The head; the same every time.
    """
    seen, view = similarity.apply(landmarks), _view(picture, similarity)
    frontal = _frontal(seen)
    sure = _between(seen)
    cut = _cut(view, _likely_head(seen, sure, turned=frontal < 0.5))
    whole = np.maximum(_softened(cut, SOFT), np.float32(frontal) * _crown())
    skin = _softened(_cut(view, _likely_face(sure, cut)), FACE_SOFT)
    ends = smootherstep((FACE_ENDS[1] - ellipse_radius()) / np.float32(FACE_ENDS[1] - FACE_ENDS[0]))
    return Head(whole, np.minimum(skin * ends, whole))


def _cut(view: NDArray[np.uint8], labels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    cv2.setRNGSeed(0)  # the colours are clustered from a random start
    behind, before = np.zeros((1, 65)), np.zeros((1, 65))  # what is learnt of their colours
    cv2.grabCut(view, labels, (0, 0, 1, 1), behind, before, ROUNDS, cv2.GC_INIT_WITH_MASK)
    return np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD))


def _softened(cut: NDArray[np.bool_], by: float) -> NDArray[np.float32]:
    soft = cv2.GaussianBlur(cut.astype(np.float32), (0, 0), by)[ROOM:-ROOM, ROOM:-ROOM]
    return smootherstep(2 * np.asarray(soft, np.float32) - 1)  # inwards alone: nothing falls on what is behind


def _between(landmarks: NDArray[np.float64]) -> NDArray[np.bool_]:
    hull = cv2.convexHull(np.rint(landmarks + ROOM - 0.5).astype(np.int32))
    filled = cv2.fillConvexPoly(np.zeros((_SIDE, _SIDE), np.uint8), hull, 1)
    return np.asarray(cv2.dilate(filled, _DISC) > 0)


def _frontal(landmarks: NDArray[np.float64]) -> float:
    away = np.sqrt(np.square(landmarks - LANDMARKS).sum(1).mean(keepdims=True)).astype(np.float32)
    return float(smootherstep((TURNED[1] - away) / np.float32(TURNED[1] - TURNED[0]))[0])


def _likely_head(landmarks: NDArray[np.float64], sure: NDArray[np.bool_], *, turned: bool) -> NDArray[np.uint8]:
    centres = _centres()
    egg = egg_radius(centres[None, :], centres[:, None])
    labels = np.full(egg.shape, cv2.GC_PR_BGD, np.uint8)
    labels[egg < LIKELY_HEAD] = cv2.GC_PR_FGD
    labels[sure] = cv2.GC_FGD
    labels[(egg > SURE_BEHIND) & (centres[:, None] < SIZE / 2)] = cv2.GC_BGD
    if turned:
        left, right = landmarks[:, 0].min() - BEFORE, landmarks[:, 0].max() + BEFORE
        looks_left = landmarks[2, 0] < landmarks[:2, 0].mean()  # the nose points there
        labels[:, centres < left if looks_left else centres > right] = cv2.GC_BGD
    return labels


def _likely_face(sure: NDArray[np.bool_], head: NDArray[np.bool_]) -> NDArray[np.uint8]:
    radius = np.pad(ellipse_radius(), ROOM, constant_values=np.inf)
    rows = _centres()[:, None]
    labels = np.full(radius.shape, cv2.GC_PR_BGD, np.uint8)
    labels[(radius < LIKELY_FACE) & (rows > BROWS)] = cv2.GC_PR_FGD
    labels[(radius > SURE_HAIR) & (rows < CHIN)] = cv2.GC_BGD
    labels[~head] = cv2.GC_BGD
    labels[sure] = cv2.GC_FGD
    return labels


def _centres() -> NDArray[np.float32]:
    return np.arange(_SIDE, dtype=np.float32) + np.float32(0.5 - ROOM)


def _crown() -> NDArray[np.float32]:
    across, down = ((np.arange(SIZE) + 0.5 - CROWN_CENTRE[i]) / CROWN_AXES[i] for i in (0, 1))
    radius = np.hypot(across[None, :], down[:, None]).astype(np.float32)
    return smootherstep((np.float32(CROWN_END) - radius) / np.float32(CROWN_END - 1))


def _view(picture: Picture, similarity: Similarity) -> NDArray[np.uint8]:
    wide = Similarity(similarity.matrix + np.array([0, 0, ROOM]))
    box = source_box(wide, (picture.width, picture.height), (_SIDE, _SIDE))
    near = to_srgb8(picture.cut(box)).astype(np.float32)
    return np.clip(np.rint(warp(near, wide.after(*box[:2]), (_SIDE, _SIDE))), 0, 255).astype(np.uint8)
