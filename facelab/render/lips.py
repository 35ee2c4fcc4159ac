"""Lips that come together before teeth: three sheets, each of which moves by itself.

Between lips that close teeth do not shrink; the lips come before them. No flow can say so, for at a lip's edge two
pixels side by side come from places far from one another. So there is a flow for each of the upper lip, the lower one,
and what is between them, and edges that say where each is seen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Box
from facelab.photo.colour import Linear
from facelab.photo.mesh import LOWER_LIP, MOUTH_CORNERS, NOSE_BASE, UPPER_LIP, Points
from facelab.render.mask import mixed, smootherstep
from facelab.render.motion import Flow
from facelab.render.mouth import LEAST_GAP, gap

Line = NDArray[np.float32]
Plane = NDArray[np.float32]

WITHIN = 3.0
"""Pixels of the crop from a lip's edge over which it moves as its edge does: a flow that is smooth is of both lips."""
INSET, INSET_ENDS = 0.6, 4.0
"""Pixels of the crop by which lips that meet cover their own edges, at which teeth are seen still, and over which that
ends."""
CORNERS = 2.0
"""Pixels of the crop from the corners of the mouth over which the three become one."""
CLOSED = 0.3
"""Share of what was between the lips that is gone, from which on the three are apart, and what is between rests."""
LINE, LINE_WIDE = np.array([0.25, 0.45, 0.45, 0.45], np.float32), 0.4
"""How much of red, green and blue light, and of a fourth channel of no use, is gone on the line at which lips meet;
its standard deviation, pixels of the crop."""
_CENTRES = np.arange(SIZE, dtype=np.float32) + np.float32(0.5)


@dataclass(frozen=True, eq=False)
class Lips:
    """The three sheets of a mouth that closes.

    Attributes:
        flows: (128, 128, 2) each: of the upper lip, the lower one, and what is between them.
        edges: (128, 128, 3): by how many pixels of the crop a place is below the upper lip's edge, and the lower one's;
            how much of the line there is at which they meet, 0..1.
        extent: the part of the canonical frame in which the three differ.
    """

    flows: tuple[Flow, Flow, Flow]
    edges: Plane
    extent: Box

    def seen(self, through: Callable[[Flow], Linear], edges: Plane, pixels: float) -> Linear:
        """A part of a photo with the three sheets.

        Args:
            through: gives what is seen there, (H, W, C), of the photo along a flow.
            edges: (H, W, 3), there. pixels: how many there are for one of the crop.
        """
        upper, lower, between = (through(flow) for flow in self.flows)
        below = np.clip(np.float32(pixels) * edges[..., :2] + np.float32(0.5), 0, 1)
        away = np.square(edges[..., :2]).max(2) / np.float32(2 * LINE_WIDE**2)
        light = 1 - (edges[..., 2] * np.exp(-away))[..., None] * LINE[: upper.shape[2]]
        seen = mixed(upper, mixed(between, lower, below[..., 1:]), below[..., :1])
        return np.asarray(light * seen, np.float32)


def closing_lips(own: Points, moved: Points, flow: Flow, free: Plane | float) -> Lips | None:
    """The lips of a face that moves; None where they do not come nearer to each other.

    Args:
        own: (468, 2), the points of its mesh. moved: (468, 2), where they come to.
        flow: (128, 128, 2), where its pixels come from.
        free: (128, 128) in 0..1, what may move; a hand before the mouth stays.
    """
    before, after = gap(own), gap(moved)
    if before <= LEAST_GAP or after >= before:
        return None
    closed = np.float32(1 - after / before)
    upper = _edge(moved, UPPER_LIP, np.maximum)
    rows = upper, np.maximum(upper, _edge(moved, LOWER_LIP, np.minimum))
    left, *_, right = moved[list(MOUTH_CORNERS), 0]
    apart = smootherstep(np.minimum(_CENTRES - left, right - _CENTRES) / np.float32(CORNERS))
    apart = (apart * free)[..., None] * smootherstep(np.array([closed / np.float32(CLOSED)]))
    edges = [_CENTRES[:, None] - row for row in rows]
    lips = [
        _sheet(flow, _of_edge(own, moved, lip), within, np.float32(inset) * closed)
        for lip, within, inset in ((UPPER_LIP, -edges[0], -INSET), (LOWER_LIP, edges[1], INSET))
    ]
    resting = np.broadcast_to(own[NOSE_BASE] - moved[NOSE_BASE], flow.shape)
    upper_lip, lower_lip, between = (mixed(flow, one, apart) for one in (*lips, resting))
    line = np.broadcast_to(closed * apart[..., 0], edges[0].shape)
    extent = floor(left), floor(rows[0].min() - INSET_ENDS), ceil(right), ceil(rows[1].max() + INSET_ENDS)
    return Lips((upper_lip, lower_lip, between), np.dstack([*edges, line]), extent)


def _edge(moved: Points, lip: tuple[int, ...], outer: np.ufunc) -> Line:
    """The rows, (128,), where a lip ends at every column: the outer one of its two inmost rows of points."""
    ends = MOUTH_CORNERS[:2], MOUTH_CORNERS[2:]
    inmost = (moved[[*ends[0], *lip[k : k + 9], *ends[1]]] for k in (18, 27))
    return np.asarray(outer(*(np.interp(_CENTRES, row[:, 0], row[:, 1]) for row in inmost)), np.float32)


def _of_edge(own: Points, moved: Points, lip: tuple[int, ...]) -> Flow:
    """Where the pixels at a lip's inner edge come from, (1, 128, 2), at every column."""
    edge = [*MOUTH_CORNERS[:2], *lip[27:], *MOUTH_CORNERS[2:]]
    there, shift = moved[edge, 0], own[edge] - moved[edge]
    return np.dstack([np.interp(_CENTRES, there, shift[:, k]) for k in (0, 1)]).astype(np.float32)


def _sheet(flow: Flow, of_edge: Flow, within: Plane, inset: np.float32) -> Flow:
    """The flow of one lip: at its edge and beyond as the edge moves, farther ``within`` it as all does."""
    lip = mixed(of_edge, flow, smootherstep(within / np.float32(WITHIN))[..., None])
    at_edge = np.asarray(1 - np.abs(within) / np.float32(INSET_ENDS), np.float32)
    lip[..., 1] += inset * smootherstep(at_edge)
    return np.asarray(lip, np.float32)
