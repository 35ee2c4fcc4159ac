"""Hair recoloured: every strand stays, and takes the colour that the network gives hair (docs/design.md, "Recoloured").

Where hair and what is behind it are seen in one pixel, only hair is recoloured: photo + share (F' - F), of which F is
the hair's own colour (the compositing equation, Porter & Duff 1984).
"""

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.model.parser import SIDE
from facelab.photo.align import Box, Similarity, from_crop, overlap
from facelab.photo.colour import Linear
from facelab.render.hair_colour import Shift, recoloured
from facelab.render.hair_tone import Lab, Tone, lab
from facelab.render.lighter_hair import FULL, OfItself, of_itself
from facelab.render.locks import locks
from facelab.render.mask import mixed
from facelab.render.matte import Matte, Plane, SeenThrough, by_colour, hair_alone, seen_through
from facelab.render.parsing import in_frame, to_frame

LOCKS, LOCKS_FINE = 8.0, 1.5
"""Standard deviation of lightness of locks where hair that becomes light has none; pixels for one of the parser's frame
in which they are drawn."""

AT_ONCE = 1024
"""Places that are sampled in a row: OpenCV takes no more than 32,767."""
KEPT = np.float32(0.35)
"""How much of its colour hair that becomes lighter keeps at the face: roots are darker, and fine hairs that are as
light as the skin behind them would be haze."""
DULL = np.array([0.8, 0.6], np.float32)
"""How much of what is lighter than the middle of hair counts for nothing at the face, and at a wall."""
SOME, CLEAN = 0.1, np.float32(1.5)
"""How much of a pixel something else must be to be taken away from its colour; by how much more than its share of hair
that colour counts then."""


@dataclass(frozen=True, eq=False)
class Hair:
    """The hair of one head of a photo.

    Attributes:
        matte: where it is.
        around: what is around every place of the parser's frame, (256, 256), or of more rows where hair is longer.
        tone: its colours.
        lacking: locks that it has not, for where it becomes light.
        similarity: photo to the parser's frame.
    """

    matte: Matte
    around: "Surroundings"
    tone: Tone
    lacking: "Lacking"
    similarity: Similarity

    @property
    def rows(self) -> int:
        """Of the parser's frame: more than 256 where hair is longer."""
        return len(self.around.near)

    def box(self, size: tuple[int, int]) -> Box:
        """The part of a photo of so many pixels across and down where it may be."""
        corners = np.array([(0, 0), (SIDE, 0), (0, self.rows), (SIDE, self.rows)], np.float64)
        points = self.similarity.inverse().apply(corners)
        (x0, y0), (x1, y1) = np.floor(points.min(0)).astype(int), np.ceil(points.max(0)).astype(int)
        return overlap((int(x0), int(y0), int(x1), int(y1)), (0, 0, *size))

    def seen_by(self, similarity: Similarity) -> "Hair":
        """The same hair in another picture of the same face, whose similarity to the canonical frame is given."""
        there = to_frame(similarity)
        matte = replace(self.matte, similarity=Similarity(there.matrix * (SIZE / self.rows)))
        return replace(self, matte=matte, similarity=there)

    def recoloured(self, photo: Linear, box: Box, shift: Shift) -> Linear:
        """A box of the photo, linear light, with its hair's colours shifted."""
        strands, done = self.strands(photo, box), photo.copy()
        done[strands.rows, strands.columns] = strands.recoloured(photo, shift.middle, self.shade(shift, strands))
        return done

    def shade(self, shift: Shift, strands: "Strands", locks: Plane | None = None) -> Lab | None:
        """The shade of a shift at N strands, (N, 1, 3), and locks where hair that becomes light has none.

        Args:
            shift: how hair changes. strands: where. locks: what ``locks_at`` gave for them, if that is known.
        """
        shade = None if shift.shade is None else _sampled(shift.shade, strands.places * (len(shift.shade) / SIDE))
        lighter = np.float32(np.clip(shift.middle[0] / FULL, 0, 1))
        if not lighter:
            return shade
        if shade is None:
            shade = np.zeros((len(strands.rows), 1, 3), np.float32)
        shade[..., :1] += lighter * (self.locks_at(strands) if locks is None else locks)
        return shade

    def locks_at(self, strands: "Strands") -> Plane:
        """By how much locks that hair lacks are lighter and darker at N strands, (N, 1, 1), L*."""
        return np.float32(LOCKS) * _sampled(self.lacking.locks[..., None], strands.places * LOCKS_FINE)

    def strands(self, photo: Linear, box: Box) -> "Strands":
        """The hair alone at a box of the photo, whose linear light there is ``photo``, (H, W, 3)."""
        around = self.around.at(Similarity(self.similarity.matrix * (SIZE / self.rows)), box)
        inside = np.clip(photo, 0, 1)
        limit = self.matte.limit_at(box)
        told, sure = by_colour(inside, around.near, around.behind, around.skin)
        inside_frame = in_frame(self.similarity, box, self.rows)[..., None]
        limit *= inside_frame
        filtered = self.matte.at(photo, box)[..., None] * inside_frame
        beside = mixed(filtered, np.minimum(told, limit), sure)
        share = np.maximum(beside, np.maximum(around.within * filtered, around.surely * inside_frame))
        colours = mixed(around.near, inside, share)
        edge = np.nonzero((around.through[..., 0] > 0) & ((limit[..., 0] > 0) | (share[..., 0] > 0)))
        near, behind, most = around.near[edge], around.behind[edge], np.maximum(limit[edge], 0)
        through = seen_through(inside[edge], near, behind)
        looked = around.through[edge] * through.told
        share[edge] = mixed(share[edge], np.minimum(hair_alone(through.share), most), looked)
        counts = np.maximum(share[edge], np.minimum(CLEAN * share[edge], 1) * looked)
        colours[edge] = mixed(near, _clean(inside[edge], near, through, looked), counts)
        return _strands(colours, around, share, self.tone, self.similarity.after(*box[:2]))


@dataclass(frozen=True, eq=False)
class Lacking:
    """Locks that hair has not, found when they are first asked for.

    Attributes:
        lightness, hair, skin: (H, W), L*, the matte and where skin is, ``LOCKS_FINE`` pixels for one of the parser's
            frame.
    """

    lightness: Plane
    hair: Plane
    skin: Plane

    @cached_property
    def locks(self) -> Plane:
        """(H, W), see ``render.locks``."""
        return locks(self.lightness, self.hair, self.skin)


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What is around every place where hair may be; in the parser's frame, or at a box of a photo.

    Attributes:
        near, behind: (H, W, 3), linear light 0..1: the mean colour of the hair around, and of what else is around:
            skin or what is behind the head.
        skin: (H, W, 1), 0..1: how much of what else is around is the face.
        within, surely: (H, W, 1), 0..1: no longer the edge of hair; nothing but hair.
        through: (H, W, 1), 0..1: near enough to the edge for what is behind to be seen between strands.
        roots: (H, W, 1), 0..1: near enough to the face for hair to be roots and fine hairs.
    """

    near: Linear
    behind: Linear
    skin: Plane
    within: Plane
    surely: Plane
    through: Plane
    roots: Plane

    def at(self, whole: Similarity, box: Box) -> "Surroundings":
        """The same at a box of a photo; ``whole`` brings the photo to a crop that is the parser's frame."""
        planes = self.near, self.behind, self.skin, self.within, self.surely, self.through, self.roots
        return Surroundings(*(from_crop(one, whole, box).clip(0, 1) for one in planes))


@dataclass(frozen=True, eq=False)
class Strands:
    """The N pixels of a picture (H, W) in which there is hair, without what else is seen in them.

    Where the matte is not sure, a pixel is hair and wall mixed; as hair it counts for what hair is around it, so that
    a bright wall behind dark hair makes no bright outline.

    Attributes:
        rows, columns: (N,), which they are. places: (N, 2), x and y in pixels of the parser's frame, float32.
        light: (N, 1, 3), linear light 0..1. colours: (N, 1, 3), the same in CIE L*a*b*.
        base: (N, 1, 1), the mean lightness around.
        shining: (N, 1, 3), of the light, what is skin or wall that shines through.
        share: (N, 1, 1), the matte. kept: (N, 1, 1), how much of its colour hair keeps where it becomes lighter.
        tone: as of ``Hair``.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    places: NDArray[np.float32]
    light: Linear
    colours: Lab
    base: Plane
    shining: Linear
    share: Plane
    kept: Plane
    tone: Tone

    @cached_property
    def _of_itself(self) -> OfItself:
        return of_itself(self.colours, self.base, self.tone)

    def recoloured(self, photo: Linear, shift: Lab, shade: Lab | None = None) -> Linear:
        """Linear light (N, 3) of these pixels of the photo, (H, W, 3), their hair's colours shifted.

        Args:
            photo: what they are part of.
            shift: (3,), by how much the middle moves. shade: (N, 1, 3), as of ``hair_colour.recoloured``.
        """
        seen = photo[self.rows, self.columns]
        if not (shift.any() and seen.size):  # bit for bit
            return seen
        made = recoloured(self.colours, self.base, self.tone, shift, shade, self._of_itself)
        part = np.float32(np.clip(shift[0] / FULL, -1, 1))
        changed = made - self.light + (1 - abs(part)) * self.shining  # a small shift is a small change
        taken = self.share * (1 - max(part, np.float32(0)) * self.kept)
        return np.asarray(seen + (taken * changed)[:, 0], np.float32)


def _clean(light: Linear, near: Linear, through: SeenThrough, looked: Plane) -> Linear:
    """The light of the hair alone, (N, 3): where something else is seen, no more of its own than its shine is known."""
    alone = np.maximum(near + (1 - through.share) * through.shine, 0)
    return np.asarray(mixed(light, alone, looked * np.clip(through.share / SOME, 0, 1)), np.float32)


def _sampled(plane: Plane, places: NDArray[np.float32]) -> Plane:
    """A smooth plane (H, W, C) at N places (N, 2), x and y in its pixels, linearly, (N, 1, C)."""
    count = len(places)
    if not count:  # OpenCV takes no empty picture
        return np.zeros((0, 1, plane.shape[2]), np.float32)
    x, y = np.pad(places.T - np.float32(0.5), ((0, 0), (0, -count % AT_ONCE))).reshape(2, -1, AT_ONCE)
    brought = cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(brought, np.float32).reshape(-1, 1, plane.shape[2])[:count]


def _strands(light: Linear, around: Surroundings, share: Plane, tone: Tone, whole: Similarity) -> Strands:
    rows, columns = np.nonzero(share[..., 0])
    places = whole.apply(np.stack([columns, rows], 1).astype(np.float64) + 0.5).astype(np.float32)
    dull = np.maximum(DULL[0] * around.roots, DULL[1] * around.through * (1 - around.skin))
    planes = light, around.near, share, around.roots, dull
    own, near, part, roots, less = (one[rows, columns][:, None] for one in planes)
    empty = np.zeros((0, 1, 3), np.float32)
    colours, base = (lab(own), lab(near)[..., :1]) if len(rows) else (empty, empty[..., :1])
    for bright in (colours[..., :1], base):  # it is skin or wall that shines through
        bright -= less * np.maximum(bright - tone.middle[0], 0)
    shining = own - cv2.cvtColor(colours, cv2.COLOR_Lab2LRGB) if len(rows) else empty
    return Strands(rows, columns, places, own, colours, base, shining, part, KEPT * roots, tone)
