"""Where the hair of a face ends above its forehead, and where it would with a fringe (docs/design.md, "Fringe")."""

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.model.parser import SIDE, Parser
from facelab.photo.mesh import OUTLINE, Points
from facelab.render.brows import brow_line
from facelab.render.forehead import fringe_there
from facelab.render.mask import smootherstep
from facelab.render.parsing import Parse, parse_drawn
from facelab.render.sample_grid import SampleGrid

Line = NDArray[np.float32]
"""(128,), for each column of the crop a y, in pixels of it."""

FULL = 2.5
"""Amount at which a fringe is all that the network makes of it."""
ROOM = 3.0
"""Pixels of the crop between a fringe and the brows."""
LONGER = 1.5
"""Times the length of the longest hair that is to be seen above the forehead, by which a fringe of it may be longer."""
SIDES = 12.0
"""Pixels of the crop from the sides of the face over which a fringe begins."""
EVEN, TOGETHER = 2.5, 8.0
"""Standard deviation, in pixels of the crop, by which lines are smoothed; the same of where a full fringe ends."""
ROOTS = 0.9, 4.0
"""Where strands begin above the edge of the hair: times the way that the fringe goes, and pixels of the crop more."""
TEMPLES = 16
"""Pixels of the crop to either side, over which strands begin no lower than the hairline is at its highest."""


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
        """Where a fringe may be."""
        columns = np.flatnonzero(self.sides > 0)
        left, right = (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, 1)
        far = float((self.low - self.own).max())
        low = np.array([left, max(float(self.own.min()) - ROOTS[0] * far - ROOTS[1], 0)])
        return SampleGrid.between(low, np.array([right, float(self.brows.max()) + 3]))

    def shortened(self, share: float) -> "Hairline":
        """The same with a fringe that goes by a share of its way less far, 0..1."""
        return replace(self, low=self.low + np.float32(share) * (self.own - self.low))

    def way(self, amount: float) -> Line:
        """How far the edge of a fringe of an amount, 0 or more, goes down from that of the hair."""
        (share,) = smootherstep(np.array([amount / FULL], np.float32))
        way = share * self.sides * np.maximum(smoothed(self.low, TOGETHER) - self.own, 0)
        return np.asarray(np.minimum(way, np.maximum(self.brows - ROOM - self.own, 0)), np.float32)

    def begins(self, way: Line) -> Line:
        """Where strands begin that go so far: above the hairline, and at the temples no lower than beside them."""
        high = np.asarray(cv2.erode(self.own[None], np.ones((1, 2 * TEMPLES + 1), np.uint8))[0], np.float32)
        return smoothed(high, TOGETHER) - np.float32(ROOTS[0] * float(way.max()) + ROOTS[1])

    @property
    def middle(self) -> float:
        """Of the face, x in pixels of the crop."""
        return float(self.sides @ np.arange(SIZE)) / max(float(self.sides.sum()), 1)


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
    x = np.arange(SIZE, dtype=np.float32) + np.float32(0.5)
    left, right = points[list(OUTLINE), 0].min(), points[list(OUTLINE), 0].max()
    long = float(np.maximum(own - top, 0)[(x > left) & (x < right)].max(initial=0))
    low = np.minimum(low, own + np.float32(LONGER * long))
    sides = smootherstep(np.minimum(x - left, right - x) / np.float32(SIDES))
    return Hairline(top, own, np.maximum(low, own), np.maximum(brows, own + ROOM), sides)


def _edge(hair: NDArray[np.float32], brows: Line, above: int) -> tuple[Line | None, Line | None]:
    """Where hair ends above the brows, whatever is seen between its strands, and where it begins."""
    rows = np.arange(len(hair))[:, None]
    sure = (hair > 0.5) & (rows < brows + above)
    found = np.asarray(sure.any(0))
    if not found.any():
        return None, None
    last = len(hair) - sure[::-1].argmax(0)
    return _whole(last - above, found), _whole(sure.argmax(0) - above, found)


def _whole(line: NDArray[np.intp], known: NDArray[np.bool_]) -> Line:
    columns = np.arange(SIZE)
    whole = np.interp(columns, columns[known], line[known]).astype(np.float32)
    return smoothed(whole, EVEN)


def smoothed(line: Line, sigma: float) -> Line:
    """A line smoothed over so many pixels."""
    return np.asarray(cv2.GaussianBlur(line[None], (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)[0], np.float32)
