"""Skin where none was to be seen: its light carried on from the skin around, its pores from elsewhere on the face.

What is broad (light, colour) follows the network's picture of the face without what covers it, brought to the colours
of the skin that is to be seen; what is fine is noise with the spectrum of this person's own skin, at the photo's
resolution (random phase textures, Galerne et al. 2011), alike in all directions, as skin is and no cloth, and in each
octave as strong as in the skin around (Heeger & Bergen 1995).
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.align import Box, Similarity, from_crop, overlap, support_box
from facelab.photo.colour import Linear, to_linear
from facelab.photo.picture import Picture
from facelab.render.around import carried_around
from facelab.render.sample_grid import SampleGrid
from facelab.render.texture import NORMAL

Array = NDArray[np.float32]

WINDOW = 14
"""Pixels of the crop, along each side, of a piece of skin that texture is taken from."""
LOOKED_AT, PIECES = 12, 4
"""Of them are looked at, from smooth to rough; that are taken, the middle ones: neither blurred nor with lines."""
OUTLIERS = 2.5
"""Standard deviations, by the median, at which the texture of a piece is cut: what is more are lines and strands."""
LOWEST = 92
"""Row of the crop below which no skin is looked at: it may have a beard."""
FINE = 1.0
"""Standard deviation, in pixels of the crop, beyond which skin is broad."""
BESIDE = 10
"""Pixels of the crop around a hole in which its skin is."""
LEAST, MOST = 0.25, 2.0
"""How much less and more texture is made, of each octave, than where it is taken from."""
FINEST = 0.7
"""Standard deviation, in pixels of the photo, of what the finest octave leaves."""
GRAIN, FOLDS = 2, (0.5, 0.0)
"""So many of the finest octaves are grain whatever their size; how much is made of the two broadest beside them."""
LEAST_SIDE = 256
"""Pixels after which a texture is repeated, at the least."""
STRONGEST = 0.15
"""Standard deviation of texture, for 1 of light; what is more are edges."""
DARK = np.float32(0.01)
"""Linear light beside which nothing is as dark as to make a ratio one of noise."""
KNOWN, ENOUGH = (1.5, 6.0), 0.15
"""Standard deviations, in pixels of the crop, over which colours are averaged; share of what is known
that is enough."""
FROM = (0.7, 3.0)
"""The same widths where a hole is narrow."""
KNOWN_FROM = 0.5
"""How surely a place is plain skin from where on it is taken as it is."""
COARSEST, STEPS = 8, 24
"""Side of the smallest picture on which Laplace's equation is solved, in pixels; steps on each."""
_AROUND = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.float32) / 4
BROAD = 4.0, 12.0, 40.0
"""Standard deviations, likewise, of what of the network's drawing is light and shade."""
GUIDED = 0.7
"""How much of the network's light and shade is followed."""


@dataclass(frozen=True, eq=False)
class SkinTexture:
    """The texture of a person's skin.

    Attributes:
        ratio: (N, N, 3), what light is multiplied by, less 1; repeated, it has no seam.
        scale: pixels of the crop for one of its own.
    """

    ratio: Array
    scale: float

    def at(self, similarity: Similarity, box: Box) -> Array:
        """(y1 - y0, x1 - x0, 3) at a box of a picture: a pixel has the same, whatever the box.

        Args:
            similarity: the picture to the canonical frame; a smaller one shows less of the texture.
        """
        ratio, side = self.ratio, round(len(self.ratio) * self.scale / similarity.scale)
        if side < len(ratio):
            ratio = np.asarray(cv2.resize(ratio, (max(side, 1),) * 2, interpolation=cv2.INTER_AREA), np.float32)
        rows, columns = (np.arange(box[k], box[k + 2]) % len(ratio) for k in (1, 0))
        return np.asarray(ratio[rows[:, None], columns], np.float32)


def lay_skin(
    edited: Linear,
    grid: SampleGrid,
    behind: Array,
    texture: SkinTexture,
    similarity: Similarity,
    box: Box,
    opacity: float = 1.0,
) -> None:
    """Lay skin upon a face (H, W, 3), linear light, which is written to.

    Args:
        edited: the face at a box of its photo. grid: where the skin is known.
        behind: (h, w, 4) on the grid: its light, and how much of it is seen, 0..1.
        texture: what is fine in it. similarity: photo to canonical frame. box: where the face lies.
        opacity: how much of all that is seen, 0..1.
    """
    here, part = grid.part(edited, similarity, box)
    if part.size:
        *colours, share = grid.planes(behind, similarity, here)
        light = np.dstack(colours) * (1 + texture.at(similarity, here))
        part += (np.float32(opacity) * share)[..., None] * (light - part)


def skin_texture(
    picture: Picture, similarity: Similarity, pixels: Array, skin: Array, hole: Array | None = None
) -> SkinTexture:
    """The texture of the skin of a face, as strong as around a hole; none where too little is to be seen.

    Args:
        picture: the photo. similarity: photo to canonical frame.
        pixels: the crop, (128, 128, 3), sRGB 0..1.
        skin: (128, 128), 0..1, how surely it is plain skin.
        hole: the same, what it is to fill; where that is left out, as strong as where it was taken from.
    """
    pieces = [_piece(picture, similarity, corner) for corner in _windows(pixels, skin)]
    pieces = sorted((piece for piece in pieces if min(piece.shape[:2]) > 2), key=_sharpness)
    first = max(len(pieces) - PIECES, 0) // 2
    pieces = pieces[first : first + PIECES]
    if not pieces:
        return SkinTexture(np.zeros((1, 1, 3), np.float32), similarity.scale)
    side = max(LEAST_SIDE, *(2 * max(piece.shape[:2]) for piece in pieces))
    random = np.random.default_rng(39)
    ratio = np.sum([_random_phase(piece, side, random) for piece in pieces], axis=0) / np.sqrt(len(pieces))
    octaves = _octaves(np.asarray(ratio, np.float32), similarity)
    usual = np.mean([_strengths(piece, similarity) for piece in pieces], axis=0)
    beside = None if hole is None else _strengths_beside(picture, similarity, skin, hole)
    wanted = usual if beside is None else np.clip(beside, LEAST * usual, MOST * usual)
    gains = _texture_shares(len(octaves)) * wanted / np.maximum([_median(one) for one in octaves], 1e-6)
    found = np.sum([np.float32(gain) * one for gain, one in zip(gains, octaves, strict=True)], axis=0)
    return SkinTexture(np.minimum(1, STRONGEST / max(float(found.std()), 1e-6)) * found, similarity.scale)


def _windows(pixels: Array, skin: Array) -> NDArray[np.intp]:
    """The upper left corners, x y, of windows of plain skin from the smoothest to the roughest: (n, 2)."""
    grey = np.asarray(pixels.mean(2), np.float32)
    rough = cv2.blur(np.square(grey - cv2.GaussianBlur(grey, (0, 0), FINE)), (WINDOW, WINDOW))
    skin = np.where(np.arange(len(skin))[:, None] < LOWEST, skin, 0)
    plain = cv2.erode((skin > 0.8).astype(np.uint8), np.ones((WINDOW, WINDOW), np.uint8), borderValue=0)
    rows, columns = np.nonzero(plain)
    if not len(rows):
        return np.zeros((0, 2), np.intp)
    order = np.argsort(rough[rows, columns])
    chosen = order[np.linspace(0, len(order) - 1, LOOKED_AT).astype(int)]
    corners: NDArray[np.intp] = np.column_stack([columns, rows])[chosen] - WINDOW // 2
    return corners


def _piece(picture: Picture, similarity: Similarity, corner: NDArray[np.intp]) -> Array:
    """What is fine in a window of the crop, for 1 of light, at the photo's resolution: (h, w, 3)."""
    middle = similarity.inverse().apply((corner + WINDOW / 2)[None].astype(np.float64))[0]
    half, room = WINDOW / 2 / similarity.scale, 2 * FINE / similarity.scale
    (x0, y0), (x1, y1) = (np.rint(middle + way * (half + room)).astype(int) for way in (-1, 1))
    box = overlap((int(x0), int(y0), int(x1), int(y1)), (0, 0, picture.width, picture.height))
    fine, edge = _fine(picture, similarity, box), round(room)
    return _cut(fine[edge : fine.shape[0] - edge, edge : fine.shape[1] - edge])


def _fine(picture: Picture, similarity: Similarity, box: Box) -> Array:
    """What is fine in a box of the photo, for 1 of light: (h, w, 3)."""
    light = np.maximum(to_linear(picture.part(box), picture.profile), 0)
    broad = cv2.GaussianBlur(light, (0, 0), FINE / similarity.scale)
    return np.asarray((light + DARK) / (broad + DARK) - 1, np.float32)


def _strengths_beside(picture: Picture, similarity: Similarity, skin: Array, hole: Array) -> NDArray[np.float64] | None:
    """The same of plain skin around a hole; None where too little is to be seen."""
    wide = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * BESIDE + 1,) * 2)
    near = (cv2.dilate((hole > 0.5).astype(np.uint8), wide) > 0) & (skin > 0.8)
    if near.sum() < BESIDE**2:
        return None
    box = support_box(similarity, (picture.width, picture.height))
    seen = from_crop(near.astype(np.float32)[..., None], similarity, box)[..., 0] > 0.5
    return _strengths(_fine(picture, similarity, box), similarity, seen)


def _strengths(
    fine: Array, similarity: Similarity, where: NDArray[np.bool_] | slice = slice(None)
) -> NDArray[np.float64]:
    """How strong each octave of what is fine is: the median of its absolute value where it is looked at."""
    return np.array([_median(octave[where]) for octave in _octaves(fine, similarity)])


def _octaves(fine: Array, similarity: Similarity) -> list[Array]:
    """What is fine, (h, w, 3), by octaves from the finest to the broadest; together they are all of it."""
    octaves, width = [], FINEST
    while width < FINE / similarity.scale:
        broad = np.asarray(cv2.GaussianBlur(fine, (0, 0), width), np.float32)
        octaves.append(fine - broad)
        fine, width = broad, 2 * width
    return [*octaves, fine]


def _texture_shares(count: int) -> NDArray[np.float64]:
    """How much of each octave is texture: the broadest are folds, and light on them, and would be blotches."""
    shares, broad = np.ones(count), min(max(count - GRAIN, 0), len(FOLDS))
    shares[count - broad :] = FOLDS[len(FOLDS) - broad :]
    return shares


def _median(fine: Array) -> float:
    return float(np.median(np.abs(fine.mean(-1))))


def _cut(fine: Array) -> Array:
    if not fine.size:
        return fine
    most = np.float32(OUTLIERS / NORMAL) * np.median(np.abs(fine), axis=(0, 1))
    return np.asarray(np.clip(fine, -most, most), np.float32)


def _sharpness(piece: Array) -> float:
    return float(np.median(np.abs(cv2.Laplacian(piece.mean(2), cv2.CV_32F))))


def _random_phase(piece: Array, side: int, random: np.random.Generator) -> Array:
    """A texture (side, side, 3) with the spectrum of a piece, alike in all directions, and phases by chance."""
    height, width = piece.shape[:2]
    window = np.sqrt(np.outer(np.hanning(height + 2)[1:-1], np.hanning(width + 2)[1:-1]))[..., None]
    spot = (piece - piece.mean((0, 1))) * window
    spread = np.zeros((side, side, 3))
    spread[:height, :width] = spot / np.sqrt(np.square(window).sum())
    amplitude = np.dstack([_in_all_directions(np.abs(np.fft.fft2(colour))) for colour in np.moveaxis(spread, 2, 0)])
    noise = np.fft.fft2(random.normal(size=(side, side)))
    return np.real(np.fft.ifft2(amplitude * noise[..., None], axes=(0, 1)))


def _in_all_directions(amplitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """The amplitudes of a spectrum (N, N) by their distance alone: squares of a JPEG and threads of cloth go."""
    ways = np.fft.fftfreq(len(amplitude), 1 / len(amplitude))
    ring = np.rint(np.hypot(ways[:, None], ways)).astype(int)
    mean = np.bincount(ring.ravel(), np.square(amplitude).ravel()) / np.bincount(ring.ravel())
    found: NDArray[np.float64] = np.sqrt(mean)[ring]
    return found


def carried_on(light: Linear, known: Array, drawn: Linear, shown: Array) -> Linear:
    """The light of skin, carried on from where it is known: (128, 128, 3).

    Args:
        light: the crop, (128, 128, 3), linear light. known: (128, 128), 0..1, how surely it is plain skin.
        drawn: the face without what covers it, as the network draws it, likewise. shown: where that is skin.
    """
    if not (known > KNOWN_FROM).any():
        return drawn
    guide = np.float32(GUIDED) * _broad_log(drawn, shown)
    ratio = np.log(np.maximum(light, 0) + DARK) - guide
    mean = carried_around(ratio, known, KNOWN, ENOUGH)
    return np.maximum(np.exp(harmonic(mean, known > KNOWN_FROM) + guide) - DARK, 0)


def skin_around(light: Linear, known: Array, samples: int, drawn: Linear) -> Linear:
    """The light of what is around a hole, (H, W, 3), carried on into it.

    Args:
        light: linear light. known: (H, W), 0..1.
        samples: for one pixel of the crop along each side.
        drawn: what is in the hole as the network draws it, linear light, whose light and shade are followed.
    """
    if not (known > KNOWN_FROM).any():
        return light
    guide = np.float32(GUIDED) * np.log(np.maximum(drawn, 0).mean(2) + DARK)[..., None]
    mean = carried_around(np.log(light + DARK) - guide, known, [samples * width for width in FROM], ENOUGH)
    carried: Linear = np.maximum(np.exp(harmonic(mean, known > KNOWN_FROM) + guide) - DARK, 0)
    return carried


def harmonic(values: Array, known: NDArray[np.bool_]) -> Array:
    """Values (H, W, C) as smooth as can be where they are not known: Laplace's equation, from coarse to fine.

    Args:
        values: whose sides are even as long as they are above ``COARSEST``. known: (H, W).
    """
    if min(known.shape) > COARSEST:
        size = known.shape[1] // 2, known.shape[0] // 2
        share = np.maximum(cv2.resize(known.astype(np.float32), size, interpolation=cv2.INTER_AREA), 1e-6)[..., None]
        half = cv2.resize(values * known[..., None], size, interpolation=cv2.INTER_AREA).reshape(*share.shape[:2], -1)
        start = cv2.resize(
            harmonic(np.asarray(half / share, np.float32), share[..., 0] > 1e-3), known.shape[::-1]
        ).reshape(values.shape)
    else:
        start = np.broadcast_to(values[known].mean(0), values.shape)
    found = np.where(known[..., None], values, start).astype(np.float32)
    for _ in range(STEPS):
        around = cv2.filter2D(found, -1, _AROUND, None, (-1, -1), 0, cv2.BORDER_REFLECT).reshape(values.shape)
        found = np.where(known[..., None], values, around)
    return found


def _broad_log(drawn: Linear, shown: Array) -> Array:
    """Light and shade of a drawing without its lines, as a logarithm, alike for all colours: (128, 128, 1)."""
    grey = np.log(np.maximum(drawn, 0).mean(2) + DARK)[..., None]
    return carried_around(grey, shown, BROAD, ENOUGH)
