"""Motion: the person's own pixels moved as the network moves the face (docs/design.md, "Moved").

What an edit does to the shape of a face is read off the points of a face mesh in D(s) and D(s + delta); the points in
the photo itself are moved by as much, and the pixels with them, triangle by triangle. Where lips part, nothing of the
photo can come into the gap: it is the mouth's opening, and drawn.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.mesh import LOWER_INNER_LIP, LOWER_LIP, OUTLINE, UPPER_INNER_LIP, UPPER_LIP, Points

Flow = NDArray[np.float32]
"""(128, 128, 2), x y in pixels of the crop: where a pixel comes from, seen from where it is."""

AROUND = 1.25
"""Radius, for the face's outline, of a ring of points that stay."""
APART = 1.0
"""Pixels of the crop by which closed lips are parted when the triangles are laid out, so that none joins them."""
SMOOTH = 0.6
"""Standard deviation, in pixels of the crop, by which the flow is smoothed: triangles have edges."""
CROSSING = 2.5
"""The same for a flow from one face to another."""
LEAST = 0.1
"""Of its area is at least left of a triangle, whatever is asked."""
SLIVER = 4.0
"""Twice the area, in pixels of the crop, below which a triangle may be turned over: as at lids and closed lips."""
_FRAME = np.array(
    [(x * SIZE, y * SIZE) for x in (-0.25, 0.5, 1.25) for y in (-0.25, 0.5, 1.25) if (x, y) != (0.5, 0.5)]
)
CALM, ALIKE = 10.0, 5.0
"""Distance from the outline, in pixels of the crop, within which shifts of points are averaged over their neighbours',
the more the nearer; standard deviation of how far a neighbour counts."""
THIN = 0.1
"""Twice the area of a triangle, in pixels of the crop, below which it has no slope."""
_BITS = 4
"""For parts of a pixel, where triangles are filled."""


@dataclass(frozen=True, eq=False)
class Mesh:
    """The mesh of a face in its photo, which can be moved.

    Attributes:
        points: (468, 2), x y in the canonical frame.
    """

    points: Points

    @cached_property
    def _nodes(self) -> Points:
        """The points, a ring around them, and the frame's border: (P, 2)."""
        outline = self.points[list(OUTLINE)][::2]
        middle = outline.mean(0)
        return np.concatenate([self.points, middle + AROUND * (outline - middle), _FRAME.astype(np.float32)])

    @cached_property
    def _triangles(self) -> NDArray[np.intp]:
        """(T, 3) numbers of nodes, by Delaunay's triangulation of the mesh with its lips parted."""
        nodes = self._nodes.copy()
        nodes[list(UPPER_INNER_LIP[1:-1]), 1] -= APART / 2
        nodes[list(LOWER_INNER_LIP[1:-1]), 1] += APART / 2
        return triangulated(nodes)

    @cached_property
    def _calming(self) -> NDArray[np.float32]:
        """(468, 468): what counts for a point's shift: its own within the face, its neighbours' too at the outline.

        There many points lie close to one another, and the mesh finds each by itself: a cheek would get notches.
        """
        away = np.linalg.norm(self.points[:, None] - self.points, axis=2)
        near = np.clip(1 - away[:, list(OUTLINE)].min(1) / np.float32(CALM), 0, 1)[:, None]
        around = np.exp(-np.square(away / np.float32(ALIKE)) / 2)
        around /= around.sum(1, keepdims=True)
        return np.asarray(near * around + (1 - near) * np.eye(len(away)), np.float32)

    def moved(self, shift: Points) -> Points:
        """The points where ``shift`` (468, 2) takes them; less far where a triangle would be turned over."""
        shift = self._calming @ shift
        before = _doubled_areas(self._nodes, self._triangles)
        whole = (before > SLIVER) & ~_between_lips(self._triangles)
        for share in np.linspace(1, 0.1, 10, dtype=np.float32):
            moved = lips_apart(self.points + share * shift)
            after = _doubled_areas(self._with_nodes(moved), self._triangles)
            if (after >= LEAST * before)[whole].all():
                return moved
        return self.points

    def _with_nodes(self, points: Points) -> Points:
        return np.concatenate([points, self._nodes[len(points) :]])

    def flow(self, moved: Points, area: NDArray[np.float32]) -> Flow:
        """Where the pixels of the moved face come from.

        Args:
            moved: (468, 2), its points.
            area: (128, 128) in 0..1, where it may move.
        """
        nodes = self._with_nodes(moved)
        flow = interpolated(nodes, self._nodes - nodes, self._triangles)
        return np.asarray(cv2.GaussianBlur(flow, (0, 0), SMOOTH) * area[..., None], np.float32)

    def in_other(self, other: "Mesh") -> Flow:
        """Where in a picture of another face lies what is in one of this, smooth: two outlines may cross."""
        flow = interpolated(self._nodes, other._nodes - self._nodes, self._triangles)
        return np.asarray(cv2.GaussianBlur(flow, (0, 0), CROSSING), np.float32)


def moved(picture: NDArray[np.float32], flow: Flow) -> NDArray[np.float32]:
    """A picture of the canonical frame, (128, 128, C), as a flow moves it; bicubic, so that it may pass its ends."""
    y, x = np.indices(flow.shape[:2], np.float32)
    found = cv2.remap(picture, x + flow[..., 0], y + flow[..., 1], cv2.INTER_CUBIC, None, cv2.BORDER_REFLECT)
    return np.asarray(found, np.float32)


def stretched(flow: Flow) -> NDArray[np.float32]:
    """How much of what is left of the finest grain is to be added where a flow enlarges, (128, 128), 0..1.

    Pixels that are enlarged are coarser than their neighbours, while skin that is stretched has as fine pores; it is
    added in proportion to the area.
    """
    (across_y, across_x), (down_y, down_x) = (np.gradient(flow[..., k]) for k in range(2))
    area = (1 + across_x) * (1 + down_y) - across_y * down_x
    return np.asarray(1 / np.clip(area, 0.5, 1) - 1, np.float32)


def lips_apart(points: Points) -> Points:
    """The same points, the upper lip nowhere below the lower one: where it is, both are between."""
    upper, lower = (list(lip[1:-1]) for lip in (UPPER_INNER_LIP, LOWER_INNER_LIP))
    apart = points.copy()
    over = np.maximum(points[upper, 1] - points[lower, 1], 0) / 2
    apart[upper, 1] -= over
    apart[lower, 1] += over
    return apart


def _between_lips(triangles: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which triangles (T, 3) reach from one lip to the other, (T,): what is between lips may vanish."""
    return np.asarray(np.isin(triangles, UPPER_LIP).any(1) & np.isin(triangles, LOWER_LIP).any(1))


def triangulated(nodes: Points) -> NDArray[np.intp]:
    """Delaunay's triangulation of points (P, 2): (T, 3) of their numbers, all turning the same way."""
    low, high = nodes.min(0) - 1, nodes.max(0) + 1
    plane = cv2.Subdiv2D((*(float(v) for v in low), *(float(v) for v in high - low)))
    number = {plane.insert((float(x), float(y))): k for k, (x, y) in enumerate(nodes)}
    corners = np.asarray(plane.getTriangleList()).reshape(-1, 3, 2)
    found = [[number.get(plane.locate((float(x), float(y)))[2], -1) for x, y in corner] for corner in corners]
    triangles = np.array([one for one in found if min(one) >= 0], np.intp)
    turned = _doubled_areas(nodes, triangles) < 0
    triangles[turned] = triangles[turned][:, ::-1]
    return triangles


def _doubled_areas(nodes: Points, triangles: NDArray[np.intp]) -> NDArray[np.float32]:
    a, b, c = (nodes[triangles[:, k]] for k in range(3))
    areas: NDArray[np.float32] = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    return areas


def interpolated(
    nodes: Points, values: Points, triangles: NDArray[np.intp], size: tuple[int, int] = (SIZE, SIZE)
) -> NDArray[np.float32]:
    """Values (P, 2) of nodes (P, 2), linear within each triangle, at the centres of pixels: (height, width, 2).

    Args:
        nodes, values: the points, and what is known there.
        triangles: (T, 3), numbers of nodes; what lies in none takes the first one's.
        size: width and height.
    """
    which = np.zeros(size[::-1], np.int32)
    corners = np.rint((nodes[triangles] - 0.5) * (1 << _BITS)).astype(np.int32)
    for number, corner in enumerate(corners):
        cv2.fillConvexPoly(which, corner, number, cv2.LINE_8, _BITS)
    ends = values[triangles].min(1), values[triangles].max(1)
    planes = np.hstack([*_planes(nodes, values, triangles), *ends]).take(which, axis=0)
    across, down, base, least, most = (planes[..., k : k + 2] for k in range(0, 10, 2))
    x, y = (np.arange(count, dtype=np.float32) + np.float32(0.5) for count in size)
    across *= x[:, None]
    down *= y[:, None, None]
    # A pixel whose centre lies a little outside of a sliver would have a value far beyond its corners'.
    return np.asarray(np.clip(base + across + down, least, most), np.float32)


def _planes(nodes: Points, values: Points, triangles: NDArray[np.intp]) -> tuple[Points, Points, Points]:
    """Of each triangle what its values grow by across and down, and what they are at (0, 0): (T, 2) each."""
    a, b, c = (nodes[triangles[:, k]] for k in range(3))
    first, second, third = (values[triangles[:, k]] for k in range(3))
    twice = _doubled_areas(nodes, triangles)[:, None]
    steep = np.abs(twice) < THIN  # a sliver, which has the mean of its corners
    inverse = np.where(steep, 0, 1 / np.where(steep, 1, twice)).astype(np.float32)
    across = ((second - first) * (c - a)[:, 1:] - (third - first) * (b - a)[:, 1:]) * inverse
    down = ((third - first) * (b - a)[:, :1] - (second - first) * (c - a)[:, :1]) * inverse
    base = np.where(steep, (first + second + third) / 3, first - a[:, :1] * across - a[:, 1:] * down)
    return across, down, base.astype(np.float32)
