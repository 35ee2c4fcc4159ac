"""What a brush protects: where a photo's own pixels stay, whatever is asked (*ours*; docs/design.md, "Protected")."""

from dataclasses import dataclass
from functools import cached_property
from math import floor
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.edit import Stroke
from facelab.photo.align import Box
from facelab.photo.picture import Patch, Picture
from facelab.progress import ShareCallback, counted, quiet

MOST = 1024
"""Pixels along the longer side of the mask, at most: a brush is soft, and a photo may be of 100 megapixels."""
SHIFT = 4
"""Bits after the point in which OpenCV is given places."""

Plane = NDArray[np.float32]


@dataclass(frozen=True)
class Protection:
    """Strokes over a photo.

    Attributes:
        strokes: in the order in which they were made.
        width, height: of the photo, in pixels.
    """

    strokes: tuple[Stroke, ...]
    width: int
    height: int

    @cached_property
    def scale(self) -> float:
        """Pixels of the mask for one of the photo's."""
        return min(1.0, MOST / max(self.width, self.height))

    @cached_property
    def mask(self) -> Plane:
        """(h, w), 0..1, how much is protected, in the photo's coordinates times ``scale``."""
        made: Plane = np.zeros(
            (max(1, round(self.height * self.scale)), max(1, round(self.width * self.scale))), np.float32
        )
        for stroke in self.strokes:
            there = covered(stroke, self.scale, made.shape)
            made = np.maximum(made, there) if stroke.protects else np.minimum(made, 1 - there)
        return made

    def at(self, box: Box, scale: float = 1.0) -> Plane:
        """The mask at a box of the photo made smaller by ``scale``: (y1 - y0, x1 - x0), 0..1, bilinear."""
        x0, y0, x1, y1 = box
        ratio = self.scale / scale
        across = ((np.arange(x0, x1, dtype=np.float32) + 0.5) * ratio - 0.5)[None]
        down = ((np.arange(y0, y1, dtype=np.float32) + 0.5) * ratio - 0.5)[:, None]
        size = y1 - y0, x1 - x0
        columns, rows = (np.ascontiguousarray(np.broadcast_to(one, size)) for one in (across, down))
        found = cv2.remap(self.mask, columns, rows, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE)
        return np.asarray(found, np.float32)


def covered(stroke: Stroke, scale: float, shape: tuple[int, ...]) -> Plane:
    """How much a stroke covers, 0..1, in a mask of a shape, ``scale`` of whose pixels are one of the photo's."""
    drawn = np.zeros(shape[:2], np.uint8)
    points = np.rint((np.array(stroke.points, np.float64) * scale - 0.5) * 2**SHIFT).astype(np.int32)
    cv2.polylines(drawn, [points.reshape(-1, 1, 2)], False, 255, 1, cv2.LINE_8, SHIFT)
    for point in (points[0], points[-1]):
        place = tuple(floor(p / 2**SHIFT + 0.5) for p in point.tolist())
        if 0 <= place[0] < drawn.shape[1] and 0 <= place[1] < drawn.shape[0]:
            drawn[place[1], place[0]] = 255
    if not drawn.any():
        return np.zeros(shape[:2], np.float32)
    away = cv2.distanceTransform(255 - drawn, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    radius = max(stroke.radius * scale, 0.5)
    soft = max(radius * (1 - stroke.hardness), 0.5)
    return np.asarray(np.clip((radius - away) / soft, 0, 1), np.float32)


def protected(edited: Picture, photo: Picture, protection: Protection, progress: ShareCallback = quiet) -> Picture:
    """An edited picture with the photo's own samples where they are protected, bit for bit where they are wholly."""
    made = photo
    for patch in counted(edited.patches, progress):  # later ones lie upon earlier ones
        made = made.patched([Patch(patch.box, blended(patch, photo, protection))])
    return made


def blended(patch: Patch, photo: Picture, protection: Protection) -> NDArray[Any]:
    """A patch's samples with the photo's own where they are protected."""
    share, own = protection.at(patch.box)[..., None], photo.part(patch.box)
    mixed = patch.samples + share * (own.astype(np.float32) - patch.samples)
    whole: NDArray[Any] = np.rint(mixed).astype(own.dtype)
    return whole
