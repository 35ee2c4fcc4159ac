"""How far eyes narrow and widen: no further than eyes do, whatever an edit brings along."""

import numpy as np
from numpy.typing import NDArray

from facelab.photo.mesh import EYES, Points

NARROWEST, WIDEST = 0.82, 1.2
"""How open an eye is left, and becomes, for what it was. Of 31 people of whom there is a real smile, 30 have eyes that
are more open in it than 0.81 of those of their neutral face; the mean is 0.92."""
NARROWER = 0.2
"""By how much narrower an eye may become for each amount of narrow eyes that is asked."""
AROUND = 9.0
"""Pixels of the crop from the lids over which points go less far along with them."""


def lids_kept(own: Points, shift: Points, narrow: float = 0.0) -> Points:
    """A shift of a face's points by which its eyes become no narrower and no wider than they may.

    Args:
        own: (468, 2), the points as they are. shift: (468, 2), where an edit takes them.
        narrow: amount of narrow eyes that is asked; below 0 of wide ones.
    """
    least = NARROWEST - NARROWER * max(narrow, 0.0)
    most = WIDEST + NARROWER * max(-narrow, 0.0)
    kept = shift
    for eye in EYES:
        ratio = openness(own + shift, eye) / max(openness(own, eye), 1e-3)
        allowed = float(np.clip(ratio, least, most))
        if allowed != ratio:
            share = (allowed - 1) / (ratio - 1)
            away = np.linalg.norm(own[:, None] - own[list(eye)], axis=2).min(1)
            less = np.asarray((1 - share) * np.clip(1 - away / AROUND, 0, 1), np.float32)[:, None]
            whole = shift[list(eye)].mean(0, keepdims=True)  # an eye may go elsewhere
            kept = kept + less * (whole - shift)
    return np.asarray(kept, np.float32)


def openness(points: NDArray[np.float32], eye: tuple[int, ...]) -> float:
    """How far the lids of an eye are apart, for how wide it is."""
    ring = points[list(eye)]
    apart = np.linalg.norm(ring[3:6] - ring[13:10:-1], axis=1).mean()
    return float(apart / max(np.linalg.norm(ring[8] - ring[0]), 1e-3))
