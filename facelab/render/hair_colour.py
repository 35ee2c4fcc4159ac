"""The colour that hair takes: each strand lighter and darker than the hair around it as it was (docs/design.md).

Colours are in CIE L*a*b*. Hair that becomes lighter shows more light, in proportion, as a longer exposure does, and its
shine less more than that (a tone curve, Reinhard et al. 2002), so that what its dark hid is seen. In hair that becomes
darker lightness is split into the mean around, the base, and what a strand differs from it by (base and detail, Durand
& Dorsey 2002). The base is carried as light falls on hair: shade in proportion, shine added.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.colour import Linear
from facelab.render.lightness import Plane, all_is_dark, exposure, lightness_of, luminance, soft_limit, within
from facelab.render.mask import mixed

Lab = NDArray[np.float32]
"""(..., 3), CIE L*a*b*: L in 0..100."""

KNEE, LIGHTEST, BEYOND = 40.0, 62.0, 6.0
"""Lightness of the middle of hair from which it is bent towards the second: of the faces below it is 50 and 53, of
three in four below 59 and 65; and how much lighter such hair can become."""
DARKEST, WHITEST = 8.0, 85.0
"""Least and most lightness of the middle: black hair's, by the median of such heads (7.5 of 17, 8.5 of 64), and the
most of any."""
BESIDE_SKIN = np.array(
    [[[0.09, 0.54, -0.11, -9.4], [0.07, -0.12, 0.67, -10.8]], [[0.15, 0.45, 0.09, -11.5], [0.15, -0.10, 0.76, 0.8]]],
    np.float32,
)
"""a and b of the middle of hair, grey and blond, by L, a, b of the skin of the same face and 1: warm light is warm on
both (least squares on 150 grey and 150 blond faces of CelebA; what is left of b deviates by 6 and 5, of which grey has
5 less and blond 4 more: each is to be seen)."""
PALEST = 2.0
"""Least b of hair that becomes lighter."""
USUAL_SKIN = np.array([66.0, 15.5, 19.3], np.float32)
"""The middle of the same skin, where none is seen."""
RED = (0.2, 0.64)
"""Least and most a for b in it (from one in five to nine in ten): with less it is lemon, with more it is pink."""
SPREAD, TINTED = np.array([[17.0, 15.0], [23.0, 17.0]], np.float32), (8.0, 20.0)
"""How far a tenth of hair lies below and above the middle in hair that becomes lighter: without a tint, and as yellow
as the last of the second (70 grey and 70 blond faces of CelebA, 20 blond heads of train)."""
POWERS, JOIN, HIGH = ((0.5, 2.5), (0.25, 1.5)), 0.3, 50.0
"""Least and most power of light by which hair that becomes lighter comes there, below and above the middle; over how
much of its logarithm one passes into the other; lightness above the middle that it approaches: one in fifty of blond
hair is lighter by 23."""
AS_IT_SHINES = 0.6
"""How much of what is lighter than the middle differs by as much as it did, in hair that is not black."""
SHADES, FULL = 0.04, 20.0
"""Logarithm of light for a level of lightness of shade; by how much hair becomes lighter until it is as light hair."""
LEANING, VARIED, VARY = 20.0, np.array([1.8, 2.6], np.float32), (0.3, 2.0)
"""Lightness from the middle that is approached where a tint is told from that of light and shade; standard deviation
of a and b in blond hair beside that (20 heads of train), and how much the own may be scaled for it."""
RUDDY, YELLOW, TOLD = (60.0, 40.0), (50.0, 50.0, 0.3), 0.5
"""Lightness at which light hair is as red as usual, and from there up to which it loses that; lightness at which it is
most yellow, and what it loses of that farther on: shadows of blond hair are redder, its shine is paler (the same); how
much of that hair takes which is not black and has shadows and shine of its own."""
FARTHEST, FARTHEST_TINT = 3.0, 8.0
"""Standard deviations that a strand's difference from the base approaches, and a and b that its tint's does from the
middle: a pixel of dark hair that is half skin is lighter and redder than any strand, and would be a glowing rim."""
ENDS, DARK_END = (4.0, 92.0), 3.0
"""Lightness from which on strands are bent away from black and white; that of black in hair that becomes darker."""
BLACK, BLACKENS, BLACKENED = np.array([0.0, 1.0], np.float32), (25.0, 12.0), 10.0
"""a and b of the middle of black hair (heads of train); lightness of the middle from which on hair has the less of its
own tint, and at which it has none; by how much darker it must become for that."""
SHINE = 0.7
"""Of the ratio of lightness, new to old, that shine is scaled by where hair becomes darker."""
DARKER = 0.4
"""Power of the ratio of lightness, new to old, that strands are scaled by in hair that becomes darker: shine stays, so
that they differ as much as in black hair, by 7 (heads of the first of these)."""
REDDER, FADED = 0.006, 25.0
"""Of its chroma, by which hair is redder for each level of lightness that it is darker than the middle: shadows of
blond hair are (0.13 of 24), those of grey hair hardly; lightness below which tints fade."""
SKIN, APART, TINT_APART = (0.15, 0.8), 20.0, 6.0
"""Way from the colour of hair to that of skin from which a pixel begins to be skin, and is; difference of the two in
L*a*b*, and in a and b alone, from which they are told apart."""
WHITE = (85.0, 0.6)
"""Lightness from which highlights lose so much of the colour's shift: they are the lamp's."""


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


@dataclass(frozen=True, eq=False)
class Shift:
    """How the colours of hair are to change.

    Attributes:
        middle: (3,), by how much their median moves.
        shade: (S, S), by how much more lightness moves at every place of the parser's frame; None: by no more.
    """

    middle: Lab
    shade: Plane | None = None


@dataclass(frozen=True, eq=False)
class DrawnHair:
    """How hair changes as the network draws it.

    Attributes:
        middle: (3,), by how much its median colour moves, CIE L*a*b*.
        shade: (S, S), by how much more lightness moves at every place of the parser's frame.
    """

    middle: Lab
    shade: Plane


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


def plausible(of: Tone, shift: Lab) -> Lab:
    """A shift (3,) of the middle of hair, bent so that it comes to no colour that hair does not have in this light."""
    lightness, tint = float(of.middle[0]), of.middle[1:]
    knee, top = max(KNEE, lightness), max(LIGHTEST, lightness + BEYOND)
    above = max(0.0, lightness + float(shift[0]) - knee)
    asked = min(float(shift[0]), knee - lightness) + (top - knee) * -float(np.expm1(-above / (top - knee)))
    ends = np.sort(BESIDE_SKIN @ np.append(of.skin, np.float32(1)), 0)
    there = np.clip(tint + shift[1:], np.minimum(tint, ends[0]), np.maximum(tint, ends[1]))
    yellow = float(np.clip(there[1], *np.maximum(ends[:, 1], PALEST)))
    usual = np.array([np.clip(there[0], RED[0] * yellow, RED[1] * yellow), yellow], np.float32)
    there += np.float32(np.clip(shift[0] / FULL, 0, 1)) * (usual - there)
    asked = max(asked, min(DARKEST - lightness, 0.0))
    there += np.float32(_blackness(lightness + asked, asked)) * (BLACK - there)
    return np.array([asked, *(there - tint)], np.float32)


def _blackness(aim: float, shift: float) -> float:
    """How far hair whose lightness moves by ``shift`` to ``aim`` is to be black, 0..1."""
    begins, ends = BLACKENS
    return float(np.clip((begins - aim) / (begins - ends), 0, 1) * np.clip(-shift / BLACKENED, 0, 1))


def of_itself(colours: Lab, base: Plane, before: Tone) -> tuple[Plane, Plane, Lab]:
    """What hair that becomes lighter is before, computed once: lightness, bent, its ``exposure``, and what is its own
    of its tint; the arguments are as of ``recoloured``."""
    lightness, middle = colours[..., :1], float(before.middle[0])
    limited = base + soft_limit(lightness - base, FARTHEST * before.strands)
    left = colours[..., 1:] - before.middle[1:] - before.lean * soft_limit(lightness - np.float32(middle), LEANING)
    return limited, exposure(np.maximum(limited, 0), middle), soft_limit(left, FARTHEST_TINT)


def recoloured(
    colours: Lab,
    base: Plane,
    before: Tone,
    shift: Lab,
    shade: Plane | float = 0,
    known: tuple[Plane, Plane, Lab] | None = None,
) -> Linear:
    """Linear light (H, W, 3) of hair whose middle moves.

    Args:
        colours: (H, W, 3), what it is.
        base: (H, W, 1), the mean lightness around.
        before: the hair's colours. shift: (3,), by how much their middle moves.
        shade: (H, W, 1), by how much more lightness moves where hair becomes lighter. known: ``of_itself``.
    """
    old = float(before.middle[0])
    aim = float(np.clip(old + float(shift[0]), min(DARKEST, old), max(WHITEST, old)))
    new = np.array([aim, *(before.middle[1:] + shift[1:])], np.float32)
    lightness, own = colours[..., :1], colours[..., 1:] - before.middle[1:]
    if aim <= old:
        bright = _darker(lightness, base, before, new)
        tint = _tint(own, bright, before.middle[1:], new[1:], aim)
    else:
        limited, light, left = known or of_itself(colours, base, before)
        bright = _lighter(lightness, limited, light, before, new, shade)
        told = np.float32(min(1.0, (aim - old) / FULL) * max(TOLD, all_is_dark(old)))
        tint = told * _light_tint(left, bright, before, new)
        if told < 1:
            tint += (1 - told) * _tint(own, bright, before.middle[1:], new[1:], aim)
    return np.asarray(cv2.cvtColor(np.dstack([bright, tint]).astype(np.float32), cv2.COLOR_Lab2LRGB), np.float32)


def _light_tint(left: Lab, bright: Plane, before: Tone, new: Lab) -> Lab:
    """a and b of light hair of lightness ``bright``, whose tint differed from that of its lightness by ``left``."""
    usual = VARIED * np.float32(min(1.0, float(np.hypot(*new[1:])) / TINTED[1]))
    times = np.clip(usual / np.maximum(before.varied, np.float32(0.3)), *VARY)
    there = _tint_at(bright) / _tint_at(new[:1]) * np.clip(bright / np.float32(min(FADED, new[0])), 0, 1)
    return np.asarray(new[1:] * there + times * left, np.float32)


def _tint_at(bright: Plane) -> Lab:
    """How red and how yellow light hair of some lightness (..., 1) is, (..., 2), for what is usual."""
    red = np.clip(1 - (bright - RUDDY[0]) / np.float32(RUDDY[1]), 0.2, 2)
    yellow = 1 - np.float32(YELLOW[2]) * np.square((bright - YELLOW[0]) / np.float32(YELLOW[1]))
    return np.asarray(np.concatenate([red, yellow], -1), np.float32)


def _tint(own: Lab, bright: Plane, old: Lab, new: Lab, aim: float) -> Lab:
    """a and b of hair of lightness ``bright`` that differed from the middle by ``own``."""
    chroma = [float(np.hypot(*tint)) for tint in (old, new)]
    kept = np.float32(min(1.0, chroma[1] / max(chroma[0], 1e-3)))
    redder = np.float32(REDDER * float(np.hypot(*(new - old)))) * (np.float32(aim) - bright)
    white = np.float32(WHITE[1]) * np.clip((bright - WHITE[0]) / (100 - WHITE[0]), 0, 1)
    there = np.clip(bright / np.float32(min(FADED, aim)), 0, 1) * (1 - white)
    moved = (new - old) + redder * np.array([1, 0], np.float32)
    own = soft_limit(own, FARTHEST_TINT)
    return np.asarray(old + kept * own + there * moved, np.float32)


def _lighter(lightness: Plane, limited: Plane, own: Plane, before: Tone, new: Lab, shade: Plane | float) -> Plane:
    """More light on all of it, less more where it shines: what differs in the dark differs in the light."""
    aim, middle = float(new[0]), float(before.middle[0])
    part = np.float32(min(1.0, (aim - middle) / FULL))
    usual, (low, high) = _powers(before, new)
    mean, apart = (high + low) / 2, (high - low) / 2
    light = mean * own + apart * (np.sqrt(np.square(own) + np.float32(JOIN**2)) - np.float32(JOIN))
    made = lightness_of(usual * np.exp(light + np.float32(SHADES) * shade)) - np.float32(aim)
    made = np.float32(aim) + np.minimum(made, soft_limit(made, HIGH))
    plain = lightness + part * (limited - lightness + shade) + np.float32(aim - middle)
    shining = np.float32(AS_IT_SHINES * (1 - all_is_dark(middle))) * (own > 0)
    return within(mixed(plain, made, part * (1 - shining)), ENDS)


def _powers(before: Tone, new: Lab) -> tuple[np.float32, Lab]:
    """Light of the middle of hair that becomes lighter, and the powers of light below and above it, (2,)."""
    tinted = np.float32(np.clip((new[2] - TINTED[0]) / (TINTED[1] - TINTED[0]), 0, 1))
    below, above = SPREAD[0] + tinted * (SPREAD[1] - SPREAD[0])
    ends = luminance(np.clip(np.array([new[0] - below, new[0] + above], np.float32), 2, 98))
    usual = np.float32(luminance(new[0]))
    return usual, np.clip(np.abs(np.log(ends / usual)) / before.ends, *np.transpose(POWERS)).astype(np.float32)


def _darker(lightness: Plane, base: Plane, before: Tone, new: Lab) -> Plane:
    middle, aim = float(before.middle[0]), float(new[0])
    gain = np.float32(aim / max(middle, 1.0))
    here, (old, now) = luminance(base), luminance(np.array([middle, aim], np.float32))
    carried = np.where(base < middle, gain * base, lightness_of(now + SHINE * gain * (here - old)))
    return within(carried + gain**DARKER * (lightness - base), (DARK_END, ENDS[1]))
