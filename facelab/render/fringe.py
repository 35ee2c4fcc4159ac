"""A fringe: the person's own hair let down over the forehead, column by column (docs/design.md, "Fringe").

Above a line, its new edge, the hair is stretched down to it; below, down to the brows, the forehead is squeezed. Nothing
is drawn: strands stay strands, and the soft edge of the hair becomes that of the fringe.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.mesh import BROWS, OUTLINE, Points
from facelab.render.mask import smootherstep
from facelab.render.motion import Flow

Line = NDArray[np.float32]
"""(128,), for each column of the crop a y, in pixels of it."""

FULL = 2.5
"""Amount at which a fringe is all that the network makes of it."""
ROOM = 2.0
"""Pixels of the crop between a fringe and the brows, into which the forehead is squeezed."""
DRAWN_FROM = 1.6
"""Times the way that the fringe goes, above the edge of the hair, from where on hair is stretched."""
SIDES = 9.0
"""Pixels of the crop from the sides of the face over which a fringe begins."""
EVEN = 2.5
"""Standard deviation, in pixels of the crop, by which lines are smoothed."""
TIPS, TIP_WIDTH, TIP_LENGTH = 0.9, 1.2, 4.0
"""Of a fringe's strands: by how much they end above and below the line, how wide they are, over which length that
shows; standard deviations and pixels of the crop."""
SHORT = 1.0
"""Pixels of the crop that a fringe goes at the least to have tips of full length."""


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

    def flow(self, amount: float) -> Flow:
        """Where the pixels of the face come from with a fringe of an amount, 0 or more."""
        (share,) = smootherstep(np.array([amount / FULL], np.float32))
        way = share * self.sides * np.maximum(self.low - self.own, 0)
        edge = self.own + way
        y = np.arange(SIZE, dtype=np.float32)[:, None] + np.float32(0.5)
        tips = np.clip(1 - np.abs(y - edge) / TIP_LENGTH, 0, 1) * np.minimum(way / SHORT, 1) * _tips()
        from_y = _stretched(np.clip(y - tips, 0, None), self._start(way), self.own, edge, self.brows)
        there = np.where(way > 0, from_y - np.clip(y - tips, 0, None) - tips * _within(y, self.own, self.brows), 0)
        return np.dstack([np.zeros_like(there), there]).astype(np.float32)

    def _start(self, way: Line) -> Line:
        return np.maximum(self.top, self.own - DRAWN_FROM * way).astype(np.float32)


def hairline(points: Points, hair: NDArray[np.float32], full: NDArray[np.float32], above: int) -> Hairline | None:
    """The hairline of a face; None where no hair is above its forehead.

    Args:
        points: (468, 2), its mesh.
        hair: (128 + above, 128) in 0..1, how much of a pixel is hair, as far as ``above`` pixels above the crop.
        full: the same of the crop with a full fringe, as the network draws it.
        above: rows above the crop.
    """
    brows = _brows(points)
    own, top = _edge(hair, brows, above)
    if own is None or top is None:
        return None
    drawn, _ = _edge(full, brows, above)
    low = np.minimum(np.maximum(own if drawn is None else drawn, own), brows - ROOM)
    left, right = points[list(OUTLINE), 0].min(), points[list(OUTLINE), 0].max()
    x = np.arange(SIZE, dtype=np.float32) + np.float32(0.5)
    sides = smootherstep(np.minimum(x - left, right - x) / np.float32(SIDES))
    return Hairline(top, own, np.maximum(low, own), np.maximum(brows, own + ROOM), sides)


def _edge(hair: NDArray[np.float32], brows: Line, above: int) -> tuple[Line | None, Line | None]:
    """Where hair ends, going down from where it begins, and where that is."""
    sure = hair > 0.5
    rows = np.arange(len(hair))[:, None]
    sure &= rows < brows + above
    found = sure.any(0)
    if not found.any():
        return None, None
    first = sure.argmax(0)
    gone = ~sure & (rows > first)
    last = np.where(gone.any(0), gone.argmax(0), len(hair))
    return _smoothed(last - above, found), _smoothed(first - above, found)


def _smoothed(line: NDArray[np.intp], known: NDArray[np.bool_]) -> Line:
    columns = np.arange(SIZE)
    whole = np.interp(columns, columns[known], line[known]).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(whole[None], (0, 0), EVEN, borderType=cv2.BORDER_REPLICATE)[0], np.float32)


def _brows(points: Points) -> Line:
    """The upper edge of the brows, level beyond their ends."""
    upper = points[[number for brow in BROWS for number in brow]]
    upper = upper[np.argsort(upper[:, 0])]
    return np.interp(np.arange(SIZE) + 0.5, upper[:, 0], upper[:, 1]).astype(np.float32) - np.float32(1)


def _stretched(y: NDArray[np.float32], start: Line, own: Line, edge: Line, brows: Line) -> NDArray[np.float32]:
    """Where rows come from, ``own`` brought to ``edge`` while ``start`` and ``brows`` stay."""
    hair = start + (y - start) * (own - start) / np.maximum(edge - start, np.float32(1e-3))
    skin = own + (y - edge) * (brows - own) / np.maximum(brows - edge, np.float32(1e-3))
    return np.where((y < start) | (y > brows), y, np.where(y < edge, hair, skin)).astype(np.float32)


def _within(y: NDArray[np.float32], low: Line, high: Line) -> NDArray[np.float32]:
    return ((y > low) & (y < high)).astype(np.float32)


def _tips() -> Line:
    """By how much strands end below the line, the same for everybody."""
    noise = np.random.default_rng(0).normal(size=(1, SIZE)).astype(np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), TIP_WIDTH)[0]
    return np.asarray(TIPS * smooth / smooth.std(), np.float32)
