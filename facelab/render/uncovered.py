"""A face without its glasses: what was behind the frame (docs/design.md, "Glasses").

The rims are what is dark or bright and thin where the parser sees glasses, is not there in the network's drawing of the
face without them, and may be one by the glasses remover (``model.glasses_remover``); and what that is sure of. In their
place comes what is around them, and in brows the network's lines; eyes stay.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.model.glasses_remover import FRAME
from facelab.photo.align import Box, Similarity
from facelab.photo.colour import Linear, decode_srgb, encode_srgb
from facelab.photo.mesh import BROWS, EYES, OUTLINE
from facelab.render.frames import Wearer
from facelab.render.mask import mixed
from facelab.render.parsing import Parse
from facelab.render.sample_grid import SAMPLES, SampleGrid
from facelab.render.skin import SkinTexture, lay_skin, skin_around, skin_texture

Array = NDArray[np.float32]
Corners = tuple[tuple[int, ...], ...]
Remover = Callable[[Tensor], tuple[Tensor, Tensor]]
"""See ``model.glasses_remover.GlassesRemover.forward``."""

GRID = SampleGrid.between(np.array(FRAME[:2], np.float64), np.array(FRAME[2:], np.float64))
"""Where the remover looks at a face."""
MAY_BE, IS, FAR = 0.015, (0.4, 0.7), 12.0
"""What the remover says that is hidden, from which all that looks like a rim may be one; from which a place is one, and
wholly; pixels of the crop around what the parser takes for glasses in which such places may be."""
AGREED = 0.5
"""Pixels of the crop by which those are made wider, for the bright edges that cameras give rims."""
BESIDE, WITHIN = 3.0, 5.0
"""Pixels of the crop around the outline of what the parser takes for glasses, lenses and all, in which rims may be."""
DARK_RIM, BRIGHT_RIM = (9.0, 0.035, 0.06), (5.0, 0.06, 0.10)
"""How wide rims are at most, in pixels of the crop; by how much, in sRGB, they differ from what is around, and how much
more makes them sure."""
WIDER, ALIKE, POSSIBLE = 2.8, (0.18, 0.12), (0.12, 0.5)
"""Pixels of the crop by which what is found of rims is made wider, for their edges; differences in sRGB up to
which a colour is that of rims, within the face and beside; what may be one where it hangs together with what surely is.
"""
LIDS, AROUND_BROWS = 2.5, 1.0
"""Pixels of the crop around the eyes that stay; around brows that have the network's lines."""
NEAR, BROAD = 2.2, 5.0
"""Standard deviations, in pixels of the crop, of what is around rims, and of differences in light."""
SEEN_BY = 0.8
"""Standard deviation, in pixels of the crop, of what of the network's drawing is followed."""
CLEAR, NOTHING = 1.0, 0.05
"""Pixels of the crop from rims, eyes and brows from which on what is seen is skin, or hair; of rims, what is none."""


@dataclass(frozen=True, eq=False)
class Uncovered:
    """What was behind glasses.

    Attributes:
        behind: (h, w, 4): what was there, linear light, and how much of it is seen, 0..1.
        grid: where.
        texture: of the skin.
        opacity: how far the glasses are taken off, 0..1.
    """

    behind: Array
    grid: SampleGrid
    texture: SkinTexture
    opacity: float = 1.0

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""
        return self.grid.extent

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """An edited face (H, W, 3), linear light, without the glasses.

        Args:
            edited: the face at a box of its photo; it is written to.
            similarity: photo to canonical frame.
            box: where it lies.
        """
        if self.opacity:
            lay_skin(edited, self.grid, self.behind, self.texture, similarity, box, self.opacity)
        return edited


def uncover(face: Wearer, drawn: Array, remover: Remover) -> Uncovered:
    """A face that wears glasses without them.

    Args:
        face: it.
        drawn: the same as the network draws it without, (128, 128, 3), sRGB 0..1.
        remover: says how much of a face is hidden by a frame.
    """
    seen = _seen(face.parse)
    light = np.maximum(GRID.view(face.picture, face.similarity), 0)
    photo = np.clip(encode_srgb(light), 0, 1).astype(np.float32)
    eyes, brow = _within(face, EYES, LIDS), _within(face, BROWS, AROUND_BROWS)
    beside = 1 - _within(face, (OUTLINE,), 0.5)
    hidden = _hidden(photo, remover)
    thin = _rims(photo, GRID.sampled(drawn), _near(seen), beside) * np.clip(hidden / MAY_BE, 0, 1)
    share = np.maximum(thin, _sure(hidden, seen)) * (1 - eyes)
    known = (cv2.dilate(np.maximum(share, np.maximum(eyes, brow)), _disc(2 * CLEAR)) < NOTHING).astype(np.float32)
    guide = np.asarray(cv2.GaussianBlur(decode_srgb(drawn), (0, 0), SEEN_BY), np.float32)
    face_and_wall = (skin_around(light, known * side, SAMPLES, GRID.sampled(guide)) for side in (1 - beside, beside))
    skin = mixed(next(face_and_wall), next(face_and_wall), beside[..., None])
    plain = face.parse.in_crop("skin") * (1 - cv2.dilate(face.parse.in_crop("glasses"), _disc(2 * BESIDE, 1)))
    hole = seen.astype(np.float32)
    texture = skin_texture(face.picture, face.similarity, face.pixels, plain, hole)
    return Uncovered(np.dstack([skin, share]).astype(np.float32), GRID, texture)


def _seen(parse: Parse) -> NDArray[np.uint8]:
    return np.asarray(parse.in_crop("glasses") > 0.3, np.uint8)


def _hidden(photo: Array, remover: Remover) -> Array:
    """How much of the face a frame hides by the remover, (h, w), 0..1."""
    with torch.inference_mode():
        _, share = remover(torch.from_numpy(photo).permute(2, 0, 1)[None])
    return np.asarray(share[0, 0].numpy(), np.float32)


def _sure(hidden: Array, seen: NDArray[np.uint8]) -> Array:
    """How surely places are of a frame by the remover alone, (h, w), 0..1."""
    around = _blurred(GRID.sampled(cv2.dilate(seen, _disc(2 * FAR, 1)).astype(np.float32)), 1.0)
    sure = np.clip((hidden - IS[0]) / (IS[1] - IS[0]), 0, 1)
    return np.asarray(cv2.dilate(sure, _disc(2 * AGREED)), np.float32) * around


def _near(seen: NDArray[np.uint8]) -> Array:
    """Where glasses may be, softly, (h, w) of the GRID."""
    wide = cv2.dilate(seen, _disc(2 * BESIDE, 1)) & (cv2.erode(seen, _disc(2 * WITHIN, 1)) == 0)
    return _blurred(GRID.sampled(wide.astype(np.float32)), 1.0)


def _rims(photo: Array, without: Array, near: Array, beside: Array) -> Array:
    """How surely places are rims, (h, w), 0..1; ``beside`` the face only what has their colour."""
    grey = _blurred(photo.mean(2), 0.3)
    plain = np.clip(1 - 12 * np.maximum(_thin(grey, DARK_RIM[0], cv2.MORPH_BLACKHAT) - 0.04, 0), 0.01, 1)
    gone = (without + _from_around(photo - without, plain, BROAD)).mean(2) - grey
    dark, bright = (
        np.clip((np.minimum(_thin(grey, wide, what), 1.3 * way * gone) - least) / more, 0, 1)
        for (wide, least, more), what, way in ((DARK_RIM, cv2.MORPH_BLACKHAT, 1), (BRIGHT_RIM, cv2.MORPH_TOPHAT, -1))
    )
    found = np.maximum(dark, bright) * near
    found = found * _alike(photo, found * (1 - beside), ALIKE[0] + (ALIKE[1] - ALIKE[0]) * beside)
    found = _joined(np.asarray(cv2.morphologyEx(found, cv2.MORPH_CLOSE, _disc(2)), np.float32))
    return _blurred(np.asarray(cv2.dilate(found, _disc(WIDER)), np.float32), 0.35) * near


def _alike(photo: Array, found: Array, least: Array) -> Array:
    """How much places have the colour of what was found, (h, w), 0..1."""
    sure = found > 0.7
    if not sure.any():
        return np.zeros_like(found)
    away = np.abs(photo - np.median(photo[sure], axis=0)).max(2)
    return np.asarray(np.clip(2 - away / least, 0, 1), np.float32)


def _joined(found: Array) -> Array:
    """What hangs together with what is sure, (h, w), 0..1 (hysteresis, Canny 1986)."""
    _, parts = cv2.connectedComponents((found > POSSIBLE[0]).astype(np.uint8))
    kept = np.isin(parts, np.unique(parts[found > POSSIBLE[1]]))
    return np.where(kept, np.clip(found / POSSIBLE[1], 0, 1), 0).astype(np.float32)


def _thin(grey: Array, wide: float, what: int) -> Array:
    return np.asarray(cv2.morphologyEx(grey, what, _disc(wide)), np.float32)


def _within(face: Wearer, rings: Corners, room: float) -> Array:
    """Within outlines of the mesh, with some room around them, softly: (h, w), 0..1."""
    filled = np.zeros(GRID.size[::-1], np.float32)
    for ring in rings:
        corners = GRID.to_grid.apply(face.solid[list(ring), :2].astype(np.float64))
        cv2.fillConvexPoly(filled, cv2.convexHull(np.rint(corners).astype(np.int32)), 1.0)
    return _blurred(np.asarray(cv2.dilate(filled, _disc(2 * room)), np.float32), 0.6)


def _from_around(values: Array, weight: Array, reach: float = NEAR) -> Array:
    """Values (h, w, 3) as their neighbourhood has them, by weights (h, w): normalised convolution."""
    share = np.maximum(_blurred(weight, reach), np.float32(1e-5))
    return np.asarray(_blurred(values * weight[..., None], reach) / share[..., None], np.float32)


def _blurred(values: Array, by: float) -> Array:
    """By a standard deviation in pixels of the crop."""
    return np.asarray(cv2.GaussianBlur(values, (0, 0), by * SAMPLES), np.float32)


def _disc(width: float, samples: int = SAMPLES) -> NDArray[np.uint8]:
    """As wide as so many pixels of the crop."""
    across = 2 * round(width * samples / 2) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across)), np.uint8)
