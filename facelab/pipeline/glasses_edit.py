"""Eyeglasses: what of an edit a photo shows as glasses put on or taken off (docs/design.md, "Glasses")."""

from dataclasses import replace
from typing import TYPE_CHECKING

from facelab.pipeline.crops import GLASSES_AT, Crop

if TYPE_CHECKING:
    from facelab.render.composite import Overlay

GROWS, HEAVIEST = 0.4, 4.0
"""Millimetres by which a rim grows with 1 of the amount; up to which it does."""


def put_on(crop: Crop, amount: float) -> "tuple[Overlay, ...]":
    """The glasses that an amount above 0 puts on a face that wears none: faded in up to 1, and heavier beyond."""
    if amount <= 0 or crop.glasses is None:
        return ()
    thicker = GROWS * (min(amount, HEAVIEST) - GLASSES_AT)
    return (replace(crop.glasses, opacity=min(amount, 1.0), thicker=thicker),)


def taken_off(crop: Crop, amount: float) -> "tuple[Overlay, ...]":
    """What is seen in place of the rims of glasses that an amount above 0 takes off a face that wears some.

    Faded in up to 1; more takes no more away.
    """
    if amount <= 0 or crop.uncovered is None:
        return ()
    return (replace(crop.uncovered, opacity=min(amount, 1.0)),)
