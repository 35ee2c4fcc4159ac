"""The mouth's opening: the one place where a face that moves shows what its photo does not have.

Between parted lips come teeth and what is behind them. They are drawn, and seen within the inner lips alone, whose
edge is as sharp as the photo.
"""

from dataclasses import dataclass
from math import ceil, floor

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Box, Similarity, overlap, umeyama, warp
from facelab.photo.colour import LUMINANCE, Linear, decode_srgb
from facelab.photo.mesh import INNER_LIPS, LOWER_INNER_LIP, UPPER_INNER_LIP, Points
from facelab.render.mask import mixed, smootherstep
from facelab.render.motion import interpolated, triangulated

MOUTH = (128, 80)
"""Width and height of the mouth frame."""
CORNERS = np.array([(8.0, 36.0), (120.0, 36.0)])
"""Where the corners of the inner lips are brought in it."""
LEAST_GAP = 0.75
"""Pixels of the crop between the lips below which a mouth is closed."""
OWN_TEETH = (1.5, 2.5)
"""How many times as far a mouth is opened as it is in the photo, up to which its own inside is stretched, and from
which it is drawn."""
WIDEST, STRETCHED = 11.0, (1.4, 1.15)
"""Pixels of the crop that lips which were closed are parted at the most; how many times as far as they are in the photo
those are that were not, up to that, and beyond it: own teeth stay where teeth are."""
SHUT, AJAR = 1.5, 3.0
"""Pixels of the crop between lips of which the photo shows nothing, or too little to be kept; between lips of which it
shows teeth."""
NOSE_ENDS, EYES_END = 80.0, 62.0
"""Rows of the crop from which on all of the face goes with the mouth, and above which nothing does."""
TEETH = 1.1
"""Times as light as the lips, beyond which what is between them is teeth."""
OPENED = 0.4
"""What is more of that, at which a mouth is as open as it is read."""
SEAM = np.linspace(-0.2, 1.2, 29, dtype=np.float32)
"""Of the way from the upper inner lip to the lower one, where the line may lie at which they meet."""
FINER = 4
"""How many times as finely as it is sampled the outline is filled."""
SOFT = 0.35
"""Standard deviation, in pixels of the crop, by which the lips' inner edge is softened."""


@dataclass(frozen=True, eq=False)
class Opening:
    """What is seen between the lips of an edited face.

    Attributes:
        picture: (80, 128, 3) or finer, linear light 0..1, in the mouth frame.
        to_mouth: canonical frame to mouth frame, in pixels of the picture.
        outline: (20, 2), x y in the canonical frame: the inner lips, once around.
        share: how much of it is seen, 0..1.
    """

    picture: Linear
    to_mouth: Similarity
    outline: Points
    share: float

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""
        return _around(self.outline.astype(np.float64), 3 * SOFT)

    @property
    def within(self) -> NDArray[np.float32]:
        """The inner lips filled, 0..1, as high and wide as the picture."""
        height, width = self.picture.shape[:2]
        outline = self.to_mouth.apply(self.outline.astype(np.float64)).astype(np.float32)
        return filled(outline, (width, height))

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """An edited face (H, W, 3), linear light, with the opening in it.

        Args:
            edited: the face at a box of its photo; it is written to.
            similarity: photo to canonical frame.
            box: where it lies.
        """
        outline = similarity.inverse().apply(self.outline.astype(np.float64))
        soft = max(SOFT / similarity.scale, 1e-3)
        here = overlap(_around(outline, 3 * soft), box)
        if here[0] < here[2] and here[1] < here[3]:
            part = edited[here[1] - box[1] : here[3] - box[1], here[0] - box[0] : here[2] - box[0]]
            part += self._seen(outline, soft, here)[..., None] * (self._at(similarity, here) - part)
        return edited

    def _seen(self, outline: NDArray[np.float64], soft: float, box: Box) -> NDArray[np.float32]:
        """How much of it is seen at a box of the photo."""
        wide = ceil(3 * soft)  # so that the box's edge, which may cut through it, makes no difference
        within = np.zeros((box[3] - box[1] + 2 * wide, box[2] - box[0] + 2 * wide), np.uint8)
        points = outline - (box[0] - wide, box[1] - wide) - 0.5
        cv2.fillPoly(within, [np.rint(points * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        seen = cv2.GaussianBlur(np.float32(self.share / 255) * within.astype(np.float32), (0, 0), soft)
        return np.asarray(seen[wide:-wide, wide:-wide], np.float32)

    def _at(self, similarity: Similarity, box: Box) -> Linear:
        matrix = self.to_mouth.matrix[:, :2] @ similarity.matrix
        matrix[:, 2] += self.to_mouth.matrix[:, 2]
        return warp(
            self.picture, Similarity(matrix).after(box[0], box[1]).inverse(), (box[2] - box[0], box[3] - box[1])
        )


def _around(points: NDArray[np.float64], margin: float) -> Box:
    (left, top), (right, bottom) = points.min(0) - margin, points.max(0) + margin
    return floor(left), floor(top), ceil(right), ceil(bottom)


def opening(picture: NDArray[np.float32], drawn: Points, moved: Points, own: Points) -> Opening | None:
    """What is seen between the lips of a moved face; None where nothing drawn is.

    Args:
        picture: E, (128, 128, 3), sRGB 0..1.
        drawn: (468, 2), its mesh. moved: that of the photo as it is moved. own: that of the photo as it is.
    """
    share = _share(moved, own)
    if not share:
        return None
    outline = moved[list(INNER_LIPS)]
    to_mouth = umeyama(outline[[0, 10]].astype(np.float64), CORNERS)
    there = to_mouth.apply(outline.astype(np.float64)).astype(np.float32)
    return Opening(_brought(decode_srgb(picture), drawn[list(INNER_LIPS)], there), to_mouth, outline, share)


def gap(points: Points) -> float:
    """How far the lips are apart in the middle, in pixels of the crop."""
    upper, lower = points[list(UPPER_INNER_LIP[4:7])], points[list(LOWER_INNER_LIP[4:7])]
    return float(np.linalg.norm(lower - upper, axis=1).mean())


def closed(points: Points, picture: NDArray[np.float32]) -> Points:
    """The points (468, 2) with the inner lips together: at the darkest line between them.

    Args:
        points: of a mesh. picture: (size, size, 3), sRGB: the canonical frame at any size.
    """
    upper, lower = points[list(UPPER_INNER_LIP[1:-1])], points[list(LOWER_INNER_LIP[1:-1])]
    lines = upper + SEAM[:, None, None] * (lower - upper)
    x, y = np.moveaxis(lines * np.float32(len(picture) / SIZE) - np.float32(0.5), -1, 0)
    seen = cv2.remap(picture.mean(2), x, y, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE).mean(1)
    together = points.copy()
    together[list(UPPER_INNER_LIP[1:-1])] = together[list(LOWER_INNER_LIP[1:-1])] = lines[seen.argmin()]
    return together


def closed_but_for_teeth(points: Points, picture: NDArray[np.float32], before: float) -> Points:
    """The same, less so the lighter it becomes between the lips than ``before`` (``light_between``)."""
    least = max(before, TEETH)
    open_ = smootherstep(np.array([(light_between(points, picture) / least - 1) / OPENED], np.float32))
    return np.asarray(mixed(closed(points, picture), points, open_), np.float32)


def light_between(points: Points, picture: NDArray[np.float32]) -> float:
    """How light the lightest is between the inner lips of a face, sRGB in the canonical frame at any size, for lips."""
    size = 2 * SIZE, 2 * SIZE
    light = np.asarray(cv2.transform(decode_srgb(cv2.resize(picture, size).clip(0, 1)), LUMINANCE), np.float32)
    return teeth_seen(light, filled(2 * points[list(INNER_LIPS)], size))[1]


def filled(outline: Points, size: tuple[int, int]) -> NDArray[np.float32]:
    """What an outline (P, 2) encloses, 0..1, in a picture of a width and a height."""
    within = np.zeros((FINER * size[1], FINER * size[0]), np.uint8)
    points = np.rint((FINER * outline - 0.5) * 16).astype(np.int32)
    cv2.fillPoly(within, [points], 255, cv2.LINE_AA, 4)
    small = cv2.resize(within.astype(np.float32) / 255, size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)


def teeth_seen(light: NDArray[np.float32], within: NDArray[np.float32]) -> tuple[float, float]:
    """How light what is lightest between the lips is, and that for the lips around it.

    Args:
        light: (H, W), linear. within: (H, W) in 0..1, the inner lips filled.
    """
    around = (cv2.dilate(within, np.ones((11, 11), np.uint8)) > 0) & (within < 0.05)
    if not (within > 0.5).any() or not around.any():
        return 0.0, 0.0
    lightest = float(np.quantile(light[within > 0.5], 0.85))
    return lightest, lightest / max(float(light[around].mean()), 1e-4)


def bounded(own: Points, shift: Points) -> Points:
    """A shift of a face's points that opens its mouth no wider than it may: all of the lower face goes less far.

    Args:
        own: (468, 2), the points as they are. shift: (468, 2), where an edit takes them.
    """
    before, after = gap(own), gap(own + shift)
    if after <= (most := widest(before)):
        return shift
    back = 1 - max(most - before, 0.0) / (after - before)
    with_mouth = np.clip((own[:, 1] - EYES_END) / (NOSE_ENDS - EYES_END), 0, 1)
    return np.asarray(shift * (1 - np.float32(back) * with_mouth)[:, None], np.float32)


def widest(own: float) -> float:
    """How far lips may be parted, in pixels of the crop, that are so far apart in the photo."""
    stretched = min(STRETCHED[0] * own, max(WIDEST, STRETCHED[1] * own))
    return float(np.interp(own, (SHUT, AJAR), (WIDEST, STRETCHED[0] * AJAR))) if own < AJAR else stretched


def _share(moved: Points, own: Points) -> float:
    """How much of the drawn opening is seen: none of it in a closed mouth, or where the own teeth can be moved."""
    now, before = gap(moved), gap(own)
    if now <= LEAST_GAP:
        return 0.0
    times = np.float32(now / max(before, 1e-3))
    opened = smootherstep(np.array([(times - OWN_TEETH[0]) / (OWN_TEETH[1] - OWN_TEETH[0])], np.float32))
    return float(opened[0]) * min(1.0, now / LEAST_GAP - 1)


def _brought(picture: NDArray[np.float32], here: Points, there: Points) -> Linear:
    """The picture with its points ``here`` (20, 2) brought to ``there`` in the mouth frame, and what is around them."""
    width, height = MOUTH
    corners = np.array([(0, 0), (width, 0), (0, height), (width, height)], np.float32)
    known = np.column_stack([there, np.ones(len(there), np.float32)])
    affine, *_ = np.linalg.lstsq(known, here, rcond=None)
    nodes = np.concatenate([there, corners])
    sources = np.concatenate([here, np.column_stack([corners, np.ones(4, np.float32)]) @ affine]).astype(np.float32)
    at = interpolated(nodes, sources, triangulated(nodes), MOUTH) - np.float32(0.5)
    return np.asarray(
        cv2.remap(picture, at[..., 0], at[..., 1], cv2.INTER_CUBIC, None, cv2.BORDER_REPLICATE), np.float32
    )
