"""The shape of glasses: a frame on a head, and how far from its edges any place of the picture is.

A frame is known in millimetres of a head whose pupils are 62 apart: x to the right of the picture, y down, z away from
the camera. The mesh of a face says how that head stands; what stands before it is seen from afar, without perspective.
Distances are negative inside a shape. They are what is drawn (``render.glasses``): smooth, they have a sharp edge at
any size of the photo.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from facelab.photo.mesh import EYES, Points, Solid

Array = NDArray[np.float32]
Vector = NDArray[np.float64]
Bar = tuple[Vector, Vector]
"""From where to where, (2,) each."""

APART = 62.0
"""Millimetres between the pupils of the head that frames are measured on."""
PAIRS = ((33, 263), (133, 362), (127, 356), (234, 454), (61, 291), (105, 334), (93, 323))
"""Points of the mesh and their mirror images: left and right as seen in the picture."""
TOP, CHIN = 10, 152
EARS = ((162, 127), (389, 356))
"""Temples pass from the face to the ears between these."""
BEFORE, BELOW = 15.0, 3.0
"""Millimetres by which lenses stand before the lids, and their middle below that of the eyes."""
TILT, WRAP = np.radians(8), np.radians(4)
"""How far the lower edge leans towards the cheeks, and the outer edges towards the ears."""
HINGE = 3.0, -0.31
"""Millimetres beyond the rim, and height for a lens's, at which temples begin."""
ARCH = -0.24, 1.6
"""Height for a lens's at which the bridge is, and millimetres by which its middle is above its ends."""
FILLET = 2.0
"""Millimetres by which corners between rims and what joins them are rounded."""


@dataclass(frozen=True)
class FrameShape:
    """A frame of glasses, in millimetres.

    Attributes:
        width, height: of a lens. bridge: between the lenses.
        lower: by how much it sits lower than usual.
        roundness: exponent of a lens's outline, a superellipse: 2 is an ellipse, 4 nearly a rectangle.
        rim: thickness.
        taper: how much narrower than in its middle a lens is at its lower edge, and wider at its upper one.
        flat: how much flatter, in its exponent, a lens is above than at its sides, and rounder below.
        sweep: by how much of a lens's width its outer end is higher than its inner one.
        brow: how much thicker than at its sides a rim is above, and thinner below.
        abrupt: how many times sooner than at its ends a lens's rim is that thick, and thin.
    """

    width: float = 50.0
    height: float = 37.0
    bridge: float = 17.0
    lower: float = 0.0
    roundness: float = 2.9
    rim: float = 2.6
    taper: float = 0.07
    flat: float = 0.25
    sweep: float = 0.0
    brow: float = 0.28
    abrupt: float = 1.0

    def below(self, v: Array) -> Array:
        """How far down a lens, v in millimetres from its middle, its rim is a lower one: -1 above, 1 below."""
        return np.asarray(np.clip(v * np.float32(2 * self.abrupt / self.height), -1, 1), np.float32)


@dataclass(frozen=True, eq=False)
class Pose:
    """How a head stands in a picture.

    Attributes:
        origin: (3,), between the lenses, in pixels of the canonical frame.
        axes: (3, 3): a millimetre to the right, down and back on the head, in its columns, in such pixels.
    """

    origin: Vector
    axes: Vector

    @property
    def scale(self) -> float:
        """Pixels of the crop for a millimetre."""
        return float(np.linalg.norm(self.axes[:, 0]))

    def at(self, points: Vector) -> Vector:
        """Where points (..., 3) of the head are seen: (..., 2), x y in the canonical frame."""
        seen: Vector = (self.origin + points @ self.axes.T)[..., :2]
        return seen

    def in_plane(self, points: Points, middle: Vector, plane: Vector) -> tuple[Array, Array]:
        """Where points (..., 2) of the canonical frame lie in a plane of the head.

        Args:
            points: they.
            middle: (3,), a point of it. plane: (3, 2), its two directions, a millimetre each.
        """
        back = np.linalg.inv((self.axes @ plane)[:2]).T.astype(np.float32)
        u, v = np.moveaxis((points - self.at(middle).astype(np.float32)) @ back, -1, 0)
        return np.ascontiguousarray(u), np.ascontiguousarray(v)


def pose_of(solid: Solid) -> Pose:
    """The pose of a head, from the mesh of its face with depth, (468, 3)."""
    points = solid.astype(np.float64)
    left, right = (points[list(ring)].mean(0) for ring in EYES)
    across = _unit(sum((points[b] - points[a] for a, b in PAIRS), np.zeros(3)))
    down = points[CHIN] - points[TOP]
    down = _unit(down - across * (across @ down))
    axes = np.column_stack([across, down, np.cross(across, down)]) * (np.linalg.norm(right - left) / APART)
    return Pose((left + right) / 2 + axes @ (0, BELOW, -BEFORE), axes)


def ears_of(solid: Solid) -> Vector:
    """Where temples go to, (2, 2): x y in the canonical frame, left and right in the picture."""
    ears: Vector = np.array([solid[list(points), :2].mean(0) for points in EARS], np.float64)
    return ears


def _unit(vector: Vector) -> Vector:
    length: Vector = vector / np.linalg.norm(vector)
    return length


@dataclass(frozen=True, eq=False)
class Lens:
    """One of two lenses: u outwards and v down in its plane, in millimetres from its middle.

    Attributes:
        frame: whose. pose: the head's.
        side: -1 on the left of the picture, 1 on the right.
    """

    frame: FrameShape
    pose: Pose
    side: int

    @property
    def _middle(self) -> Vector:
        out = (self.frame.bridge + self.frame.width) / 2
        return np.array([self.side * out, self.frame.lower, out * np.sin(WRAP)])

    @property
    def _plane(self) -> Vector:
        plane = np.array([[self.side * np.cos(WRAP), 0], [0, np.cos(TILT)], [np.sin(WRAP), np.sin(TILT)]])
        swept: Vector = plane @ np.array([[1, 0], [-self.frame.sweep, 1]])
        return swept

    @property
    def hinge(self) -> Vector:
        """Where its temple begins, u v."""
        return np.array([self.frame.width / 2 + self.frame.rim + HINGE[0], HINGE[1] * self.frame.height])

    def seen(self, at: Vector) -> Vector:
        """Where points (..., 2) of it, u v, are seen in the canonical frame."""
        return self.pose.at(self._middle + at @ self._plane.T)

    def place(self, points: Points) -> tuple[Array, Array]:
        """u and v of points (..., 2) of the canonical frame."""
        return self.pose.in_plane(points, self._middle, self._plane)

    def distance(self, u: Array, v: Array) -> Array:
        """How far from its edge places are, in millimetres: of the outline to first order, which its rim is near to."""
        wide, high = np.float32(self.frame.width / 2), np.float32(self.frame.height / 2)
        down = np.clip(v / high, -1, 1)
        x = np.maximum(np.abs(u / (wide * (1 - np.float32(self.frame.taper) * down))), np.float32(1e-3))
        y = np.maximum(np.abs(v / high), np.float32(1e-3))
        power = np.float32(self.frame.roundness) * (1 - np.float32(self.frame.flat) * down)
        of_x, of_y = x**power, y**power
        radius = (of_x + of_y) ** (1 / power)
        slope = np.hypot(of_x / (x * wide), of_y / (y * high)) * radius / (of_x + of_y)
        return np.asarray((radius - 1) / slope, np.float32)

    def outside(self, u: Array, v: Array, inner: Array) -> Array:
        """How far from the outer edge of its rim and its end piece; ``inner`` is its ``distance``."""
        rim = inner - np.float32(self.frame.rim) * (1 - np.float32(self.frame.brow) * self.frame.below(v))
        half, end = 0.9 * self.frame.rim, self.hinge
        piece = bar(u, v, (end * (0.6, 1), end - (half, 0)), half, 0.85 * half)
        return joined(rim, piece, FILLET)


def lenses(frame: FrameShape, pose: Pose) -> tuple[Lens, Lens]:
    """Both, left and right in the picture."""
    return Lens(frame, pose, -1), Lens(frame, pose, 1)


def front(frame: FrameShape, pose: Pose, points: Points) -> tuple[Array, Array]:
    """How far points (..., 2) are from the lenses' edges, and from the outer edge of rims, bridge and end pieces."""
    inner, outer = [], []
    for lens in lenses(frame, pose):
        u, v = lens.place(points)
        inner.append(lens.distance(u, v))
        outer.append(lens.outside(u, v, inner[-1]))
    return np.minimum(*inner), joined(np.minimum(*outer), _bridge(frame, pose, points), 1.5 * FILLET)


def _bridge(frame: FrameShape, pose: Pose, points: Points) -> Array:
    plane = np.array([[1, 0], [0, np.cos(TILT)], [0, np.sin(TILT)]])
    x, y = pose.in_plane(points, np.array([0, frame.lower, 0]), plane)
    half = np.float32(frame.bridge / 2)
    level = np.float32(ARCH[0] * frame.height) + np.float32(ARCH[1]) * np.square(x / half)
    return np.asarray(np.maximum(np.abs(y - level) - np.float32(0.85 * frame.rim), np.abs(x) - half), np.float32)


def temple(lens: Lens, ear: Vector, points: Points) -> tuple[Array, Array]:
    """How far points are from a temple's edge, in millimetres, and how much of it is seen there, 0..1.

    Args:
        lens: its lens.
        ear: (2,), where it goes to, in the canonical frame; it is drawn beyond, for what it goes behind.
        points: (..., 2).
    """
    start, scale = lens.seen(lens.hinge - (lens.frame.rim, 0)), lens.pose.scale
    out = lens.side * lens.pose.axes[:2, 0] / scale
    half = 0.72 * lens.frame.rim * scale
    away = bar(points[..., 0], points[..., 1], (start, start + 1.4 * (ear - start)), half, 0.8 * half)
    before = np.float32(np.clip((ear - start) @ out / (3 * scale), 0, 1))  # the far one of a turned head is behind it
    beside = (points - start.astype(np.float32)) @ out.astype(np.float32) > -half
    return away / np.float32(scale), np.asarray(before * beside, np.float32)


def bar(x: Array, y: Array, ends: Bar, first: float, last: float) -> Array:
    """How far from a bar with round ends, on either side ``first`` high at its start and ``last`` at its end."""
    (x0, y0), (across, down) = (float(v) for v in ends[0]), (float(v) for v in ends[1] - ends[0])
    x, y = x - np.float32(x0), y - np.float32(y0)
    along = np.clip((x * np.float32(across) + y * np.float32(down)) / max(across**2 + down**2, 1e-6), 0, 1)
    away = np.hypot(x - along * np.float32(across), y - along * np.float32(down))
    return np.asarray(away - (np.float32(first) + np.float32(last - first) * along), np.float32)


def joined(one: Array, other: Array, round_by: float) -> Array:
    """The union of two shapes by their distances, the corners between them rounded (smooth minimum, Quilez 2013)."""
    near = np.clip(0.5 + (other - one) * np.float32(0.5 / round_by), 0, 1)
    return np.asarray(other + (one - other) * near - np.float32(round_by) * near * (1 - near), np.float32)
