"""Morphs: two photographed faces as one, each moved to where both meet (Beier & Neely 1992; Wolberg 1998).

The first face lies in its photo; the other is drawn upon it at the photo's own resolution, as much as it is shown. What
a crop can hold is mixed by their shares. What is finer (pores, lashes) is of two people and adds up as noise does: so
that a mixture is no softer than what is mixed, it is divided by the root of the squared shares' sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Box, Similarity, from_crop
from facelab.photo.colour import Linear, decode_srgb, encode_srgb
from facelab.photo.mesh import INNER_LIPS, OUTLINE, Points
from facelab.render.around import carried_around
from facelab.render.composite import part_within
from facelab.render.motion import Flow, moved
from facelab.render.mouth import filled

Plane = NDArray[np.float32]

RIM, SOFT = 2, 1.5
"""Pixels of the crop from a face's outline up to which nothing is mixed, and over which that begins."""
SHUT, LIPS_SOFT = 0.05, 0.5
"""Pixels of the crop between lips that are shut, where all are; over which lips end, a standard deviation."""
NEAR = (3.0, 8.0, 24.0)
"""Standard deviations, in pixels of the crop, over which a tone is looked for where it is not known."""
KNOWN = 0.3
"""Share of what is looked at, from which a tone is known."""
FLOOR = np.float32(0.06)
"""sRGB, beside which nothing is as dark as to make a ratio one of noise."""


@dataclass(frozen=True, eq=False)
class OtherFace:
    """Another face, drawn upon the moved one of a photo; an ``Overlay``.

    Attributes:
        picture: (N, N, 3), sRGB 0..1: the other in its canonical frame, as fine as it is needed.
        flow: (128, 128, 2): where its pixels come from.
        share: (128, 128) in 0..1, how much of it is shown.
        tone: (128, 128, 3), log of what the photo's colours, sRGB, are multiplied by (``toned``).
        own, other: (128, 128, 3), sRGB 0..1: the crops of both, moved, the photo's with its tone.
    """

    picture: Plane
    flow: Flow
    share: Plane
    tone: Plane
    own: Plane
    other: Plane

    @cached_property
    def _changed(self) -> Plane:
        return np.asarray(np.maximum(self.share, np.abs(self.tone).max(2)), np.float32)

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""
        rows, columns = (np.flatnonzero(self._changed.any(axis)) for axis in (1, 0))
        if not len(rows):
            return 0, 0, 0, 0
        return int(columns[0]) - 2, int(rows[0]) - 2, int(columns[-1]) + 3, int(rows[-1]) + 3

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """The moved face (H, W, 3), linear light, with the other upon it; see ``Overlay``."""
        here, part = part_within(self.extent, edited, similarity, box)
        if part.size:
            part += self._changes(part, similarity, here)
        return edited

    def _changes(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        def seen(crop: Plane, plane: Plane) -> tuple[Plane, Plane]:
            """A crop and a plane here, together: to warp four channels takes no longer than three."""
            both = from_crop(np.dstack([crop, plane]), similarity, box)
            return both[..., :3], both[..., 3:]

        own, share = seen(self.own, self.share)
        other, changed = seen(self.other, self._changed)
        share = np.clip(share, 0, 1)
        before = encode_srgb(np.clip(edited, 0, 1))
        photo = toned(before, from_crop(self.tone, similarity, box))
        fine = (1 - share) * (photo - own) + share * (self._at(similarity, box) - other)
        fine /= np.sqrt(np.square(1 - share) + np.square(share))
        mixed = np.clip(own + share * (other - own) + fine, 0, 1)
        return np.where(changed > 0, decode_srgb(mixed) - decode_srgb(before), np.float32(0))

    def _at(self, similarity: Similarity, box: Box) -> Plane:
        """The other face at a box of the photo, moved, sRGB."""
        finer = self.picture.shape[0] / SIZE
        right, down = (np.arange(low, high) + 0.5 for low, high in ((box[0], box[2]), (box[1], box[3])))
        (a, b, c), (d, e, f) = similarity.matrix
        flow = from_crop(self.flow, similarity, box)
        across = (a * right + (b * down[:, None] + c) + flow[..., 0]) * finer - 0.5
        along = (d * right + (e * down[:, None] + f) + flow[..., 1]) * finer - 0.5
        found = cv2.remap(
            self.picture,
            across.astype(np.float32),
            along.astype(np.float32),
            cv2.INTER_CUBIC,
            None,
            cv2.BORDER_REFLECT,
        )
        return np.asarray(found, np.float32)


def face_area(points: Points, *covered: Plane) -> Plane:
    """Where a face is mixed with another: within its outline, where neither is covered.

    Args:
        points: (468, 2), its mesh.
        covered: (128, 128) in 0..1 each, hair and hats before it.
    """
    outline = np.rint(16 * (points[list(OUTLINE)] - 0.5)).astype(np.int32)
    area = cv2.fillPoly(np.zeros((SIZE, SIZE), np.float32), [outline], 1.0, cv2.LINE_8, 4)
    area = cv2.GaussianBlur(cv2.erode(area, np.ones((2 * RIM + 1,) * 2)), (0, 0), SOFT)
    for one in covered:
        area = cv2.multiply(area, np.clip(1 - 2 * one, 0, 1))
    return np.asarray(cv2.GaussianBlur(cv2.erode(area, np.ones((3, 3))), (0, 0), 1), np.float32)


def tone(before: Plane, after: Plane, known: Plane) -> Plane:
    """How colours change where two faces mix, and, smoothly, around it: so that a neck goes with its face.

    Args:
        before, after: (128, 128, 3), sRGB 0..1.
        known: (128, 128) in 0..1, where they tell.

    Returns:
        (128, 128, 3): log of the ratio.
    """
    ratio = np.log((after + FLOOR) / (before + FLOOR)).astype(np.float32)
    return carried_around(ratio, known, NEAR, KNOWN)


def toned(colours: Plane, by: Plane) -> Plane:
    """Colours, sRGB, multiplied by a tone; both (..., 3)."""
    changed: Plane = np.clip((colours + FLOOR) * np.exp(by) - FLOOR, 0, 1)
    return changed


def shares_seen(points: Points, gaps: Sequence[float], shares: Sequence[float]) -> Plane:
    """How much of each face is seen where N of them meet, (N, 128, 128), summing to 1.

    Between the lips a face is seen by how far its own mouth is open, too: closed lips half upon teeth are neither.

    Args:
        points: (468, 2), where they meet.
        gaps: how far the lips of each are apart in its own picture, pixels of the crop. shares: of each, summing to 1.
    """
    everywhere = np.asarray(shares, np.float32)[:, None, None]
    open_ = everywhere * np.maximum(np.asarray(gaps, np.float32), SHUT)[:, None, None]
    within = cv2.GaussianBlur(filled(points[list(INNER_LIPS)], (SIZE, SIZE)), (0, 0), LIPS_SOFT)
    return np.asarray(everywhere + within * (open_ / open_.sum() - everywhere), np.float32)


def as_one(pictures: Sequence[Plane], shares: Plane) -> Plane:
    """Moved faces (128, 128, 3), sRGB 0..1, as one; what is fine adds up as noise does.

    Args:
        pictures: of each of N. shares: (N, 128, 128) or (N, 1, 1), of each, summing to 1.
    """
    broad = [np.asarray(cv2.GaussianBlur(picture, (0, 0), SOFT), np.float32) for picture in pictures]
    weights = (shares / np.sqrt(np.square(shares).sum(0)))[..., None]
    coarse = sum((share * one for share, one in zip(shares[..., None], broad, strict=True)), np.float32(0))
    fine = (weight * (picture - one) for weight, picture, one in zip(weights, pictures, broad, strict=True))
    return np.asarray(np.clip(sum(fine, coarse), 0, 1), np.float32)


def moved_crop(picture: Plane, flow: Flow) -> Plane:
    """A crop (128, 128, C) as a flow moves it, 0..1."""
    return np.clip(moved(picture, flow), 0, 1)
