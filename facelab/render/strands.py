"""Strands of hair that are drawn: noise that is fine across them and long along them, as strong as the photo's own.

Hair is alike at all scales, from a single hair to a lock (Kajiya & Kay 1989 draw it as a texture along directions), so
it is made of octaves; how strong each is, is read off the hair that is to be seen.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Similarity
from facelab.photo.colour import Linear
from facelab.photo.crop import linear_view
from facelab.photo.picture import Picture
from facelab.render.around import carried_around
from facelab.render.sample_grid import SampleGrid

Plane = NDArray[np.float32]

WIDTHS = (0.16, 0.4, 1.0, 2.5, 6.0)
"""Of the octaves, in pixels of the crop: standard deviations of the strands across."""
FINEST = 0.5
"""Pixels of the photo, finer than which no octave is drawn."""
SEEN = 5.0, 1.9, 1.0, 0.9, 0.4
"""Times what is measured, for strands lie along one another and are seen as lines."""
GAPS = 3.2, 0.7, 0.28
"""Between locks it is dark: how wide locks are, in pixels of the crop, in how many, and how dark, as a logarithm."""
LONG = 6.0
"""Standard deviation, in pixels of the crop, of a strand along which its light changes."""
ACROSS, ALONG = 4096, 64
"""Of the noise: how many strands, and steps along one; it is repeated."""
DARK = np.float32(0.004)
"""Linear light beside which nothing is as dark as to make a logarithm one of noise."""
LEAST, MOST = (0.0, 0.02, 0.05, 0.05, 0.05), (0.5, 0.5, 0.4, 0.3, 0.3)
"""How strong an octave is at the least and at the most, standard deviation of the logarithm of light."""
FINER = 8.0
"""Pixels for one of the crop, at the most, in which a photo's strands are looked at."""
INSIDE, SURELY = 3, 0.8
"""Pixels of the crop from its edge, and the parser's probability, from which hair is surely hair."""
ENOUGH = 60
"""Pixels of the crop that tell how a head's hair is."""
OWN = 6.0
"""Pixels of the crop, standard deviation, beside the mean over which strands of the photo are light and dark."""
AROUND, KNOWN = (3.0, 7.0, 18.0, 60.0), 0.3
"""Pixels of the crop over which the colour of hair is averaged; see ``carried_around``."""
_GREY = np.array([0.2126, 0.7152, 0.0722], np.float32)


@dataclass(frozen=True, eq=False)
class StrandLook:
    """What strands are made of.

    Attributes:
        base: (h, w, 3), linear light, of a grid: the colour of hair there, without strands.
        strengths: of the octaves; see ``strengths``.
    """

    base: Linear
    strengths: tuple[float, ...]
    own: "OwnStrands | None" = None


@dataclass(frozen=True, eq=False)
class OwnStrands:
    """The strands of the photo's hair.

    Attributes:
        light: (H, W, 2), the logarithm of what they multiply the light by, and 0..1, how surely that is known.
        similarity: the crop's frame to it.
    """

    light: Plane
    similarity: Similarity

    def drawn_at(self, finer: float) -> "OwnStrands":
        """The same for a picture of so many pixels for one of the crop, which is no finer than that."""
        times = finer / self.similarity.scale
        if times >= 1:
            return self
        small = cv2.resize(self.light, None, None, times, times, cv2.INTER_AREA)
        return OwnStrands(np.asarray(small, np.float32), Similarity(self.similarity.matrix * times))

    def at(self, x: Plane, y: Plane) -> tuple[Plane, Plane]:
        """Both at places in pixels of the crop, (h, w) each."""
        (a, b, c), (d, e, f) = np.asarray(self.similarity.matrix, np.float32)
        across, down = a * x + b * y + (c - np.float32(0.5)), d * x + e * y + (f - np.float32(0.5))
        light, sure = cv2.split(cv2.remap(self.light, across, down, cv2.INTER_LINEAR, None, cv2.BORDER_CONSTANT))
        return np.asarray(light, np.float32), np.asarray(sure, np.float32)


def hair_of(picture: Picture, similarity: Similarity, hair: Plane, grid: SampleGrid) -> StrandLook | None:
    """What the strands of a head are made of; None where there is too little hair to tell.

    Args:
        picture: the photo. similarity: photo to the frame of ``hair``.
        hair: (H, W) in 0..1, where hair is, a pixel for one of the crop, which is its middle.
        grid: where strands are drawn.
    """
    sure = surely(hair)
    if sure.sum() < ENOUGH:
        return None
    finer = min(1 / similarity.scale, FINER)
    rows, columns = np.flatnonzero(sure.any(1)), np.flatnonzero(sure.any(0))
    left, top, right, bottom = columns[0], rows[0], columns[-1] + 1, rows[-1] + 1
    matrix = finer * (similarity.matrix - np.array([[0, 0, left], [0, 0, top]]))
    size = int(finer * (right - left)), int(finer * (bottom - top))
    seen = np.asarray(cv2.resize(sure[top:bottom, left:right], size, interpolation=cv2.INTER_LINEAR), np.float32)
    view = linear_view(picture, Similarity(matrix), size)
    beside = np.array([len(hair[0]) - SIZE, len(hair) - SIZE]) / 2
    there = Similarity(finer * np.column_stack([np.eye(2), beside - [left, top]]))
    own = OwnStrands(own_light(view, seen, finer), there)
    base = base_of(linear_view(picture, similarity, hair.shape[::-1]), hair, grid)
    return StrandLook(base, strengths(view, seen, finer), own)


def own_light(view: Linear, hair: Plane, finer: float) -> Plane:
    """See ``OwnStrands.light``; the arguments are as of ``strengths``."""
    light = np.log(np.maximum(view @ _GREY, 0) + DARK).astype(np.float32)
    return np.dstack([(light - _mean(light, hair, finer * OWN)) * hair, hair])


def base_of(view: Linear, hair: Plane, grid: SampleGrid) -> Linear:
    """The colour of hair on a grid, (h, w, 3), without strands, from a view (H, W, 3) of the frame of ``hair``."""
    around = np.exp(carried_around(np.log(np.maximum(view, 0) + DARK), surely(hair), AROUND, KNOWN)) - DARK
    beside = np.array([len(hair[0]) - SIZE, len(hair) - SIZE], np.float32) / np.float32(2)
    x, y = cv2.split(grid.points + (beside - np.float32(0.5)))
    there = cv2.remap(around, x, y, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE)
    return np.asarray(np.maximum(there, 0), np.float32)


def surely(hair: Plane) -> Plane:
    """Where hair above the middle of a frame is surely hair, away from its edge: (H, W) in 0 or 1."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * INSIDE + 1,) * 2)
    sure = np.asarray(cv2.erode((hair > SURELY).astype(np.float32), disc), np.float32)
    sure[len(hair) // 2 :] = 0
    return sure


def strengths(view: Linear, hair: Plane, finer: float) -> tuple[float, ...]:
    """How strong each octave is in a photo's hair, standard deviation of the logarithm of light.

    Args:
        view: (H, W, 3), linear light. hair: (H, W) in 0..1, where it is surely hair.
        finer: pixels for one of the crop.
    """
    light = np.log(np.maximum(view @ _GREY, 0) + DARK).astype(np.float32)
    edges = [*WIDTHS, 2 * WIDTHS[-1]]
    blurred = [_mean(light, hair, finer * width / 2) if finer * width >= FINEST else light for width in edges]
    bands = [np.square(fine - broad) for fine, broad in pairwise(blurred)]
    found = [float((band * hair).sum() / max(hair.sum(), 1)) ** 0.5 for band in bands]
    return tuple(np.clip(found, LEAST, MOST).tolist())


def strand_light(across: Plane, along: Plane, strong: tuple[float, ...], finest: int = 0) -> Plane:
    """What strands multiply the light by, (H, W).

    Args:
        across: (H, W), which strand, in pixels of the crop. along: (H, W), where on it, likewise.
        strong: of each octave, see ``strengths``.
        finest: the first octave that is drawn, see ``finest_octave``.
    """
    total = np.zeros_like(across)
    for number in range(finest, len(WIDTHS)):
        strands = noise(across / np.float32(1.6 * WIDTHS[number]), along / np.float32(LONG), number)
        total += np.float32(SEEN[number] * strong[number]) * strands
    gap = noise(across / np.float32(GAPS[0]), along / np.float32(2 * LONG), 8) + np.float32(GAPS[1])
    total += np.float32(GAPS[2]) * np.minimum(gap, 0)
    brighter = sum((times * strength) ** 2 for times, strength in zip(SEEN, strong, strict=True))
    return np.asarray(np.exp(total - np.float32(brighter / 2)), np.float32)


def finest_octave(finer: float) -> int:
    """The first octave that a picture of so many pixels for one of the crop resolves."""
    return sum(finer * width < FINEST for width in WIDTHS)


def noise(across: Plane, along: Plane, number: int) -> Plane:
    """Noise of a standard deviation of 1, (H, W), that changes over one unit across and over one along."""
    x, y = np.mod(across, ACROSS - 8) + 4, np.mod(4 * along, ALONG - 8) + 4
    return np.asarray(cv2.remap(_noise(number), x, y, cv2.INTER_LINEAR, None, cv2.BORDER_WRAP), np.float32)


@cache
def _noise(number: int) -> Plane:
    """(ALONG, ACROSS), the same for everybody."""
    white = np.random.default_rng(number).normal(size=(ALONG, ACROSS)).astype(np.float32)
    smooth = cv2.GaussianBlur(np.hstack([white, white, white]), (0, 0), sigmaX=0.6, sigmaY=4)[:, ACROSS : 2 * ACROSS]
    return np.asarray(smooth / smooth.std(), np.float32)


def _mean(values: Plane, share: Plane, width: float) -> Plane:
    known = cv2.GaussianBlur(share, (0, 0), width)
    return np.asarray(cv2.GaussianBlur(values * share, (0, 0), width) / np.maximum(known, np.float32(1e-3)), np.float32)
