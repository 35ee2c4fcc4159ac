"""Lines of skin: the person's own, deeper or softer, and those that come with age (docs/design.md, "Age").

They are light and shade in the canonical frame, as fine as a photo of twelve megapixels, which a photo's skin is
multiplied by.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Box, Similarity, from_crop
from facelab.photo.colour import Linear
from facelab.photo.crop import linear_view
from facelab.photo.mesh import Points
from facelab.photo.picture import Picture
from facelab.render.composite import part_within
from facelab.render.motion import Flow
from facelab.render.texture import texture
from facelab.render.wrinkles import FINER, wrinkles

Plane = NDArray[np.float32]

Levels = tuple[Plane, ...]
"""(1024, 1024), and half as fine, and half as fine as that, down to (128, 128)."""
LEVELS = 4

LINES = (0.3, 0.55)
"""Standard deviations, in pixels of the crop, of a person's own lines."""
OWN_FINER = 4
"""Pixels for one of the crop, along each side, in which they are looked for."""
ROUND = 1.5
"""Times its curvature along, by which less a line is one: a mole is none."""
MOST = 0.12
"""Log, that the depth of an own line approaches."""
ROUGH = (0.12, 0.6)
"""Standard deviations, in pixels of the crop, between which pores and fine creases are."""
DEEPENED, ROUGHENED = 0.8, 0.15
"""How much deeper an own line is, and rougher the skin, where wrinkles are as deep as they are drawn."""
SOFTENED, SOFTEST = 0.27, 0.8
"""How much softer own lines are for an amount of 1; at the most."""
YEARS, SOONER, OLDEST = 0.72, 1.4, 3.6
"""How deep wrinkles are for an amount of 1; the power of the amount by which they deepen; how deep at the most."""
SHAVED, HAIR = 0.75, 1.4
"""How much of stubble's darkness goes; pixels of the crop that a hair is narrower than."""
SURE, EDGE = 0.6, 1.2
"""Of the parser's probability, from which a pixel is skin; pixels of the crop by which it ends within."""
DARK = np.float32(0.004)
"""Linear light, beside which nothing is as dark as to make a ratio one of noise."""
WARM = np.array([0.85, 1.0, 1.1], np.float32)
"""A fold's shade: it is reddish."""
FAINT = 1e-3
"""Log, that is not seen."""


@dataclass(frozen=True, eq=False)
class Skin:
    """What a face's skin would show of more and of fewer years; all (1024, 1024), logs of how much brighter.

    Attributes:
        own: its own lines, as they are; pores: the roughness of its skin; stubble: hairs of a beard, as they are.
        old: the wrinkles of an old face.
    """

    own: Plane
    pores: Plane
    stubble: Plane
    old: Plane

    def lines(self, years: float, shaved: float, flow: Flow | None) -> "Lines":
        """What changes of its lines.

        Args:
            years: 1 as many more as Young taken away by 1; below 0 fewer.
            shaved: 0..1, how much of its stubble goes.
            flow: where the pixels of the face come from.
        """
        softer = max(SOFTENED * years, -SOFTEST)
        older = (min(YEARS * years**SOONER, OLDEST), self._older) if years > 0 else (softer, self._own)
        return Lines((older, (-SHAVED * shaved, self._stubble)), flow)

    @cached_property
    def _older(self) -> Levels:
        return levels_of(self.old + DEEPENED * self.own + ROUGHENED * self.pores)

    @cached_property
    def _own(self) -> Levels:
        return levels_of(self.own)

    @cached_property
    def _stubble(self) -> Levels:
        return levels_of(self.stubble)


def levels_of(lines: Plane) -> Levels:
    """Lines (1024, 1024) at all levels."""
    found = [np.asarray(lines, np.float32)]
    for _ in range(LEVELS - 1):
        found.append(_resized(found[-1], len(found[-1]) // 2))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines on a face; an ``Overlay``.

    Attributes:
        parts: how much of each kind of lines, and they.
        flow: where the pixels of the face come from; None: nothing moves.
        quickly: whether that is enlarged bilinearly, as for the screen.
    """

    parts: tuple[tuple[float, Levels], ...]
    flow: Flow | None
    quickly: bool = False

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""
        seen = np.abs(self._level(-1)) > FAINT
        rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
        if not len(rows):
            return 0, 0, 0, 0
        reach = 2 if self.flow is None else 3 + int(np.abs(self.flow).max())
        return (
            max(int(columns[0]) - reach, 0),
            max(int(rows[0]) - reach, 0),
            min(int(columns[-1]) + reach + 1, SIZE),
            min(int(rows[-1]) + reach + 1, SIZE),
        )

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """The face (H, W, 3), linear light, with the lines on it; see ``Overlay``."""
        here, part = part_within(self.extent, edited, similarity, box)
        if part.size:
            part *= np.exp(self._at(similarity, here)[..., None] * WARM)
        return edited

    def _level(self, number: int) -> Plane:
        shown = [np.float32(share) * levels[number] for share, levels in self.parts if share]
        return np.asarray(sum(shown), np.float32) if shown else np.zeros((1, 1), np.float32)

    def _at(self, similarity: Similarity, box: Box) -> Plane:
        coarser = int(np.clip(np.log2(FINER * similarity.scale), 0, LEVELS - 1))  # as fine as the photo, no finer
        lines = self._level(coarser)
        finer = len(lines) / SIZE
        x, y = (np.arange(box[k], box[k + 2], dtype=np.float32) + np.float32(0.5) for k in (0, 1))
        (a, b, c), (d, e, f) = similarity.matrix.astype(np.float32)
        across, down = a * x + b * y[:, None] + c, d * x + e * y[:, None] + f
        if self.flow is not None:
            shift = _bilinear(self.flow, similarity, box) if self.quickly else from_crop(self.flow, similarity, box)
            across, down = across + shift[..., 0], down + shift[..., 1]
        half = np.float32(0.5)
        at = across * np.float32(finer) - half, down * np.float32(finer) - half
        return np.asarray(cv2.remap(lines, *at, cv2.INTER_LINEAR, None, cv2.BORDER_CONSTANT), np.float32)


def _bilinear(flow: Flow, similarity: Similarity, box: Box) -> Flow:
    """``from_crop``, bilinear."""
    matrix = similarity.after(box[0], box[1]).matrix.copy()
    matrix[:, 2] += matrix[:, :2] @ (0.5, 0.5) - 0.5  # OpenCV counts from the pixel's centre
    size, how = (box[2] - box[0], box[3] - box[1]), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(flow, matrix, size, None, how, cv2.BORDER_REPLICATE), np.float32)


def find_skin(photo: tuple[Picture, Similarity], points: Points, skin: Plane, beard: Plane, drawn: Plane) -> Skin:
    """What a face's skin would show of more and of fewer years.

    Args:
        photo: the photo, and from there to the canonical frame.
        points: (468, 2), the mesh of the face.
        skin: (128, 128) in 0..1, how surely a pixel of the crop is skin. beard: the same, where a beard may grow.
        drawn: (128, 128), log of how much brighter the network draws the face when it is old.
    """
    picture, similarity = photo
    finer = Similarity(similarity.matrix * OWN_FINER)
    light = np.maximum(linear_view(picture, finer, (SIZE * OWN_FINER,) * 2).mean(2), 0)
    seen = np.log(np.asarray(light, np.float32) + DARK)
    where = _resized(surely_within(skin), SIZE * OWN_FINER)
    beard = _resized(beard, SIZE * OWN_FINER)
    found = own_lines(seen), _band(seen, *ROUGH), beard * _hairs(seen)
    own, pores, stubble = (_resized(where * one, SIZE * FINER) for one in found)
    soft, _ = texture(picture, similarity)
    old = cv2.GaussianBlur(wrinkles(points, drawn), (0, 0), max(FINER * soft, 0.1))
    return Skin(own, pores, stubble, _resized(surely_within(skin), SIZE * FINER) * np.asarray(old, np.float32))


def surely_within(skin: Plane) -> Plane:
    """Where lines may be, (128, 128) in 0..1: within the skin, soft at its edge."""
    sure = (skin > SURE).astype(np.uint8)
    within = cv2.distanceTransform(np.pad(sure, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    return np.asarray(np.clip(np.asarray(within, np.float32) / np.float32(2 * EDGE) - np.float32(0.25), 0, 1))


def _resized(plane: Plane, side: int) -> Plane:
    how = cv2.INTER_AREA if side < len(plane) else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(plane, (side, side), interpolation=how), np.float32)


def _band(seen: Plane, fine: float, coarse: float) -> Plane:
    soft, softer = (cv2.GaussianBlur(seen, (0, 0), OWN_FINER * width) for width in (fine, coarse))
    return np.asarray(soft - softer, np.float32).clip(-MOST, MOST)


def _hairs(seen: Plane) -> Plane:
    """What is dark and narrow, as hairs are: 0 or less (bottom hat)."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(HAIR * OWN_FINER) | 1,) * 2)
    return np.asarray(seen - cv2.morphologyEx(seen, cv2.MORPH_CLOSE, disc), np.float32)


def own_lines(seen: Plane) -> Plane:
    """Dark lines of a picture (512, 512), logs: how much darker each is than what is beside it, 0 or less.

    A line is curved across and not along (ridge filter by the eigenvalues of the Hessian, Lindeberg 1998).
    """
    deep = [_ridges(seen, OWN_FINER * width) for width in LINES]
    return np.asarray(-MOST * np.tanh(np.maximum(*deep) / MOST), np.float32)


def _ridges(seen: Plane, width: float) -> Plane:
    soft = cv2.GaussianBlur(seen, (0, 0), width)
    xx, yy, xy = (cv2.Sobel(soft, cv2.CV_32F, *way, ksize=3, scale=1 / 4) for way in ((2, 0), (0, 2), (1, 1)))
    mean, spread = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
    across, along = mean + spread, mean - spread
    return np.asarray(np.float32(width**2) * np.maximum(across - ROUND * np.abs(along), 0), np.float32)
