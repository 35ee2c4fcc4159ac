"""A face without its glasses: what was behind the frame (docs/design.md, "Glasses").

The rims are what is dark or bright and thin where the parser sees glasses, and is not there in the network's drawing of
the face without them. In their place comes what is around them, and in brows the network's lines; eyes stay.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.align import Box, Similarity
from facelab.photo.colour import Linear, decode_srgb, encode_srgb
from facelab.photo.mesh import BROWS, EYES
from facelab.render.frames import Wearer
from facelab.render.parsing import Parse
from facelab.render.sample_grid import SAMPLES, SampleGrid
from facelab.render.texture import grain_at, texture

Array = NDArray[np.float32]
Corners = tuple[tuple[int, ...], ...]

BESIDE = 3.0
"""Pixels of the crop around what the parser takes for glasses in which they may be."""
DARK_RIM, BRIGHT_RIM = (9.0, 0.035, 0.06), (5.0, 0.06, 0.10)
"""How wide rims are at most, in pixels of the crop; by how much, in sRGB, they differ from what is around, and how much
more makes them sure."""
LIDS, AROUND_BROWS = 2.5, 1.0
"""Pixels of the crop around the eyes that stay; around brows that have the network's lines."""
NEAR, BROAD = 2.2, 5.0
"""Standard deviations, in pixels of the crop, of what is around rims, and of differences in light."""
MOST_GRAIN = 0.04
"""For 1 of light; what is more are edges."""
LINES = 0.25
"""How much of the network's lines is seen beside the brows."""


@dataclass(frozen=True, eq=False)
class Uncovered:
    """What was behind glasses.

    Attributes:
        behind: (h, w, 4): what was there, linear light, and how much of it is seen, 0..1.
        grid: where.
        grain: standard deviation of the photo's grain, for 1 of light.
        opacity: how far the glasses are taken off, 0..1.
    """

    behind: Array
    grid: SampleGrid
    grain: float
    opacity: float = 1.0

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""
        return self.grid.extent

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """An edited face (H, W, 3), linear light, without the glasses.

        Args:
            edited: the face at a box of its photo; it is written to.
            similarity: photo to canonical frame.
            box: where it lies.
        """
        here, part = self.grid.part(edited, similarity, box)
        if self.opacity and part.size:
            *colours, share = self.grid.planes(self.behind, similarity, here)
            light = np.dstack(colours) * (1 + np.float32(self.grain) * grain_at(here)[..., None])
            part += (np.float32(self.opacity) * share)[..., None] * (light - part)
        return edited


def uncover(face: Wearer, drawn: Array) -> Uncovered:
    """A face that wears glasses without them.

    Args:
        face: it.
        drawn: the same as the network draws it without, (128, 128, 3), sRGB 0..1.
    """
    seen = _seen(face.parse)
    x, y, width, height = cv2.boundingRect(seen)
    room = 3 * BESIDE
    grid = SampleGrid.between(np.array([x - room, y - room]), np.array([x + width + room, y + height + room]))
    photo = np.clip(encode_srgb(grid.view(face.picture, face.similarity)), 0, 1).astype(np.float32)
    without, near = grid.sampled(drawn), _near(grid, seen)
    share = _rims(photo, without, near) * (1 - _within(grid, face, EYES, LIDS))
    around = np.square(np.maximum(1 - 1.6 * share, 0)) + np.float32(1e-3)
    brows = np.maximum(_within(grid, face, BROWS, AROUND_BROWS), np.float32(LINES))[..., None]
    filled = _from_around(photo, around) + brows * (without - _from_around(without, around))
    grain = texture(face.picture, face.similarity)[1] / max(float(np.median(decode_srgb(photo))), 1e-3)
    behind = np.dstack([decode_srgb(np.clip(filled, 0, 1)), share]).astype(np.float32)
    return Uncovered(behind, grid, min(grain, MOST_GRAIN))


def where_glasses(parse: Parse) -> Array:
    """Where the parser sees glasses, and a little around them, softly: (128, 128), 0..1."""
    wide = cv2.dilate(_seen(parse).astype(np.float32), _disc(2 * BESIDE, 1))
    return np.asarray(cv2.GaussianBlur(wide, (0, 0), BESIDE / 2), np.float32)


def _seen(parse: Parse) -> NDArray[np.uint8]:
    return np.asarray(parse.in_crop("glasses") > 0.3, np.uint8)


def _near(grid: SampleGrid, seen: NDArray[np.uint8]) -> Array:
    """Where glasses may be, softly, (h, w) of the grid."""
    wide = cv2.dilate(seen.astype(np.float32), _disc(2 * BESIDE, 1))
    return _blurred(grid.sampled(np.asarray(wide, np.float32)), 1.0)


def _rims(photo: Array, without: Array, near: Array) -> Array:
    """How surely places are rims, (h, w), 0..1."""
    grey = _blurred(photo.mean(2), 0.3)
    plain = np.clip(1 - 12 * np.maximum(_thin(grey, DARK_RIM[0], cv2.MORPH_BLACKHAT) - 0.04, 0), 0.01, 1)
    gone = (without + _from_around(photo - without, plain, BROAD)).mean(2) - grey
    dark, bright = (
        np.clip((np.minimum(_thin(grey, wide, what), 1.3 * way * gone) - least) / more, 0, 1)
        for (wide, least, more), what, way in ((DARK_RIM, cv2.MORPH_BLACKHAT, 1), (BRIGHT_RIM, cv2.MORPH_TOPHAT, -1))
    )
    found = cv2.morphologyEx(np.maximum(dark, bright) * near, cv2.MORPH_CLOSE, _disc(2))
    return _blurred(np.asarray(cv2.dilate(found, _disc(3)), np.float32), 0.35) * near


def _thin(grey: Array, wide: float, what: int) -> Array:
    return np.asarray(cv2.morphologyEx(grey, what, _disc(wide)), np.float32)


def _within(grid: SampleGrid, face: Wearer, rings: Corners, room: float) -> Array:
    """Within outlines of the mesh, with some room around them, softly: (h, w), 0..1."""
    filled = np.zeros(grid.size[::-1], np.float32)
    for ring in rings:
        corners = grid.to_grid.apply(face.solid[list(ring), :2].astype(np.float64))
        cv2.fillConvexPoly(filled, cv2.convexHull(np.rint(corners).astype(np.int32)), 1.0)
    return _blurred(np.asarray(cv2.dilate(filled, _disc(2 * room)), np.float32), 0.6)


def _from_around(values: Array, weight: Array, reach: float = NEAR) -> Array:
    """Values (h, w, 3) as their neighbourhood has them, by weights (h, w): normalised convolution."""
    share = np.maximum(_blurred(weight, reach), np.float32(1e-5))
    return np.asarray(_blurred(values * weight[..., None], reach) / share[..., None], np.float32)


def _blurred(values: Array, by: float) -> Array:
    """By a standard deviation in pixels of the crop."""
    return np.asarray(cv2.GaussianBlur(values, (0, 0), by * SAMPLES), np.float32)


def _disc(width: float, samples: int = SAMPLES) -> NDArray[np.uint8]:
    """As wide as so many pixels of the crop."""
    across = 2 * round(width * samples / 2) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across)), np.uint8)
