"""Where the hair of a face ends above its forehead, and where it would with a fringe (docs/design.md, "Fringe")."""

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.model.parser import SIDE, Parser
from facelab.photo.mesh import MOUTH_CORNERS, OUTLINE, Points
from facelab.render.brows import brow_line
from facelab.render.forehead import fringe_there
from facelab.render.mask import mixed, smootherstep
from facelab.render.parsing import Parse, parse_drawn
from facelab.render.sample_grid import SampleGrid

Line = NDArray[np.float32]
"""(128,), for each column of the crop a y, in pixels of it."""

FULL = 2.5
"""Amount at which a fringe is all that the network makes of it."""
ROOM = 3.0
"""Pixels of the crop between a fringe and the brows."""
LONGER, CROPPED, NATURAL = 1.5, 0.35, 2.0
"""Times the length of the longest hair that is to be seen above the forehead, by which a fringe of it may be longer;
the same where hair is cropped, and the amount up to which that holds."""
FALLS = (0.02, 0.2)
"""Hair below the mouth, for all of the face, up to which hair is cropped, and from which on it is not."""
SIDES = 14.0
"""Pixels of the crop from the sides of the face over which a fringe begins."""
EVEN, TOGETHER = 2.5, 8.0
"""Standard deviation, in pixels of the crop, by which lines are smoothed; the same of where a full fringe ends."""
ROOTS = 0.9, 4.0
"""Where strands begin above the edge of the hair: times the way that the fringe goes, and pixels of the crop more."""
CROWN = 2.0
"""Pixels of the crop below the outline of the hair, above which no strands begin."""
TEMPLES = 16
"""Pixels of the crop to either side, over which strands begin no lower than the hairline is at its highest."""


@dataclass(frozen=True, eq=False)
class Hairline:
    """Where the hair of a face ends above its forehead, and where it might.

    Attributes:
        top: where the hair begins, above; own: where it ends; low: where a full fringe of it ends.
        brows: where the brows begin.
        sides: 0..1, how much of the way a column goes: none beside the face.
        usual: where such a fringe ends up to the amount ``NATURAL``: sooner than ``low`` where hair is cropped.
        cropped: 0..1, how surely it is.
        head: (256, 256), 0..1, the parser's frame: where the head is rather than what is behind it; None: everywhere.
    """

    top: Line
    own: Line
    low: Line
    brows: Line
    sides: Line
    usual: Line
    cropped: float = 0.0
    head: NDArray[np.float32] | None = None

    def head_at(self, grid: SampleGrid) -> NDArray[np.float32]:
        """0..1, how surely a place of a grid (h, w) is of the head."""
        if self.head is None:
            return np.ones(grid.points.shape[:2], np.float32)
        x, y = cv2.split(grid.points + np.float32((SIDE - SIZE) / 2 - 0.5))
        return np.asarray(cv2.remap(self.head, x, y, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE), np.float32)

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
        low, usual = (line + np.float32(share) * (self.own - line) for line in (self.low, self.usual))
        return replace(self, low=low, usual=usual)

    def way(self, amount: float) -> Line:
        """How far the edge of a fringe of an amount, 0 or more, goes down from that of the hair."""
        (share,) = smootherstep(np.array([amount / FULL], np.float32))
        (beyond,) = smootherstep(np.array([amount - NATURAL], np.float32))
        low = smoothed(mixed(self.usual, self.low, beyond), TOGETHER)
        way = share * self.sides * np.maximum(low - self.own, 0)
        return np.asarray(np.minimum(way, np.maximum(self.brows - ROOM - self.own, 0)), np.float32)

    def begins(self, way: Line) -> Line:
        """Where strands begin that go so far: above the hairline, and at the temples no lower than beside them."""
        high = np.asarray(cv2.erode(self.own[None], np.ones((1, 2 * TEMPLES + 1), np.uint8))[0], np.float32)
        begins = smoothed(high, TOGETHER) - np.float32(ROOTS[0] * float(way.max()) + ROOTS[1])
        return np.asarray(np.maximum(begins, self.top + np.float32(CROWN)), np.float32)

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
    line = hairline(points, hair, np.pad(fringed, ((above, 0), (0, 0)), mode="edge"), above, falling(points, parse))
    return line and replace(line.shortened(fringe_there(bare, parse, points)), head=_head(parse))


def _head(parse: Parse) -> NDArray[np.float32]:
    """Where the head is rather than what is behind it, (256, 256), 0..1."""
    beside = cv2.GaussianBlur(parse.share("background")[:SIDE], (0, 0), 1)
    return np.asarray(smootherstep(np.asarray(1.5 - 2 * beside, np.float32)), np.float32)


def hairline(
    points: Points, hair: NDArray[np.float32], full: NDArray[np.float32], above: int, falls: float = 1.0
) -> Hairline | None:
    """The hairline of a face; None where no hair is above its forehead.

    Args:
        points: (468, 2), its mesh.
        hair: (128 + above, 128) in 0..1, how much of a pixel is hair, as far as ``above`` pixels above the crop.
        full: the same of the crop with a full fringe, as the network draws it.
        above: rows above the crop.
        falls: 0..1, how surely hair is long: it falls beside the face.
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
    low, usual = (
        np.minimum(low, own + np.float32(times * long)) for times in (LONGER, CROPPED + falls * (LONGER - CROPPED))
    )
    sides = smootherstep(np.minimum(x - left, right - x) / np.float32(SIDES))
    return Hairline(
        top, own, np.maximum(low, own), np.maximum(brows, own + ROOM), sides, np.maximum(usual, own), 1 - falls
    )


def falling(points: Points, parse: Parse) -> float:
    """How surely hair is long, 0..1: by how much of it is below the corners of the mouth, for the face."""
    mouth = int(points[list(MOUTH_CORNERS), 1].mean()) + (SIDE - SIZE) // 2
    share = parse.share("hair")[mouth:SIDE].sum() / max(float(parse.share("face").sum()), 1)
    (falls,) = smootherstep(np.array([(share - FALLS[0]) / (FALLS[1] - FALLS[0])], np.float32))
    return float(falls)


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
