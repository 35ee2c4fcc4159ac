"""Lips that come together as far as the network brings them together, however far they are apart in the photo.

A small blurred drawing shows less of an open mouth than the photo: where the lips of D(s) are 5 pixels apart, those of
the photo are 9. A shift that closes the one leaves the other half open, with teeth between lips that no longer smile.
So lips come as near as the drawing says in proportion, and what is around them goes with them.
"""

import numpy as np
from numpy.typing import NDArray

from facelab.photo.mesh import CHIN, LIPS, LOWER_INNER_LIP, LOWER_LIP, NOSE_BASE, UPPER_INNER_LIP, UPPER_LIP, Points
from facelab.render.mouth import gap

Line = NDArray[np.float32]

MET = 1.5
"""Pixels of the crop between lips in a drawing, up to which they meet: a mesh that is read off one says no less."""
FULLER = 0.92
"""How far the outer edge of a lip goes along: lips are fuller that are not drawn into a smile."""
UPPER = (0.3, 0.8)
"""Least and most of what is missing that the upper lip goes; the lower one goes the rest."""


def closed_in_proportion(own: Points, before: Points, shift: Points, share: float = 1.0) -> Points:
    """A shift of a face's points by which its lips come as near as those of the drawing do, in proportion.

    Args:
        own: (468, 2), the points as they are. before: (468, 2), those of D(s). shift: (468, 2), where an edit takes
            both. share: 0..1, how far lips do so, and not as they are shifted.
    """
    apart = gap(before) - MET
    left = (gap(before + shift) - MET) / apart if apart > 0 else 1.0
    if left >= 1 or not share:
        return shift
    upper, lower = (own[list(lip)] for lip in (UPPER_INNER_LIP, LOWER_INNER_LIP))
    across = (upper[-1] - upper[0]) / max(float(np.linalg.norm(upper[-1] - upper[0])), 1e-3)
    down = np.array([-across[1], across[0]], np.float32)
    moved_up, moved_down = (shift[list(lip)] @ down for lip in (UPPER_INNER_LIP, LOWER_INNER_LIP))
    open_ = (lower - upper) @ down
    missing = np.maximum(open_ + moved_down - moved_up - max(left, 0.0) * open_, 0)
    upper_share = _upper_share(moved_up, moved_down)
    x, y = own @ across, own @ down
    gone = [np.interp(x, lip @ across, missing, 0, 0) for lip in (upper, lower)]
    begins = [np.interp(x, lip @ across, lip @ down) for lip in (upper, lower)]
    outer = own[list(LIPS)] @ down
    above = _goes_along(begins[0] - y, begins[0].min() - outer.min(), begins[0].min() - y[NOSE_BASE])
    below = _goes_along(y - begins[1], outer.max() - begins[1].max(), y[CHIN] - begins[1].max())
    is_upper, is_lower = (np.isin(np.arange(len(own)), lip) for lip in (UPPER_LIP, LOWER_LIP))
    is_upper |= ~is_lower & (y <= begins[0])
    is_lower |= ~is_upper & (y >= begins[1])
    by = upper_share * gone[0] * above * is_upper - (1 - upper_share) * gone[1] * below * is_lower
    return np.asarray(shift + share * by[:, None] * down, np.float32)


def _upper_share(moved_up: Line, moved_down: Line) -> float:
    """How much of the way the upper lip goes, by how the two go in the drawing: both (11,), downwards."""
    upper, lower = max(float(moved_up[4:7].mean()), 0.0), max(-float(moved_down[4:7].mean()), 0.0)
    return float(np.clip(upper / max(upper + lower, 1e-3), *UPPER))


def _goes_along(away: Line, lip: float, ends: float) -> Line:
    """How much a point goes along that is so far away: less so the outer edge of the lip, nothing where it ends."""
    return np.asarray(np.interp(away, (0, lip, max(ends, lip)), (1, FULLER, 0)), np.float32)
