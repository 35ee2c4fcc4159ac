"""Eyeglasses: what of an edit a photo shows as glasses put on or taken off (docs/design.md, "Glasses")."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from facelab.pipeline.crops import GLASSES_AT, Crop

if TYPE_CHECKING:
    from facelab.latent import Move
    from facelab.render.glasses import Glasses

GROWS, HEAVIEST = 0.4, 4.0
"""Millimetres by which a rim grows with 1 of the amount; up to which it does."""


def worn(crop: Crop, amount: float) -> "tuple[Glasses, ...]":
    """The glasses that an amount above 0 puts on a face: faded in up to 1, and heavier beyond; none beside its own."""
    if crop.glasses is None:
        return ()
    thicker = GROWS * (min(amount, HEAVIEST) - GLASSES_AT)
    return (replace(crop.glasses, opacity=min(amount, 1.0), thicker=thicker),)


def taken_off(crop: Crop, rest: "Move", whole: "Move") -> "Move":
    """An edit that takes glasses off where the parser sees some, and nowhere else.

    Args:
        crop: the face. rest: the edit without that. whole: the edit with it.
    """
    from facelab.render.frames import around_glasses, wears_glasses

    if not wears_glasses(crop.parse):
        return rest
    area = around_glasses(crop.parse)
    last = replace(whole.layers[-1], area=area, of_face=1.0, on_lips=False)
    drawn = np.maximum(rest.drawn, area) if rest.layers else np.ones_like(area)
    return replace(whole, layers=(*rest.layers, last), moved=rest.moved, drawn=drawn, anew=rest.anew)
