"""A fringe: what of an edit a photo shows as hair let down, or taken away (docs/design.md, "Fringe")."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from facelab.pipeline.crops import Crop

if TYPE_CHECKING:
    from facelab.render.composite import Overlay
    from facelab.render.fringe import Fringe


def shows_own_hair(crop: Crop, amount: float) -> bool:
    """Whether an amount of a fringe is shown by the person's own hair and skin; if not, the network draws it."""
    return amount < 0 or bool(amount and crop.hairline)


def let_down(crop: Crop, amount: float) -> "Fringe | None":
    """The hair that an amount above 0 lets down."""
    return crop.hairline.fringe(amount) if amount > 0 and crop.hairline else None


def taken_away(crop: Crop, amount: float) -> "tuple[Overlay, ...]":
    """What is seen in place of the fringe that an amount above 0 takes away; nothing where there is none."""
    from facelab.render.forehead import WHOLE
    from facelab.render.mask import smootherstep

    if amount <= 0 or crop.forehead is None:
        return ()
    (share,) = smootherstep(np.array([amount / WHOLE], np.float32))
    return (replace(crop.forehead, share=float(share)),)
