"""A fringe: hair let down over the forehead, strand by strand (docs/design.md, "Fringe"; *ours*, of known parts).

Strands have the colour and the light of the hair above them, and are as strong as its own; where they end, one sooner
than another, the forehead is seen, in the shadow of the hair.
"""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Box, Similarity
from facelab.photo.colour import Linear
from facelab.render.hairline import Hairline, Line
from facelab.render.mask import smootherstep
from facelab.render.sample_grid import SampleGrid
from facelab.render.strands import INSIDE, StrandLook, finest_octave, noise, strand_light

Plane = NDArray[np.float32]

ROOTED, COVERED = 10.0, 2.6
"""Pixels of the crop over which they begin, some sooner than others; at the most such a part of what there is above the
edge of the hair, so that all have begun there."""
CLUMPS = (7.0, 1.4), (2.6, 0.7)
"""Locks: how wide they are, in pixels of the crop, and how far their strands come together towards their ends."""
ENDS = (6.0, 1.0), (1.6, 0.5), (0.35, 0.9)
"""Of locks, strands and hairs: how wide, and by how much they end sooner or later, in pixels of the crop."""
SOFT = 6.0
"""Pixels of the crop over which a strand ends."""
SHORT = 4.0
"""Pixels of the crop that a fringe goes at the least to have ends as uneven as can be, and all of its shadow."""
SHADOW = 0.32, 3.0
"""What the shadow below a fringe takes of the light, and how far it goes, in pixels of the crop."""
BENT = 0.25, 0.4, 0.2
"""Light on a fringe as it bends over a forehead, as a logarithm; where along it that is, and how far it reaches."""
REACH, ABOVE = 120.0, 16.0
"""Pixels of the crop to either side of the middle, and above the crop, as far as strands are known."""
ACROSS, ALONG = 0.08, 2.0
"""Pixels of the crop, across strands and along them, at which that is."""
BELOW = 0.25
"""What ends of strands lack of light, which turn away from it, likewise."""


@dataclass(frozen=True, eq=False)
class _Places:
    """Pixels of a photo, (H, W): see ``Fringe.places`` and ``Fringe.ways``."""

    x: Plane
    y: Plane
    below: Plane
    shown: Plane
    down: Plane
    rooted: Plane
    brows: Plane
    source: Plane
    head: Plane

    @property
    def shadow(self) -> Plane:
        """What a fringe takes of the light on the skin."""
        near = np.exp(-np.maximum(self.below, 0) / np.float32(SHADOW[1])) * np.clip(ROOTED * (self.rooted - 1), 0, 1)
        return np.asarray(
            self.head * np.float32(SHADOW[0]) * self.shown * near * np.clip(self.brows / 2, 0, 1), np.float32
        )

    @property
    def bend(self) -> Plane:
        """What the light on it is multiplied by as it bends over the forehead."""
        lit = np.float32(BENT[0]) * np.exp(-np.square((self.down - BENT[1]) / BENT[2]) / 2)
        dark = np.float32(BELOW) * np.clip(self.down - 0.6, 0, 1)
        return np.asarray(np.exp(self.shown * (lit - dark)), np.float32)


@dataclass(frozen=True)
class StrandLayer:
    """Strands of a fringe that lie alike.

    Attributes:
        fan: by how much they go apart on their way down. swept: pixels of the crop by which they are swept to a side.
        further: pixels of the crop by which they go further down.
        locks: how wide locks of it are, between which what lies below is seen; 0: there is nothing between.
    """

    fan: float
    swept: float
    further: float = 0.0
    locks: float = 0.0

    def strand(self, x: Plane, down: Plane, number: int) -> Plane:
        """Which strand is at x, in pixels of the crop from the middle, so far down its way."""
        far = down * down
        strand = np.float32(REACH) + x / (1 + np.float32(self.fan) * down) - np.float32(self.swept) * far
        return np.asarray(strand + far * _of_strand(_steady(number)[0], strand), np.float32)

    def seen(self, places: _Places, strand: Plane, look: Plane, number: int) -> Plane:
        """How much of it is seen, 0..1, where it looks so (H, W, 4); see ``_look``."""
        far = places.below - np.float32(self.further) - places.shown * _of_strand(_steady(number)[1], strand)
        rooted = smootherstep(places.rooted - np.float32(1) + look[..., 1])
        beside = smootherstep(np.float32(1.6) * places.shown - np.float32(0.3) + look[..., 2])
        there = places.head * rooted * beside * (1 - smootherstep(far * np.float32(1 / SOFT) + np.float32(0.5)))
        return np.asarray(there * look[..., 3] * np.clip(places.brows + 2, 0, 1), np.float32)


LAYERS = (StrandLayer(0.35, 4.0), StrandLayer(0.2, 10.0, 0.5, 4.0), StrandLayer(0.3, -3.0, -1.0, 2.5))
"""Of a fringe, one upon the other."""


@dataclass(frozen=True, eq=False)
class Fringe:
    """Hair that is let down; an ``Overlay``.

    Attributes:
        hairline: whose. way: how far its edge goes down.
        hair: what it is made of.
    """

    hairline: Hairline
    way: Line
    hair: StrandLook

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""
        return self.hairline.grid.extent

    @property
    def edge(self) -> Line:
        """Where it ends, strand by strand a little above or below."""
        return self.hairline.own + self.way

    @property
    def shown(self) -> Line:
        """How far a column is let down for its ends to be as uneven as can be, 0..1."""
        return np.asarray(np.minimum(self.way / np.float32(SHORT), 1), np.float32)

    @cached_property
    def places(self) -> Plane:
        """Where a place is: x and y in pixels of the crop, how far below the edge, and ``shown``; (h, w, 4) of the grid
        of the hairline."""
        grid = self.hairline.grid
        x, y = cv2.split(grid.points)
        edge, shown = _across(grid, self.edge, self.shown)
        return np.dstack([x, y, y - edge, np.broadcast_to(shown, y.shape)]).astype(np.float32)

    @cached_property
    def ways(self) -> Plane:
        """How far down the way of its strands a place is, from 0 where they begin to 1 where the longest end; how far
        they have begun there, by 2 all; how far above the brows it is, and the y of the hair that is drawn down to
        there, in pixels of the crop; how much of the head is there; (h, w, 5) likewise."""
        grid, start = self.hairline.grid, self.hairline.begins(self.way)
        y = grid.points[..., 1]
        begins, brows, own, way = _across(grid, start, self.hairline.brows, self.hairline.own, self.way)
        drawn = np.maximum(own - np.float32(INSIDE) - begins, 1) / np.maximum(own + way - begins, 1)
        down = np.clip((y - begins) / max(float((self.edge - start).max()), 1.0), 0, 1.3)
        source = begins + (y - begins) * np.minimum(drawn, 1)
        rooted = (y - begins) / np.clip((own - begins) / COVERED, 1, ROOTED)
        return np.dstack([down, rooted, brows - y, source, self.hairline.head_at(grid)]).astype(np.float32)

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """An edited face (H, W, 3), linear light, with it; see ``Overlay``."""
        grid = self.hairline.grid
        here, part = grid.part(edited, similarity, box)
        if part.size and self.way.any():
            places = _Places(*grid.planes(self.places, similarity, here), *grid.planes(self.ways, similarity, here))
            part *= 1 - places.shadow[..., None]
            base = np.dstack(grid.planes(self.hair.base, similarity, here)) * places.bend[..., None]
            finest = finest_octave(1 / similarity.scale)
            photo = self.hair.own.drawn_at(1 / similarity.scale) if self.hair.own and self.hairline.cropped else None
            for number, layer in enumerate(LAYERS):
                strand = layer.strand(places.x - np.float32(self.hairline.middle), places.down, number)
                table = _look(number, self.hair.strengths, finest)
                x, y = strand * np.float32(1 / ACROSS), (places.y + np.float32(ABOVE)) * np.float32(1 / ALONG)
                look = np.asarray(cv2.remap(table, x, y, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE), np.float32)
                light = look[..., 0]
                if photo:
                    root = strand + np.float32(self.hairline.middle - REACH)
                    own, sure = (plane * self.hairline.cropped for plane in photo.at(root, places.source))
                    light = np.exp(own) * np.power(light, 1 - sure)
                seen = layer.seen(places, strand, look, number)[..., None]
                part += seen * (base * light[..., None] - part)
        return edited


@lru_cache(maxsize=32)
def _look(number: int, strengths: tuple[float, ...], finest: int) -> Plane:
    """Of all strands of a layer, (rows, columns, 4), once for all frames: what they multiply the light by, by how much
    they begin sooner or later, above and at the sides, and how much of what lies below their locks hide."""
    strand, y = np.meshgrid(np.arange(0, 2 * REACH, ACROSS), np.arange(-ABOVE, SIZE, ALONG))
    strand, y = strand.astype(np.float32), y.astype(np.float32)
    light = strand_light(strand + np.float32(200 * number), y, strengths, finest)
    uneven = (noise(strand * np.float32(2.5), y / 9, 30) + noise(strand * np.float32(0.33), y / 9, 31)) / 2
    aside = noise(strand * np.float32(2), y / 9, 32) / 4
    width = LAYERS[number].locks
    locks = smootherstep(np.float32(0.5) + np.float32(1.2) * noise(strand / width, y / 27, 33)) if width else 1 + 0 * y
    return np.dstack([light, uneven, aside, locks]).astype(np.float32)


@cache
def _steady(number: int) -> tuple[Plane, Plane]:
    """Of all strands of a layer, (columns,) each: how far they come together towards their ends, and by how much they
    end sooner or later."""
    strand = np.arange(0, 2 * REACH, ACROSS, dtype=np.float32)[None]
    found = []
    for kinds, first in ((CLUMPS, 20), (ENDS, 10)):
        ways = (by * noise(strand / width, 0 * strand, first + 40 * number + k) for k, (width, by) in enumerate(kinds))
        found.append(np.asarray(sum(ways, np.float32(0)), np.float32)[0])
    return found[0], found[1]


def _of_strand(values: Plane, strand: Plane) -> Plane:
    """What is known of all strands, (columns,), where they are."""
    return np.asarray(values[np.clip(strand * np.float32(1 / ACROSS), 0, len(values) - 1).astype(np.intp)], np.float32)


def _across(grid: SampleGrid, *lines: Line) -> list[Line]:
    """Lines at the columns of a grid, (w,)."""
    return [np.interp(grid.points[0, :, 0], np.arange(SIZE) + 0.5, one).astype(np.float32) for one in lines]
