"""Glasses drawn into a photo, at its own resolution (docs/design.md, "Glasses").

Their shape (``render.eyewear``) is found once a face, in the canonical frame, as distances from its edges, with what
light falls there, what hides the temples and where the shadow lies. A picture of any size takes its edges from these:
as soft as its own sharpest, with its own grain.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Box, Similarity, overlap
from facelab.photo.colour import Linear, encode_srgb, to_linear
from facelab.photo.mesh import Points
from facelab.photo.picture import Picture
from facelab.render.eyewear import Array, FrameShape, Pose, Vector, front, lenses, temple

SAMPLES = 3
"""Of what is known of a frame, for one pixel of the crop along each side."""
AROUND = 6.0
"""Pixels of the crop around a frame, for its shadow."""
BEVEL = 1.1
"""Millimetres over which the edges of a frame are rounded."""
SHINE = 0.12
"""Light, for 1 that falls on the face, of a bevel that looks up."""
SIDE = 0.7
"""How bright temples are for the front, beside which they lie in its shadow."""
SHADOW, SHADOW_SOFT, SHADOW_SHIFT = 0.55, 1.7, (0.6, 2.6)
"""How much light the shadow on the skin takes; its softness, and where it lies from the frame, in millimetres."""
FAINT = 0.01
"""Shadow that is none."""
TINT, GLARE = 0.04, 0.03
"""How much light a lens takes, and how much the brightest of its reflection adds."""
STRIPE = 0.42
"""Half width of the reflection, for half of a lens."""
PIXEL = 0.4
"""Standard deviation, in pixels of the picture, of an edge as sharp as pixels can show it."""
GRAIN = 0.25
"""How much of the grain that skin has a dark frame has: in sRGB they have as much."""
GRAIN_SIDE = 509
"""Pixels, after which it is repeated."""
COLOUR = np.array([0.019, 0.017, 0.016], np.float32)
"""Linear light of a black frame, for 1 that falls on the face."""


@dataclass(frozen=True, eq=False)
class SampleGrid:
    """Where what is known of a frame is sampled.

    Attributes:
        to_grid: canonical frame to its pixels.
        size: width and height.
    """

    to_grid: Similarity
    size: tuple[int, int]

    @classmethod
    def around(cls, frame: FrameShape, pose: Pose, ears: Vector) -> "SampleGrid":
        """One that a frame lies in, its temples included."""
        half = 0.6 * np.array([frame.width, frame.height])
        corners = half * np.array([(-1, -1), (1, -1), (-1, 1), (1, 1)])
        points = np.concatenate([ears, *(lens.seen(corners) for lens in lenses(frame, pose))])
        low, high = np.floor(points.min(0) - AROUND), np.ceil(points.max(0) + AROUND)
        width, height = (SAMPLES * (high - low)).astype(int)
        return cls(Similarity(SAMPLES * np.column_stack([np.eye(2), -low])), (int(width), int(height)))

    def to_canonical(self, points: Vector) -> Vector:
        """Points (..., 2) of it, x y in the canonical frame."""
        return self.to_grid.inverse().apply(points)

    @cached_property
    def points(self) -> Points:
        """The centres of its pixels, (height, width, 2), x y in the canonical frame."""
        at = np.stack(np.meshgrid(*(np.arange(count) + 0.5 for count in self.size)), -1)
        return self.to_canonical(at).astype(np.float32)

    def sampled(self, plane: Array) -> Array:
        """A map of the canonical frame, (size, size), there."""
        x, y = cv2.split(self.points * np.float32(len(plane) / SIZE) - np.float32(0.5))
        return np.asarray(cv2.remap(plane, x, y, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE), np.float32)


@dataclass(frozen=True, eq=False)
class Glasses:
    """A frame on a face, ready to be drawn into a picture of it.

    Attributes:
        edges: (h, w, 4): how far from the edge of the lenses, and from the outer edge of the front, in millimetres;
            how much its bevels shine, and how much light falls there.
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
        (x0, y0), (x1, y1) = np.rint(self.grid.to_canonical(np.array([(0, 0), self.grid.size], np.float64))).astype(int)
        return int(x0), int(y0), int(x1), int(y1)

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """An edited face (H, W, 3), linear light, with the glasses upon it.

        Args:
            edited: the face at a box of its photo; it is written to.
            similarity: photo to canonical frame.
            box: where it lies.
        """
        here = overlap(self._box(similarity), box)
        if self.opacity and here[0] < here[2] and here[1] < here[3]:
            part = edited[here[1] - box[1] : here[3] - box[1], here[0] - box[0] : here[2] - box[0]]
            part[...] = self._upon(part, similarity, here)
        return edited

    def _box(self, similarity: Similarity) -> Box:
        corners = np.array([(0, 0), (1, 0), (0, 1), (1, 1)]) * self.grid.size
        points = similarity.inverse().apply(self.grid.to_canonical(corners))
        (x0, y0), (x1, y1) = np.floor(points.min(0)).astype(int), np.ceil(points.max(0)).astype(int)
        return int(x0), int(y0), int(x1), int(y1)

    def _upon(self, face: Linear, similarity: Similarity, box: Box) -> Linear:
        to_grid, size = after(self.grid.to_grid, similarity.after(box[0], box[1])), (box[2] - box[0], box[3] - box[1])
        inner, outer, bevel, light = _planes(self.edges, to_grid, size)
        away, seen, shadow, glare = _planes(self.beside, to_grid, size)
        soft = float(np.hypot(self.blur, PIXEL * similarity.scale)) / self.scale
        lens = _covered(inner, soft)
        rim = np.maximum(_covered(outer - np.float32(self.thicker), soft) - lens, 0)
        grain = np.float32(GRAIN * self.grain) * _grain(box)
        dark = COLOUR * light[..., None] + grain[..., None]
        shown = face * (1 - np.float32(SHADOW * self.opacity) * shadow)[..., None]
        shown += self._share(_covered(away, soft) * seen) * (np.float32(SIDE) * dark - shown)
        shown += self._share(lens) * (np.float32(GLARE) * (light * glare)[..., None] - np.float32(TINT) * shown)
        shown += self._share(rim) * (dark + np.float32(SHINE) * (light * bevel)[..., None] - shown)
        return np.asarray(shown, np.float32)

    def _share(self, covered: Array) -> Array:
        return (np.float32(self.opacity) * covered)[..., None]


def _grain(box: Box) -> Array:
    """Grain of standard deviation 1 at a box of a photo: the same pixels have the same, whatever the box."""
    noise = _noise()
    rows, columns = (np.arange(box[k], box[k + 2]) % len(noise) for k in (1, 0))
    return noise[rows[:, None], columns]


@cache
def _noise() -> Array:
    noise = np.random.default_rng(39).normal(size=(GRAIN_SIDE,) * 2).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 0.5)
    return np.asarray(soft / soft.std(), np.float32)


def after(second: Similarity, first: Similarity) -> Similarity:
    """One similarity after another."""
    matrix = second.matrix[:, :2] @ first.matrix
    matrix[:, 2] += second.matrix[:, 2]
    return Similarity(matrix)


def _planes(known: Array, to_grid: Similarity, size: tuple[int, int]) -> list[Array]:
    """What is known on a grid, plane by plane, in a picture of some width and height."""
    there = to_grid.matrix.copy()
    there[:, 2] += there[:, :2].sum(1) / 2 - 0.5  # OpenCV counts from the pixel's centre
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    planes = cv2.split(cv2.warpAffine(known, there, size, None, flags, cv2.BORDER_REPLICATE))
    return [np.asarray(plane, np.float32) for plane in planes]


def _covered(distance: Array, soft: float) -> Array:
    """1 inside, where a distance is negative, 0 outside; the edge has a standard deviation of ``soft``."""
    t = np.clip(np.float32(0.5) - distance * np.float32(0.25 / soft), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


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
    edges = inner, outer, _bevels(inner, outer, pose.scale), grid.sampled(light)
    return Glasses(np.dstack(edges).astype(np.float32), np.dstack(rest).astype(np.float32), grid, pose.scale)


def _bevels(inner: Array, outer: Array, scale: float) -> Array:
    """How much of the light from above the rounded edges of a frame send to the eye, -1..1."""
    lit = np.zeros_like(inner)
    for distance, way in ((inner, 1), (outer, -1)):
        up = np.gradient(distance, axis=0) * np.float32(way * SAMPLES * scale)
        lit += up * np.clip(1 - np.abs(distance) / np.float32(BEVEL), 0, 1)
    return np.clip(lit, np.float32(-0.1), 1)


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


def texture(picture: Picture, similarity: Similarity) -> tuple[float, float]:
    """How soft the sharpest edges around a face's eyes are, in pixels of the crop, and how strong its grain is.

    By blurring once more (Zhuo & Sim 2011): the softer an edge is, the less it changes.
    """
    corners = similarity.inverse().apply(np.array([(24, 46), (104, 46), (24, 80), (104, 80)], np.float64))
    (left, top), (right, bottom) = np.floor(corners.min(0)).astype(int), np.ceil(corners.max(0)).astype(int)
    box = int(left), int(top), int(right), int(bottom)
    x0, y0, x1, y1 = overlap(box, (0, 0, picture.width, picture.height))
    if min(x1 - x0, y1 - y0) < 3:
        return 0.0, 0.0
    light = to_linear(picture.part((x0, y0, x1, y1)), picture.profile).mean(2)
    seen = np.asarray(encode_srgb(np.clip(light, 0, 1)), np.float32)
    steep, softer = (_steepness(np.asarray(one)) for one in (seen, cv2.GaussianBlur(seen, (0, 0), 1)))
    edges = steep >= np.quantile(steep, 0.97)
    ratio = np.square(steep[edges] / np.maximum(softer[edges], 1e-6)) - 1
    blur = float(np.quantile(1 / np.sqrt(np.maximum(ratio, 0.1)), 0.25))
    grain = float(np.median(np.abs(light - cv2.GaussianBlur(light, (0, 0), 1)))) / 0.67
    return blur * similarity.scale, grain


def _steepness(plane: NDArray[Any]) -> Array:
    slopes = (cv2.Sobel(plane, cv2.CV_32F, *way, ksize=3) for way in ((1, 0), (0, 1)))
    return np.asarray(np.hypot(*slopes), np.float32)
