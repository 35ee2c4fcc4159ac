"""The colour that hair takes: each strand lighter and darker than the hair around it as it was (docs/design.md).

Colours are in CIE L*a*b*. Lightness is split into the mean around, the base, and what a strand differs from it by
(base and detail, Durand & Dorsey 2002). The base is carried as light falls on hair: shade in proportion, shine added.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.colour import Linear

Lab = NDArray[np.float32]
"""(..., 3), CIE L*a*b*: L in 0..100."""
Plane = NDArray[np.float32]

KNEE, LIGHTEST, BEYOND = 48.0, 70.0, 6.0
"""Lightness of the middle of hair from which it is bent towards the second: of 60 blond and 60 grey heads of CelebA it
is 53 and 44, of nine in ten below 73; and how much lighter such hair can become."""
DARKEST, WHITEST = 5.0, 85.0
"""Least and most lightness of the middle."""
TINTS = np.array([[1.5, 3.0], [14.0, 28.0]], np.float32)
"""Least and most a and b of the middle of hair in the same pictures: grey hair is hardly ever blue."""
SHADE = np.float32(0.8)
"""Power of the luminance of what is darker than the middle, for its middle's, when hair becomes lighter."""
SHINE, LEAST_SHINE = 0.6, 0.15
"""Power of the ratio of luminance, new to old middle, that gives the power of what is lighter than the middle, for its
middle's; and the least that this is."""
EVEN, STRANDS, FULL = 4.0, (0.75, 1.5), 20.0
"""Standard deviation of strands' lightness that hair which becomes lighter is to have; least and most that a strand's
difference from the base is scaled by for it; and by how much hair becomes lighter until it is so."""
ROOM, DEVIATIONS, SOFT = 97.0, 1.5, 8.0
"""Lightness that the base stays under by so many standard deviations of its strands; over how much it is bent."""
ENDS, DARK_END = (4.0, 92.0), 3.0
"""Lightness from which on strands are bent away from black and white; that of black in hair that becomes darker."""
DARKER = 0.5
"""Power of the ratio of lightness, new to old, that strands are scaled by in hair that becomes darker: shine stays."""
CHROMA = (0.55, 1.3)
"""Least and most that the shift of a and b is scaled by, as a strand is darker and lighter than the middle."""
WHITE = (85.0, 0.6)
"""Lightness from which highlights lose so much of the colour's shift: they are the lamp's."""


def lab(light: Linear) -> Lab:
    """CIE L*a*b* of linear light 0..1, (..., 3)."""
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(light, np.float32), cv2.COLOR_LRGB2Lab), np.float32)


def middle(light: Linear, where: NDArray[np.bool_]) -> Lab:
    """The median colour, (3,), of linear light 0..1, (H, W, 3), in a mask (H, W)."""
    found: Lab = np.median(lab(np.clip(light, 0, 1))[where], axis=0).astype(np.float32)
    return found


def plausible(before: Lab, shift: Lab) -> Lab:
    """A shift (3,) of the middle ``before`` (3,), bent so that it comes to no colour that hair does not have."""
    lightness, tint = float(before[0]), before[1:]
    knee, top = max(KNEE, lightness), max(LIGHTEST, lightness + BEYOND)
    above = max(0.0, lightness + float(shift[0]) - knee)
    asked = min(float(shift[0]), knee - lightness) + (top - knee) * -float(np.expm1(-above / (top - knee)))
    there = np.clip(tint + shift[1:], np.minimum(tint, TINTS[0]), np.maximum(tint, TINTS[1]))
    return np.array([max(asked, min(DARKEST - lightness, 0.0)), *(there - tint)], np.float32)


def recoloured(colours: Lab, base: Plane, spread: Plane, before: Lab, shift: Lab) -> Linear:
    """Linear light (H, W, 3) of hair whose middle moves.

    Args:
        colours: (H, W, 3), what it is.
        base: (H, W, 1), the mean lightness around. spread: (H, W, 1), the standard deviation of lightness around.
        before: (3,), the middle of the hair's colours. shift: (3,), by how much it moves.
    """
    middle = float(before[0])
    aim = float(np.clip(middle + float(shift[0]), min(DARKEST, middle), max(WHITEST, middle)))
    carried = _lighter if aim > middle else _darker
    bright = carried(colours[..., :1], base, spread, middle, aim)
    tints = [float(np.hypot(*colour[1:])) for colour in (before, before + shift)]
    kept = min(1.0, tints[1] / max(tints[0], 1e-3))
    white = np.clip((bright - WHITE[0]) / (100 - WHITE[0]), 0, 1)
    moved = shift[1:] * (np.clip(bright / aim, *CHROMA) * (1 - WHITE[1] * white))
    tint = before[1:] + np.float32(kept) * (colours[..., 1:] - before[1:]) + moved
    return np.asarray(cv2.cvtColor(np.dstack([bright, tint]).astype(np.float32), cv2.COLOR_Lab2LRGB), np.float32)


def _lighter(lightness: Plane, base: Plane, spread: Plane, middle: float, aim: float) -> Plane:
    strands = 1 + np.float32(min(1.0, (aim - middle) / FULL)) * (np.clip(EVEN / np.maximum(spread, 1), *STRANDS) - 1)
    here, (old, new) = luminance(base), luminance(np.array([middle, aim], np.float32))
    shine = max(LEAST_SHINE, float(old / new) ** SHINE)
    ratio = here / np.maximum(old, np.float32(1e-4))
    carried = lightness_of(new * np.where(ratio < 1, ratio**SHADE, ratio**shine))
    room = np.maximum(ROOM - DEVIATIONS * strands * spread, aim) - np.float32(SOFT)
    over = np.maximum(carried - room, 0)
    carried = np.minimum(carried, room) + np.float32(SOFT) * -np.expm1(-over / np.float32(SOFT))
    return within(carried + strands * (lightness - base), ENDS)


def _darker(lightness: Plane, base: Plane, _spread: Plane, middle: float, aim: float) -> Plane:
    gain = np.float32(aim / max(middle, 1.0))
    here, (old, new) = luminance(base), luminance(np.array([middle, aim], np.float32))
    carried = np.where(base < middle, gain * base, lightness_of(new + gain * (here - old)))
    return within(carried + gain**DARKER * (lightness - base), (DARK_END, ENDS[1]))


def luminance(lightness: Plane) -> Plane:
    """CIE Y, 0..1, of L*."""
    root = (lightness + np.float32(16)) / np.float32(116)
    return np.where(lightness > 8, root * root * root, lightness / np.float32(903.3)).astype(np.float32)


def lightness_of(luminance: Plane) -> Plane:
    """CIE L* of Y, 0..1."""
    root = np.float32(116) * np.cbrt(np.maximum(luminance, 0)) - np.float32(16)
    return np.where(luminance > 0.008856, root, luminance * np.float32(903.3)).astype(np.float32)


def within(values: Plane, ends: tuple[float, float]) -> Plane:
    """Lightness bent, from a knee near either of 0 and 100 on, so that it never comes there: nothing is cut off."""
    low, high = ends
    above = high + (100 - high) * -np.expm1(-np.maximum(values - high, 0) / (100 - high))
    below = low * np.exp(np.minimum(values - low, 0) / low)
    return np.where(values > high, above, np.where(values < low, below, values)).astype(np.float32)
