"""Wrinkles: where a face folds with age, as curves between points of its mesh, and the light and shade of the folds.

How deep each is, where it is broken and how it wavers is drawn by lot, for a face always the same. The valleys are lit
from above, as faces nearly always are (docs/design.md, "Age"; *ours*).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.mesh import Points

Plane = NDArray[np.float32]
Chance = np.random.Generator

FINER = 8
"""Pixels for one of the crop, along each side, in which wrinkles are drawn."""
STEPS = 48
"""Points of a curve."""
ENDS = 0.8
"""Power of the half sine by which a wrinkle begins and ends."""
UNEVEN, DEEPER, SIDES = 0.25, 0.35, 0.12
"""Standard deviations of the depth along a wrinkle, and of the logarithm of that of all of it, on both sides of a face
and on one of them."""
FOLD = (3.0, 0.75)
"""A fold around the line: how many times as wide, and of which share of its depth."""
LINE = (0.8, 3.0)
"""Standard deviations, in pixels of the crop, between which lines are of what the network draws."""
DARKER, DEPTHS = 0.08, (0.6, 1.5)
"""Log of how much darker a wrinkle's place is drawn that is twice as deep as usual; least and greatest depths."""
LIT = 1.3
"""How much light falls from above: of a slope as steep as depth by width, log."""


@dataclass(frozen=True)
class WrinkleKind:
    """A kind of wrinkle.

    Attributes:
        between: pairs of rows of points of the mesh; a curve lies between the two.
        at: shares of the way from the first row to the second at which there are curves.
        width: standard deviation of the valley, in pixels of the crop.
        depth: log of how much darker its bottom is.
        whole: the least share of a curve's length that is seen.
        wavers: standard deviation, in pixels of the crop, by which it leaves its way.
    """

    between: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    at: tuple[float, ...]
    width: float
    depth: float
    whole: float = 0.6
    wavers: float = 0.25


KINDS: Mapping[str, WrinkleKind] = {
    "forehead": WrinkleKind(
        (((63, 105, 66, 107, 9, 336, 296, 334, 293), (54, 103, 67, 109, 10, 338, 297, 332, 284)),),
        (0.22, 0.38, 0.52, 0.66, 0.8), 0.22, 0.06, 0.35, 0.4,
    ),
    "between the brows": WrinkleKind(
        (((107, 55, 193), (66, 65, 189)), ((336, 285, 417), (296, 295, 413))), (0.0,), 0.3, 0.14
    ),
    "crow's feet": WrinkleKind(
        (((130, 124, 139), (130, 111, 116)), ((359, 353, 368), (359, 340, 345))), (0.05, 0.3, 0.5, 0.7, 0.95), 0.2, 0.12
    ),
    "lids": WrinkleKind(
        (
            ((130, 25, 110, 24, 23, 22, 26, 112), (226, 31, 228, 229, 230, 231, 232, 233)),
            ((359, 255, 339, 254, 253, 252, 256, 341), (446, 261, 448, 449, 450, 451, 452, 453)),
        ),
        (0.45, 0.8), 0.17, 0.12, 0.5, 0.2,
    ),
    "bags": WrinkleKind(
        (
            ((31, 228, 229, 230, 231, 232, 233), (111, 117, 118, 119, 120, 121, 128)),
            ((261, 448, 449, 450, 451, 452, 453), (340, 346, 347, 348, 349, 350, 357)),
        ),
        (0.3,), 0.5, 0.15, 0.7, 0.2,
    ),
    "nose to mouth": WrinkleKind(
        (((129, 203, 206, 216, 212),) * 2, ((358, 423, 426, 436, 432),) * 2), (0.0,), 0.55, 0.24, 0.8
    ),
    "mouth to chin": WrinkleKind(
        (((61, 43, 202, 210), (61, 106, 204, 211)), ((291, 273, 422, 430), (291, 335, 424, 431))), (0.4,), 0.5, 0.13
    ),
    "upper lip": WrinkleKind(
        (((165, 39), (167, 37)), ((167, 37), (164, 0)), ((391, 269), (393, 267)), ((393, 267), (164, 0))),
        (0.15, 0.6), 0.17, 0.08, 0.4, 0.15,
    ),
    "chin": WrinkleKind((((182, 83, 18, 313, 406), (194, 201, 200, 421, 418)),), (0.2,), 0.6, 0.10, 0.6),
}  # fmt: skip


def wrinkles(points: Points, drawn: Plane) -> Plane:
    """The wrinkles of an old face.

    Args:
        points: (468, 2), its mesh.
        drawn: (128, 128), log of how much brighter the network draws it when it is old: where it is dark in fine
            lines, wrinkles are deeper.

    Returns:
        (1024, 1024), log of how much brighter skin is.
    """
    chance = np.random.default_rng(int.from_bytes(sha256(np.rint(points / 2).tobytes()).digest()[:8], "big"))
    valleys = np.zeros((SIZE * FINER, SIZE * FINER), np.float32)
    steep = np.zeros_like(valleys)
    dark = np.asarray(cv2.GaussianBlur(drawn, (0, 0), LINE[1]) - cv2.GaussianBlur(drawn, (0, 0), LINE[0]), np.float32)
    for kind in KINDS.values():
        lines = _lines(kind, points, chance)
        lines *= _deeper(lines, dark)
        for wider, share in ((1.0, 1.0), FOLD):
            width = FINER * kind.width * wider
            valley = np.float32(kind.depth * share) * _blurred(lines, width)
            valleys += valley
            steep += np.float32(width) * np.asarray(cv2.Sobel(valley, cv2.CV_32F, 0, 1, scale=1 / 8), np.float32)
    return -valleys - np.float32(LIT) * steep


def _deeper(lines: Plane, dark: Plane) -> np.float32:
    """How many times as deep as usual the network would have a kind of wrinkle."""
    there = np.asarray(cv2.resize(lines, (SIZE, SIZE), interpolation=cv2.INTER_AREA), np.float32)
    seen = (there * dark).sum() / max(float(there.sum()), 1e-6)
    return np.float32(np.clip(1 + seen / DARKER, *DEPTHS))


def _blurred(lines: Plane, width: float) -> Plane:
    """Lines as valleys, as deep in the middle as the lines are strong."""
    return np.asarray(cv2.GaussianBlur(lines, (0, 0), width), np.float32) * np.float32(width * np.sqrt(2 * np.pi))


def _lines(kind: WrinkleKind, points: Points, chance: Chance) -> Plane:
    drawn = np.zeros((SIZE * FINER, SIZE * FINER), np.float32)
    for curve, depth in _curves(kind, points, chance):
        ends = np.rint((curve * FINER - 0.5) * 16).astype(int)
        for start, end, strength in zip(ends, ends[1:], depth, strict=False):
            cv2.line(drawn, start.tolist(), end.tolist(), float(strength), 1, cv2.LINE_8, 4)
    return drawn


def _curves(kind: WrinkleKind, points: Points, chance: Chance) -> Iterator[tuple[Points, Plane]]:
    """Curves (48, 2) and how deep each is along its way (48,), 1 as usual."""
    depths = np.exp(chance.normal(0, DEEPER, len(kind.at)))
    for first, second in kind.between:
        for share, deep in zip(kind.at, depths * np.exp(chance.normal(0, SIDES, len(kind.at))), strict=True):
            row = points[list(first)] + np.float32(share) * (points[list(second)] - points[list(first)])
            curve = _smooth(row) + np.float32(kind.wavers) * _wavering(chance)
            part = chance.uniform(kind.whole, 1)
            start = chance.uniform(0, 1 - part)
            way = np.clip((np.linspace(0, 1, STEPS) - start) / part, 0, 1)
            uneven = 1 + UNEVEN * _wavering(chance)[:, 0]
            yield curve, (deep * np.sin(np.pi * way) ** ENDS * uneven).astype(np.float32)


def _smooth(row: Points) -> Points:
    """A curve through a row of points, smoothed: (48, 2)."""
    at = np.linspace(0, len(row) - 1, STEPS)
    curve = np.stack([np.interp(at, np.arange(len(row)), row[:, k]) for k in range(2)], 1).astype(np.float32)
    soft = cv2.GaussianBlur(curve, (1, 0), sigmaX=1e-3, sigmaY=STEPS / 16, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(soft, np.float32).reshape(STEPS, 2)


def _wavering(chance: Chance) -> Points:
    noise = chance.normal(size=(STEPS, 2)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (1, 0), sigmaX=1e-3, sigmaY=3, borderType=cv2.BORDER_REFLECT)
    found = np.asarray(soft, np.float32).reshape(STEPS, 2)
    return np.asarray(found / np.maximum(found.std(0), np.float32(1e-3)), np.float32)
