"""Glasses drawn into a photo, at its own resolution (docs/design.md, "Glasses").

Their shape (``render.eyewear``) is found once a face, in the canonical frame, as distances from its edges, with what
light falls there, what hides the temples and where the shadow lies. A picture of any size takes its edges from these:
as soft as its own sharpest, with its own grain.
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from facelab.photo.align import Box, Similarity
from facelab.photo.colour import Linear
from facelab.photo.mesh import Points
from facelab.render.eyewear import Array, FrameShape, Pose, Vector, front, lenses, temple
from facelab.render.frame_styles import Material, StyledFrame
from facelab.render.sample_grid import SAMPLES, SampleGrid
from facelab.render.texture import grain_at

AROUND = 6.0
"""Pixels of the crop around a frame, for its shadow."""
BEVEL = 1.1
"""Millimetres over which the edges of a frame are rounded."""
SIDE = 0.7
"""How bright temples are for the front, beside which they lie in its shadow."""
SHADOW, SHADOW_SOFT, SHADOW_SHIFT = 0.55, 1.7, (0.6, 2.6)
"""How much light the shadow on the skin takes; its softness, and where it lies from the frame, in millimetres."""
FAINT = 0.01
"""Shadow that is none."""
TINT, GLARE, COATING = 0.04, (0.005, 0.07), np.array([0.75, 1.0, 0.9], np.float32)
"""How much light a lens takes; how much the brightest of its reflection adds, from face to face; its colour."""
STRIPE, ACROSS = (0.2, 0.7), (0.2, 1.4)
"""Half width of the reflection, for half of a lens; how far it falls to the right, for its height."""
SPOTS = 7.0
"""Millimetres across the spots in which edges shine."""
PIXEL = 0.65
"""Standard deviation, in pixels of the picture, of an edge as sharp as pixels can show it."""
GRAIN = 0.25
"""How much of the grain that skin has a dark frame has: in sRGB they have as much."""
TILE, SMOOTH = 256, 4.0
"""Pixels after which patches repeat; standard deviation, of them, by which they are smooth."""


@dataclass(frozen=True, eq=False)
class Glasses:
    """A frame on a face, ready to be drawn into a picture of it.

    Attributes:
        edges: (h, w, 4): how far from the edge of the lenses, and from the outer edge of the front, in millimetres;
            how far that edge looks down, -1..1, and how much light falls there.
        beside: (h, w, 4): how far from the edge of the temples; how much of them is seen; shadow; reflection on lenses.
        look: (h, w, 2): how much of the material's other colour is there, 0..1; how it shines.
        material: what it is made of.
        grid: where.
        scale: pixels of the crop for a millimetre.
        opacity: how much of it is seen, 0..1.
        thicker: millimetres added to the rims.
        blur: standard deviation of the photo's own sharpest edges, in pixels of the crop.
        grain: standard deviation of the photo's grain on skin, linear light.
    """

    edges: Array
    beside: Array
    look: Array
    material: Material
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
        other, shine = self.grid.planes(self.look, similarity, box)
        soft = float(np.hypot(self.blur, PIXEL * similarity.scale)) / self.scale
        outer -= np.float32(self.thicker)
        behind = _covered(inner, soft)
        rim = np.float32(self.opacity) * np.maximum(_covered(outer, soft) - behind, 0)
        lens, sides = np.float32(self.opacity) * behind, np.float32(self.opacity) * seen * _covered(away, soft)
        grain = np.float32(GRAIN * self.grain) * grain_at(box)
        through, beside = 1 - np.float32(TINT) * lens, 1 - rim
        own = (1 - np.float32(SHADOW * self.opacity) * shadow) * (1 - sides) * through * beside
        lit = np.float32(SIDE) * sides * light * through * beside + rim * light
        mirrored = lens * light * glare * beside
        white = np.float32(SIDE) * sides * grain * through * beside
        white += rim * (grain + shine * light * _bevels(inner, outer, down, soft))
        second = lit * other
        planes = [
            plane * own
            + np.float32(one) * (lit - second)
            + np.float32(two) * second
            + np.float32(coat) * mirrored
            + white
            for plane, one, two, coat in zip(
                cv2.split(face), self.material.colour, self.material.other, COATING, strict=True
            )
        ]
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
    frame: StyledFrame, pose: Pose, ears: Vector, grid: SampleGrid, light: Array, skin: Array, hidden: Array
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
    points, shape = grid.points, frame.shape
    inner, outer = front(shape, pose, points)
    sides = [temple(lens, ear, points) for lens, ear in zip(lenses(shape, pose), ears, strict=True)]
    away, seen = np.minimum(*(side[0] for side in sides)), np.maximum(*(side[1] for side in sides))
    shadow = grid.sampled(skin) * _shadow(inner, outer, pose.scale)
    rest = away, seen * (1 - hidden), shadow, _glare(frame, pose, points)
    edges = inner, outer, np.gradient(outer, axis=0) * np.float32(SAMPLES * pose.scale), grid.sampled(light)
    stacks = [np.dstack(one).astype(np.float32) for one in (edges, rest, _look(frame, pose, points))]
    return Glasses(stacks[0], stacks[1], stacks[2], frame.material, grid, pose.scale)


def _look(frame: StyledFrame, pose: Pose, points: Points) -> tuple[Array, Array]:
    """``Glasses.look`` of a frame, at points (h, w, 2) of the canonical frame."""
    (left, from_left), (right, from_right) = (lens.place(points) for lens in lenses(frame.shape, pose))
    below = frame.shape.below(np.where(np.abs(left) < np.abs(right), from_left, from_right))
    lower, material = (1 + below) / 2, frame.material
    x, y = pose.in_plane(points, np.zeros(3), np.eye(3)[:, :2])
    other = np.clip(0.5 + _patches(x, y, material.patch, frame.own[-1]), 0, 1) if material.patch else lower
    shine = np.float32(material.shine) * np.clip(0.7 + 0.8 * _patches(x, y, SPOTS, frame.own[-2]), 0.05, 2.5)
    return np.asarray(other, np.float32), np.asarray(shine, np.float32)


def _patches(x: Array, y: Array, wide: float, where: float) -> Array:
    """Soft patches with a standard deviation of 1 at places in millimetres: how wide, and which part of the pattern."""
    pixels, start = np.float32(2 * SMOOTH / wide), np.float32(TILE * abs(where))
    u, v = (np.asarray(one * pixels + start, np.float32) for one in (x, y))
    return np.asarray(cv2.remap(_pattern(), u, v, cv2.INTER_LINEAR, None, cv2.BORDER_WRAP), np.float32)


@cache
def _pattern() -> Array:
    spectrum = np.fft.rfft2(np.random.default_rng(39).normal(size=(TILE, TILE)))
    rows, columns = np.fft.fftfreq(TILE)[:, None], np.fft.rfftfreq(TILE)
    soft = np.fft.irfft2(spectrum * np.exp(-2 * np.square(np.pi * SMOOTH) * (rows**2 + columns**2)))
    return np.asarray(soft / soft.std(), np.float32)


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


def _glare(frame: StyledFrame, pose: Pose, points: Points) -> Array:
    """What lenses reflect: a soft stripe across each, falling to the right: how bright, wide and steep, and where."""
    bright, wide, steep, where = (float(0.5 + 0.5 * np.tanh(number)) for number in frame.own[-6:-2])
    half, across_by = np.interp(wide, (0, 1), STRIPE), np.interp(steep, (0, 1), ACROSS)
    most = GLARE[0] * (GLARE[1] / GLARE[0]) ** bright
    glare = np.zeros(points.shape[:2], np.float32)
    for lens in lenses(frame.shape, pose):
        u, v = lens.place(points)
        across, down = np.float32(2 * lens.side / frame.shape.width) * u, np.float32(2 / frame.shape.height) * v
        stripe = np.exp(-np.square((across_by * across + down + 1.6 * where - 0.3) * np.float32(1 / half)))
        glare = np.where(np.abs(across) < 1.3, np.float32(most) * stripe, glare)
    return np.asarray(glare, np.float32)
