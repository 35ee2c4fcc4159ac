"""A fringe: hair let down over the forehead, strand by strand (docs/design.md, "Fringe"; *ours*, of known parts).

Strands have the colour and the light of the hair above them, and are as strong as its own; where they end, one sooner
than another, the forehead is seen, in the shadow of the hair.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Box, Similarity
from facelab.photo.colour import Linear
from facelab.render.hairline import Hairline, Line
from facelab.render.mask import smootherstep
from facelab.render.sample_grid import SampleGrid
from facelab.render.strands import StrandLook, noise, strand_light

Plane = NDArray[np.float32]

ROOTED = 10.0
"""Pixels of the crop over which they begin, some sooner than others."""
CLUMPS = (7.0, 1.4), (2.6, 0.7)
"""Locks: how wide they are, in pixels of the crop, and how far their strands come together towards their ends."""
ENDS = (6.0, 1.4), (1.6, 1.2), (0.35, 1.4)
"""Of locks, strands and hairs: how wide, and by how much they end sooner or later, in pixels of the crop."""
SOFT = 3.0
"""Pixels of the crop over which a strand ends."""
SHORT = 4.0
"""Pixels of the crop that a fringe goes at the least to have ends as uneven as can be, and all of its shadow."""
SHADOW = 0.32, 3.0
"""What the shadow below a fringe takes of the light, and how far it goes, in pixels of the crop."""
BENT = 0.25, 0.4, 0.2
"""Light on a fringe as it bends over a forehead, as a logarithm; where along it that is, and how far it reaches."""
WARMTH = 0.025
"""Of strands, by which some are warmer than others: the standard deviation of a logarithm."""
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
    begun: Plane
    brows: Plane

    @property
    def shadow(self) -> Plane:
        """What a fringe takes of the light on the skin."""
        near = np.exp(-np.maximum(self.below, 0) / np.float32(SHADOW[1])) * np.clip(self.begun - ROOTED, 0, 1)
        return np.asarray(np.float32(SHADOW[0]) * self.shown * near * np.clip(self.brows / 2, 0, 1), np.float32)

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

    def strand(self, x: Plane, down: Plane, seed: int) -> Plane:
        """Which strand is at x, in pixels of the crop from the middle, so far down its way."""
        strand = 100 + x / (1 + np.float32(self.fan) * down) - np.float32(self.swept) * down * down
        for number, (width, together) in enumerate(CLUMPS):
            strand = strand + np.float32(together) * down * down * _steady(
                strand * np.float32(1 / width), 20 + 40 * seed + number
            )
        return np.asarray(strand, np.float32)

    def there(self, places: _Places, strand: Plane, seed: int) -> Plane:
        """How much of it is seen, 0..1."""
        ends = np.zeros_like(strand)
        for number, (width, by) in enumerate(ENDS):
            ends += np.float32(by) * _steady(strand * np.float32(1 / width), 10 + 40 * seed + number)
        far = places.below - np.float32(self.further) - places.shown * ends
        along = places.y * np.float32(1 / 9)
        uneven = noise(strand * np.float32(2.5), along, 30) + noise(strand * np.float32(0.33), along, 31)
        rooted = smootherstep(places.begun * np.float32(1 / ROOTED) - np.float32(1) + np.float32(0.5) * uneven)
        aside = np.float32(0.25) * noise(strand * np.float32(2), along, 32)
        beside = smootherstep(np.float32(1.6) * places.shown - np.float32(0.3) + aside)
        there = rooted * beside * (1 - smootherstep(far * np.float32(1 / SOFT) + np.float32(0.5)))
        if self.locks:
            apart = noise(strand * np.float32(1 / self.locks), along * np.float32(0.33), 33)
            there = there * smootherstep(np.float32(0.5) + np.float32(1.2) * apart)
        return np.asarray(there * np.clip(places.brows + 2, 0, 1), np.float32)


def _steady(strand: Plane, number: int) -> Plane:
    """Noise that is the same all along a strand."""
    return noise(strand, np.zeros_like(strand), number)


LAYERS = (StrandLayer(0.35, 4.0), StrandLayer(0.2, 10.0, 0.5, 4.0), StrandLayer(0.3, -3.0, -1.0, 2.5))
"""Of a fringe, one upon the other."""


@dataclass(frozen=True, eq=False)
class Fringe:
    """Strands that is let down; an ``Overlay``.

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
        """How far down the way of its strands a place is, from 0 where they begin to 1 where the longest end, how far
        below where they begin, and how far above the brows, in pixels of the crop; (h, w, 3) likewise."""
        grid, start = self.hairline.grid, self.hairline.begins(self.way)
        y = grid.points[..., 1]
        begins, brows = _across(grid, start, self.hairline.brows)
        down = np.clip((y - begins) / max(float((self.edge - start).max()), 1.0), 0, 1.3)
        return np.dstack([down, y - begins, brows - y]).astype(np.float32)

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """An edited face (H, W, 3), linear light, with it; see ``Overlay``."""
        grid = self.hairline.grid
        here, part = grid.part(edited, similarity, box)
        if part.size and self.way.any():
            places = _Places(*grid.planes(self.places, similarity, here), *grid.planes(self.ways, similarity, here))
            part *= 1 - places.shadow[..., None]
            base = np.dstack(grid.planes(self.hair.base, similarity, here)) * places.bend[..., None]
            for number, layer in enumerate(LAYERS):
                strand = layer.strand(places.x - np.float32(self.hairline.middle), places.down, number)
                light = strand_light(strand, places.y, self.hair.strengths, 1 / similarity.scale)
                warm = np.float32(WARMTH) * noise(strand * np.float32(1.4), places.y * np.float32(0.03), 34)
                colour = base * np.exp(np.dstack([warm, 0 * warm, -warm])) * light[..., None]
                part += layer.there(places, strand, number)[..., None] * (colour - part)
        return edited


def _across(grid: SampleGrid, *lines: Line) -> list[Line]:
    """Lines at the columns of a grid, (w,)."""
    return [np.interp(grid.points[0, :, 0], np.arange(SIZE) + 0.5, one).astype(np.float32) for one in lines]
