"""What an edit changed in its photo, by parts of the head: where it was asked for, and where it was not."""

from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from facelab.evaluate.photos.edits import REPORTED
from facelab.model.parser import CLASSES, GROUPS, SIDE
from facelab.photo.align import warp
from facelab.render.parsing import Parse

Pixels = NDArray[np.uint8]
"""(H, W, 3), sRGB."""

LEAST = 20
"""Pixels of the parser's frame that a part must have for its change to mean something."""


def by_part(before: Pixels, after: Pixels, parse: Parse, concerned: Collection[str]) -> dict[str, float]:
    """Mean absolute change, in levels of 255, of each part of the head in the unedited photo.

    Args:
        before, after: the photo, unedited and edited.
        parse: of the unedited photo.
        concerned: parts, of REPORTED, that the edit may change; what it changed of the others is ``outside``.

    Returns:
        ``changed PART`` for each part that is seen, ``changed outside``.
    """
    levels = _in_frame(before, after, parse)
    likeliest = np.where(parse.inside, parse.probabilities.argmax(0), -1)
    places = {part: np.isin(likeliest, _classes(names)) for part, names in REPORTED.items()}
    others = [classes for part, classes in REPORTED.items() if part not in concerned]
    places["outside"] = np.isin(likeliest, _classes(name for names in others for name in names))
    return {f"changed {part}": float(levels[at].mean()) for part, at in places.items() if at.sum() >= LEAST}


def _in_frame(before: Pixels, after: Pixels, parse: Parse) -> NDArray[np.float32]:
    levels = np.abs(after.astype(np.int16) - before).mean(2, keepdims=True, dtype=np.float32)
    return warp(levels, parse.similarity, (SIDE, SIDE))[..., 0]


def _classes(names: Iterable[str]) -> list[int]:
    return [CLASSES.index(member) for name in names for member in GROUPS.get(name, (name,))]
