"""Large arrays worked on band by band, so that what is needed in between never lies in memory as a whole."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

BAND = 2**20
"""Pixels worked on at a time."""


def bands(height: int, width: int) -> Iterator[slice]:
    """The rows of a picture, some ``BAND`` pixels at a time."""
    rows = max(1, BAND // max(width, 1))
    return (slice(top, top + rows) for top in range(0, height, rows))


def stacked(strips: Iterable[NDArray[Any]], shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
    """Strips (n, W, C) from top to bottom as one array (H, W, C)."""
    made, top = np.empty(shape, dtype), 0
    for strip in strips:
        made[top : top + len(strip)] = strip
        top += len(strip)
    return made


def in_bands(
    change: Callable[[NDArray[Any]], NDArray[Any]], samples: NDArray[Any], channels: int, dtype: DTypeLike
) -> NDArray[Any]:
    """What ``change``, which looks at each pixel alone, makes of samples (H, W, C): (H, W, channels) of ``dtype``."""
    height, width = samples.shape[:2]
    return stacked((change(samples[rows]) for rows in bands(height, width)), (height, width, channels), dtype)


def change_in_bands(change: Callable[[NDArray[Any]], NDArray[Any]], samples: NDArray[Any]) -> NDArray[Any]:
    """The same samples (H, W, C) after ``change``, which looks at each pixel alone, has been put in their place."""
    for rows in bands(*samples.shape[:2]):
        samples[rows] = change(samples[rows])
    return samples
