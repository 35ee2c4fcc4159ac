"""A fringe: what of an edit a photo shows as hair let down, or taken away (docs/design.md, "Fringe")."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from facelab.canonical import SIZE
from facelab.model.parser import SIDE
from facelab.photo.align import Similarity
from facelab.photo.colour import decode_srgb, encode_srgb
from facelab.photo.crop import linear_view
from facelab.photo.picture import Picture
from facelab.pipeline.crops import Crop
from facelab.render.parsing import to_frame

if TYPE_CHECKING:
    from facelab.latent import Move
    from facelab.photo.colour import Linear
    from facelab.render.composite import Overlay

AROUND = (SIDE - SIZE) // 2
"""Pixels of the parser's frame around the crop."""


def shows_own_hair(crop: Crop, amount: float) -> bool:
    """Whether an amount of a fringe is shown by the person's own hair and skin; if not, the network draws it."""
    return amount < 0 or bool(amount and crop.hairline)


def let_down(crop: Crop, amount: float, colours: "Move | None" = None) -> "tuple[Overlay, ...]":
    """The hair that an amount above 0 lets down, of the colours that an edit gives it."""
    from facelab.render.fringe import Fringe

    if amount <= 0 or not crop.hairline or not crop.strands:
        return ()
    strands = crop.strands if colours is None else replace(crop.strands, base=_recoloured(crop, colours))
    return (Fringe(crop.hairline, crop.hairline.way(amount), strands),)


def _recoloured(crop: Crop, colours: "Move") -> "Linear":
    """The colour of its strands as that of all its hair becomes."""
    from facelab.pipeline.hair_edit import hair_shift
    from facelab.render.recolour import recolour
    from facelab.render.strands import base_of

    assert crop.hairline and crop.hair
    view = linear_view(crop.picture, to_frame(crop.similarity), (SIDE, SIDE))
    small = Picture(np.rint(65535 * np.clip(encode_srgb(view), 0, 1)).astype(np.uint16))
    hair = crop.hair.seen_by(Similarity(np.eye(2, 3) - [[0, 0, AROUND], [0, 0, AROUND]]))
    coloured = recolour(small, [(hair, hair_shift(crop, colours, crop.engine.vae))])
    return base_of(
        decode_srgb(coloured.samples.astype(np.float32) / 65535), crop.parse.share("hair"), crop.hairline.grid
    )


def taken_away(crop: Crop, amount: float) -> "tuple[Overlay, ...]":
    """What is seen in place of the fringe that an amount above 0 takes away; nothing where there is none."""
    from facelab.render.forehead import WHOLE
    from facelab.render.mask import smootherstep

    if amount <= 0 or crop.forehead is None:
        return ()
    (share,) = smootherstep(np.array([amount / WHOLE], np.float32))
    return (replace(crop.forehead, share=float(share)),)
