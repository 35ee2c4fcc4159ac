"""A fringe: the person's own hair let down over the forehead, column by column (docs/design.md, "Fringe").

The hair is stretched down over the forehead, a little further than the fringe goes; there, one strand sooner than
another, it ends, and the forehead is seen as it is, in the shadow of the hair. Nothing is drawn: strands stay strands.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.model.parser import SIDE, Parser
from facelab.photo.align import Box, Similarity
from facelab.photo.colour import Linear, to_linear
from facelab.photo.crop import linear_view
from facelab.photo.mesh import OUTLINE, Points
from facelab.photo.picture import Picture
from facelab.render.brows import brow_line
from facelab.render.composite import FaceChange, Overlay
from facelab.render.forehead import fringe_there, strand_ends
from facelab.render.mask import smootherstep
from facelab.render.motion import Flow, moved
from facelab.render.parsing import Parse, parse_drawn
from facelab.render.sample_grid import SampleGrid, one_after

Line = NDArray[np.float32]
"""(128,), for each column of the crop a y, in pixels of it."""

FULL = 2.5
"""Amount at which a fringe is all that the network makes of it."""
ROOM = 3.0
"""Pixels of the crop between a fringe and the brows, into which the forehead is squeezed."""
STRETCHED = 1.6
"""Times the way that the fringe goes, above the edge of the hair, from where on hair is stretched."""
LONGER = 1.5
"""Times the length of the hair that is to be seen above the forehead, by which a fringe of it may be longer."""
SIDES = 9.0
"""Pixels of the crop from the sides of the face over which a fringe begins."""
EVEN = 2.5
"""Standard deviation, in pixels of the crop, by which lines are smoothed."""
TOGETHER = 8.0
"""The same of how far columns go down, and from where on: strands that lie across them would become waves."""
ENDS = (2.6, 1.0), (13.0, 1.4)
"""Of a fringe's strands and locks: see ``forehead.ENDS``."""
SOFT = 3.6
"""Pixels of the crop over which they become fewer."""
OVER = 6.0
"""Pixels of the crop by which hair is stretched beyond a fringe, for the longest of its strands."""
SHORT = 4.0
"""Pixels of the crop that a fringe goes at the least to have ends as uneven as can be, and all of its shadow."""
DARK, LIGHTER = np.float32(0.02), (0.5, 1.5)
"""Linear light beside which nothing is as dark as to make a ratio one of noise; the least and the largest ratio."""
SHADOW = 0.3, 2.5
"""What the shadow below a fringe takes of the light, and how far it goes, in pixels of the crop."""
_ROWS = np.arange(SIZE, dtype=np.float32)[:, None] + np.float32(0.5)


@dataclass(frozen=True, eq=False)
class Hairline:
    """Where the hair of a face ends above its forehead, and where it might.

    Attributes:
        top: where the hair begins, above; own: where it ends; low: where a full fringe of it ends.
        brows: where the brows begin.
        sides: 0..1, how much of the way a column goes: none beside the face.
    """

    top: Line
    own: Line
    low: Line
    brows: Line
    sides: Line

    @cached_property
    def grid(self) -> SampleGrid:
        """Where the forehead is seen below a fringe."""
        columns = np.flatnonzero(self.sides > 0)
        left, right = (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, 1)
        low = np.array([left, max(float(self.own.min()) - 2, 0)])
        return SampleGrid.between(low, np.array([right, float(self.brows.max()) + 3]))

    @cached_property
    def ends(self) -> NDArray[np.float32]:
        """By how much strands end sooner or later there."""
        centre = float(self.sides @ np.arange(SIZE)) / max(float(self.sides.sum()), 1)
        return strand_ends(self.grid, np.array([centre, float(self.brows.max()) + 10]), ENDS)

    def shortened(self, share: float) -> "Hairline":
        """The same with a fringe that goes by a share of its way less far, 0..1."""
        return replace(self, low=self.low + np.float32(share) * (self.own - self.low))

    def fringe(self, amount: float) -> "Fringe":
        """The fringe of an amount, 0 or more."""
        (share,) = smootherstep(np.array([amount / FULL], np.float32))
        way = share * self.sides * _smooth(self.low - self.own, TOGETHER)
        return Fringe(self, np.minimum(way, np.maximum(self.brows - ROOM - self.own, 0)))


@dataclass(frozen=True, eq=False)
class Fringe:
    """Hair that is let down.

    Attributes:
        hairline: whose.
        way: how far its edge goes down.
    """

    hairline: Hairline
    way: Line

    @property
    def edge(self) -> Line:
        """Where it ends, strand by strand a little above or below."""
        return self.hairline.own + self.way

    @property
    def shown(self) -> Line:
        """How far a column is let down for its ends to be as uneven as can be, 0..1."""
        return np.asarray(np.minimum(self.way / np.float32(SHORT), 1), np.float32)

    @cached_property
    def below(self) -> NDArray[np.float32]:
        """How far below the ends of its strands a place is, in pixels of the crop, (h, w) of the hairline's grid."""
        grid = self.hairline.grid
        edge, shown = _across(grid, self.edge, self.shown)
        return np.asarray(grid.points[..., 1] - edge - shown * self.hairline.ends, np.float32)

    @cached_property
    def covered(self) -> NDArray[np.float32]:
        """How much of the skin is under hair that was let down, (h, w, 1) of the hairline's grid, 0..1."""
        own, shown = _across(self.hairline.grid, self.hairline.own, self.shown)
        lower = np.clip(self.hairline.grid.points[..., 1] - own + 1, 0, 1) * shown
        ended = smootherstep(np.asarray(self.below / SOFT + 0.5, np.float32))
        return np.asarray(lower * (1 - ended), np.float32)[..., None]

    @cached_property
    def flow(self) -> Flow:
        """Where the pixels of the face come from."""
        line, there = self.hairline, self.shown
        start = np.maximum(line.top, _smooth(line.own, TOGETHER) - STRETCHED * self.way)
        edge = np.minimum(self.edge + np.float32(OVER) * there, np.maximum(line.brows - 1, self.edge))
        down = _stretched(_ROWS, start, line.own, edge, line.brows) - _ROWS
        return np.dstack([np.zeros_like(down), down]).astype(np.float32)

    def upon(self, change: FaceChange, picture: Picture) -> FaceChange:
        """A change of the face of a photo with this fringe on it."""
        flow = self.flow if change.flow is None else self.flow + moved(change.flow, self.flow)
        edited, unedited = (np.maximum(moved(one, self.flow), 0) for one in (change.edited, change.unedited))
        fade = np.clip(moved(change.fade, self.flow), 0, 1)
        light = np.clip((change.edited + DARK) / (change.unedited + DARK), *LIGHTER)
        below = ForeheadBelow(self, picture, change.similarity, np.asarray(light, np.float32))
        return replace(change, edited=edited, unedited=unedited, fade=fade, flow=flow, over=(below, *change.over))


@dataclass(frozen=True, eq=False)
class Beneath:
    """What lies upon the skin, and so beneath a fringe; an ``Overlay``.

    Attributes:
        fringe: the fringe. over: what lies upon the skin.
    """

    fringe: Fringe
    over: Overlay

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""
        return self.over.extent

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """An edited face (H, W, 3), linear light, with it, but for where hair was let down; see ``Overlay``."""
        grid = self.fringe.hairline.grid
        here, part = grid.part(edited, similarity, box)
        before = part.copy()
        edited = self.over.upon(edited, similarity, box)
        if before.size:
            (covered,) = grid.planes(self.fringe.covered, similarity, here)
            part = grid.part(edited, similarity, box)[1]
            part += covered[..., None] * (before - part)
        return edited


@dataclass(frozen=True, eq=False)
class ForeheadBelow:
    """The forehead below a fringe, from where its strands end to the brows, as it is in the photo; an ``Overlay``.

    Attributes:
        fringe: the fringe.
        picture: the photo. similarity: photo to canonical frame.
        light: (128, 128, 3), what an edit multiplies the light there by.
    """

    fringe: Fringe
    picture: Picture
    similarity: Similarity
    light: NDArray[np.float32]

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""
        return self.fringe.hairline.grid.extent

    @cached_property
    def _seen(self) -> NDArray[np.float32]:
        """What multiplies its light, and how much of it is seen, (h, w, 4), on the grid."""
        line, grid = self.fringe.hairline, self.fringe.hairline.grid
        own, brows, shown = _across(grid, line.own, line.brows, self.fringe.shown)
        rows, below = grid.points[..., 1], self.fringe.below
        seen = smootherstep(np.asarray(below / SOFT + 0.5, np.float32)) * np.clip(brows + 2 - rows, 0, 1)
        shadow = np.float32(SHADOW[0]) * shown * np.exp(-np.maximum(below, 0) / np.float32(SHADOW[1]))
        light = grid.sampled(self.light) * (1 - shadow * np.clip((brows - rows) / 2, 0, 1))[..., None]
        return np.dstack([light, seen * (rows > own - 2) * (shown > 0)]).astype(np.float32)

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """An edited face (H, W, 3), linear light, with it below its fringe; see ``Overlay``."""
        grid = self.fringe.hairline.grid
        here, part = grid.part(edited, similarity, box)
        if part.size:
            *light, seen = grid.planes(self._seen, similarity, here)
            part += seen[..., None] * (self._at(similarity, here) * np.dstack(light) - part)
        return edited

    def _at(self, similarity: Similarity, box: Box) -> Linear:
        """The photo at a box of it, or of a smaller one of another similarity."""
        if np.allclose(similarity.matrix, self.similarity.matrix, rtol=1e-9):
            return to_linear(self.picture.part(box), self.picture.profile)
        to_box = one_after(similarity.after(*box[:2]).inverse(), self.similarity)
        return linear_view(self.picture, to_box, (box[2] - box[0], box[3] - box[1]))


def find_hairline(
    points: Points, parse: Parse, drawn: NDArray[np.float32], bare: Parse, parser: Parser
) -> Hairline | None:
    """The hairline of a face; None where no hair is above its forehead, or a hat.

    A fringe that is there already is not let down once more.

    Args:
        points: (468, 2), its mesh. parse: the parts of its head.
        drawn: (N, N, 3), sRGB 0..1: it with all of a fringe, as the network draws it.
        bare: the parts of it without one, likewise.
        parser: tells where that is.
    """
    above = (SIDE - SIZE) // 2
    hair = parse.share("hair")[: above + SIZE, above : above + SIZE]
    fringed = parse_drawn(drawn, parser)[1].in_crop("hair", "hat")
    line = hairline(points, hair, np.pad(fringed, ((above, 0), (0, 0)), mode="edge"), above)
    return line and line.shortened(fringe_there(bare, parse, points))


def hairline(points: Points, hair: NDArray[np.float32], full: NDArray[np.float32], above: int) -> Hairline | None:
    """The hairline of a face; None where no hair is above its forehead.

    Args:
        points: (468, 2), its mesh.
        hair: (128 + above, 128) in 0..1, how much of a pixel is hair, as far as ``above`` pixels above the crop.
        full: the same of the crop with a full fringe, as the network draws it.
        above: rows above the crop.
    """
    brows = brow_line(points)
    own, top = _edge(hair, brows, above)
    if own is None or top is None:
        return None
    drawn, _ = _edge(full, brows, above)
    low = np.minimum(np.maximum(own if drawn is None else drawn, own), brows - ROOM)
    low = np.minimum(low, own + LONGER * np.maximum(own - top, 0))
    left, right = points[list(OUTLINE), 0].min(), points[list(OUTLINE), 0].max()
    x = np.arange(SIZE, dtype=np.float32) + np.float32(0.5)
    sides = smootherstep(np.minimum(x - left, right - x) / np.float32(SIDES))
    return Hairline(top, own, np.maximum(low, own), np.maximum(brows, own + ROOM), sides)


def _across(grid: SampleGrid, *lines: Line) -> list[Line]:
    """Lines at the columns of a grid, (w,)."""
    return [np.interp(grid.points[0, :, 0], np.arange(SIZE) + 0.5, one).astype(np.float32) for one in lines]


def _edge(hair: NDArray[np.float32], brows: Line, above: int) -> tuple[Line | None, Line | None]:
    """Where hair ends above the brows, whatever is seen between its strands, and where it begins."""
    rows = np.arange(len(hair))[:, None]
    sure = (hair > 0.5) & (rows < brows + above)
    found = np.asarray(sure.any(0))
    if not found.any():
        return None, None
    last = len(hair) - sure[::-1].argmax(0)
    return _smoothed(last - above, found), _smoothed(sure.argmax(0) - above, found)


def _smoothed(line: NDArray[np.intp], known: NDArray[np.bool_]) -> Line:
    columns = np.arange(SIZE)
    whole = np.interp(columns, columns[known], line[known]).astype(np.float32)
    return _smooth(whole, EVEN)


def _smooth(line: Line, sigma: float) -> Line:
    return np.asarray(cv2.GaussianBlur(line[None], (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)[0], np.float32)


def _stretched(y: NDArray[np.float32], start: Line, own: Line, edge: Line, brows: Line) -> NDArray[np.float32]:
    """Where rows come from, ``own`` brought to ``edge`` while ``start`` and ``brows`` stay."""
    hair = start + (y - start) * (own - start) / np.maximum(edge - start, np.float32(1e-3))
    skin = own + (y - edge) * (brows - own) / np.maximum(brows - edge, np.float32(1e-3))
    return np.where((y < start) | (y > brows), y, np.where(y < edge, hair, skin)).astype(np.float32)
