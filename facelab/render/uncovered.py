"""A face without its glasses: what was behind the frame (docs/design.md, "Glasses").

In place of the frame (``render.rims``) comes what is around it: skin carried on upon the network's drawing of the face
without glasses, on which brows grow hair by hair (``render.brow_hairs``), and beside the face what is next to it. Eyes
and lenses stay.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.align import Box, Similarity
from facelab.photo.colour import Linear, decode_srgb, encode_srgb
from facelab.photo.mesh import BROWS, EYES, OUTLINE
from facelab.render.brow_hairs import brow_colour, with_brows
from facelab.render.brows import brow_darkness
from facelab.render.frames import Wearer
from facelab.render.mask import mixed
from facelab.render.rims import (
    GRID,
    Mask,
    Remover,
    blurred,
    disc,
    hidden_by_frame,
    is_told,
    near,
    pieces,
    share_of_frame,
    surely_frame,
)
from facelab.render.sample_grid import SAMPLES, SampleGrid
from facelab.render.skin import SkinTexture, harmonic, lay_skin, skin_around, skin_texture

Array = NDArray[np.float32]
Corners = tuple[tuple[int, ...], ...]

SEEN = 0.3
"""Of the parser's probability, from which a pixel shows glasses."""
LIDS, PUPILS, AROUND_BROWS = 2.5, 0.3, 1.0
"""Pixels of the crop around the eyes that stay, and that stay though a frame surely is there; around brows."""
BROWED = 0.12
"""How dark, as a logarithm, a drawing's brows are where the remover alone tells frames from them."""
SEEN_BY = 0.8
"""Standard deviation, in pixels of the crop, of what of the network's drawing is followed."""
CLEAR = 1.0
"""Pixels of the crop by which what is around is taken from beyond all that may be frame, eyes or brows."""
LENS = 4.0
"""Pixels of the crop from its edge, from which on what the parser takes for glasses is what is seen through them."""
EDGE = 0.2
"""Of the harmonic function that is 1 on the face and 0 beside it, within which the face ends."""
REACH = 5
"""Pixels of the grid around, of which what is beside the face is made (Telea 2004)."""
PLAIN = 3.0
"""Pixels of the crop around glasses within which no texture of skin is taken."""


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


def uncover(face: Wearer, drawn: Array, remover: Remover) -> Uncovered | None:
    """A face that wears glasses without them; None where the remover cannot tell their frame from the face.

    Args:
        face: it.
        drawn: the same as the network draws it without, (128, 128, 3), sRGB 0..1.
        remover: says how much of a face is hidden by a frame.
    """
    seen = np.asarray(face.parse.in_crop("glasses") > SEEN, np.uint8)
    light = np.maximum(GRID.view(face.picture, face.similarity), 0)
    photo = np.clip(encode_srgb(light), 0, 1).astype(np.float32)
    hidden = hidden_by_frame(photo, seen, remover)
    if not is_told(hidden, seen):
        return None
    frame = pieces(hidden, seen)
    around, known = near(frame), _known(face, frame)
    beside = _beside(face, known, seen)
    darkness = brow_darkness(drawn, face.solid[:, :2])
    skin, wall = _skin(light, known * _of_face(face), drawn, darkness), _wall(photo, around)
    plain = mixed(skin, wall, beside[..., None])
    browed = GRID.sampled((darkness > BROWED).astype(np.float32)) * (1 - beside)
    share = share_of_frame(photo, plain, hidden, frame, browed) * (1 - _within(face, EYES, LIDS))
    share = np.maximum(share, surely_frame(hidden) * (1 - _within(face, EYES, PUPILS)))
    colour = brow_colour(face.pixels, face.parse.in_crop("brows"), drawn, darkness)
    behind = decode_srgb(np.clip(mixed(with_brows(skin, darkness, colour, GRID), wall, beside[..., None]), 0, 1))
    bare = face.parse.in_crop("skin") * (1 - cv2.dilate(face.parse.in_crop("glasses"), disc(2 * PLAIN, 1)))
    texture = skin_texture(face.picture, face.similarity, face.pixels, bare, seen.astype(np.float32))
    return Uncovered(np.dstack([behind, share]).astype(np.float32), GRID, texture)


def _known(face: Wearer, frame: Mask) -> Array:
    """What surely is neither frame nor eye nor brow, (h, w), 0 or 1."""
    eyes, brows = _within(face, EYES, LIDS), _within(face, BROWS, AROUND_BROWS)
    hidden = np.maximum(near(frame), np.maximum(eyes, brows))
    return (cv2.dilate(hidden.astype(np.float32), disc(CLEAR)) < 0.05).astype(np.float32)


def _of_face(face: Wearer) -> NDArray[np.bool_]:
    """Where the parser sees the face, (h, w)."""
    return GRID.sampled(face.parse.in_crop("face")) > 0.5


def _beside(face: Wearer, known: Array, seen: Mask) -> Array:
    """What is not of the face, (h, w), 0..1: by the parser, through lenses by the mesh, between them in the middle."""
    face_there, other = _of_face(face), GRID.sampled(1 - face.parse.in_crop("face", "glasses")) > 0.5
    lens = (GRID.sampled(cv2.erode(seen, disc(LENS, 1)).astype(np.float32)) > 0.5) & (known > 0.5)
    features = np.maximum(_within(face, EYES, LIDS), _within(face, BROWS, AROUND_BROWS)) > 0.3
    told = ((known > 0.5) | features) & (face_there | other) | lens
    if not told.any():
        return np.zeros_like(known)
    says = np.where(lens, _within(face, (OUTLINE,), 0.5), face_there.astype(np.float32)).astype(np.float32)
    return blurred(np.clip((0.5 - harmonic(says[..., None], told)[..., 0]) / EDGE + 0.5, 0, 1), 0.4)


def _skin(light: Linear, known: Array, drawn: Array, darkness: Array) -> Array:
    """Skin carried on into all that may be frame, without brows, (h, w, 3), sRGB 0..1."""
    without = np.clip(drawn * np.exp(darkness)[..., None], 0, 1)
    guide = np.asarray(cv2.GaussianBlur(decode_srgb(without), (0, 0), SEEN_BY), np.float32)
    carried = np.maximum(skin_around(light, known, SAMPLES, GRID.sampled(guide)), 0)
    return np.asarray(np.clip(encode_srgb(carried), 0, 1), np.float32)


def _wall(photo: Array, hole: Mask) -> Array:
    """What is beside the face carried on into a hole, (h, w, 3), sRGB 0..1 (fast marching, Telea 2004)."""
    levels = np.rint(photo * 255).astype(np.uint8)
    found = cv2.inpaint(levels, cv2.dilate(hole, disc(CLEAR)), REACH, cv2.INPAINT_TELEA)
    return np.asarray(found, np.float32) / np.float32(255)


def _within(face: Wearer, rings: Corners, room: float) -> Array:
    """Within outlines of the mesh, with some room around them, softly: (h, w), 0..1."""
    filled = np.zeros(GRID.size[::-1], np.float32)
    for ring in rings:
        corners = GRID.to_grid.apply(face.solid[list(ring), :2].astype(np.float64))
        cv2.fillConvexPoly(filled, cv2.convexHull(np.rint(corners).astype(np.int32)), 1.0)
    return blurred(np.asarray(cv2.dilate(filled, disc(2 * room)), np.float32), 0.6)
