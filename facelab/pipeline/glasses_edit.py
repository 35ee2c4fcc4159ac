"""Eyeglasses: what of an edit a photo shows as glasses put on or taken off (docs/design.md, "Glasses")."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from facelab.pipeline.crops import GLASSES_AT, Crop

if TYPE_CHECKING:
    from facelab.latent import Move
    from facelab.render.composite import Overlay

GROWS, HEAVIEST = 0.4, 4.0
"""Millimetres by which a rim grows with 1 of the amount; up to which it does."""
ALONE, DRAWN = 2.0, 3.0
"""Up to how much taken away what is around the rims fills them, alone; from where on the network's drawing is all."""
BEHIND = 3.0
"""How much of the network's drawing of what is behind glasses 1 of the amount brings from there on."""


def put_on(crop: Crop, amount: float) -> "tuple[Overlay, ...]":
    """The glasses that an amount above 0 puts on a face that wears none: faded in up to 1, and heavier beyond."""
    if crop.glasses is None:
        return ()
    thicker = GROWS * (min(amount, HEAVIEST) - GLASSES_AT)
    return (replace(crop.glasses, opacity=min(amount, 1.0), thicker=thicker),)


def taken_off(crop: Crop, amount: float) -> "tuple[Overlay, ...]":
    """What is seen in place of the rims of glasses that an amount above 0 takes off a face that wears some.

    Faded in up to 1; beyond 2, the network's drawing takes its place (``behind``).
    """
    if crop.uncovered is None:
        return ()
    left = float(np.clip((DRAWN - amount) / (DRAWN - ALONE), 0, 1))
    return (replace(crop.uncovered, opacity=min(amount, 1.0) * left),)


def behind(amount: float) -> float:
    """The amount at which the network draws what is behind glasses that an amount above 0 takes off."""
    return -BEHIND * max(amount - ALONE, 0.0)


def drawn_behind(crop: Crop, rest: "Move", whole: "Move") -> "Move":
    """An edit with the network's drawing of what is behind glasses, where the parser sees some, and nowhere else.

    Args:
        crop: the face. rest: the edit without that. whole: the edit with it.
    """
    from facelab.render.uncovered import where_glasses

    area = where_glasses(crop.parse)
    last = replace(whole.layers[-1], area=area, of_face=1.0, shown_on="everything")
    drawn = np.maximum(rest.drawn, area) if rest.layers else np.ones_like(area)
    return replace(whole, layers=(*rest.layers, last), moved=rest.moved, drawn=drawn, anew=rest.anew)
