"""A beard, hair by hair: where the network's drawing of one is dark, and in the colour of the person's brows.

How dark the drawing is at a place says how dense the beard is there: each of many hairs, strewn once and for all, has a
density from which on it is seen, so that a growing amount lets it grow (docs/design.md, "Beard"; *ours*).
"""

from dataclasses import dataclass
from functools import cache, cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Box, Similarity, overlap, quick_warp, warp
from facelab.photo.colour import Linear, decode_srgb, encode_srgb, quick_light, quick_srgb
from facelab.photo.mesh import LIPS, Points
from facelab.render.composite import part_within
from facelab.render.motion import Flow, moved

Plane = NDArray[np.float32]

WHERE = ((30.0, 98.0), (76.0, 122.0))
"""Where in the canonical frame hairs may grow: x, and y."""
_AREA = 24, 72, 104, 128
"""Where they are then, with their tips: left, top, right, bottom."""
TURNED, SPREAD = 0.35, 1.2
"""Standard deviation of their directions in radians; how much those beside the middle point outwards."""
TONES = (0.6, 1.5)
"""Least and most brightness of a hair, times the beard's colour."""
DARKER = 0.75
"""Of the brows' colour, which is that of a beard."""
SURELY, LEAST = 0.6, 20
"""Of the parser's probability, from which a pixel is brow; pixels of the crop from which they tell the colour."""
DARK = np.array([0.2, 0.15, 0.12], np.float32)
"""sRGB, where no brows are seen."""
FINER = 8
"""Pixels for one of the crop, along each side, in which hairs are drawn."""
WIDTH, STRENGTH = 0.8, 1.6
"""Softness of a hair, in those pixels; what that is made up for by."""
MORE, FADE = 1.15, 0.2
"""By how much more hairs are seen in a full beard than there are; over which range of density a hair appears."""
FLOOR = np.float32(0.06)
"""sRGB, beside which nothing is as dark as to make a ratio one of noise."""
PIECE = 0.2
"""Of density, that the next piece of a hair asks for more."""
SHADE, SHADE_WIDTH = 0.35, 1.5
"""How much of the darkening falls on the skin between hairs; standard deviation of it, in pixels of the crop."""
LIT = (0.6, 0.8)
"""A hair's brightness in the dark, and what light adds to it."""
_GREY = np.array([0.299, 0.587, 0.114], np.float32)


@dataclass(frozen=True)
class Growth:
    """How far a beard has grown.

    Attributes:
        count: how many hairs there may be.
        lengths: of hairs, least and greatest, in pixels of the crop.
        opacity: how much of what is below it a hair hides.
        none, full: darkening, as a log ratio of sRGB, up to which there is no beard, and at which it is full.
        pieces: of a hair, from root to tip; of each of them more density is asked, so that where a beard is thin its
            hairs are short.
    """

    count: int
    lengths: tuple[float, float]
    opacity: float
    none: float
    full: float
    pieces: int = 1


GROWN = Growth(16000, (1.0, 2.4), 0.85, 0.1, 1.0, pieces=3)
STUBBLE = Growth(24000, (0.25, 0.7), 0.5, 0.0, 0.6)


@dataclass(frozen=True, eq=False)
class DrawnBeard:
    """A beard as the network would have it.

    Attributes:
        ratio: (128, 128), log of how much darker the drawing is; 0 where it has none, and on the lips.
        colour: (3,), sRGB 0..1, of its hairs.
        blur: standard deviation of the photo's own sharpest edges, in pixels of the crop.
    """

    ratio: Plane
    colour: Plane
    blur: float = 0.0

    def along(self, flow: Flow | None, growth: "Growth | None" = None) -> "Beard":
        """The beard on the face as a flow moves it; ``GROWN`` if left out."""
        growth = growth or GROWN
        ratio = self.ratio if flow is None else moved(self.ratio, flow)
        soft = cv2.GaussianBlur(ratio, (0, 0), 0.8)
        shade = cv2.GaussianBlur(ratio, (0, 0), SHADE_WIDTH)
        dark = -np.asarray(soft, np.float32)
        density = np.clip((dark - np.float32(growth.none)) / np.float32(growth.full - growth.none), 0, 1)
        return Beard(density, np.float32(SHADE) * np.asarray(shade, np.float32), self.colour, growth, self.blur)


def drawn_beard(before: Plane, after: Plane, area: Plane, points: Points, colour: Plane) -> DrawnBeard:
    """Read a beard off the network's drawing.

    Args:
        before, after: (128, 128, 3), sRGB 0..1: the face as it is drawn without and with it.
        area: (128, 128) in 0..1, where it may show.
        points: (468, 2), the face's mesh.
        colour: (3,), sRGB 0..1, of its hairs.
    """
    ratio = np.log((after @ _GREY + FLOOR) / (before @ _GREY + FLOOR))
    lips = cv2.fillPoly(
        np.zeros((SIZE, SIZE), np.float32),
        [np.rint(16 * (points[list(LIPS)] - 0.5)).astype(np.int32)],
        1.0,
        cv2.LINE_8,
        4,
    )
    free = 1 - np.asarray(cv2.GaussianBlur(lips, (0, 0), 0.5), np.float32)
    return DrawnBeard(np.minimum(ratio, 0).astype(np.float32) * area * free, colour)


def beard_colour(pixels: Plane, brows: Plane) -> Plane:
    """Of a beard's hairs, (3,), sRGB 0..1.

    Args:
        pixels: of the face, (128, 128, 3), sRGB 0..1. brows: (128, 128) in 0..1, how surely they are brows.
    """
    seen = brows > SURELY
    return np.asarray(DARKER * np.median(pixels[seen], axis=0), np.float32) if seen.sum() >= LEAST else DARK


@dataclass(frozen=True, eq=False)
class Beard:
    """A beard on a face; an ``Overlay``.

    Attributes:
        density: (128, 128) in 0..1, how much of it has grown.
        shade: (128, 128), log of what falls on the skin below, sRGB.
        colour: (3,), sRGB 0..1.
        growth: how its hairs are. blur: how soft they are, in pixels of the crop; see ``DrawnBeard``.
        quickly: whether it is drawn bilinearly, as for the screen.
    """

    density: Plane
    shade: Plane
    colour: Plane
    growth: "Growth"
    blur: float = 0.0
    quickly: bool = False

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""
        seen = self.shade < -1e-3
        rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
        if not len(rows):
            return 0, 0, 0, 0
        reach = int(self.growth.lengths[1]) + 2
        left, right, top, bottom = columns[0] - reach, columns[-1] + reach, rows[0] - reach, rows[-1] + reach
        return int(left), int(top), int(right) + 1, int(bottom) + 1

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """The face (H, W, 3), linear light, with the beard on it; see ``Overlay``."""
        here, part = part_within(self.extent, edited, similarity, box)
        if part.size:
            part += self._change(part, similarity, here)
        return edited

    def _change(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        encode, decode = (quick_srgb, quick_light) if self.quickly else (encode_srgb, decode_srgb)
        before = encode(np.clip(edited, 0, 1))
        after = before * np.exp(np.minimum(self._at(self.shade[..., None], similarity, box), 0))
        here, part = part_within(self._area, after, similarity, box)
        if part.size:
            hidden, tone = np.split(self._hairs_at(similarity, here), 2, axis=2)
            light = LIT[0] + LIT[1] * (part @ _GREY)[..., None]
            part += np.float32(self.growth.opacity) * np.clip(hidden, 0, 1) * (self.colour * tone * light - part)
        return np.asarray(decode(np.clip(after, 0, 1)) - decode(before), np.float32)

    def _hairs_at(self, similarity: Similarity, box: Box) -> Plane:
        """How much hairs hide, and their tone, at a box of the photo, (H, W, 2)."""
        left, top, *_ = self._area
        in_area = Similarity(FINER * (similarity.matrix - [[0, 0, left], [0, 0, top]]))
        return self._at(self._hairs, in_area, box)

    def _at(self, values: Plane, similarity: Similarity, box: Box) -> Plane:
        """Values (h, w, C) at a box of a photo, by the similarity of the photo to them: (H, W, C)."""
        back, size = similarity.after(box[0], box[1]).inverse(), (box[2] - box[0], box[3] - box[1])
        return quick_warp(values, back, size) if self.quickly else warp(values, back, size)

    @cached_property
    def _area(self) -> Box:
        """Where it has hairs."""
        return overlap(_AREA, self.extent)

    @cached_property
    def _hairs(self) -> Plane:
        """The same, ``FINER`` pixels for one of the crop, where it has hairs."""
        hairs, (left, top, right, bottom) = _hairs(self.growth), self._area
        size = FINER * (right - left), FINER * (bottom - top)
        rows, columns = (
            slice(FINER * (first - start), FINER * (last - start))
            for first, last, start in ((top, bottom, _AREA[1]), (left, right, _AREA[0]))
        )
        density = cv2.resize(self.density[top:bottom, left:right], size, interpolation=cv2.INTER_LINEAR)
        grown = MORE * np.asarray(density, np.float32) - hairs.from_density[rows, columns]
        width = float(np.hypot(WIDTH, FINER * self.blur))
        soft = np.asarray(cv2.GaussianBlur(np.clip(grown / FADE, 0, 1), (0, 0), width), np.float32)
        return np.dstack([np.clip(STRENGTH * soft, 0, 1), hairs.tone[rows, columns]])


@dataclass(frozen=True, eq=False)
class _Hairs:
    """Hairs that may be seen, eight pixels for one of the crop: the density from which each is; how bright they are."""

    from_density: Plane
    tone: Plane


@cache
def _hairs(growth: Growth) -> _Hairs:
    chance = np.random.default_rng(0)
    roots = np.stack([chance.uniform(*reach, growth.count) for reach in WHERE], 1)
    outwards = SPREAD * (roots[:, 0] - SIZE / 2) / (SIZE / 4)
    angle = np.arctan2(1, outwards) + chance.normal(0, TURNED, growth.count)
    way = chance.uniform(*growth.lengths, (growth.count, 1)) * np.stack([np.cos(angle), np.sin(angle)], 1)
    seen_from, tones = (chance.uniform(*ends, growth.count).astype(np.float32) for ends in ((0.0, 1.0), TONES))
    left, top, right, bottom = _AREA
    shape = FINER * (bottom - top), FINER * (right - left)
    from_density, tone = np.full(shape, 2, np.float32), np.ones(shape, np.float32)
    along = np.linspace(0, 1, growth.pieces + 1)[:, None]
    ends = np.rint((roots[:, None] + way[:, None] * along - (left, top)) * (FINER * 16)).astype(int)
    for number in np.argsort(-seen_from, kind="stable").tolist():  # those that are seen first lie on top
        places, first = ends[number].tolist(), float(seen_from[number])
        for piece in reversed(range(growth.pieces)):
            line = places[piece], places[piece + 1]
            cv2.line(from_density, *line, first + PIECE * piece, 1, cv2.LINE_8, 4)
            cv2.line(tone, *line, float(tones[number]), 1, cv2.LINE_8, 4)
    return _Hairs(from_density, tone)
