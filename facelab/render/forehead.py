"""A forehead without the fringe before it (docs/design.md, "Fringe").

Where hair begins is read off the network's drawing of the face without a fringe; there the person's own strands end,
one sooner than another. In place of those below comes skin, and on brows that were covered the network's lines.
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Box, Similarity
from facelab.photo.colour import Linear, decode_srgb, encode_srgb
from facelab.photo.crop import linear_crop
from facelab.photo.mesh import BETWEEN_BROWS, OUTLINE, Points
from facelab.photo.picture import Picture
from facelab.render.brow_hairs import brow_colour, with_brows
from facelab.render.brows import brow_darkness, brow_line, brows, lid_line
from facelab.render.mask import smootherstep
from facelab.render.parsing import Parse
from facelab.render.sample_grid import SampleGrid
from facelab.render.skin import SkinTexture, carried_on, lay_skin, skin_texture

Array = NDArray[np.float32]
Vector = NDArray[np.float64]

WHOLE = 2.0
"""Amount at which all of a fringe is gone."""
FEW, MANY = 0.25, 0.5
"""Of a forehead: hair before which is no fringe; hair before which is one."""
NEAR = 4
"""Pixels of the crop around hair in which skin is shaded by it, or a strand lies on it."""
SOFT, BEGINS = 8.0, 0.3
"""Pixels of the crop over which hair begins; how much of that lies above where the drawing has it begin."""
SHADED = 0.3, 3.5
"""What hair takes of the light on the skin where it begins, and how far that goes, in pixels of the crop."""
THINNER = 4.0
"""How much more uneven the ends of strands are half way than when all are gone: times share · (1 − share)."""
ENDS = (1.2, 0.6), (10.0, 0.7)
"""Of strands and locks: how wide they are, in 2,048th parts of a turn around the face, and by how much they end sooner
or later, in pixels of the crop; standard deviations."""
AROUND, OUTWARDS = 2048, 64
"""Of the noise that strands are made of: its width, once around the face, and height, in steps of two pixels."""
_ROWS = np.arange(SIZE, dtype=np.float32)[:, None] + np.float32(0.5)


@dataclass(frozen=True, eq=False)
class Forehead:
    """A forehead that a fringe is before; all maps are of a grid.

    Attributes:
        skin: (h, w, 3), linear light: what is behind the fringe.
        covered: (h, w), 0..1, where hair is that may go.
        depth: (h, w), pixels of the crop below where hair begins.
        height: (h, w), likewise straight above where it ends; long: (h, w), from there to where it begins.
        uneven: (h, w), by how much strands end sooner or later.
        grid: where.
        texture: of the skin.
        share: how much of the fringe is taken away, 0..1.
    """

    skin: Array
    covered: Array
    depth: Array
    height: Array
    long: Array
    uneven: Array
    grid: SampleGrid
    texture: SkinTexture
    share: float = 1.0

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""
        return self.grid.extent

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """An edited face (H, W, 3), linear light, without the fringe; see ``Overlay``."""
        if self.share:
            lay_skin(edited, self.grid, self._bared(), self.texture, similarity, box)
        return edited

    def _bared(self) -> Array:
        """What is seen, and how much of it, (h, w, 4): hair begins as far up as the share says."""
        below = np.minimum(self.depth, self.share * (self.long + 2 * SOFT) - self.height - SOFT)
        shade = 1 - np.float32(SHADED[0]) * np.exp(-np.maximum(below, 0) / np.float32(SHADED[1]))
        uneven = np.float32(1 + THINNER * self.share * (1 - self.share)) * self.uneven
        bare = self.covered * smootherstep((below + uneven) / np.float32(SOFT) + np.float32(BEGINS))
        return np.dstack([self.skin * shade[..., None], bare]).astype(np.float32)


def find_forehead(
    picture: Picture, similarity: Similarity, points: Points, parse: Parse, drawn: Array, bare: Parse
) -> Forehead | None:
    """The forehead of a face; None where no fringe is before it.

    Args:
        picture: the photo. similarity: photo to canonical frame.
        points: (468, 2), the mesh of the face. parse: the parts of its head.
        drawn: (128, 128, 3), sRGB 0..1: the face without a fringe as the network draws it.
        bare: the parts of that.
    """
    if not fringe_there(bare, parse, points):
        return None
    light, plain = linear_crop(picture, similarity), _plain(parse)
    pixels, inside, grid = np.clip(encode_srgb(light), 0, 1).astype(np.float32), _within(bare, points), _grid(points)
    skin = grid.sampled(carried_on(light, plain, decode_srgb(drawn), bare.in_crop("skin")))
    darkness = brow_darkness(drawn, points)
    colour = brow_colour(pixels, parse.in_crop("brows"), drawn, darkness)
    browed = with_brows(np.clip(encode_srgb(skin), 0, 1).astype(np.float32), darkness, colour, grid)
    begins, ends = _line(inside.argmax(0)), _line(_last_rows(parse, points))
    hair = _covered(parse, points)
    covered = grid.sampled(hair)
    covered[:, [0, -1]] = covered[[0, -1]] = 0
    return Forehead(
        skin=decode_srgb(np.clip(browed, 0, 1)),
        covered=covered,
        depth=grid.sampled(_depth(inside)),
        height=grid.sampled(ends - _ROWS),
        long=grid.sampled(np.tile(ends - begins, (SIZE, 1))),
        uneven=strand_ends(grid, np.array([points[:, 0].mean(), brow_line(points).max() + 10]), ENDS),
        grid=grid,
        texture=skin_texture(picture, similarity, pixels, plain, hair),
    )


def fringe_there(bare: Parse, parse: Parse, points: Points) -> float:
    """How much of a fringe a face has, 0..1, by how much hair is before the forehead that it has without one."""
    forehead = _within(bare, points) & (brow_line(points) > _ROWS)
    if not forehead.any():
        return 0.0
    return float(np.clip((parse.in_crop("hair")[forehead].mean() - FEW) / (MANY - FEW), 0, 1))


def _grid(points: Points) -> SampleGrid:
    left, right = points[list(OUTLINE), 0].min(), points[list(OUTLINE), 0].max()
    low = np.array([max(left - NEAR, 0), 0])
    return SampleGrid.between(low, np.array([min(right + NEAR, SIZE), lid_line(points).max() + 2]))


def _plain(parse: Parse) -> Array:
    """Where skin is to be seen, and nothing upon it or near it: (128, 128), 0..1."""
    other = cv2.dilate(np.clip(2 - 2 * parse.in_crop("skin", "nose"), 0, 1), _disc(2))
    hair = cv2.dilate(np.clip(2 * parse.in_crop("hair"), 0, 1), _disc(NEAR))
    return np.asarray(cv2.GaussianBlur(1 - np.maximum(other, hair), (0, 0), 0.7), np.float32)


def _covered(parse: Parse, points: Points) -> Array:
    """Where hair is above the eyes, and what it shades, but for brows that are to be seen: (128, 128), 0..1."""
    hair = parse.in_crop("hair")
    wide = cv2.GaussianBlur(cv2.dilate((hair > 0.15).astype(np.float32), _disc(NEAR)), (0, 0), 1.5)
    above = np.clip((lid_line(points) - 2 - _ROWS) / 3, 0, 1)
    found = above * np.maximum(wide * (1 - brows(points)), np.clip(2 * hair - 0.5, 0, 1))
    return np.asarray(found, np.float32)


def _within(bare: Parse, points: Points) -> NDArray[np.bool_]:
    """Where the forehead of a drawing is, and what is below: (128, 128)."""
    inside = (bare.in_crop("face") > 0.5).astype(np.uint8)
    down = int(np.clip(brow_line(points).min(), 0, SIZE - 1))
    inside[down:] = inside[down]
    around = points[list(OUTLINE)]
    sides = np.rint(np.concatenate([around, around * np.array([1, 0], np.float32)])).astype(np.int32)
    inside &= np.asarray(cv2.fillConvexPoly(np.zeros_like(inside), cv2.convexHull(sides), 1), np.uint8)
    x, y = np.clip(points[BETWEEN_BROWS], 0, SIZE - 1).astype(int)
    _, parts = cv2.connectedComponents(inside)
    return np.asarray((inside > 0) & (parts == parts[y, x]))


def _depth(inside: NDArray[np.bool_]) -> Array:
    """How far every place lies within, in pixels of the crop; negative beyond: (128, 128)."""
    away, into = (_distance(one) for one in (inside, ~inside))
    return np.asarray(cv2.GaussianBlur(away - into, (0, 0), 2), np.float32)


def _distance(inside: NDArray[np.bool_]) -> Array:
    longer = np.pad(inside.astype(np.uint8), ((0, SIZE // 2), (0, 0)), mode="edge")  # goes on below
    return np.asarray(cv2.distanceTransform(longer, cv2.DIST_L2, 5)[:SIZE], np.float32)


def _last_rows(parse: Parse, points: Points) -> NDArray[np.intp]:
    """The last row of hair above the eyes in every column, (128,)."""
    hair = (parse.in_crop("hair") > 0.5) & (lid_line(points) > _ROWS)
    return np.asarray(np.where(hair, np.arange(SIZE)[:, None], 0).max(0))


def _line(rows: NDArray[np.intp]) -> Array:
    line = rows.astype(np.float32)[None]
    return np.asarray(cv2.GaussianBlur(line, (0, 0), 2.5, borderType=cv2.BORDER_REPLICATE)[0], np.float32)


def strand_ends(grid: SampleGrid, middle: Vector, ends: tuple[tuple[float, float], ...]) -> Array:
    """By how much strands and locks end sooner or later: they are thin and long, and go outwards from a middle; (h, w).

    Args:
        grid: where. middle: x y in the canonical frame.
        ends: of strands and of locks, as ``ENDS`` has it.
    """
    x, y = cv2.split(grid.points - np.float32(middle))
    far, turn = np.hypot(x, y), (np.arctan2(y, x) + np.pi) / (2 * np.pi)
    columns, rows = (turn * (AROUND - 1)).astype(np.float32), (far / 2).astype(np.float32)
    strands = cv2.remap(_strands(ends), columns, rows, cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT)
    return np.asarray(strands * np.abs(y) / np.maximum(far, 1), np.float32)


@cache
def _strands(ends: tuple[tuple[float, float], ...]) -> Array:
    """Noise that is finer across than along, the same for everybody: (OUTWARDS, AROUND)."""
    random = np.random.default_rng(1)
    found = np.zeros((OUTWARDS, AROUND), np.float32)
    for wide, spread in ends:
        noise = random.normal(size=found.shape).astype(np.float32)
        smooth = cv2.GaussianBlur(noise, (0, 0), sigmaX=wide, sigmaY=3)
        found += np.float32(spread) * smooth / smooth.std()
    return found


def _disc(radius: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2), np.uint8)
