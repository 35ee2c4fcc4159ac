"""Hair recoloured: every strand stays, and takes the colour that the network gives hair (docs/design.md, "Recoloured").

Where hair and what is behind it are seen in one pixel, only hair is recoloured: photo + share (F' - F), of which F is
the hair's own colour (the compositing equation, Porter & Duff 1984).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.model.parser import SIDE
from facelab.photo.align import Box, Similarity, from_crop, overlap
from facelab.photo.colour import Linear, encode_srgb
from facelab.photo.crop import linear_view
from facelab.photo.picture import Picture
from facelab.render.around import carried_around
from facelab.render.hair_colour import USUAL_SKIN, Lab, Shift, Tone, lab, middle, recoloured, skin_by_colour, tone
from facelab.render.mask import mixed
from facelab.render.matte import Matte, Plane, by_colour, guided
from facelab.render.parsing import Parse, to_frame

FINE = 3
"""Pixels along each side, for one of the parser's frame, of the picture on which the matte is found."""
SURELY = 0.8
"""Of the matte, from which a pixel is counted as hair."""
LEAST = 0.004
"""Of the parser's frame; less hair is none."""
CERTAIN, ABOUT = 0.65, 5
"""Probability of hair, and pixels of the parser's frame around what has it, beyond which less is none: what the parser
half takes for hair, dark walls, shoulders and leaves beside a head, lies by itself or reaches far."""
MARGINS, END = (1, 2), 8
"""Pixels of the parser's frame by which hair may pass what the parser says, on the wall and on skin, where it ends in
fine hairs; over which it ends at the border."""
EDGE, INNER = 3, (1, 2)
"""Pixels of the parser's frame from its edge up to which hair counts the less for what hair looks like; from which the
filtered matte counts for no less than colour, and all is hair."""
NEAR = 12
"""Pixels of the parser's frame from the face up to which hair is looked through for skin."""
WIDTHS, OTHERS, KNOWN = (4.0, 16.0, 64.0), (2.0, 6.0, 16.0, 64.0), 0.02
"""Standard deviations, in pixels of the parser's frame, over which colours of hair, and of what is beside it, are
averaged; share of what is known in that from which no wider one is asked."""


@dataclass(frozen=True, eq=False)
class Hair:
    """The hair of one head of a photo.

    Attributes:
        matte: where it is.
        around: what is around every place of the parser's frame, (256, 256), or of more rows where hair is longer.
        tone: its colours.
        similarity: photo to the parser's frame.
    """

    matte: Matte
    around: "Surroundings"
    tone: Tone
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
        done[strands.rows, strands.columns] = strands.recoloured(photo, shift.middle, self.shade(shift, box))
        return done

    def shade(self, shift: Shift, box: Box) -> Plane | None:
        """The shade of a shift at a box of the photo, (H, W, 1): smooth, so linear between its pixels."""
        if shift.shade is None:
            return None
        matrix = Similarity(self.similarity.matrix * (len(shift.shade) / SIDE)).after(box[0], box[1]).matrix.copy()
        matrix[:, 2] += matrix[:, :2].sum(1) / 2 - 0.5  # OpenCV counts from the middle of a pixel
        size, flags = (box[2] - box[0], box[3] - box[1]), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        brought = cv2.warpAffine(shift.shade, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(brought, np.float32)[..., None]

    def strands(self, photo: Linear, box: Box) -> "Strands":
        """The hair alone at a box of the photo, whose linear light there is ``photo``, (H, W, 3)."""
        around = self.around.at(Similarity(self.similarity.matrix * (SIZE / self.rows)), box)
        inside = np.clip(photo, 0, 1)
        told, sure = by_colour(inside, around.near, around.behind, around.skin)
        filtered = self.matte.at(photo, box)[..., None]
        beside = mixed(filtered, np.minimum(told, self.matte.limit_at(box)), sure)
        share = np.maximum(beside, np.maximum(around.within * filtered, around.surely))
        colours = mixed(around.near, inside, share)
        return _strands(colours, around, share, self.tone)


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What is around every place where hair may be; in the parser's frame, or at a box of a photo.

    Attributes:
        near, behind: (H, W, 3), linear light 0..1: the mean colour of the hair around, and of what else is around:
            skin or what is behind the head.
        skin: (H, W, 1), 0..1: how much of what else is around is the face.
        within, surely: (H, W, 1), 0..1: no longer the edge of hair; nothing but hair.
    """

    near: Linear
    behind: Linear
    skin: Plane
    within: Plane
    surely: Plane

    def at(self, whole: Similarity, box: Box) -> "Surroundings":
        """The same at a box of a photo; ``whole`` brings the photo to a crop that is the parser's frame."""
        planes = self.near, self.behind, self.skin, self.within, self.surely
        return Surroundings(*(from_crop(one, whole, box).clip(0, 1) for one in planes))


@dataclass(frozen=True, eq=False)
class Strands:
    """The N pixels of a picture (H, W) in which there is hair, without what else is seen in them.

    Where the matte is not sure, a pixel is hair and wall mixed; as hair it counts for what hair is around it, so that
    a bright wall behind dark hair makes no bright outline.

    Attributes:
        rows, columns: (N,), which they are.
        light: (N, 1, 3), linear light 0..1. colours: (N, 1, 3), the same in CIE L*a*b*.
        base: (N, 1, 1), the mean lightness around.
        share: (N, 1, 1), the matte.
        tone: as of ``Hair``.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    light: Linear
    colours: Lab
    base: Plane
    share: Plane
    tone: Tone

    def recoloured(self, photo: Linear, shift: Lab, shade: Plane | None = None) -> Linear:
        """Linear light (N, 3) of these pixels of the photo, (H, W, 3), their hair's colours shifted.

        Args:
            photo: what they are part of.
            shift: (3,), by how much the middle moves. shade: (H, W, 1), as of ``hair_colour.recoloured``.
        """
        seen = photo[self.rows, self.columns]
        if not (shift.any() and seen.size):  # bit for bit
            return seen
        here = 0.0 if shade is None else shade[self.rows, self.columns][:, None]
        changed = recoloured(self.colours, self.base, self.tone, shift, here) - self.light
        return np.asarray(seen + (self.share * changed)[:, 0], np.float32)


def _strands(light: Linear, around: Surroundings, share: Plane, tone: Tone) -> Strands:
    rows, columns = np.nonzero(share[..., 0])
    own, near, part = (one[rows, columns][:, None] for one in (light, around.near, share))
    empty = np.zeros((0, 1, 3), np.float32)
    colours, base = (lab(own), lab(near)[..., :1]) if len(rows) else (empty, empty[..., :1])
    return Strands(rows, columns, own, colours, base, part, tone)


def find_hair(picture: Picture, parse: Parse) -> Hair | None:
    """The hair of a parsed head; None where there is none."""
    hair = parse.share("hair")
    others = parse.most_likely_but("hair")
    likely = np.clip(2 * (hair - others) + 0.5, 0, 1).astype(np.float32) * parse.inside * _beside_hair(hair)
    likely = _of_this_head(likely) * _ends(*likely.shape)
    if (likely > SURELY).sum() < LEAST * SIDE * SIDE:
        return None
    fine = Similarity(parse.similarity.matrix * FINE)
    light = np.clip(linear_view(picture, fine, (FINE * SIDE, FINE * len(likely))), 0, 1)
    large = _as_large(likely, light[..., 0])
    face = _as_large(parse.share("face"), large)
    no_skin = 1 - _skin(light, large, face)
    large *= no_skin
    functions = guided(np.clip(encode_srgb(light), 0, 1), large)
    on_wall, on_skin = (_grown(likely, margin) for margin in MARGINS)
    limit = cv2.GaussianBlur(mixed(on_wall, on_skin, parse.share("face", "ears", "neck")), (0, 0), 1)
    whole = Similarity(parse.similarity.matrix * (SIZE / len(likely)))
    matte = Matte(functions, np.asarray(limit, np.float32)[..., None], whole)
    around = Surroundings(*_colours(light, large, parse), *(_inner(likely, no_skin, pixels) for pixels in INNER))
    base = np.asarray(cv2.resize(around.near, large.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)
    return Hair(matte, around, tone(light, base, large > SURELY, _skin_colour(light, face > SURELY)), parse.similarity)


def _colours(light: Linear, share: Plane, parse: Parse) -> tuple[Linear, Linear, Plane]:
    """Of hair on its large picture: ``near``, ``behind`` and ``skin`` of ``Surroundings``."""
    within, beyond = _deep(share > SURELY), _deep(share < 1 - SURELY)
    others = _around(np.dstack([light, _as_large(parse.share("face", "ears", "neck"), share)]), beyond, OTHERS)
    return _around(light, within, WIDTHS), others[..., :3], others[..., 3:]


def _deep(mask: NDArray[np.bool_]) -> Plane:
    """How much each pixel of a mask counts, 0..1: the more, the deeper within it lies."""
    away = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 3)
    return np.asarray(np.square(np.clip(away / np.float32(EDGE * FINE), 0, 1)), np.float32)


def _inner(likely: Plane, no_skin: Plane, pixels: int) -> Plane:
    """Where hair is likely in the parser's frame, and so many pixels around it, but for skin by its colour."""
    clean = cv2.resize(no_skin, likely.shape[::-1], interpolation=cv2.INTER_AREA)
    inner = cv2.GaussianBlur(cv2.erode(likely, np.ones((2 * pixels + 1,) * 2)) * clean, (0, 0), 0.7)
    return _plane(np.clip((inner - 0.2) / 0.6, 0, 1))


def _beside_hair(hair: Plane) -> Plane:
    """1 at and near what is certainly hair, softly 0 beyond (hysteresis, Canny 1986)."""
    return _beside(hair > CERTAIN, ABOUT)


def _grown(plane: Plane, pixels: int) -> Plane:
    return np.asarray(cv2.dilate(plane, np.ones((2 * pixels + 1,) * 2)), np.float32)


def _plane(values: NDArray[np.floating]) -> Plane:
    return np.asarray(values, np.float32)[..., None]


def _beside(mask: NDArray[np.bool_], pixels: int) -> Plane:
    """1 within so many pixels of a mask, and softly 0 beyond."""
    return np.asarray(
        cv2.GaussianBlur(_grown(mask.astype(np.float32), pixels), (0, 0), max(1.0, pixels / 12)), np.float32
    )


def _as_large(plane: Plane, large: Plane) -> Plane:
    return np.asarray(cv2.resize(plane, large.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _around(values: Linear, share: Plane, widths: Sequence[float]) -> Linear:
    """The mean around every place, (256, 256, C), of values (H, W, C), each of which counts by its share (H, W)."""
    size = SIDE, len(share) // FINE
    small = (cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in (values * share[..., None], share))
    summed, known = (np.asarray(one, np.float32) for one in small)
    mean = summed.reshape(*known.shape, -1) / np.maximum(known, np.float32(1e-4))[..., None]
    return carried_around(np.asarray(mean, np.float32), known, widths, KNOWN)


def _skin_colour(light: Linear, face: NDArray[np.bool_]) -> Lab:
    """The median of the face, (3,); the usual one where there is hardly any."""
    return middle(light, face) if face.mean() > LEAST else USUAL_SKIN


def _skin(light: Linear, hair: Plane, face: Plane) -> Plane:
    """How much of the likely hair beside the face is skin by its colour: as it is between strands on a forehead."""
    if (face > SURELY).mean() < LEAST:
        return np.zeros_like(hair)
    found = skin_by_colour(lab(light), middle(light, hair > SURELY), middle(light, face > SURELY))
    return found * _beside(face > 0.5, NEAR * FINE)


def _of_this_head(likely: Plane) -> Plane:
    """Where hair is likely, without what lies below the parser's frame and does not hang together with hair in it."""
    count, parts = cv2.connectedComponents((likely > 0).astype(np.uint8))
    there = np.isin(np.arange(count), parts[:SIDE])
    return np.asarray(likely * there[parts], np.float32)


def _ends(rows: int, columns: int) -> Plane:
    """1 in the parser's frame, falling to 0 at its border, so that hair that leaves it does not end in a line."""
    down, across = (np.minimum(np.arange(n) + 0.5, n - 0.5 - np.arange(n)) / END for n in (rows, columns))
    return np.asarray(np.clip(np.minimum(down[:, None], across[None]), 0, 1), np.float32)
