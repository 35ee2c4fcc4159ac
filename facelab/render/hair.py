"""Hair recoloured: every strand stays, and takes the colour that the network gives hair (docs/design.md, "Recoloured").

Colours are carried in CIE L*a*b*: the middle of the photo's hair moves by as much as that of the network's drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.model.parser import SIDE
from facelab.photo.align import Box, Similarity, from_crop, overlap
from facelab.photo.colour import Linear, encode_srgb, from_linear, to_linear
from facelab.photo.crop import linear_view
from facelab.photo.picture import Patch, Picture
from facelab.render.around import carried_around
from facelab.render.mask import mixed
from facelab.render.matte import Matte, Plane, guided
from facelab.render.parsing import Parse, to_frame
from facelab.render.tiles import tiles

Lab = NDArray[np.float32]
"""(..., 3), CIE L*a*b*: L in 0..100."""

FINE = 3
"""Pixels along each side, for one of the parser's frame, of the picture on which the matte is found."""
SURELY = 0.8
"""Of the matte, from which a pixel is counted as hair."""
LEAST = 0.004
"""Of the parser's frame; less hair is none."""
MARGIN, END = 2, 8
"""Pixels of the parser's frame by which hair may pass what the parser says; over which it ends at the border."""
EDGE = 3
"""Pixels of the parser's frame beyond the edge of hair in which its colour is looked at; so far within it nothing is
taken for sure hair."""
SPREAD = 0.75
"""Power of the lightness, with which bright hair has more contrast than dark."""
DEEP, DEEPEST = 0.6, 4.0
"""Of the ratio of lightness, new to old, what is darker than the middle is spread by: light falls on hair of another
colour as it fell, so that shadows stay shadows; and the most that it is."""
SKIN, APART = (0.45, 0.75), 20.0
"""Way from the colour of hair to that of skin from which a pixel begins to be skin, and is; difference of the two, in
L*a*b*, from which they are told apart."""
NEAR = 12
"""Pixels of the parser's frame from the face up to which hair is looked through for skin."""
LINE, CONTRAST = (0.15, 0.85), (0.08, 0.22)
"""Along the way from the colour behind to that of hair: from where on a pixel has some hair, and is hair; distance of
the two, in sRGB, from which that can be told, and is."""
SHINE = np.float32(1.5), np.float32(0.01)
"""Times the mean around, and linear light more, than which nothing along the edge of hair is brighter as hair."""
WIDTHS, KNOWN = (4.0, 16.0, 64.0), 0.1
"""Standard deviations, in pixels of the parser's frame, over which colours of hair and wall are averaged; share of what
is sure in that from which no wider one is asked."""
DARKEST, LIGHTEST = 5.0, 80.0
"""Least and most lightness that is asked of the middle: black and white hair in daylight."""
SPREADS, STRANDS, CHROMA = (0.35, 2.2), 2.0, (0.55, 1.3)
"""Least and most that the spread of lightness is scaled by; most that strands are; least and most that the shift of
colour is."""
BASES, ENDS = (6.0, 78.0), (4.0, 90.0)
"""Lightness from which on the mean around is bent away from black and white, and so is the whole."""
WHITE = (85.0, 0.6)
"""Lightness from which highlights lose so much of the colour's shift: they are the lamp's."""


_EDGE = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * EDGE * FINE + 1,) * 2), np.uint8)


@dataclass(frozen=True, eq=False)
class Hair:
    """The hair of one head of a photo.

    Attributes:
        matte: where it is.
        near, behind: (256, 256, 3), linear light, in the parser's frame: the mean colour of the hair around every
            place, and of what is no hair.
        unsure: (256, 256, 1), 0..1: along the edge of the hair, where its colour tells it from what is behind.
        middle: (3,), the median of its colours.
        similarity: photo to the parser's frame.
    """

    matte: Matte
    near: Linear
    behind: Linear
    unsure: Plane
    middle: Lab
    similarity: Similarity

    def box(self, size: tuple[int, int]) -> Box:
        """The part of a photo of so many pixels across and down where it may be."""
        corners = np.array([(0, 0), (SIDE, 0), (0, SIDE), (SIDE, SIDE)], np.float64)
        points = self.similarity.inverse().apply(corners)
        (x0, y0), (x1, y1) = np.floor(points.min(0)).astype(int), np.ceil(points.max(0)).astype(int)
        return overlap((int(x0), int(y0), int(x1), int(y1)), (0, 0, *size))

    def seen_by(self, similarity: Similarity) -> "Hair":
        """The same hair in another picture of the same face, whose similarity to the canonical frame is given."""
        there = to_frame(similarity)
        matte = replace(self.matte, similarity=Similarity(there.matrix * (128 / SIDE)))
        return replace(self, matte=matte, similarity=there)

    def recoloured(self, photo: Linear, box: Box, shift: Lab) -> Linear:
        """A box of the photo, linear light, with its hair's colours shifted by ``shift`` (3,)."""
        return self.strands(photo, box).recoloured(photo, shift)

    def strands(self, photo: Linear, box: Box) -> "Strands":
        """The hair alone at a box of the photo, whose linear light there is ``photo``, (H, W, 3)."""
        whole = Similarity(self.similarity.matrix * (SIZE / SIDE))
        near, behind, unsure = (from_crop(one, whole, box).clip(0, 1) for one in (self.near, self.behind, self.unsure))
        inside, share = np.clip(photo, 0, 1), self.matte.at(photo, box)[..., None]
        told, sure = by_colour(inside, near, behind)
        share = mixed(share, np.minimum(told, self.matte.limit_at(box)), unsure * sure)
        bright = np.minimum(inside, SHINE[0] * near + SHINE[1])
        return Strands(mixed(near, mixed(inside, bright, unsure), share * share), near, share, self.middle)


@dataclass(frozen=True, eq=False)
class Strands:
    """Hair without what is seen between it.

    Where the matte is not sure, a pixel is hair and wall mixed; as hair it counts for what hair is around it, so that
    a bright wall behind dark hair makes no bright outline.

    Attributes:
        colours: (H, W, 3), linear light 0..1. near: the same, the mean of the hair around.
        share: (H, W, 1), the matte.
        middle: as of ``Hair``.
    """

    colours: Linear
    near: Linear
    share: Plane
    middle: Lab

    def recoloured(self, photo: Linear, shift: Lab) -> Linear:
        """The photo, linear light, its hair's colours shifted by ``shift`` (3,)."""
        changed = recoloured(self.colours, self.near, self.middle, shift) - self.colours
        return np.asarray(photo + self.share * changed, np.float32)


def find_hair(picture: Picture, parse: Parse) -> Hair | None:
    """The hair of a parsed head; None where there is none."""
    hair = parse.share("hair")
    others = parse.most_likely_but("hair")
    likely = np.clip(2 * (hair - others) + 0.5, 0, 1).astype(np.float32) * parse.inside * _ends()
    if (likely > SURELY).mean() < LEAST:
        return None
    fine = Similarity(parse.similarity.matrix * FINE)
    light = linear_view(picture, fine, (FINE * SIDE,) * 2)
    large = np.clip(cv2.resize(likely, (FINE * SIDE,) * 2, interpolation=cv2.INTER_LINEAR), 0, 1).astype(np.float32)
    large *= 1 - _skin(light, large, parse)
    functions = guided(np.clip(encode_srgb(light), 0, 1), large)
    limit = cv2.GaussianBlur(cv2.dilate(likely, np.ones((2 * MARGIN + 1,) * 2)), (0, 0), 1)
    whole = Similarity(parse.similarity.matrix * (128 / SIDE))
    matte = Matte(functions, np.asarray(limit, np.float32)[..., None], whole)
    return Hair(matte, *_edges(light, large), middle(light, large), parse.similarity)


def _edges(light: Linear, share: Plane) -> tuple[Linear, Linear, Plane]:
    """Of hair on its large picture: ``near``, ``behind`` and ``unsure`` of ``Hair``."""
    within, beyond = (np.asarray(grown(share, _EDGE), np.float32) for grown in (cv2.erode, cv2.dilate))
    unsure = cv2.resize(beyond - share, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return _around(light, within), _around(light, 1 - beyond), np.asarray(unsure, np.float32)[..., None]


def by_colour(light: Linear, near: Linear, behind: Linear) -> tuple[Plane, Plane]:
    """How far each pixel's colour lies on the line from what is behind hair to hair, and whether that can be told.

    Args:
        light, near, behind: (H, W, 3), linear light 0..1: the photo, the hair around, what is behind it.

    Returns:
        (H, W, 1) each, 0..1.
    """
    there, here, wall = (encode_srgb(one) for one in (light, near, behind))
    line = here - wall
    squared = np.square(line).sum(2, keepdims=True)
    along = ((there - wall) * line).sum(2, keepdims=True) / np.maximum(squared, np.float32(1e-6))
    told = (along - LINE[0]) / np.float32(LINE[1] - LINE[0])
    sure = (np.sqrt(squared) - CONTRAST[0]) / np.float32(CONTRAST[1] - CONTRAST[0])
    return np.clip(told, 0, 1), np.clip(sure, 0, 1)


def _around(light: Linear, share: Plane) -> Linear:
    """The mean colour around every place, (256, 256, 3), of what surely has a share."""
    sure = np.where(share > SURELY, share, np.float32(0))
    small = (cv2.resize(one, (SIDE, SIDE), interpolation=cv2.INTER_AREA) for one in (light * sure[..., None], sure))
    colours, known = (np.asarray(one, np.float32) for one in small)
    mean = np.asarray(colours / np.maximum(known, np.float32(1e-4))[..., None], np.float32)
    return carried_around(mean, known, WIDTHS, KNOWN)


def _skin(light: Linear, hair: Plane, parse: Parse) -> Plane:
    """How much of the likely hair beside the face is skin by its colour: as it is between strands on a forehead.

    Nothing, where skin and hair are of much the same colour.
    """
    face = np.asarray(cv2.resize(parse.share("face"), hair.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)
    if (face > SURELY).mean() < LEAST:
        return np.zeros_like(hair)
    colours = lab(np.clip(light, 0, 1))
    from_hair = colours - np.median(colours[hair > SURELY], axis=0)
    to_skin = np.median(colours[face > SURELY], axis=0) - np.median(colours[hair > SURELY], axis=0)
    away = float(np.linalg.norm(to_skin))
    along = from_hair @ (to_skin / max(away, 1) ** 2).astype(np.float32)
    near = cv2.GaussianBlur(
        cv2.dilate((face > 0.5).astype(np.float32), np.ones((2 * NEAR * FINE + 1,) * 2)), (0, 0), FINE
    )
    share = np.clip((along - SKIN[0]) / (SKIN[1] - SKIN[0]), 0, 1) * np.clip(away / APART - 1, 0, 1)
    return np.asarray(share * near, np.float32)


def middle(light: Linear, share: Plane) -> Lab:
    """The median colour, (3,), of what a mask is sure of: linear light (H, W, 3), and the mask (H, W)."""
    found: Lab = np.median(lab(np.clip(light, 0, 1))[share > SURELY], axis=0).astype(np.float32)
    return found


def recoloured(light: Linear, near: Linear, before: Lab, shift: Lab) -> Linear:
    """Linear light 0..1 with its colours carried on; the same where nothing is shifted.

    The mean lightness around a place is carried as the median is; strands are lighter and darker than it as they were
    (base and detail, Durand & Dorsey 2002).

    Args:
        light: (..., 3). near: (..., 3), the mean around.
        before: (3,), the middle of the hair's colours.
        shift: (3,), by how much the middle moves.
    """
    if not shift.any():  # bit for bit
        return light
    colours, base, middle = lab(light), lab(near)[..., :1], float(before[0])
    aim = float(np.clip(middle + float(shift[0]), min(DARKEST, middle), max(LIGHTEST, middle)))
    gain = float(np.clip(((aim + 8) / (middle + 8)) ** SPREAD, *SPREADS))
    deep = max(gain, min(DEEP * aim / max(middle, 1.0), DEEPEST))
    carried = aim + np.where(base < middle, np.float32(deep), np.float32(gain)) * (base - middle)
    bright = _within(_within(carried, BASES) + np.float32(min(gain, STRANDS)) * (colours[..., :1] - base), ENDS)
    tints = [float(np.hypot(*colour[1:])) for colour in (before, before + shift)]
    kept = min(1.0, tints[1] / max(tints[0], 1e-3))
    white = np.clip((bright - WHITE[0]) / (100 - WHITE[0]), 0, 1)
    moved = shift[1:] * np.clip(bright / aim, *CHROMA) * (1 - WHITE[1] * white)
    tint = before[1:] + np.float32(kept) * (colours[..., 1:] - before[1:]) + moved
    return np.asarray(cv2.cvtColor(np.dstack([bright, tint]).astype(np.float32), cv2.COLOR_Lab2LRGB), np.float32)


def _within(values: Plane, ends: tuple[float, float]) -> Plane:
    """Lightness bent, from a knee near either of 0 and 100 on, so that it never comes there: nothing is cut off."""
    low, high = ends
    above = high + (100 - high) * -np.expm1(-np.maximum(values - high, 0) / (100 - high))
    below = low * np.exp(np.minimum(values - low, 0) / low)
    return np.where(values > high, above, np.where(values < low, below, values)).astype(np.float32)


def lab(light: Linear) -> Lab:
    """CIE L*a*b* of linear light 0..1, (..., 3)."""
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(light, np.float32), cv2.COLOR_LRGB2Lab), np.float32)


def recolour(picture: Picture, heads: Sequence[tuple[Hair, Lab]]) -> Picture:
    """A photo with the hair of some heads in other colours, at its own resolution, depth and profile.

    Args:
        picture: the photo.
        heads: the hair of each, and the shift of its colours, (3,).
    """
    patches, size = [], (picture.width, picture.height)
    for box, there in tiles([hair.box(size) for hair, _ in heads]):
        stored = picture.part(box)
        photo = to_linear(stored, picture.profile)
        edited = photo
        for index in there:
            hair, shift = heads[index]
            edited = hair.recoloured(edited, box, shift)
        changed = (edited != photo).any(2, keepdims=True)
        patches.append(Patch(box, np.where(changed, from_linear(edited, picture.profile, stored), stored)))
    return picture.patched(patches)


def _ends() -> Plane:
    """1 in the parser's frame, falling to 0 at its border, so that hair that leaves it does not end in a line."""
    away = np.minimum(np.arange(SIDE) + 0.5, SIDE - 0.5 - np.arange(SIDE))
    side = np.clip(away / END, 0, 1)
    ends: Plane = np.minimum(side[:, None], side[None, :]).astype(np.float32)
    return ends
