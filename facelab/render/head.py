"""The head: which part of a crop is the person, and which the face, so that an edit leaves the rest alone.

What an attribute does in the latent space reaches past the outline of the head, for in CelebA hair and background go
with it: a man's short hair comes with a brighter wall. On a plain wall that is a halo; on long hair it is a glow beside
the cheeks. So a change is shown on the head alone, and one that concerns the face on the face alone, where nothing lies
before it.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import LANDMARKS, SIZE, ellipse_radius
from facelab.photo.mesh import OUTLINE, Points
from facelab.render.mask import egg_radius, smootherstep
from facelab.render.parsing import Parse

Plane = NDArray[np.float32]

FACE = ("face", "glasses", "ears")
PERSON = (*FACE, "jewellery", "neck", "cloth", "hair", "hat")
"""What the parser calls them."""
SOFT, FACE_SOFT = 0.7, 1.5
"""Standard deviations, in pixels of the crop, by which the outlines of the head and of the face are softened."""
BETWEEN = 4
"""Pixels of the crop around the landmarks within which a face is looked for."""
LEAST_FACE = 0.25
"""Share of what lies between the landmarks, below which the parser sees no face there: then it is where most are."""
TURNED = (3.0, 5.0)
"""Residual of the landmarks, in pixels of the crop, from which a head begins to be a turned one, and is one: there a
head is not where a frontal one has it, and the parser alone decides."""
CROWN_CENTRE, CROWN_AXES, CROWN_END = (64.0, 56.0), (29.0, 38.0), 1.35
"""An ellipse of forehead and hair, which may become more than it is: what is drawn there, a hat or hair of a bald head,
fades out up to so many radii."""
FACE_ENDS = (1.0, 1.25)
"""Radii of the face ellipse between which the face ends, be it in ears or a neck."""
WITHIN = 0.92
"""Radius, for the face's outline, within which what is no face lies before it."""
BESIDE, BESIDE_ENDS = 3.0, 10.0
"""Pixels of the crop beside the head that it may move into, and over which what is shown of an edit then ends: what
moves by 5 has no fold there."""
COVER_WIDER, COVER_SOFT = 2, 2.5
"""Pixels of the crop by which what lies before a face is grown; the standard deviation by which it is softened, so that
what moves beside it comes to rest without a fold."""
OF_HEAD = (*FACE, "neck", "hair", "hat", "jewellery")
"""What may lie before the face and is of the head; all else is a thing, a hand say, and stays on top of what is drawn.
"""
THING_SOFT = 0.8
"""Standard deviation, in pixels of the crop, by which the outline of a thing is softened."""


@dataclass(frozen=True, eq=False)
class Head:
    """Where the head of a crop is.

    Attributes:
        whole: (128, 128) float32 in 0..1, hair included.
        face: the same of the face, without hair and what else lies before it.
        free: the same of what may move: all but what lies before the face, and what is behind the head.
        around: the same of where anything may change: the head and what is right beside it, but for things before it.
    """

    whole: Plane
    face: Plane
    free: Plane
    around: Plane

    def shown(self, share: float, of_face: float = 1.0) -> Plane:
        """Where an edit shows that may have so much, 0..1, of the head beside the face, and of the face."""
        return np.asarray(np.float32(of_face) * self.face + np.float32(share) * (self.whole - self.face), np.float32)


def find_head(parse: Parse, landmarks: NDArray[np.float64], points: Points) -> Head:
    """Where head and face are by the parser.

    Args:
        parse: what it says of the crop.
        landmarks: (5, 2) x y in the crop. points: (468, 2), its mesh.
    """
    if not sees_face(parse, landmarks):
        return _usual_head()
    face = parse.in_crop(*FACE)
    person = _inwards(parse.in_crop(*PERSON), SOFT)
    whole = np.maximum(person, np.float32(_frontal(landmarks)) * _crown())
    things = _within_outline(1 - parse.in_crop(*OF_HEAD), points)
    around = _around(np.maximum(whole, parse.in_crop(*PERSON))) * (1 - _wider(things, THING_SOFT))
    cover = _within_outline(1 - parse.in_crop(*FACE, "neck"), points)
    return Head(
        whole,
        np.minimum(_inwards(face, FACE_SOFT) * _face_ends(), whole),
        (1 - _wider(cover, COVER_SOFT)) * around,
        around,
    )


def sees_face(parse: Parse, landmarks: NDArray[np.float64]) -> bool:
    """Whether the parser sees a face between landmarks (5, 2), x y in the crop."""
    return float(parse.in_crop(*FACE)[_between(landmarks)].mean()) >= LEAST_FACE


def _usual_head() -> Head:
    centres = np.arange(SIZE, dtype=np.float32) + np.float32(0.5)
    whole = smootherstep(5 * (1 - egg_radius(centres[None, :], centres[:, None])))
    return Head(whole, np.minimum(_face_ends(), whole), np.ones_like(whole), np.ones_like(whole))


def _around(head: Plane) -> Plane:
    """The head and what is beside it, falling to 0 on the wall behind."""
    away = cv2.distanceTransform((head <= 0.5).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return smootherstep((np.float32(BESIDE + BESIDE_ENDS) - np.asarray(away, np.float32)) / np.float32(BESIDE_ENDS))


def _inwards(share: Plane, by: float) -> Plane:
    """Where something is likelier than not, softened so that nothing falls on what is beside it."""
    soft = cv2.GaussianBlur((share > 0.5).astype(np.float32), (0, 0), by)
    return smootherstep(2 * np.asarray(soft, np.float32) - 1)


def _within_outline(other: Plane, points: Points) -> Plane:
    """What lies before the face: what is something else within its outline, 0 or 1."""
    ring = points[list(OUTLINE)]
    outline = np.rint(16 * (ring.mean(0) + WITHIN * (ring - ring.mean(0)) - 0.5)).astype(np.int32)
    within = cv2.fillPoly(np.zeros((SIZE, SIZE), np.float32), [outline], 1.0, cv2.LINE_8, 4)
    return (other * np.asarray(within, np.float32) > 0.5).astype(np.float32)


def _wider(before: Plane, soft: float) -> Plane:
    wide = cv2.dilate(before, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * COVER_WIDER + 1,) * 2))
    return np.asarray(cv2.GaussianBlur(wide, (0, 0), soft), np.float32)


def _between(landmarks: NDArray[np.float64]) -> NDArray[np.bool_]:
    hull = cv2.convexHull(np.rint(landmarks - 0.5).astype(np.int32))
    filled = cv2.fillConvexPoly(np.zeros((SIZE, SIZE), np.uint8), hull, 1)
    return np.asarray(cv2.dilate(filled, np.ones((2 * BETWEEN + 1,) * 2, np.uint8)) > 0)


def _frontal(landmarks: NDArray[np.float64]) -> float:
    away = np.sqrt(np.square(landmarks - LANDMARKS).sum(1).mean(keepdims=True)).astype(np.float32)
    return float(smootherstep((TURNED[1] - away) / np.float32(TURNED[1] - TURNED[0]))[0])


def _face_ends() -> Plane:
    return smootherstep((FACE_ENDS[1] - ellipse_radius()) / np.float32(FACE_ENDS[1] - FACE_ENDS[0]))


def _crown() -> Plane:
    across, down = ((np.arange(SIZE) + 0.5 - CROWN_CENTRE[i]) / CROWN_AXES[i] for i in (0, 1))
    radius = np.hypot(across[None, :], down[:, None]).astype(np.float32)
    return smootherstep((np.float32(CROWN_END) - radius) / np.float32(CROWN_END - 1))
