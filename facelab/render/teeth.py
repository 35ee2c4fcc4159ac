"""Teeth: the upper row as geometry, in the colours that the model draws.

At 128 pixels teeth are a white band. Which light and which colour they have, and how far down they reach, is read off
it; where one ends and the next begins is anatomy: a crown's width for its neighbour's, the arch, the edges.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.align import Similarity
from facelab.photo.colour import LUMINANCE, Linear
from facelab.photo.mesh import Points
from facelab.render.mask import smootherstep
from facelab.render.mouth import CORNERS, MOUTH, TEETH, Opening, teeth_seen

FINER, QUICKLY = 4, 2
"""Times the mouth frame's resolution at which teeth are drawn: in what is finished, and in the frames of a drag."""
WIDTHS = (1.0, 0.76, 0.72, 0.55, 0.42, 0.3)
"""Of crowns as they are seen from the front, from the middle outwards, for the first one's."""
ARCH = 0.96
"""Of the way from the middle to a corner of the mouth, that teeth take."""
TALLEST = 19.0
"""Pixels of the mouth frame, which the first crown is high at the most: a tenth more than it is wide."""
SHORTER = np.array((0.0, 0.07, 0.02, 0.06, 0.10, 0.14), np.float32)
"""Of the first crown's height that each of them is shorter."""
ROUND = np.array((0.07, 0.10, 0.15, 0.12, 0.12, 0.12), np.float32)
"""Of its height that the corners of its edge lie above the edge's middle."""
TONE = np.array((1.02, 0.98, 0.93, 0.86, 0.74, 0.6), np.float32)
"""Light of each for the first one's: the arch turns away."""
UNLIKE = 0.03, 0.012
"""Standard deviations by which crowns of a mouth differ: in light, and in height for the row's."""
LIGHTER = TEETH, 1.6
"""Times as light as the lips, from which on, and at which, what is drawn is teeth."""
GAP = 0.10, (0.5, 3.0)
"""Of an opening's height that is left below the teeth, and its bounds in pixels of the mouth frame."""
LEAST = 0.45
"""Of an opening's height that teeth take, at the least, where the drawing is dark below them."""
WHITE = 0.75, 1.0
"""Of the lightest in the opening, from which on, and at which, a pixel says which colour teeth have."""
IVORY, IVORIED = np.array((1.05, 1.0, 0.87), np.float32), np.float32(0.5)
"""The colour of enamel, for its luminance, and how much of it there is instead of what lips and blur leave."""
BROAD = 6.0
"""Standard deviation, in pixels of the mouth frame, over which the drawing's colour is taken."""
YELLOW, GLASSY = np.array([(0, 0.02, 0.07), (0.30, 0.24, 0.18)], np.float32)
"""What is lost of each colour at the gum, and by the height below four fifths of it, where enamel is thin."""
SHARP = 0.3
"""Pixels of the mouth frame over which an edge falls, a logistic function."""
CAVITY = np.array((0.22, 0.13, 0.12), np.float32)
"""Of the drawing's light that is seen behind and below the teeth."""

Plane = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class _Row:
    """The upper row of teeth, in pixels of the mouth frame.

    Attributes:
        top: (W,), where the upper lip ends, for every column of a picture as fine as it is drawn.
        edge: (W,), where the longest crowns end.
        bounds: (13,), x of where a crown begins, from left to right.
        middle: x of where the first ones meet.
        finer: pixels that are drawn for one of the mouth frame, along each side.
    """

    top: Plane
    edge: Plane
    bounds: Plane
    middle: float
    finer: int

    @property
    def tall(self) -> Plane:
        """How high the longest crowns are, (W,)."""
        return np.asarray(np.maximum(self.edge - self.top, 1e-3), np.float32)


def with_teeth(opening: Opening, finer: int = FINER) -> Opening:
    """A mouth's opening with teeth in it, so much finer; itself, where what is drawn is no lighter than the lips.

    Nothing is random: the same opening has the same teeth.
    """
    outline = opening.to_mouth.apply(opening.outline.astype(np.float64)).astype(np.float32)
    drawn, inside = opening.picture, opening.within
    light = np.asarray(cv2.transform(drawn, LUMINANCE), np.float32)
    lightest, for_lips = teeth_seen(light, inside)
    share = _step(for_lips, LIGHTER)
    if not share:
        return opening
    white = inside * (_step(np.asarray(light / lightest, np.float32), WHITE) + np.float32(1e-4))
    colour = _enlarged(_broad(drawn, white), finer)
    colour += IVORIED * (cv2.transform(colour, LUMINANCE)[..., None] * IVORY - colour)
    band = _enlarged(drawn, finer)
    row = _row(outline, light, finer)
    crowns = _crowns(row)
    cavity = np.minimum(band, colour) * CAVITY
    teeth = cavity + _covered(crowns, row)[..., None] * (colour * _relief(crowns) - cavity)
    to_picture = Similarity(finer * opening.to_mouth.matrix)
    return replace(
        opening, picture=np.asarray(band + share * (teeth.clip(0, 1) - band), np.float32), to_mouth=to_picture
    )


def _step(values: Plane | float, ends: tuple[float, float]) -> Plane:
    return smootherstep((np.atleast_1d(np.float32(values)) - np.float32(ends[0])) / np.float32(ends[1] - ends[0]))


def _broad(picture: Linear, weights: Plane) -> Linear:
    """Colours averaged over what has weight."""
    total = np.maximum(cv2.GaussianBlur(weights, (0, 0), BROAD), 1e-6)
    return np.asarray(cv2.GaussianBlur(picture * weights[..., None], (0, 0), BROAD) / total[..., None], np.float32)


def _enlarged(picture: Linear, finer: int) -> Linear:
    return np.asarray(cv2.resize(picture, None, fx=finer, fy=finer, interpolation=cv2.INTER_CUBIC), np.float32)


def _row(outline: Points, light: Plane, finer: int) -> _Row:
    """The row of teeth between lips (20, 2), where a drawing is so light, (80, 128)."""
    x = _centres(MOUTH[0], finer)
    top, bottom = _curve(x, outline[:11]), _curve(x, np.concatenate([outline[10:], outline[:1]]))
    high, middle = np.maximum(bottom - top, 0), float(outline[[5, 15], 0].mean())
    longest = np.maximum(_drawn_edge(x, light, top, bottom, middle), top + LEAST * high)
    edge = np.minimum(np.minimum(bottom - np.clip(GAP[0] * high, *GAP[1]), top + TALLEST), longest)
    return _Row(top, edge, _bounds(middle), middle, finer)


def _centres(count: int, finer: int) -> Plane:
    return (np.arange(count * finer, dtype=np.float32) + np.float32(0.5)) / np.float32(finer)


def _curve(x: Plane, points: Points) -> Plane:
    """The height of a lip, its points in any order, at every x; smooth."""
    order = np.argsort(points[:, 0])
    high = np.interp(x, points[order, 0], points[order, 1]).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(high[None], (0, 0), 1.5 * len(x) / MOUTH[0])[0], np.float32)


def _drawn_edge(x: Plane, light: Plane, top: Plane, bottom: Plane, middle: float) -> Plane:
    """How far down a drawing is light, a parabola over x; nowhere an end where it is light down to the lip."""
    rows, columns = np.indices(light.shape, np.float32) + np.float32(0.5)
    between = (rows > np.interp(columns, x, top)) & (rows < np.interp(columns, x, bottom))
    seen = np.where(between, cv2.GaussianBlur(light, (0, 0), 2), 0)
    ends = np.where(seen > 0.55 * seen.max(0), rows, 0).max(0)
    near = (ends > 0) & (np.abs(columns[0] - middle) < 0.3 * (CORNERS[1, 0] - CORNERS[0, 0]))
    if near.sum() < 8:
        return np.full_like(x, np.inf)
    return np.polyval(np.polyfit(columns[0, near] - middle, ends[near], 2), x - middle).astype(np.float32)


def _bounds(middle: float) -> Plane:
    """Where crowns begin, and the last ends, from left to right; each half as wide as its half of the mouth."""
    shares = np.concatenate([[0], np.cumsum(WIDTHS)]) / np.sum(WIDTHS) * ARCH
    left, right = middle - shares * (middle - CORNERS[0, 0]), middle + shares * (CORNERS[1, 0] - middle)
    return np.concatenate([left[::-1], right[1:]]).astype(np.float32)


@dataclass(frozen=True, eq=False)
class _Crowns:
    """Where in which crown every pixel lies, each (H, W).

    Attributes:
        depth: pixels of the mouth frame below the upper lip. down: the same for the row's height, 1 at its edge.
        across: -1 and 1 where a crown meets its neighbours. half: half of its width, pixels of the mouth frame.
        kind: 0 for the first one beside the middle, 5 for the last. unlike: how it differs, normal, in two ways.
    """

    depth: Plane
    down: Plane
    across: Plane
    half: Plane
    kind: NDArray[np.intp]
    unlike: tuple[Plane, Plane]


def _crowns(row: _Row) -> _Crowns:
    x, y = np.meshgrid(*(_centres(count, row.finer) for count in MOUTH))
    depth = y - row.top
    # Crowns converge towards their edges.
    x += 0.05 * np.clip((x - row.middle) / 28, -1, 1) * (y - (row.top + row.edge) / 2)
    number = np.clip(np.searchsorted(row.bounds, x) - 1, 0, len(row.bounds) - 2)
    half = np.asarray((row.bounds[number + 1] - row.bounds[number]) / 2, np.float32)
    across = np.asarray(np.clip((x - row.bounds[number]) / half - 1, -1, 1), np.float32)
    kind = np.maximum(number - len(WIDTHS), len(WIDTHS) - 1 - number)
    light, height = np.random.default_rng(0).normal(0, 1, (2, len(row.bounds))).astype(np.float32)
    return _Crowns(depth, np.clip(depth / row.tall, 0, 1.2), across, half, kind, (light[number], height[number]))


def _relief(crowns: _Crowns) -> Linear:
    """What the colour of teeth is multiplied by: lines, curvature, a gloss, the lip's shadow, (H, W, 3)."""
    down, across = crowns.down, crowns.across
    meeting = (1 - np.abs(across)) * crowns.half / (0.4 + 0.35 * down**3)
    light = 1 - (0.12 + 0.42 * down**2) * np.exp(-(meeting**2) / 2)
    light *= 1 - 0.22 * np.abs(across) ** 2.6 - 0.02 * across
    light *= 1 + 0.07 * np.exp(-(((across + 0.15) / 0.4) ** 2) - ((down - 0.45) / 0.25) ** 2)
    light *= TONE[crowns.kind] * (1 + UNLIKE[0] * crowns.unlike[0]) * _below_lip(crowns.depth)
    yellow = np.exp(-down / 0.35)[..., None] * YELLOW
    glassy = np.clip(down - 0.82, 0, None)[..., None] * GLASSY
    return np.asarray(light[..., None] * (1 - yellow - glassy), np.float32)


def _covered(crowns: _Crowns, row: _Row) -> Plane:
    """How much of a pixel crowns cover, (H, W): each has its own edge, round at its corners."""
    shorter, rounded = SHORTER[crowns.kind], ROUND[crowns.kind]
    missing = shorter + rounded * np.abs(crowns.across) ** 2.5 + UNLIKE[1] * crowns.unlike[1]
    below = crowns.depth - row.tall * (1 - missing)
    return np.asarray(1 / (1 + np.exp(np.clip(below / SHARP, -50, 50))), np.float32)


def _below_lip(depth: Plane) -> Plane:
    """The upper lip's shadow, by pixels of the mouth frame below it."""
    depth = np.maximum(depth, 0)
    return np.asarray(1 - 0.38 * np.exp(-depth / 1.6) - 0.10 * np.exp(-depth / 5), np.float32)
