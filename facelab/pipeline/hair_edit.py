"""Colours of hair: what of an edit a photo's own hair takes, and how far (docs/design.md, "Recoloured")."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import cv2
import numpy as np

from facelab.canonical import SIZE
from facelab.model.parser import SIDE
from facelab.pipeline.crops import Crop
from facelab.render.around import carried_around
from facelab.render.hair import Hair
from facelab.render.hair_colour import DrawnHair, Shift, plausible
from facelab.render.hair_finding import LEAST, SURELY
from facelab.render.hair_tone import Lab, lab, middle
from facelab.render.lighter_hair import FULL
from facelab.render.lightness import Plane, soft_limit

if TYPE_CHECKING:
    from facelab.latent import Move
    from facelab.model import ConvVAE
    from facelab.model.compiled import CompiledVAE
    from facelab.pipeline.editing import EditParts

WIDTHS, KNOWN, MOST = (3.0, 8.0, 24.0), 0.1, 11.0
"""Standard deviations in pixels of the drawing over which its shade is averaged; see ``carried_around``; lightness that
it approaches: what the drawing says of a strand or beyond its hair is not looked at."""
HIDES = (25.0, 45.0)
"""Lightness of the middle of hair up to which the drawing says all of the tints that it gets, and from which on none:
lighter hair has its own."""
REDNESS = (0.2, 0.42)
"""Least and most a for b that the shade brings hair to: the network draws shadows of it ruddier than they are."""
TINT_MOST, BACK = (1.0, 0.45), 0.25
"""What the shade's a and b approach, and how much of the chroma that the middle of hair comes to is added to that; how
much of their shift they may take back."""


def hair_shift(crop: Crop, colours: "Move", network: "ConvVAE | CompiledVAE") -> Shift:
    """By how much hair is to shift: by the median of D(s + delta) less that of D(s) in hair, and its shade.

    It is bent so that the photo's hair comes to no colour that hair does not have.
    """
    return shift_of(crop, drawn_hair(crop, colours, network))


def shift_of(crop: Crop, drawn: DrawnHair) -> Shift:
    """The shift that the photo's hair takes of what the network draws."""
    if crop.hair is None:
        return Shift(drawn.middle)
    shift = plausible(crop.hair.tone, drawn.middle)
    before = crop.hair.tone.middle
    hides = np.float32(np.clip((HIDES[1] - before[0]) / (HIDES[1] - HIDES[0]), 0, 1))
    tint = hides * _tints(drawn.shade[..., 1:], before[1:], shift[1:])
    return Shift(shift, np.float32(np.clip(shift[0] / FULL, 0, 1)) * np.dstack([drawn.shade[..., :1], tint]))


def _tints(asked: Lab, old: Lab, shift: Lab) -> Lab:
    """How much more a and b move than by a shift (2,) of their middle (2,), of how much the network asks, (H, W, 2).

    Hair becomes no redder and no less red for its yellow than hair is, and nowhere is much of the shift undone.
    """
    middle = old + shift
    most = TINT_MOST[0] + TINT_MOST[1] * np.hypot(*middle)
    there = middle + soft_limit(asked, float(most))
    low, high = (end * np.maximum(there[..., 1], 0) for end in REDNESS)
    there[..., 0] = np.clip(there[..., 0], np.minimum(low, middle[0]), np.maximum(high, middle[0]))
    tint = there - middle
    along = tint @ shift / np.float32(max(float(shift @ shift), 1.0))
    bent = np.where(along < 0, soft_limit(along, BACK), along)
    return np.asarray(tint + (bent - along)[..., None] * shift, np.float32)


def drawn_hair(crop: Crop, colours: "Move", network: "ConvVAE | CompiledVAE") -> DrawnHair:
    """How hair changes where the network draws a shift of s."""
    import torch

    from facelab.photo.colour import decode_srgb

    hair = crop.parse.in_crop("hair").reshape(64, 2, 64, 2).mean((1, 3))
    if (hair > SURELY).mean() < LEAST:
        hair = np.full_like(hair, 1)
    with torch.inference_mode():
        pictures = network.structure(crop.s + torch.from_numpy(colours.delta)), crop.structure
    after, before = (decode_srgb(one[0].permute(1, 2, 0).contiguous().numpy()) for one in pictures)
    asked = middle(after, hair > SURELY) - middle(before, hair > SURELY)
    return DrawnHair(asked, _shade(lab(after) - lab(before), hair))


def _shade(change: Lab, hair: Plane) -> Lab:
    """Where hair changes by more than the median, and where by less, of the drawing (64, 64, 3), in all of the frame.

    A flat black says nothing of the light on it; what the network makes of it is light above and in shade below, warm
    here and pale there.
    """
    within = cv2.erode(hair.astype(np.float32), np.ones((3, 3))) > SURELY
    around = round((SIDE / SIZE - 1) * len(hair) / 2)
    if within.mean() < LEAST:
        return np.zeros((len(hair) + 2 * around,) * 2 + (3,), np.float32)
    margin = (around, around), (around, around)
    away = np.pad(change - np.median(change[within], axis=0), (*margin, (0, 0))).astype(np.float32)
    known = np.pad(within, margin).astype(np.float32)
    carried = carried_around(away, known, WIDTHS, KNOWN)
    return np.asarray(MOST * np.tanh(carried / np.float32(MOST)), np.float32)


def heads(parts: "Iterable[tuple[Crop, EditParts]]") -> list[tuple[Hair, Shift]]:
    """The hair of those whose hair is to have another colour, and the shift of its colours."""
    return [
        (crop.hair, hair_shift(crop, edit.colours, crop.engine.vae))
        for crop, edit in parts
        if edit.colours is not None and crop.hair is not None
    ]
