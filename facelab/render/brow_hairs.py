"""The hairs of brows that were covered: where the network's drawing has brows, in the colour of this person's.

The drawing is too coarse for hairs. How dark it is at a place says how dense a brow is there: each of many hairs,
strewn once and for all as brows grow (upwards beside the nose, outwards at their ends), has a density from which on it
is seen, as in a beard (docs/design.md, "Glasses"; *ours*).
"""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Similarity, warp
from facelab.render.sample_grid import SampleGrid

Array = NDArray[np.float32]

WHERE = ((18.0, 110.0), (26.0, 64.0))
"""Where in the canonical frame hairs have their roots: x, and y."""
COUNT, LENGTHS, PIECES = 6000, (2.2, 4.6), 4
"""How many there are; how long, in pixels of the crop; of how many pieces from root to tip each is."""
UPWARDS = ((7.0, 14.5, 25.0, 37.0), (75.0, 48.0, 22.0, 2.0))
"""Pixels of the crop from the middle of the face, and by how many degrees hairs point upwards there."""
TURNED, BENT = 0.16, 0.35
"""Standard deviation of their directions, in radians; pixels of the crop by which tips bend down."""
TONES = (0.6, 1.35)
"""Least and most brightness of a hair, times the brows' colour."""
FINER = 6
"""Pixels for one of the crop, along each side, in which hairs are drawn."""
SOFT, STRENGTH = 0.9, 1.5
"""Softness of a hair, in those pixels; what that is made up for by."""
DENSE, FADE, PIECE = 1.4, 0.2, 0.1
"""How dense brows are for a darkness of 1, as a logarithm; over which range of density a hair appears; how much more of
it the next piece of a hair asks for."""
OPACITY, SHADE = 0.85, 0.35
"""How much of what is below it a hair hides; how much of the darkness falls on the skin between hairs."""
SURELY, LEAST = 0.6, 20
"""Of the parser's probability, from which a pixel is brow; pixels of the crop from which they tell the colour."""
DARK, DRAWN_DARK, SINGLE = np.array([0.2, 0.15, 0.12], np.float32), 0.2, 0.8
"""sRGB, where no brows are seen; darkness of the drawing from which it tells the colour, too; how bright single hairs
are for what is seen of a brow, with the skin between them."""


def brow_colour(pixels: Array, sure: Array, drawn: Array, darkness: Array) -> Array:
    """Of a person's brows, (3,), sRGB 0..1: as they are seen, and as they are drawn, the darker of the two.

    Args:
        pixels: the crop, (128, 128, 3), sRGB 0..1. sure: (128, 128), 0..1, how surely it shows brows.
        drawn: as the network draws it. darkness: of its brows, (128, 128), log.
    """
    seen, dark = sure > SURELY, darkness > DRAWN_DARK
    own = np.median(pixels[seen], axis=0) if seen.sum() >= LEAST else DARK
    told = np.median(drawn[dark], axis=0) if dark.sum() >= LEAST else own
    return np.asarray(SINGLE * np.minimum(own, told), np.float32)


def with_brows(skin: Array, darkness: Array, colour: Array, grid: SampleGrid) -> Array:
    """Skin (h, w, 3), sRGB 0..1, on a grid, with brows on it.

    Args:
        skin: without. darkness: (128, 128), how dark brows are drawn, log. colour: (3,), sRGB, of their hairs.
        grid: where.
    """
    hidden, tone = np.split(_at(darkness, grid), 2, axis=2)
    shaded = skin * np.exp(np.float32(-SHADE) * grid.sampled(darkness))[..., None]
    return np.asarray(shaded + np.float32(OPACITY) * hidden * (colour * tone - shaded), np.float32)


def _at(darkness: Array, grid: SampleGrid) -> Array:
    """How much hairs hide, and their tone, on a grid, (h, w, 2)."""
    from_density, tone = _hairs()
    density = np.float32(DENSE) * np.asarray(cv2.GaussianBlur(darkness, (0, 0), 0.6), np.float32)
    side = SIZE * FINER
    grown = cv2.resize(density, (side, side), interpolation=cv2.INTER_LINEAR) - from_density
    soft = cv2.GaussianBlur(np.clip(grown / FADE, 0, 1).astype(np.float32), (0, 0), SOFT)
    found = np.dstack([np.clip(STRENGTH * soft, 0, 1), tone]).astype(np.float32)
    matrix = grid.to_grid.matrix.copy()
    matrix[:, :2] /= FINER
    return warp(found, Similarity(matrix), grid.size)


@cache
def _hairs() -> tuple[Array, Array]:
    """The density from which on each place is hair, and how bright it is then, (768, 768) each."""
    chance = np.random.default_rng(3)
    roots = np.stack([chance.uniform(*reach, COUNT) for reach in WHERE], 1)
    outwards = roots[:, 0] - SIZE / 2
    angle = np.radians(np.interp(np.abs(outwards), *UPWARDS)) + chance.normal(0, TURNED, COUNT)
    way = np.stack([np.sign(outwards) * np.cos(angle), -np.sin(angle)], 1) * chance.uniform(*LENGTHS, (COUNT, 1))
    seen_from, tones = chance.uniform(0, 1, COUNT), chance.uniform(*TONES, COUNT)
    along = np.linspace(0, 1, PIECES + 1)
    places = roots[:, None] + way[:, None] * (along[:, None] - 0.3)
    places[..., 1] += BENT * along**2
    ends = np.rint(places * (FINER * 16)).astype(int)
    from_density, tone = np.full((SIZE * FINER,) * 2, 2, np.float32), np.ones((SIZE * FINER,) * 2, np.float32)
    for number in np.argsort(-seen_from, kind="stable").tolist():  # those that are seen first lie on top
        for piece in reversed(range(PIECES)):
            line = ends[number, piece].tolist(), ends[number, piece + 1].tolist()
            cv2.line(from_density, *line, float(seen_from[number] + PIECE * piece), 1, cv2.LINE_8, 4)
            cv2.line(tone, *line, float(tones[number]), 1, cv2.LINE_8, 4)
    return from_density, tone
