"""The colour that hair takes: each strand lighter and darker than the hair around it as it was (docs/design.md).

Colours are in CIE L*a*b*. Lightness is split into the mean around, the base, and what a strand differs from it by
(base and detail, Durand & Dorsey 2002). The base is carried as light falls on hair: shade in proportion, shine added.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.colour import Linear
from facelab.render.mask import mixed

Lab = NDArray[np.float32]
"""(..., 3), CIE L*a*b*: L in 0..100."""
Plane = NDArray[np.float32]

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
REACHES, EVEN = np.array([[11.0, 11.0], [17.0, 14.0]], np.float32), np.array([6.0, 8.0], np.float32)
"""How far the mean lightness around goes, nine in ten of it, below and above the middle in hair that becomes lighter,
and the standard deviation of its strands: of hair without a tint, and as yellow as the last of ``TINTED`` (150 grey
and 150 blond faces of CelebA; strands of heads at 256 pixels a crop)."""
TINTED = (8.0, 20.0)
WIDEN, STRANDS, FULL = (0.5, 3.0), (0.75, 1.75), 20.0
"""Least and most that a distance from the middle, and a strand's from the mean around, are scaled by for it; by how
much hair becomes lighter until it is so."""
HOLLOW, BLACK_ALL = (0.4, 0.1), (12.0, 20.0)
"""Lightness, for the middle's, below which it is dark because no light falls there, between hair and neck, and from
which on wholly: it stays as dark in proportion. Lightness of the middle up to which all hair is as dark, and beyond
which it is not."""
FARTHEST, FARTHEST_TINT = 3.0, 8.0
"""Standard deviations that a strand's difference from the base approaches, and a and b that its tint's does from the
middle: a pixel of dark hair that is half skin is lighter and redder than any strand, and would be a glowing rim."""
ROOM, DEVIATIONS, SOFT = 97.0, 1.5, 8.0
"""Lightness that the base stays under by so many standard deviations of its strands; over how much it is bent."""
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
        reach: (2,), how far the mean lightness around goes, nine in ten of it, below and above the middle's.
        strands: the standard deviation of lightness from its mean around.
        skin: (3,), the median of the face's skin.
    """

    middle: Lab
    reach: Lab
    strands: float
    skin: Lab


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
    base, bright = (lab(one)[where][:, 0] for one in (around, np.clip(light, 0, 1)))
    ends = np.quantile(base, (0.1, 0.9))
    reach = np.maximum(np.array([of[0] - ends[0], ends[1] - of[0]], np.float32), 1)
    return Tone(of, reach, max(float((bright - base).std()), 1.0), skin)


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


def recoloured(colours: Lab, base: Plane, before: Tone, shift: Lab, shade: Plane | float = 0) -> Linear:
    """Linear light (H, W, 3) of hair whose middle moves.

    Args:
        colours: (H, W, 3), what it is.
        base: (H, W, 1), the mean lightness around.
        before: the hair's colours. shift: (3,), by how much their middle moves.
        shade: (H, W, 1), by how much more lightness moves where hair becomes lighter.
    """
    old = float(before.middle[0])
    aim = float(np.clip(old + float(shift[0]), min(DARKEST, old), max(WHITEST, old)))
    new = np.array([aim, *(before.middle[1:] + shift[1:])], np.float32)
    lightness = colours[..., :1]
    bright = _lighter(lightness, base, before, new, shade) if aim > old else _darker(lightness, base, before, new)
    tint = _tint(colours[..., 1:] - before.middle[1:], bright, before.middle[1:], before.middle[1:] + shift[1:], aim)
    return np.asarray(cv2.cvtColor(np.dstack([bright, tint]).astype(np.float32), cv2.COLOR_Lab2LRGB), np.float32)


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


def _lighter(lightness: Plane, base: Plane, before: Tone, new: Lab, shade: Plane | float) -> Plane:
    aim, middle = float(new[0]), float(before.middle[0])
    part = np.float32(min(1.0, (aim - middle) / FULL))
    tinted = float(np.clip((new[2] - TINTED[0]) / (TINTED[1] - TINTED[0]), 0, 1))
    reach, even = (np.float32(1 - tinted) * of[0] + np.float32(tinted) * of[1] for of in (REACHES, EVEN))
    strands = float(1 + part * (np.clip(even / before.strands, *STRANDS) - 1))
    below, above = 1 + part * (np.clip(reach / before.reach, *WIDEN) - 1)
    away = base - np.float32(middle)
    carried = np.float32(aim) + away * np.where(away < 0, below, above) + shade
    dark = np.clip((HOLLOW[0] - base / np.float32(middle)) / (HOLLOW[0] - HOLLOW[1]), 0, 1)
    dark *= np.float32(part * np.clip((middle - BLACK_ALL[0]) / (BLACK_ALL[1] - BLACK_ALL[0]), 0, 1))
    ratio = luminance(np.array([aim, middle], np.float32))
    carried = mixed(carried, lightness_of(luminance(base) * np.float32(ratio[0] / ratio[1])), dark)
    room = np.float32(max(ROOM - DEVIATIONS * strands * before.strands, aim) - SOFT)
    over = np.maximum(carried - room, 0)
    carried = np.minimum(carried, room) + np.float32(SOFT) * -np.expm1(-over / np.float32(SOFT))
    return within(carried + np.float32(strands) * soft_limit(lightness - base, FARTHEST * before.strands), ENDS)


def _darker(lightness: Plane, base: Plane, before: Tone, new: Lab) -> Plane:
    middle, aim = float(before.middle[0]), float(new[0])
    gain = np.float32(aim / max(middle, 1.0))
    here, (old, now) = luminance(base), luminance(np.array([middle, aim], np.float32))
    carried = np.where(base < middle, gain * base, lightness_of(now + SHINE * gain * (here - old)))
    return within(carried + gain**DARKER * (lightness - base), (DARK_END, ENDS[1]))


def luminance(lightness: Plane) -> Plane:
    """CIE Y, 0..1, of L*."""
    root = (lightness + np.float32(16)) / np.float32(116)
    return np.where(lightness > 8, root * root * root, lightness / np.float32(903.3)).astype(np.float32)


def lightness_of(luminance: Plane) -> Plane:
    """CIE L* of Y, 0..1."""
    root = np.float32(116) * np.cbrt(np.maximum(luminance, 0)) - np.float32(16)
    return np.where(luminance > 0.008856, root, luminance * np.float32(903.3)).astype(np.float32)


def soft_limit(values: Plane, most: float) -> Plane:
    """Values that are small beside ``most`` as they are, larger ones approaching it."""
    return np.asarray(values / np.sqrt(1 + np.square(values * np.float32(1 / most))), np.float32)


def within(values: Plane, ends: tuple[float, float]) -> Plane:
    """Lightness bent, from a knee near either of 0 and 100 on, so that it never comes there: nothing is cut off."""
    low, high = ends
    above = high + (100 - high) * -np.expm1(-np.maximum(values - high, 0) / (100 - high))
    below = low * np.exp(np.minimum(values - low, 0) / low)
    return np.where(values > high, above, np.where(values < low, below, values)).astype(np.float32)
