"""Colours of hair: what of an edit a photo's own hair takes, and how far (docs/design.md, "Recoloured")."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from facelab.pipeline.crops import Crop
from facelab.render.hair import LEAST, SURELY, Hair
from facelab.render.hair_colour import Lab, middle, plausible

if TYPE_CHECKING:
    from facelab.latent import Move
    from facelab.model import ConvVAE
    from facelab.model.compiled import CompiledVAE
    from facelab.pipeline.editing import EditParts


def hair_shift(crop: Crop, colours: "Move", network: "ConvVAE | CompiledVAE") -> Lab:
    """By how much hair is to shift, (3,) in CIE L*a*b*: the median of D(s + delta) less that of D(s) in hair.

    It is bent so that the photo's hair comes to no colour that hair does not have.
    """
    import torch

    from facelab.photo.colour import decode_srgb

    hair = crop.parse.in_crop("hair").reshape(64, 2, 64, 2).mean((1, 3))
    if (hair > SURELY).mean() < LEAST:
        hair = np.full_like(hair, 1)
    with torch.inference_mode():
        pictures = network.structure(crop.s + torch.from_numpy(colours.delta)), crop.structure
    drawn = (decode_srgb(one[0].permute(1, 2, 0).contiguous().numpy()) for one in pictures)
    after, before = (middle(light, hair > SURELY) for light in drawn)
    return plausible(before if crop.hair is None else crop.hair.tone.middle, after - before)


def heads(parts: "Iterable[tuple[Crop, EditParts]]") -> list[tuple[Hair, Lab]]:
    """The hair of those whose hair is to have another colour, and the shift of its colours."""
    return [
        (crop.hair, hair_shift(crop, edit.colours, crop.engine.vae))
        for crop, edit in parts
        if edit.colours is not None and crop.hair is not None
    ]
