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
from facelab.render.hair_tone import lab, middle
from facelab.render.lighter_hair import FULL
from facelab.render.lightness import Plane

if TYPE_CHECKING:
    from facelab.latent import Move
    from facelab.model import ConvVAE
    from facelab.model.compiled import CompiledVAE
    from facelab.pipeline.editing import EditParts

WIDTHS, KNOWN, MOST = (3.0, 8.0, 24.0), 0.1, 11.0
"""Standard deviations in pixels of the drawing over which its shade is averaged; see ``carried_around``; lightness that
it approaches: what the drawing says of a strand or beyond its hair is not looked at."""


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
    return Shift(shift, np.float32(np.clip(shift[0] / FULL, 0, 1)) * drawn.shade)


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
    return DrawnHair(asked, _shade(lab(after)[..., 0] - lab(before)[..., 0], hair))


def _shade(lightness: Plane, hair: Plane) -> Plane:
    """Where hair becomes lighter than by the median, and where less so, of the drawing (64, 64), in all of the frame.

    A flat black says nothing of the light on it; what the network makes of it is light above and in shade below.
    """
    within = cv2.erode(hair.astype(np.float32), np.ones((3, 3))) > SURELY
    around = round((SIDE / SIZE - 1) * len(hair) / 2)
    if within.mean() < LEAST:
        return np.zeros((len(hair) + 2 * around,) * 2, np.float32)
    away = np.pad(lightness - np.median(lightness[within]), around)[..., None].astype(np.float32)
    known = np.pad(within, around).astype(np.float32)
    carried = carried_around(away, known, WIDTHS, KNOWN)[..., 0]
    return np.asarray(MOST * np.tanh(carried / np.float32(MOST)), np.float32)


def heads(parts: "Iterable[tuple[Crop, EditParts]]") -> list[tuple[Hair, Shift]]:
    """The hair of those whose hair is to have another colour, and the shift of its colours."""
    return [
        (crop.hair, hair_shift(crop, edit.colours, crop.engine.vae))
        for crop, edit in parts
        if edit.colours is not None and crop.hair is not None
    ]
