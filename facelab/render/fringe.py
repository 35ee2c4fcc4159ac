"""A fringe: the person's own hair let down over the forehead, column by column (docs/design.md, "Fringe").

Above its new edge the hair is stretched down to it; below, down to the brows, the forehead is squeezed. Nothing is
drawn: strands stay strands, and the soft edge of the hair becomes that of the fringe.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.model.parser import SIDE, Parser
from facelab.photo.mesh import OUTLINE, Points
from facelab.render.composite import FaceChange
from facelab.render.forehead import brow_line, fringe_there
from facelab.render.mask import smootherstep
from facelab.render.motion import Flow, moved
from facelab.render.parsing import Parse, parse_drawn

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
TIPS, TIP_WIDTH, TIP_LENGTH = 0.9, 1.2, 4.0
"""Of a fringe's strands: by how much they end above and below the line, how wide they are, over which length that
shows; standard deviations and pixels of the crop."""
SHORT = 1.0
"""Pixels of the crop that a fringe goes at the least to have tips of full length; four times as many for its shadow."""
SHADOW = 0.25, 3.0
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

    def shortened(self, share: float) -> "Hairline":
        """The same with a fringe that goes by a share of its way less far, 0..1."""
        return replace(self, low=self.low + np.float32(share) * (self.own - self.low))

    def fringe(self, amount: float) -> "Fringe":
        """The fringe of an amount, 0 or more."""
        (share,) = smootherstep(np.array([amount / FULL], np.float32))
        way = share * self.sides * (self.low - self.own)
        return Fringe(self, way)


@dataclass(frozen=True, eq=False)
class Fringe:
    """Hair that is let down.

    Attributes:
        hairline: whose.
        way: how far its edge goes down.
    """

    hairline: Hairline
    way: Line

    @cached_property
    def _edge(self) -> Line:
        return self.hairline.own + self.way

    @cached_property
    def flow(self) -> Flow:
        """Where the pixels of the face come from."""
        line, edge = self.hairline, self._edge
        start = np.maximum(line.top, line.own - STRETCHED * self.way)
        length = np.clip(line.brows - edge, 1, TIP_LENGTH)
        ends = np.clip(1 - np.abs(_ROWS - edge) / length, 0, 1) * np.minimum(self.way / SHORT, 1)
        ends = ends * _tips() * (length / np.float32(TIP_LENGTH))  # so that none is turned over
        down = _stretched(_ROWS - ends, start, line.own, edge, line.brows) - _ROWS
        return np.dstack([np.zeros_like(down), down]).astype(np.float32)

    @cached_property
    def shade(self) -> NDArray[np.float32]:
        """What linear light is multiplied by: the shadow of the fringe on what is below it, (128, 128, 1)."""
        below = np.where(self._edge < _ROWS, np.exp((self._edge - _ROWS) / np.float32(SHADOW[1])), 0)
        shadow = SHADOW[0] * np.minimum(self.way / (4 * SHORT), 1) * below
        return np.asarray(1 - shadow, np.float32)[..., None]

    def upon(self, change: FaceChange) -> FaceChange:
        """A change of the face with this fringe on it."""
        flow = self.flow if change.flow is None else self.flow + moved(change.flow, self.flow)
        edited, unedited = (np.maximum(moved(one, self.flow), 0) for one in (change.edited, change.unedited))
        fade = np.clip(moved(change.fade, self.flow), 0, 1)
        return replace(change, edited=edited * self.shade, unedited=unedited, fade=fade, flow=flow)


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
    return np.asarray(cv2.GaussianBlur(whole[None], (0, 0), EVEN, borderType=cv2.BORDER_REPLICATE)[0], np.float32)


def _stretched(y: NDArray[np.float32], start: Line, own: Line, edge: Line, brows: Line) -> NDArray[np.float32]:
    """Where rows come from, ``own`` brought to ``edge`` while ``start`` and ``brows`` stay."""
    hair = start + (y - start) * (own - start) / np.maximum(edge - start, np.float32(1e-3))
    skin = own + (y - edge) * (brows - own) / np.maximum(brows - edge, np.float32(1e-3))
    return np.where((y < start) | (y > brows), y, np.where(y < edge, hair, skin)).astype(np.float32)


def _tips() -> Line:
    """By how much strands end below the line, the same for everybody."""
    noise = np.random.default_rng(0).normal(size=(1, SIZE)).astype(np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), TIP_WIDTH)[0]
    return np.asarray(TIPS * smooth / smooth.std(), np.float32)
