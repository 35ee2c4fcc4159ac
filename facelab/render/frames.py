"""Which glasses a face puts on: the frame that the network draws, read off its drawing (docs/design.md, "Glasses").

The drawing itself is too coarse to be shown: a dark ring of a pixel or two. But it says how wide and high the lenses
are, how round, how low they sit and how heavy they are. The frame is read off once a face, so that a slider moves
nothing, and put on the photo as geometry.
"""

from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.align import Similarity
from facelab.photo.colour import LUMINANCE, decode_srgb
from facelab.photo.mesh import Solid
from facelab.photo.picture import Picture
from facelab.render.eyewear import FrameShape, Pose, ears_of, front, pose_of
from facelab.render.frame_styles import frame_for, own_numbers
from facelab.render.glasses import Glasses, grid_around, put_on
from facelab.render.hair import Hair
from facelab.render.parsing import Parse
from facelab.render.sample_grid import SampleGrid
from facelab.render.texture import texture

Array = NDArray[np.float32]

WIDTHS, HEIGHTS, LOWER, ROUNDNESSES = (46, 49, 52, 55), (30, 34, 38, 42), (-3, 0, 3), (2.3, 3.0, 3.8)
"""Of the frames that the drawing is compared with, in millimetres; see ``Frame``."""
SURE = 40.0
"""How much more a frame counts that is more like the drawing: log-odds for a correlation of 1."""
CLEAR = 0.15, 0.45
"""Correlation with the likeliest frame from which the drawing counts, and wholly; else the usual frame does."""
STEP, ACROSS, DOWN = 2.0, 80.0, 34.0
"""Millimetres between the places where the drawing is looked at; how far they reach from between the lenses."""
DRAWN, BROAD = 3.5, 8.0
"""Millimetres by which the drawing blurs a frame; beyond which what is darker is no frame."""
RIMS, HEAVY = (2.1, 3.6), (1.5, 3.0)
"""Thickness of rims, in millimetres, for so much of them drawn, as millimetres of black."""
BLACK = 0.08
"""sRGB of a black frame as it is drawn."""
SEEN = 0.004
"""Of the crop: glasses that the parser sees in more of it are there."""
LIT = 8.0
"""Standard deviation, in pixels of the crop, of the light on a face."""
BRIGHT = 0.45
"""Linear light of the brightest parts of a face in full light."""


def frame_of(before: Array, drawn: Array, pose: Pose) -> FrameShape:
    """The frame that a drawing puts on a face; the usual one where it is unclear.

    Every frame of a family is compared with what has become darker; the frame is the mean of those most alike, so that
    it changes smoothly with the drawing.

    Args:
        before, drawn: the face as the network draws it, (size, size, 3), sRGB 0..1, without and with glasses.
        pose: the head's.
    """
    at = pose.at(np.dstack([*np.meshgrid(*_places()), np.zeros(_shape())])).astype(np.float32)
    skin, with_glasses = (_looked_at(picture, at) for picture in (before, drawn))
    dark = np.maximum(skin - with_glasses, 0)
    frames, patterns = _family()
    sought = _without_broad(dark).ravel()
    alike = patterns @ sought / max(float(np.linalg.norm(sought)), 1e-6)
    counts = np.exp(SURE * (alike - alike.max()))
    found = counts @ frames / counts.sum()
    clear = float(np.clip((alike.max() - CLEAR[0]) / (CLEAR[1] - CLEAR[0]), 0, 1))
    usual = FrameShape()
    values = clear * found + (1 - clear) * np.array([usual.width, usual.height, usual.lower, usual.roundness])
    width, height, lower, roundness = (float(value) for value in values)
    frame = replace(usual, width=width, height=height, lower=lower, roundness=roundness)
    return replace(frame, rim=_rim(frame, skin, dark) if clear else usual.rim)


def _rim(frame: FrameShape, skin: Array, dark: Array) -> float:
    """How thick the rims are, by how much of black a frame's place has taken on."""
    place = _pattern(frame) > 0.15
    black = float((dark * place).sum() / max(float((skin * place).sum() / place.sum()) - BLACK, 0.1)) * STEP**2
    around = 3.6 * (frame.width + frame.height) + frame.bridge
    return float(np.interp(black / around, HEAVY, RIMS))


def _places() -> tuple[Array, Array]:
    across, down = (np.arange(-far, far + 1, STEP).astype(np.float32) for far in (ACROSS, DOWN))
    return across, down


def _shape() -> tuple[int, int]:
    across, down = _places()
    return len(down), len(across)


def _looked_at(picture: Array, at: Array) -> Array:
    """How bright a picture (size, size, 3) of the canonical frame is at points (H, W, 2) of it."""
    grey = np.asarray(picture.mean(2), np.float32)
    x, y = np.moveaxis(at * np.float32(len(grey) / 128) - np.float32(0.5), -1, 0)
    found = cv2.remap(
        grey, np.ascontiguousarray(x), np.ascontiguousarray(y), cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE
    )
    return np.asarray(found, np.float32)


def _pattern(frame: FrameShape) -> Array:
    """Where a frame darkens a face, as coarse as the network draws it."""
    points = np.dstack(np.meshgrid(*_places())).astype(np.float32)
    inner, outer = front(frame, _STRAIGHT, points)
    share = np.clip(0.5 - outer / 2, 0, 1) * np.clip(0.5 + inner / 2, 0, 1)
    return np.asarray(cv2.GaussianBlur(share, (0, 0), DRAWN / STEP), np.float32)


_STRAIGHT = Pose(np.zeros(3), np.eye(3))
"""A head that looks straight, a millimetre a pixel."""


def _without_broad(plane: Array) -> Array:
    fine, broad = (cv2.GaussianBlur(plane, (0, 0), by / STEP) for by in (1.5, BROAD))
    return np.asarray(fine - broad, np.float32)


@cache
def _family() -> tuple[NDArray[np.float64], Array]:
    """Frames, (F, 4): width, height, lower, roundness; and what each of them darkens, (F, places), of length 1."""
    frames = list(product(WIDTHS, HEIGHTS, LOWER, ROUNDNESSES))
    patterns = np.stack(
        [_without_broad(_pattern(FrameShape(w, h, lower=low, roundness=n))).ravel() for w, h, low, n in frames]
    )
    return np.array(frames, np.float64), np.stack([pattern / np.linalg.norm(pattern) for pattern in patterns])


@dataclass(frozen=True, eq=False)
class Wearer:
    """A face that glasses are put on.

    Attributes:
        picture: its photo. similarity: photo to canonical frame.
        pixels: its crop, (128, 128, 3), sRGB 0..1.
        s: (S,), what the model knows of its structure.
        solid: the mesh of it with depth, (468, 3).
        parse: the parts of its head. hair: its hair, where it has some.
    """

    picture: Picture
    similarity: Similarity
    pixels: Array
    s: Array
    solid: Solid
    parse: Parse
    hair: Hair | None


def find_glasses(face: Wearer, before: Array, drawn: Array) -> Glasses:
    """The glasses that a face puts on.

    Args:
        face: it.
        before, drawn: as the network draws it without and with glasses, (size, size, 3), sRGB 0..1.
    """
    pose, ears = pose_of(face.solid), ears_of(face.solid)
    frame = frame_for(frame_of(before, drawn, pose), own_numbers(face.s))
    grid = grid_around(frame.shape, pose, ears)
    skin = face.parse.in_crop("face")
    worn = put_on(frame, pose, ears, grid, light_on(face.pixels), skin, _hidden(face, grid))
    blur, grain = texture(face.picture, face.similarity)
    return replace(worn, blur=blur, grain=grain)


def wears_glasses(parse: Parse) -> bool:
    """Whether the parser sees glasses on a face."""
    return float(parse.in_crop("glasses").mean()) > SEEN


def light_on(pixels: Array) -> Array:
    """How much light falls on a face (128, 128, 3), sRGB 0..1: (128, 128), broad, and about 1 in a bright picture."""
    bright = decode_srgb(np.clip(pixels, 0, 1)) @ LUMINANCE[0]
    broad = cv2.GaussianBlur(bright, (0, 0), LIT)
    middle = float(np.median(broad[40:100, 34:94]))
    most = float(np.clip(np.quantile(bright[40:110, 30:98], 0.95) / BRIGHT, 0.25, 1.3))
    return np.asarray(np.clip(broad / max(middle, 1e-3), 0.25, 1.6) * most, np.float32)


def _hidden(face: Wearer, grid: SampleGrid) -> Array:
    """What lies before temples: hair and ears, on a grid."""
    ears = grid.sampled(np.clip(2 * face.parse.in_crop("ears") - 0.5, 0, 1).astype(np.float32))
    if face.hair is None:
        return ears
    view = grid.view(face.picture, face.similarity)
    hair = face.hair.seen_by(grid.to_grid.inverse()).matte.at(view, (0, 0, *grid.size))
    return np.maximum(ears, hair)
