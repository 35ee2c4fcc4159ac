"""The colour that hair takes: each strand lighter and darker than the hair around it as it was (docs/design.md).

Colours are in CIE L*a*b*. Hair that becomes lighter is ``lighter_hair``'s. In hair that becomes darker lightness is
split into the mean around, the base, and what a strand differs from it by (base and detail, Durand & Dorsey 2002). The
base is carried as light falls on hair: shade in proportion, shine added.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from facelab.photo.colour import Linear
from facelab.render.hair_tone import ENDS, FADED, FARTHEST_TINT, Lab, Tone
from facelab.render.lighter_hair import FULL, TOLD, OfItself, light_tint, lighter, of_itself
from facelab.render.lightness import Plane, all_is_dark, lightness_of, luminance, soft_limit, within

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
RED = (0.2, 0.64)
"""Least and most a for b in it (from one in five to nine in ten): with less it is lemon, with more it is pink."""
DARK_END = 3.0
"""Lightness from which on strands are bent away from black in hair that becomes darker."""
BLACK, BLACKENS, BLACKENED = np.array([0.0, 1.0], np.float32), (25.0, 12.0), 10.0
"""a and b of the middle of black hair (heads of train); lightness of the middle from which on hair has the less of its
own tint, and at which it has none; by how much darker it must become for that."""
SHINE = 0.6
"""Of the ratio of lightness, new to old, that shine is scaled by where hair becomes darker."""
DARKER = 0.55
"""Power of the ratio of lightness, new to old, that strands are scaled by in hair that becomes darker: shine stays, so
that they differ as much as in black hair (260 heads of train)."""
REDDER = 0.006
"""Of its chroma, by which hair is redder for each level of lightness that it is darker than the middle: shadows of
blond hair are (0.13 of 24), those of grey hair hardly."""
WHITE = (85.0, 0.6)
"""Lightness from which highlights lose so much of the colour's shift: they are the lamp's."""


@dataclass(frozen=True, eq=False)
class Shift:
    """How the colours of hair are to change.

    Attributes:
        middle: (3,), by how much their median moves.
        shade: (S, S, 3), by how much more it moves at every place of the parser's frame; None: by no more.
    """

    middle: Lab
    shade: Lab | None = None


@dataclass(frozen=True, eq=False)
class DrawnHair:
    """How hair changes as the network draws it.

    Attributes:
        middle: (3,), by how much its median colour moves, CIE L*a*b*.
        shade: (S, S, 3), by how much more it moves at every place of the parser's frame.
    """

    middle: Lab
    shade: Lab


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


def recoloured(
    colours: Lab,
    base: Plane,
    before: Tone,
    shift: Lab,
    shade: Lab | None = None,
    known: OfItself | None = None,
) -> Linear:
    """Linear light (H, W, 3) of hair whose middle moves.

    Args:
        colours: (H, W, 3), what it is.
        base: (H, W, 1), the mean lightness around.
        before: the hair's colours. shift: (3,), by how much their middle moves.
        shade: (H, W, 3), by how much more they move where hair becomes lighter. known: ``of_itself``.
    """
    old = float(before.middle[0])
    aim = float(np.clip(old + float(shift[0]), min(DARKEST, old), max(WHITEST, old)))
    new = np.array([aim, *(before.middle[1:] + shift[1:])], np.float32)
    lightness, own = colours[..., :1], colours[..., 1:] - before.middle[1:]
    if aim <= old:
        bright = _darker(lightness, base, before, new)
        tint = _tint(own, bright, before.middle, new)
    else:
        known = known or of_itself(colours, base, before)
        bright = lighter(lightness, known, before, new, 0.0 if shade is None else shade[..., :1])
        told = np.float32(min(1.0, (aim - old) / FULL) * max(TOLD, all_is_dark(old)))
        tint = told * light_tint(known.tint, bright, before, new)
        if told < 1:
            tint += (1 - told) * _tint(own, bright, before.middle, new)
        if shade is not None:
            tint += shade[..., 1:] * np.clip(bright / np.float32(min(FADED, aim)), 0, 1)
    return np.asarray(cv2.cvtColor(np.dstack([bright, tint]).astype(np.float32), cv2.COLOR_Lab2LRGB), np.float32)


def _tint(own: Lab, bright: Plane, old: Lab, new: Lab) -> Lab:
    """a and b of hair of lightness ``bright`` that differed from the middle by ``own``; both middles are (3,)."""
    aim, moved = float(new[0]), new[1:] - old[1:]
    chroma = [float(np.hypot(*middle[1:])) for middle in (old, new)]
    kept = np.float32(min(1.0, chroma[1] / max(chroma[0], 1e-3)))
    redder = np.float32(REDDER * float(np.hypot(*moved))) * (np.float32(aim) - bright)
    white = np.float32(WHITE[1]) * np.clip((bright - WHITE[0]) / (100 - WHITE[0]), 0, 1)
    dark = np.clip(bright / np.float32(min(FADED, aim)), 0, 1)
    blackened = np.float32(np.clip((old[0] - aim) / BLACKENED, 0, 1))  # its shadows lose the tint that they had
    there = dark * (1 - white)
    own = soft_limit(own, FARTHEST_TINT)
    shadows = 1 - blackened * (1 - dark)
    return np.asarray(
        shadows * old[1:] + kept * own + there * (moved + redder * np.array([1, 0], np.float32)), np.float32
    )


def _darker(lightness: Plane, base: Plane, before: Tone, new: Lab) -> Plane:
    middle, aim = float(before.middle[0]), float(new[0])
    gain = np.float32(aim / max(middle, 1.0))
    here, (old, now) = luminance(base), luminance(np.array([middle, aim], np.float32))
    carried = np.where(base < middle, gain * base, lightness_of(now + SHINE * gain * (here - old)))
    return within(carried + gain**DARKER * (lightness - base), (DARK_END, ENDS[1]))
