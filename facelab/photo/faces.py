"""Faces: what a detector finds, what is given by hand, and which of them is meant."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from facelab.errors import FaceError, Hint, Message
from facelab.photo import align
from facelab.progress import ShareCallback, quiet

_WORST_BY_HAND = 16.0
"""Residual in crop pixels above which five points make no face: turned heads reach 13, left and right swapped 20."""
_LEAST_APART, _LEAST_WIDE = 0.02, 0.1
"""Least distance of two landmarks, and least width of the five, as shares of their length."""
_SMALLEST = 2.0
"""Pixels that the landmarks of a face must span."""


@dataclass(frozen=True, eq=False)
class Face:
    """One face, in pixels of the upright photo (continuous coordinates).

    Attributes:
        box: x0, y0, x1, y1; may reach over the photo's border.
        score: the detector's confidence, 0..1; 1 where a person gave the landmarks.
        landmarks: (5, 2) float64, x y: eyes, nose, mouth corners, left and right as seen on the upright face.
        residual: root mean square distance of the aligned landmarks from the canonical ones, pixels of the crop.
    """

    box: tuple[float, float, float, float]
    score: float
    landmarks: NDArray[np.float64]
    residual: float

    @property
    def size(self) -> float:
        """Area of the box; faces are numbered from the largest."""
        return (self.box[2] - self.box[0]) * (self.box[3] - self.box[1])

    @property
    def side(self) -> float:
        """Of a square as large as the box, in pixels."""
        return math.sqrt(max(self.size, 0.0))


SMALL_FACE = 40.0
"""Side of a face, in pixels of the photo, below which it has too few of them to be known or edited well."""


def smallness(face: Face) -> Message | None:
    """That a face is too small to be known or edited well; None where it is not."""
    if face.side >= SMALL_FACE:
        return None
    return Message(
        "it is small, about {side:.0f} pixels; below {least:.0f} an edit is hardly seen and may fail.",
        side=face.side,
        least=SMALL_FACE,
    )


class FaceDetector(Protocol):
    """Whatever finds faces in a picture."""

    def detect(
        self, rgb: NDArray[np.uint8], *, largest_only: bool = False, progress: ShareCallback = quiet
    ) -> list[Face]:
        """All faces of a picture, largest first.

        Args:
            rgb: (H, W, 3) uint8, sRGB, upright.
            largest_only: the caller wants the first face alone; the others may be left out where that is quicker.
        """
        ...


def choose(faces: Sequence[Face], which: int | Literal["all"]) -> list[Face]:
    """The faces meant by a number, 0 the largest, or by "all".

    Raises:
        FaceError: there is no face, or none of that number.
    """
    if not faces:
        raise FaceError(
            "No face was found in this photo; give its five landmarks{hint}.",
            hint=Hint(" (--landmarks x,y,x,y,...)"),
        )
    if which == "all":
        return list(faces)
    if not 0 <= which < len(faces):
        raise FaceError("There is no face {which}; {numbers}.", which=which, numbers=_numbers(len(faces)))
    return [faces[which]]


def parse_landmarks(text: str, photo_size: tuple[int, int]) -> Face:
    """A face from its five landmarks as a person writes them.

    Args:
        text: "x,y,x,y,..." of eyes, nose and mouth corners, in pixels of the upright photo, left and right as seen
            on the upright face.
        photo_size: width and height.

    Raises:
        FaceError: not ten numbers, not in the photo, or points that make no face.
    """
    try:
        numbers = [float(number) for number in text.replace(",", " ").split()]
    except ValueError:
        numbers = []
    if len(numbers) != 10:
        raise FaceError(
            "Landmarks are ten numbers, x,y,x,y,...: left eye, right eye, nose, left and right mouth corner."
        )
    return face_from_landmarks(np.array(numbers).reshape(5, 2), photo_size)


def face_from_landmarks(landmarks: NDArray[np.float64], photo_size: tuple[int, int]) -> Face:
    """A face from its five landmarks (5, 2), checked; its box is the detector's usual one around them.

    Raises:
        FaceError: landmarks outside the photo, or that make no face.
    """
    if landmarks.shape != (5, 2):
        raise FaceError("Landmarks are five points, (5, 2): left eye, right eye, nose, left and right mouth corner.")
    reach = np.array(photo_size, np.float64)
    if not ((landmarks >= -reach / 2) & (landmarks <= 1.5 * reach)).all():  # false for NaN, too
        raise FaceError(
            "These landmarks lie outside the photo, which is {width} x {height} pixels large.",
            width=photo_size[0],
            height=photo_size[1],
        )
    if not _makes_a_face(landmarks):
        raise FaceError(
            "These landmarks make no face; give left eye, right eye, nose, left and right mouth corner, in this order."
        )
    return Face(_usual_box(landmarks), 1.0, landmarks, align.residual(landmarks))


def _makes_a_face(landmarks: NDArray[np.float64]) -> bool:
    length, width = np.linalg.svd(landmarks - landmarks.mean(0), compute_uv=False)
    apart = np.linalg.norm(landmarks[:, None] - landmarks[None], axis=2)[np.triu_indices(5, 1)]
    if apart.max() < _SMALLEST or width < _LEAST_WIDE * length or apart.min() < _LEAST_APART * apart.max():
        return False
    return align.residual(landmarks) <= _WORST_BY_HAND


def _usual_box(landmarks: NDArray[np.float64]) -> tuple[float, float, float, float]:
    # CenterFace's mean box in the canonical frame; around a turned face an upright box holds its corners' middle.
    back = align.align(landmarks).inverse()
    x, y = back.apply(np.array([64.0, 72.0]))
    turned = np.abs(back.matrix[:, :2] / back.scale) @ np.array([41.0, 52.0]) * back.scale
    return float(x - turned[0]), float(y - turned[1]), float(x + turned[0]), float(y + turned[1])


def _numbers(count: int) -> Message:
    if count == 1:
        return Message("the only face is number 0")
    return Message("the faces are numbered 0 to {last}, largest first", last=count - 1)
