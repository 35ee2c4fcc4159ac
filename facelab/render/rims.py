"""Where the frame of glasses is: as the glasses remover says, and as it differs from what would be there without it.

The remover (``model.glasses_remover``) has learned from frames of our own and is surest of plain rims; where it is half
sure counts if it hangs together with that (hysteresis, Canny 1986). How much of a pixel near them is frame then says
its colour, between that of what is behind and the frame's (alpha matting by a known background, Smith & Blinn 1996).
"""

from collections.abc import Callable

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.model.glasses_remover import FRAME
from facelab.render.around import carried_around
from facelab.render.sample_grid import SAMPLES, SampleGrid

Array = NDArray[np.float32]
Mask = NDArray[np.uint8]
Remover = Callable[[Tensor], tuple[Tensor, Tensor]]
"""See ``model.glasses_remover.GlassesRemover.forward``."""

GRID = SampleGrid.between(np.array(FRAME[:2], np.float64), np.array(FRAME[2:], np.float64))
"""Where the remover looks at a face."""
FAR, AROUND = 12.0, 8.0
"""Pixels of the crop around what the parser takes for glasses in which frames may be, and in which the remover need not
be sure of them."""
MAY_BE, IS, LEAST = 0.03, 0.3, 60
"""What the remover says that is hidden, from which a place may be frame; from which it is; samples of that in a piece,
from which it is no speck."""
TOLD = 0.03
"""For the area of what the parser takes for glasses, how much is surely frame at the least: of clear frames that is
0.01, of thin ones 0.08 and of others 0.2 to 0.6 (17 heads)."""
SURE, SURELY = (0.12, 0.37), (0.5, 0.7)
"""The same, between which all of what is seen of a place is frame; beside eyes."""
NEAR = 2.5
"""Pixels of the crop around, in which there is more of a frame, and its shadow."""
DIFFERS, FAINTEST, SPREAD = (0.18, 0.4), 0.12, 6.0
"""Of how much a frame differs from what is behind it, between which a pixel is frame; how much, in sRGB, it differs at
the least; pixels of the crop over which that is averaged."""
CLOSED, WIDER, SURE_WIDER, SOFT = 1.5, 0.9, 1.6, 0.25
"""Pixels of the crop: gaps that are closed, for frames shine; by which what is frame is made wider, and what is surely,
for the bright edges that cameras give it; standard deviation of its edges."""


def hidden_by_frame(photo: Array, seen: Mask, remover: Remover) -> Array:
    """How much of a face a frame hides by the remover, (h, w), 0..1: the mean over it and its mirror image.

    Args:
        photo: (h, w, 3), sRGB 0..1, on the GRID. seen: (128, 128), 1 where the parser sees glasses.
        remover: says it.
    """
    picture = torch.from_numpy(photo).permute(2, 0, 1)[None]
    with torch.inference_mode():
        said = (remover(picture)[1] + remover(picture.flip(-1))[1].flip(-1)) / 2
    return np.asarray(said[0, 0].numpy(), np.float32) * blurred(GRID.sampled(_around(seen, FAR)), 1.0)


def is_told(hidden: Array, seen: Mask) -> bool:
    """Whether the remover tells a frame from the face: clear ones it does not."""
    return float((hidden > IS).sum()) > TOLD * SAMPLES**2 * float(seen.sum())


def pieces(hidden: Array, seen: Mask) -> Mask:
    """Where frame is or may be, (h, w): pieces in which the remover is sure of some."""
    may_be = (hidden > MAY_BE) & (GRID.sampled(_around(seen, AROUND)) > 0.5)
    count, labels = cv2.connectedComponents(may_be.astype(np.uint8))
    sure = np.bincount(labels[hidden > IS], minlength=count) >= LEAST
    sure[0] = False
    return np.asarray(sure[labels], np.uint8)


def near(frame: Mask) -> Mask:
    """Where there may be more of a frame, (h, w)."""
    return np.asarray(cv2.dilate(frame, disc(2 * NEAR)), np.uint8)


def share_of_frame(photo: Array, behind: Array, hidden: Array, frame: Mask, brows: Array) -> Array:
    """How much of each place is frame, (h, w), 0..1.

    Args:
        photo, behind: (h, w, 3), sRGB 0..1, as it is seen, and what would be there. hidden, frame: by the remover.
        brows: (h, w), 0..1, where brows are, which differ, too: there is the remover's alone.
    """
    differs = np.abs(photo - behind).max(2)
    usual = carried_around(differs[..., None], _between(hidden, SURELY), [SPREAD * SAMPLES], 1.0)[..., 0]
    most = np.maximum(usual, FAINTEST)
    may_be = near(frame).astype(np.float32)
    alike = np.clip((differs / most - DIFFERS[0]) / (DIFFERS[1] - DIFFERS[0]), 0, 1) * may_be
    alike = cv2.dilate(cv2.morphologyEx(alike.astype(np.float32), cv2.MORPH_CLOSE, disc(CLOSED)), disc(WIDER))
    alike = np.asarray(alike, np.float32) * blurred(may_be, 0.5) * may_be * (1 - brows)
    sure = _between(hidden, SURE) * cv2.dilate(frame, disc(1.0))
    return blurred(np.maximum(alike, cv2.dilate(sure.astype(np.float32), disc(SURE_WIDER))), SOFT)


def surely_frame(hidden: Array) -> Array:
    """Where a frame surely is, (h, w), 0..1."""
    return np.asarray(cv2.dilate(_between(hidden, SURELY), disc(1.0)), np.float32)


def blurred(values: Array, by: float) -> Array:
    """By a standard deviation in pixels of the crop."""
    return np.asarray(cv2.GaussianBlur(values, (0, 0), by * SAMPLES), np.float32)


def disc(width: float, samples: int = SAMPLES) -> Mask:
    """As wide as so many pixels of the crop."""
    across = 2 * round(width * samples / 2) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across)), np.uint8)


def _between(values: Array, ends: tuple[float, float]) -> Array:
    return np.asarray(np.clip((values - ends[0]) / (ends[1] - ends[0]), 0, 1), np.float32)


def _around(seen: Mask, reach: float) -> Array:
    return np.asarray(cv2.dilate(seen, disc(2 * reach, 1)), np.float32)
