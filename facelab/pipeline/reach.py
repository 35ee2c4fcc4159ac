"""Whether a face is within an edit's reach: large enough, looking at the camera, nothing before its eyes and mouth.

Said before anything is asked of the face: by the window, ``facelab faces`` and ``facelab edit`` alike.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.errors import Message
from facelab.photo.faces import Face
from facelab.photo.mesh import EYES, LIPS, Points
from facelab.render.head import FACE, sees_face

if TYPE_CHECKING:
    from facelab.render.parsing import Parse

UNSURE_RESIDUAL = 8.0
"""Residual of the landmarks, in crop pixels, above which a face is not to be trusted."""
TURNED = 10.5
"""Pixels of the crop that the nose lies aside, from which a face is turned too far: some 35 degrees."""
SEEN = 0.5
"""Share of an eye, and of a mouth, that must be seen."""
AROUND = 2
"""Pixels of the crop around lids and lips that are looked at, too."""


def turned(face: Face, turn: float) -> Message | None:
    """That a face looks too far away; None where it does not.

    Args:
        face: it.
        turn: how far its nose lies aside, in pixels of the crop.
    """
    if abs(turn) > TURNED:
        return Message("it is turned too far away; edits of a face that looks towards the camera do better.")
    if face.residual > UNSURE_RESIDUAL:
        return Message("its landmarks are far from a face's (turned away, or found wrongly); the edit may fail.")
    return None


def covered(parse: "Parse", landmarks: NDArray[np.float64], points: Points) -> Message | None:
    """That something lies before eyes or mouth of a face; None where they are seen, or the parser sees no face at all.

    Hair across an eye does, a mask, a cup; a hand that the parser takes for skin is not known.

    Args:
        parse: what the parser says of it.
        landmarks: (5, 2), x y in the crop. points: (468, 2), its mesh.
    """
    if not sees_face(parse, landmarks):
        return None
    match [*_hidden(parse, points)]:
        case ["eyes"]:
            return Message("something lies before its eyes; edits of them may fail.")
        case ["mouth"]:
            return Message("something lies before its mouth; edits of it may fail.")
        case ["eyes", "mouth"]:
            return Message("something lies before its eyes and mouth; edits of them may fail.")
    return None


def _hidden(parse: "Parse", points: Points) -> Iterator[str]:
    face = parse.in_crop(*FACE)
    for name, rings in (("eyes", EYES), ("mouth", (LIPS,))):
        if min(_seen(face, points, rings)) < SEEN:
            yield name


def _seen(face: NDArray[np.float32], points: Points, rings: Iterable[tuple[int, ...]]) -> Iterator[float]:
    for ring in rings:
        hull = cv2.convexHull(np.rint(points[list(ring)]).astype(np.int32))
        within = cv2.fillConvexPoly(np.zeros((SIZE, SIZE), np.uint8), hull, 1)
        yield float(face[cv2.dilate(within, np.ones((2 * AROUND + 1,) * 2, np.uint8)) > 0].mean())
