"""A plane with points on it, beside the circles of a standard normal."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from facelab.files import resource
from facelab.render.sheet import FONT

Pixels = NDArray[np.uint8]

FINER = 3
"""Drawn so many times as large, and reduced: smooth edges."""
WITH, WITHOUT = (213, 94, 0), (0, 114, 178)
"""Vermilion and blue of a palette that the colour-blind tell apart (Okabe & Ito 2008)."""
GROUND, LINES, INK = (255, 255, 255), (205, 205, 205), (90, 90, 90)
RADII = (1, 2, 3)
"""Standard deviations at which circles are drawn."""
PRIOR = np.random.default_rng(1).standard_normal((200, 2)).astype(np.float32)
"""Draws from N(0, I), which are drawn as rings beneath the points."""
LEAST = 3.2
"""What a plane shows at least, each way."""


def reach(points: NDArray[np.float32]) -> float:
    """How far a plane goes each way, for points (N, 2): all but the farthest hundredth lie on it."""
    return max(LEAST, 1.05 * float(np.quantile(np.abs(points), 0.99)))


def scatter(
    points: NDArray[np.float32], there: NDArray[np.bool_], size: int, far: float = 0.0, *, prior: bool = False
) -> Pixels:
    """The plane, (size, size, 3), x to the right and y upwards, its middle the origin.

    Args:
        points: (N, 2); those beyond ``far`` are left out.
        there: (N,), which are drawn in the one colour, and which in the other.
        size: pixels along each side. far: how far it goes each way; 0: ``reach``.
        prior: whether draws from N(0, I) are shown beneath the points.
    """
    side, far = FINER * size, far or reach(points)
    image = Image.new("RGB", (side, side), GROUND)
    draw = ImageDraw.Draw(image)
    _normal(draw, side, far)
    dot = max(FINER * size / 220, 2.0)
    for x, y in _places(PRIOR, side, far) if prior else ():
        draw.ellipse((x - dot, y - dot, x + dot, y + dot), outline=INK, width=FINER // 2)
    for (x, y), named in zip(_places(points, side, far), there, strict=True):
        draw.ellipse((x - dot, y - dot, x + dot, y + dot), WITH if named else WITHOUT)
    return np.asarray(image.resize((size, size), Image.Resampling.LANCZOS))


def _normal(draw: ImageDraw.ImageDraw, side: int, far: float) -> None:
    """Axes, and circles at some standard deviations of N(0, I)."""
    middle, font = side / 2, ImageFont.truetype(resource(FONT), side // 32)
    draw.line((middle, 0, middle, side), LINES, FINER)
    draw.line((0, middle, side, middle), LINES, FINER)
    for radius in RADII:
        r = radius * middle / far
        draw.ellipse((middle - r, middle - r, middle + r, middle + r), outline=LINES, width=FINER)
    edge = side / 100
    draw.text((side - edge, middle - edge), f"{far:.3g}", INK, font, anchor="rb")


def _places(points: NDArray[np.float32], side: int, far: float) -> NDArray[np.float64]:
    """Points (N, 2) in pixels from the top left."""
    places: NDArray[np.float64] = side / 2 * (1 + points.astype(np.float64) / far * np.array([1, -1]))
    return places
