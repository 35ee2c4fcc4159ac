"""Styles of glasses: what real frames are like, and which of them a face puts on (docs/design.md, "Glasses").

The network draws all frames alike, black and between round and square: it says how wide, high and heavy one is, and
next to nothing of what it is made of. That is the person's own: numbers that are drawn from the structure code of a
face decide, so one face has the same frame whatever else is asked of it, and however often, and others have others.
"""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from facelab.render.eyewear import FrameShape

Array = NDArray[np.float32]
Vector = NDArray[np.float64]
Rgb = tuple[float, float, float]

OWN = 24
"""How many numbers of its own a face has: one for each style, then those of ``width`` and what follows."""
USUAL = FrameShape(width=50.0, height=36.0, roundness=2.9, rim=3.0)
"""What the network draws on most faces; the frame of a face differs from its style as the drawing does from this."""
FOLLOWED = 0.8, 0.7
"""How far width and height follow the drawing."""
WIDTHS, HEIGHTS = (45.0, 56.0), (27.0, 46.0)
"""Of lenses, in millimetres, beyond which no frame goes."""
HEAVIER, HIGHER, OF_SHAPE = 1.5, 0.16, 2.0
"""How much likelier a style is by its weight, for a rim twice the usual one; by each millimetre that drawing and style
are higher than usual, for 5 of them; by roundness. In standard deviations of a face's own numbers."""


@dataclass(frozen=True)
class Material:
    """What a frame is made of; colours are linear light, for 1 that falls on the face.

    Attributes:
        colour, other: of it, and of its patches; with none, of the lower half of its rims.
        patch: width of the patches, in millimetres; 0 is none.
        shine: light of an edge that looks up.
    """

    colour: Rgb
    other: Rgb
    patch: float = 0.0
    shine: float = 0.3


_INK, _SILVER = (0.019, 0.017, 0.016), (0.40, 0.40, 0.395)
BLACK = Material(_INK, _INK)
GUNMETAL = Material((0.05, 0.046, 0.045), (0.10, 0.095, 0.092), patch=11.0, shine=0.5)
TORTOISE = Material((0.030, 0.015, 0.009), (0.20, 0.085, 0.028), patch=4.0, shine=0.34)
HORN = Material((0.050, 0.026, 0.015), (0.115, 0.062, 0.033), patch=14.0, shine=0.26)
NAVY = Material((0.017, 0.024, 0.040), (0.03, 0.045, 0.075), patch=14.0)
BROWLINE = Material(_INK, _SILVER, shine=0.5)


@dataclass(frozen=True)
class FrameStyle:
    """One style of glasses.

    Attributes:
        shape: of its frames on the usual face.
        material: what they are made of.
        common: how much likelier than others it is, in standard deviations.
    """

    shape: FrameShape
    material: Material
    common: float = 0.0


def _shape(width: float, height: float, bridge: float, roundness: float, rim: float, **more: float) -> FrameShape:
    return FrameShape(width, height, bridge, roundness=roundness, rim=rim, **more)


_RECTANGLE = {"taper": 0.04, "flat": 0.2, "sweep": 0.02, "brow": 0.18}
_ROUND = {"lower": 1.5, "taper": 0.05, "flat": 0.12, "brow": 0.1}
_WAYFARER = {"taper": 0.08, "flat": 0.3, "sweep": 0.04, "brow": 0.25}
STYLES = (
    FrameStyle(_shape(52, 34, 17, 3.6, 3.6, **_RECTANGLE), BLACK, 0.3),
    FrameStyle(_shape(50, 38, 18, 3.1, 4.2, **_WAYFARER), BLACK, 0.2),
    FrameStyle(_shape(48, 42, 19, 2.25, 2.6, **_ROUND), BLACK),
    FrameStyle(_shape(52, 30, 17, 3.3, 2.8, **_RECTANGLE), BLACK),
    FrameStyle(_shape(53, 33, 17, 3.4, 2.4, **_RECTANGLE), GUNMETAL, 0.1),
    FrameStyle(_shape(49, 41, 19, 2.3, 2.4, **_ROUND), GUNMETAL),
    FrameStyle(_shape(48, 40, 20, 2.5, 3.6, **_ROUND), TORTOISE),
    FrameStyle(_shape(51, 36, 18, 3.2, 3.9, **_WAYFARER), TORTOISE),
    FrameStyle(_shape(50, 36, 18, 3.0, 3.0, **_WAYFARER), HORN),
    FrameStyle(_shape(52, 34, 17, 3.3, 3.2, **_RECTANGLE), NAVY, -0.2),
    FrameStyle(_shape(50, 37, 19, 2.9, 2.5, lower=0.5, taper=0.1, sweep=0.03, brow=0.58, abrupt=5), BROWLINE, -0.2),
)
"""Measured on heads of the parser's training split that wear some (docs/experiments.md). Thin gold and silver, crystal
and half rims are left out: at 128 pixels a judge does not see that a face wears them."""


@dataclass(frozen=True, eq=False)
class StyledFrame:
    """The frame of one face.

    Attributes:
        shape: of it. material: what it is made of.
        own: (OWN,), numbers of the face, as if from a normal distribution: what is nowhere else decided.
    """

    shape: FrameShape
    material: Material
    own: Vector


def own_numbers(s: Array) -> Vector:
    """A face's own numbers, (OWN,), from its structure code (S,): much the same for much the same face."""
    own: Vector = _directions(s.size) @ s.astype(np.float64) / max(float(np.linalg.norm(s)), 1e-6)
    return own


@cache
def _directions(count: int) -> Vector:
    return np.random.default_rng(39).normal(size=(OWN, count))


def frame_for(drawn: FrameShape, own: Vector) -> StyledFrame:
    """The frame of a face: in its likeliest style, as wide, high, low and heavy as it is drawn.

    Args:
        drawn: the frame that the network draws on the face.
        own: its numbers.
    """
    style = max(zip(STYLES, own, strict=False), key=lambda one: _likely(one[0], drawn) + one[1])[0]
    width, thickness = own[len(STYLES) : len(STYLES) + 2]
    usual = style.shape
    shape = replace(
        usual,
        width=float(np.clip(usual.width + FOLLOWED[0] * (drawn.width - USUAL.width) + 0.6 * width, *WIDTHS)),
        height=float(np.clip(usual.height + FOLLOWED[1] * (drawn.height - USUAL.height), *HEIGHTS)),
        lower=usual.lower + drawn.lower,
        roundness=max(usual.roundness * drawn.roundness / USUAL.roundness, 2.0),
        rim=usual.rim * float(np.sqrt(drawn.rim / USUAL.rim)) * float(np.clip(1 + 0.08 * thickness, 0.8, 1.2)),
    )
    return StyledFrame(shape, style.material, own)


def _likely(style: FrameStyle, drawn: FrameShape) -> float:
    shape = style.shape
    heavy = HEAVIER * np.log2(drawn.rim / USUAL.rim) * np.log2(shape.rim / USUAL.rim)
    high = HIGHER / 5 * (drawn.height - USUAL.height) * (shape.height - USUAL.height)
    square = OF_SHAPE * (drawn.roundness - USUAL.roundness) * (shape.roundness - USUAL.roundness)
    return float(style.common + heavy + high + square)
