"""Large arrays worked on band by band, so that what is needed in between never lies in memory as a whole."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

BAND = 2**20
"""Pixels worked on at a time."""


def bands(height: int, width: int) -> Iterator[slice]:
    """The rows of a picture, some ``BAND`` pixels at a time."""
    rows = max(1, BAND // max(width, 1))
    return (slice(top, top + rows) for top in range(0, height, rows))


def in_bands(
    change: Callable[[NDArray[Any]], NDArray[Any]], samples: NDArray[Any], channels: int, dtype: DTypeLike
) -> NDArray[Any]:
    """What ``change``, which looks at each pixel alone, makes of samples (H, W, C): (H, W, channels) of ``dtype``."""
    made = np.empty((*samples.shape[:2], channels), dtype)
    for rows in bands(*samples.shape[:2]):
        made[rows] = change(samples[rows])
    return made


def change_in_bands(change: Callable[[NDArray[Any]], NDArray[Any]], samples: NDArray[Any]) -> NDArray[Any]:
    """The same samples (H, W, C) after ``change``, which looks at each pixel alone, has been put in their place."""
    for rows in bands(*samples.shape[:2]):
        samples[rows] = change(samples[rows])
    return samples
