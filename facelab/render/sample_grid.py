"""A part of the canonical frame, sampled finer than the crop, that is drawn upon a face at its photo's resolution."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Box, Similarity, overlap
from facelab.photo.colour import Linear
from facelab.photo.crop import linear_view
from facelab.photo.mesh import Points
from facelab.photo.picture import Picture

Array = NDArray[np.float32]
Vector = NDArray[np.float64]

SAMPLES = 3
"""For one pixel of the crop along each side."""


@dataclass(frozen=True, eq=False)
class SampleGrid:
    """Where something is sampled.

    Attributes:
        to_grid: canonical frame to its pixels.
        size: width and height.
    """

    to_grid: Similarity
    size: tuple[int, int]

    @classmethod
    def between(cls, low: Vector, high: Vector) -> "SampleGrid":
        """One between two corners, x y in the canonical frame, rounded outwards."""
        low, high = np.floor(low), np.ceil(high)
        width, height = (SAMPLES * (high - low)).astype(int)
        return cls(Similarity(SAMPLES * np.column_stack([np.eye(2), -low])), (int(width), int(height)))

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it covers."""
        (x0, y0), (x1, y1) = np.rint(self._to_canonical(np.array([(0, 0), self.size], np.float64))).astype(int)
        return int(x0), int(y0), int(x1), int(y1)

    def _to_canonical(self, points: Vector) -> Vector:
        return self.to_grid.inverse().apply(points)

    @cached_property
    def points(self) -> Points:
        """The centres of its pixels, (height, width, 2), x y in the canonical frame."""
        at = np.stack(np.meshgrid(*(np.arange(count) + 0.5 for count in self.size)), -1)
        return self._to_canonical(at).astype(np.float32)

    def sampled(self, plane: Array) -> Array:
        """A map of the canonical frame, (size, size) or (size, size, 3), there."""
        x, y = cv2.split(self.points * np.float32(len(plane) / SIZE) - np.float32(0.5))
        return np.asarray(cv2.remap(plane, x, y, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE), np.float32)

    def view(self, picture: Picture, similarity: Similarity) -> Linear:
        """A photo there, (height, width, 3) in linear light, from its similarity to the canonical frame."""
        return linear_view(picture, one_after(self.to_grid, similarity), self.size)

    def part(self, edited: Linear, similarity: Similarity, box: Box) -> tuple[Box, Linear]:
        """What it covers of a box of a photo: as a box of the photo, and of ``edited``, (H, W, 3), what is there."""
        corners = self._to_canonical(np.array([(0, 0), (1, 0), (0, 1), (1, 1)]) * self.size)
        points = similarity.inverse().apply(corners)
        (left, top), (right, bottom) = np.floor(points.min(0)).astype(int), np.ceil(points.max(0)).astype(int)
        x0, y0, x1, y1 = here = overlap((int(left), int(top), int(right), int(bottom)), box)
        return here, edited[y0 - box[1] : y1 - box[1], x0 - box[0] : x1 - box[0]]

    def planes(self, known: Array, similarity: Similarity, box: Box) -> list[Array]:
        """What is known on it, (height, width, C), plane by plane at a box of a photo."""
        there = one_after(self.to_grid, similarity.after(box[0], box[1])).matrix.copy()
        there[:, 2] += there[:, :2].sum(1) / 2 - 0.5  # OpenCV counts from the pixel's centre
        size, flags = (box[2] - box[0], box[3] - box[1]), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        found = cv2.split(cv2.warpAffine(known, there, size, None, flags, cv2.BORDER_REPLICATE))
        return [np.asarray(plane, np.float32) for plane in found]


def one_after(second: Similarity, first: Similarity) -> Similarity:
    """One similarity after another."""
    matrix = second.matrix[:, :2] @ first.matrix
    matrix[:, 2] += second.matrix[:, 2]
    return Similarity(matrix)
