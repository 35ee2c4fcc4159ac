"""Hair that becomes lighter shows more light, in proportion, as a longer exposure does (docs/design.md).

Its shine becomes lighter by less than that (a tone curve, Reinhard et al. 2002), so that what its dark hid is seen.
Half of what a strand differs by from the hair around it is carried as it was (base and detail, Durand & Dorsey 2002).
"""

from dataclasses import dataclass

import numpy as np

from facelab.render.hair_tone import ENDS, FADED, FARTHEST_TINT, LEANING, Lab, Tone
from facelab.render.lightness import Plane, all_is_dark, exposure, lightness_of, luminance, soft_limit, within
from facelab.render.mask import mixed

SPREAD, TINTED = np.array([[17.0, 15.0], [33.0, 17.0]], np.float32), (8.0, 20.0)
"""How far a tenth of hair lies below and above the middle in hair that becomes lighter: without a tint, and as yellow
as the last of the second (70 grey faces of CelebA; of 61 blond heads of train it is 25 below, which is asked for with
more, for powers and locks that are bent take some of it back)."""
POWERS, JOIN, HIGH = ((0.5, 3.5), (0.25, 1.5)), 0.3, 50.0
"""Least and most power of light by which hair that becomes lighter comes there, below and above the middle; over how
much of its logarithm one passes into the other; lightness above the middle that it approaches: one in fifty of blond
hair is lighter by 23."""
AS_IT_SHINES = 0.6
"""How much of what is lighter than the middle differs by as much as it did, in hair that is not black."""
FARTHEST = 3.0
"""Standard deviations that a strand's difference from the base approaches: a pixel of dark hair that is half skin is
lighter than any strand."""
AS_THEY_WERE, AS_MUCH, PEPPER = 0.5, (0.5, 2.5), 0.6
"""How much of a strand's difference from the hair around is carried as it was, scaled alike in all hair, the rest by
light; least and most scale; by how much more in hair that becomes grey, for white hairs are among dark ones (38 grey
heads of train, whose high frequencies were 1.5 times as strong)."""
SHADES, FULL = 0.04, 20.0
"""Logarithm of light for a level of lightness of shade; by how much hair becomes lighter until it is as light hair."""
VARIED, VARY = np.array([1.8, 2.6], np.float32), (0.3, 2.0)
"""Standard deviation of a and b in blond hair beside what comes by light and shade (20 heads of train), and how much
the own may be scaled for it."""
RUDDY, YELLOW, TOLD = (60.0, 40.0), (50.0, 50.0, 0.3), 0.5
"""Lightness at which light hair is as red as usual, and from there up to which it loses that; lightness at which it is
most yellow, and what it loses of that farther on: shadows of blond hair are redder, its shine is paler (20 heads of
train), those of grey hair are no redder; how
much of that hair takes which is not black and has shadows and shine of its own."""


@dataclass(frozen=True, eq=False)
class OfItself:
    """What hair that becomes lighter is before, computed once.

    Attributes:
        limited, lit: (H, W, 1), lightness bent, and of that what light changes, without what strands keep as it was.
        exposure: (H, W, 1), of the second.
        tint: (H, W, 2), what is its own of a and b.
    """

    limited: Plane
    lit: Plane
    exposure: Plane
    tint: Lab


def of_itself(colours: Lab, base: Plane, before: Tone) -> OfItself:
    """What hair is before; the arguments are as of ``hair_colour.recoloured``."""
    lightness, middle = colours[..., :1], float(before.middle[0])
    strands = soft_limit(lightness - base, FARTHEST * before.strands)
    lit = base + np.float32(1 - AS_THEY_WERE) * strands
    left = colours[..., 1:] - before.middle[1:] - before.lean * soft_limit(lightness - np.float32(middle), LEANING)
    tint = soft_limit(left, FARTHEST_TINT)
    return OfItself(base + strands, lit, exposure(np.maximum(lit, 0), middle), tint)


def lighter(lightness: Plane, known: OfItself, before: Tone, new: Lab, shade: Plane | float) -> Plane:
    """Lightness, (H, W, 1), of hair whose middle becomes lighter: more light on all of it, less more where it shines.

    What differs in the dark differs in the light.

    Args:
        lightness: (H, W, 1), what it is. known: ``of_itself``. before: the hair's colours.
        new: (3,), their new middle. shade: as of ``hair_colour.recoloured``.
    """
    aim, middle = float(new[0]), float(before.middle[0])
    part = np.float32(min(1.0, (aim - middle) / FULL))
    bright = _more_light(known.lit, known.exposure, before, new, shade)
    beside = np.array([middle - 1, middle + 1], np.float32)
    below, above = _more_light(beside, exposure(np.maximum(beside, 0), middle), before, new, 0.0)
    times = np.clip((above - below) / 2, *AS_MUCH) * (1 + part * np.float32(PEPPER) * (1 - _tinted(new)))
    return within(bright + (1 - part) * (lightness - known.limited) + times * (known.limited - known.lit), ENDS)


def _more_light(bright: Plane, own: Plane, before: Tone, new: Lab, shade: Plane | float) -> Plane:
    """Lightness of hair of lightness ``bright``, and exposure ``own``, whose middle comes to ``new``."""
    aim, middle = float(new[0]), float(before.middle[0])
    part = np.float32(min(1.0, (aim - middle) / FULL))
    usual, (low, high) = _powers(before, new)
    mean, apart = (high + low) / 2, (high - low) / 2
    light = mean * own + apart * (np.sqrt(np.square(own) + np.float32(JOIN**2)) - np.float32(JOIN))
    made = lightness_of(usual * np.exp(light + np.float32(SHADES) * shade)) - np.float32(aim)
    made = np.float32(aim) + np.minimum(made, soft_limit(made, HIGH))
    plain = bright + part * shade + np.float32(aim - middle)
    shining = np.float32(AS_IT_SHINES * (1 - all_is_dark(middle))) * (own > 0)
    return np.asarray(mixed(plain, made, part * (1 - shining)), np.float32)


def _powers(before: Tone, new: Lab) -> tuple[np.float32, Lab]:
    """Light of the middle of hair that becomes lighter, and the powers of light below and above it, (2,)."""
    below, above = SPREAD[0] + _tinted(new) * (SPREAD[1] - SPREAD[0])
    ends = luminance(np.clip(np.array([new[0] - below, new[0] + above], np.float32), 2, 98))
    usual = np.float32(luminance(new[0]))
    return usual, np.clip(np.abs(np.log(ends / usual)) / before.ends, *np.transpose(POWERS)).astype(np.float32)


def _tinted(new: Lab) -> np.float32:
    """How far hair of some middle is blond and not grey, 0..1."""
    return np.float32(np.clip((new[2] - TINTED[0]) / (TINTED[1] - TINTED[0]), 0, 1))


def light_tint(left: Lab, bright: Plane, before: Tone, new: Lab) -> Lab:
    """a and b, (H, W, 2), of light hair of lightness ``bright``, (H, W, 1), and an own tint, of ``OfItself``."""
    usual = VARIED * np.float32(min(1.0, float(np.hypot(*new[1:])) / TINTED[1]))
    times = np.clip(usual / np.maximum(before.varied, np.float32(0.3)), *VARY)
    there = _tint_at(bright, new) / _tint_at(new[:1], new) * np.clip(bright / np.float32(min(FADED, new[0])), 0, 1)
    return np.asarray(new[1:] * there + times * left, np.float32)


def _tint_at(bright: Plane, new: Lab) -> Lab:
    """How red and how yellow hair of some lightness (..., 1) and some middle is for what is usual, (..., 2)."""
    red = np.clip(1 - _tinted(new) * (bright - RUDDY[0]) / np.float32(RUDDY[1]), 0.2, 2)
    yellow = 1 - np.float32(YELLOW[2]) * np.square((bright - YELLOW[0]) / np.float32(YELLOW[1]))
    return np.asarray(np.concatenate([red, yellow], -1), np.float32)
