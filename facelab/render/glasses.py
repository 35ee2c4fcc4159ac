"""Glasses drawn into a photo, at its own resolution (docs/design.md, "Glasses").

Their shape (``render.eyewear``) is found once a face, in the canonical frame, as distances from its edges, with what
light falls there, what hides the temples and where the shadow lies. A picture of any size takes its edges from these:
as soft as its own sharpest, with its own grain.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from facelab.photo.align import Box, Similarity
from facelab.photo.colour import Linear
from facelab.photo.mesh import Points
from facelab.render.eyewear import Array, FrameShape, Pose, Vector, front, lenses, temple
from facelab.render.sample_grid import SAMPLES, SampleGrid
from facelab.render.texture import grain_at

AROUND = 6.0
"""Pixels of the crop around a frame, for its shadow."""
BEVEL = 1.1
"""Millimetres over which the edges of a frame are rounded."""
SHINE = 0.18
"""Light, for 1 that falls on the face, of a bevel that looks up."""
SIDE = 0.7
"""How bright temples are for the front, beside which they lie in its shadow."""
SHADOW, SHADOW_SOFT, SHADOW_SHIFT = 0.55, 1.7, (0.6, 2.6)
"""How much light the shadow on the skin takes; its softness, and where it lies from the frame, in millimetres."""
FAINT = 0.01
"""Shadow that is none."""
TINT, GLARE = 0.04, 0.02
"""How much light a lens takes, and how much the brightest of its reflection adds."""
STRIPE = 0.42
"""Half width of the reflection, for half of a lens."""
PIXEL = 0.65
"""Standard deviation, in pixels of the picture, of an edge as sharp as pixels can show it."""
GRAIN = 0.25
"""How much of the grain that skin has a dark frame has: in sRGB they have as much."""
COLOUR = np.array([0.019, 0.017, 0.016], np.float32)
"""Linear light of a black frame, for 1 that falls on the face."""


@dataclass(frozen=True, eq=False)
class Glasses:
    """A frame on a face, ready to be drawn into a picture of it.

    Attributes:
        edges: (h, w, 4): how far from the edge of the lenses, and from the outer edge of the front, in millimetres;
            how far that edge looks down, -1..1, and how much light falls there.
        beside: (h, w, 4): how far from the edge of the temples; how much of them is seen; shadow; reflection on lenses.
        grid: where.
        scale: pixels of the crop for a millimetre.
        opacity: how much of it is seen, 0..1.
        thicker: millimetres added to the rims.
        blur: standard deviation of the photo's own sharpest edges, in pixels of the crop.
        grain: standard deviation of the photo's grain on skin, linear light.
    """

    edges: Array
    beside: Array
    grid: SampleGrid
    scale: float
    opacity: float = 1.0
    thicker: float = 0.0
    blur: float = 0.0
    grain: float = 0.0

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""
        return self.grid.extent

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """An edited face (H, W, 3), linear light, with the glasses upon it.

        Args:
            edited: the face at a box of its photo; it is written to.
            similarity: photo to canonical frame.
            box: where it lies.
        """
        here, part = self.grid.part(edited, similarity, box)
        if self.opacity and part.size:
            part[...] = self._upon(part, similarity, here)
        return edited

    def _upon(self, face: Linear, similarity: Similarity, box: Box) -> Linear:
        """Layer upon layer, each a share of what is below: in the end of the face, of the frame's colour, of white."""
        inner, outer, down, light = self.grid.planes(self.edges, similarity, box)
        away, seen, shadow, glare = self.grid.planes(self.beside, similarity, box)
        soft = float(np.hypot(self.blur, PIXEL * similarity.scale)) / self.scale
        outer -= np.float32(self.thicker)
        behind = _covered(inner, soft)
        rim = np.float32(self.opacity) * np.maximum(_covered(outer, soft) - behind, 0)
        lens, sides = np.float32(self.opacity) * behind, np.float32(self.opacity) * seen * _covered(away, soft)
        grain = np.float32(GRAIN * self.grain) * grain_at(box)
        own = (1 - np.float32(SHADOW * self.opacity) * shadow) * (1 - sides)
        black, white = np.float32(SIDE) * sides * light, np.float32(SIDE) * sides * grain
        through = 1 - np.float32(TINT) * lens
        own, black, white = own * through, black * through, white * through + np.float32(GLARE) * lens * light * glare
        beside = 1 - rim
        own, black = own * beside, black * beside + rim * light
        white = white * beside + rim * (grain + np.float32(SHINE) * light * _bevels(inner, outer, down, soft))
        planes = [plane * own + colour * black + white for plane, colour in zip(cv2.split(face), COLOUR, strict=True)]
        return np.asarray(cv2.merge(planes), np.float32)


def _covered(distance: Array, soft: float) -> Array:
    """1 inside, where a distance is negative, 0 outside; the edge has a standard deviation of ``soft``."""
    t = np.clip(np.float32(0.5) - distance * np.float32(0.25 / soft), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def grid_around(frame: FrameShape, pose: Pose, ears: Vector) -> SampleGrid:
    """A grid that a frame lies in, its temples and its shadow included."""
    half = 0.6 * np.array([frame.width, frame.height])
    corners = half * np.array([(-1, -1), (1, -1), (-1, 1), (1, 1)])
    points = np.concatenate([ears, *(lens.seen(corners) for lens in lenses(frame, pose))])
    return SampleGrid.between(points.min(0) - AROUND, points.max(0) + AROUND)


def put_on(
    frame: FrameShape, pose: Pose, ears: Vector, grid: SampleGrid, light: Array, skin: Array, hidden: Array
) -> Glasses:
    """A frame on a face.

    Args:
        frame: it. pose: the head's.
        ears: (2, 2) where its temples go to, x y in the canonical frame.
        grid: where it is sampled.
        light: (size, size), the canonical frame: how much light falls there, about 1.
        skin: the same, 0..1: what its shadow falls on.
        hidden: (height, width) of the grid, 0..1: what lies before its temples.
    """
    points = grid.points
    inner, outer = front(frame, pose, points)
    sides = [temple(lens, ear, points) for lens, ear in zip(lenses(frame, pose), ears, strict=True)]
    away, seen = np.minimum(*(side[0] for side in sides)), np.maximum(*(side[1] for side in sides))
    rest = (
        away,
        seen * (1 - hidden),
        grid.sampled(skin) * _shadow(inner, outer, pose.scale),
        _glare(frame, pose, points),
    )
    edges = inner, outer, np.gradient(outer, axis=0) * np.float32(SAMPLES * pose.scale), grid.sampled(light)
    return Glasses(np.dstack(edges).astype(np.float32), np.dstack(rest).astype(np.float32), grid, pose.scale)


def _bevels(inner: Array, outer: Array, down: Array, soft: float) -> Array:
    """How much of the light from above the rounded edges of a frame send to the eye, -1..1.

    Args:
        inner, outer: how far from its edges. down: how far its outer edge looks down, -1..1; the inner one looks up.
        soft: standard deviation of the picture's edges, below which no stripe of light is narrow.
    """
    wide = np.float32(1 / (0.75 * BEVEL + 1.5 * soft))
    lower, upper = (np.clip(1 - np.abs(inside - np.float32(BEVEL / 2)) * wide, 0, 1) for inside in (inner, -outer))
    return np.asarray(np.clip(down * (lower - upper), -0.1, 1), np.float32)


def _shadow(inner: Array, outer: Array, scale: float) -> Array:
    frame = _covered(outer, 0.3) * (1 - _covered(inner, 0.3))
    soft = cv2.GaussianBlur(frame, (0, 0), SHADOW_SOFT * scale * SAMPLES)
    shift = np.column_stack([np.eye(2), np.array(SHADOW_SHIFT) * scale * SAMPLES])
    moved = np.asarray(cv2.warpAffine(soft, shift, soft.shape[::-1]), np.float32)
    return np.asarray(np.maximum(moved - np.float32(FAINT), 0), np.float32)


def _glare(frame: FrameShape, pose: Pose, points: Points) -> Array:
    """What lenses reflect: a soft stripe across each, falling to the right, brightest at its upper left."""
    glare = np.zeros(points.shape[:2], np.float32)
    for lens in lenses(frame, pose):
        u, v = lens.place(points)
        across, down = np.float32(2 * lens.side / frame.width) * u, np.float32(2 / frame.height) * v
        stripe = np.exp(-np.square((0.75 * across + down + 0.75) * np.float32(1 / STRIPE)))
        glare = np.where(np.abs(across) < 1.3, stripe, glare)
    return np.asarray(glare, np.float32)
