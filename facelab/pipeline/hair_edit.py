"""Colours of hair: what of an edit a photo's own hair takes, and how far (docs/design.md, "Recoloured")."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from facelab.edit import Edit
from facelab.pipeline.crops import Crop
from facelab.render.hair import LEAST, SURELY, Hair, Lab, middle

if TYPE_CHECKING:
    from facelab.latent import Move
    from facelab.model import ConvVAE
    from facelab.model.compiled import CompiledVAE


@dataclass(frozen=True, eq=False)
class HairEdit:
    """An edit of a face with the colours of hair apart.

    Attributes:
        rest: all that is not a colour of hair.
        colours: the shift of s that these colours are; None where none is asked, or the head has no hair.
    """

    rest: "Move"
    colours: "Move | None"


def split(crop: Crop, edit: Edit, move: "Move") -> HairEdit:
    """What of an edit, solved as ``move``, the hair of a photo takes as a colour.

    The mean vectors are the lecture's: what they ask of hair is drawn.
    """
    from facelab.latent.scope import HAIR_COLOURS

    amounts = {name: amount for name, amount in move.amounts.items() if name not in (edit.held or {})}
    asked = {name: amount for name, amount in amounts.items() if name in HAIR_COLOURS and amount}
    if not asked or edit.method != "partial" or crop.hair is None:
        return HairEdit(move, None)
    rest = {name: amount for name, amount in amounts.items() if name not in HAIR_COLOURS}
    solved = replace(edit, to={})
    return HairEdit(crop.solve(replace(solved, amounts=rest)), crop.solve(replace(solved, amounts=asked, held=None)))


def hair_shift(crop: Crop, colours: "Move", network: "ConvVAE | CompiledVAE") -> Lab:
    """By how much the network shifts hair, (3,) in CIE L*a*b*: the median of D(s + delta) less that of D(s)."""
    import torch

    from facelab.photo.colour import decode_srgb

    hair = crop.parse.in_crop("hair").reshape(64, 2, 64, 2).mean((1, 3))
    if (hair > SURELY).mean() < LEAST:
        hair = np.full_like(hair, 1)
    with torch.inference_mode():
        pictures = network.structure(crop.s + torch.from_numpy(colours.delta)), crop.structure
    after, before = (middle(decode_srgb(one[0].permute(1, 2, 0).contiguous().numpy()), hair) for one in pictures)
    shift: Lab = after - before
    return shift


def heads(crops: "dict[int, tuple[Crop, HairEdit]]") -> list[tuple[Hair, Lab]]:
    """The hair of those whose hair is to have another colour, and the shift of its colours."""
    return [
        (crop.hair, hair_shift(crop, edit.colours, crop.engine.vae))
        for crop, edit in crops.values()
        if edit.colours is not None and crop.hair is not None
    ]
