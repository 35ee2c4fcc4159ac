"""The colours of a head's hair, and what is not hair by its colour, in CIE L*a*b*."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.colour import Linear
from facelab.render.lightness import Plane, exposure, soft_limit

Lab = NDArray[np.float32]
"""(..., 3), CIE L*a*b*: L in 0..100."""

USUAL_SKIN = np.array([66.0, 15.5, 19.3], np.float32)
"""The middle of a face's skin, where none is seen."""
LEANING, FARTHEST_TINT = 20.0, 8.0
"""Lightness from the middle that is approached where a tint is told from that of light and shade; a and b from the
middle that a strand's tint approaches: a pixel of dark hair that is half skin is redder than any strand, and would be a
glowing rim."""
ENDS, FADED = (4.0, 92.0), 25.0
"""Lightness from which on strands are bent away from black and white; that below which tints fade."""
SKIN, APART, TINT_APART = (0.15, 0.8), 20.0, 6.0
"""Way from the colour of hair to that of skin from which a pixel begins to be skin, and is; difference of the two in
L*a*b*, and in a and b alone, from which they are told apart."""


def lab(light: Linear) -> Lab:
    """CIE L*a*b* of linear light 0..1, (..., 3)."""
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(light, np.float32), cv2.COLOR_LRGB2Lab), np.float32)


@dataclass(frozen=True, eq=False)
class Tone:
    """The colours of the hair of one head.

    Attributes:
        middle: (3,), the median.
        ends: (2,), how far a tenth of it lies below and above the median, as ``exposure`` tells it.
        strands: the standard deviation of lightness from its mean around.
        skin: (3,), the median of the face's skin.
        lean, varied: (2,), by how much a and b rise with lightness, and the standard deviation of what is left.
    """

    middle: Lab
    ends: Lab
    strands: float
    skin: Lab
    lean: Lab
    varied: Lab


def middle(light: Linear, where: NDArray[np.bool_]) -> Lab:
    """The median colour, (3,), of linear light 0..1, (H, W, 3), in a mask (H, W)."""
    found: Lab = np.median(lab(np.clip(light, 0, 1))[where], axis=0).astype(np.float32)
    return found


def tone(light: Linear, around: Linear, where: NDArray[np.bool_], skin: Lab) -> Tone:
    """Of hair in linear light 0..1, (H, W, 3), whose mean around is (H, W, 3), in a mask (H, W)."""
    of = middle(light, where)
    base, own = (lab(one)[where] for one in (around, np.clip(light, 0, 1)))
    ends = np.abs(exposure(np.quantile(own[:, 0], (0.1, 0.9)).astype(np.float32), float(of[0])))
    strands = max(float((own[:, 0] - base[:, 0]).std()), 1.0)
    return Tone(of, np.maximum(ends, np.float32(0.1)), strands, skin, *_lean(own - of))


def _lean(away: Lab) -> tuple[Lab, Lab]:
    """By how much a and b rise with lightness in colours (N, 3) less their median, and what is left deviates by."""
    bright = soft_limit(away[:, :1], LEANING)
    lean = (bright * away[:, 1:]).sum(0) / np.maximum(np.square(bright).sum(), np.float32(1e-3))
    left = soft_limit(away[:, 1:] - lean * bright, FARTHEST_TINT)
    return lean.astype(np.float32), left.std(0).astype(np.float32)


def skin_by_colour(colours: Lab, of_hair: Lab, of_skin: Lab) -> Plane:
    """How much what is seen at the edge of hair, (H, W, 3), is skin, (H, W): by its tint and by all of its colour.

    Shine on hair is light, but no redder. Nothing, where skin and hair (3,) are of much the same colour.
    """
    by_all = _way_to(colours, of_hair, of_skin, APART)
    by_tint = _way_to(colours[..., 1:], of_hair[1:], of_skin[1:], TINT_APART)
    return np.asarray(np.sqrt(by_all * by_tint), np.float32)


def _way_to(colours: Lab, of_hair: Lab, of_skin: Lab, apart: float) -> Plane:
    """How far colours lie on the way from hair's to skin's; nothing where the two are not told apart."""
    line = of_skin - of_hair
    away = float(np.linalg.norm(line))
    along = (colours - of_hair) @ (line / np.float32(max(away, 1) ** 2))
    share = np.clip((along - SKIN[0]) / (SKIN[1] - SKIN[0]), 0, 1) * np.clip(away / apart - 1, 0, 1)
    return np.asarray(share, np.float32)
