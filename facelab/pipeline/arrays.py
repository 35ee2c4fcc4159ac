"""Arrays and numbers from Python users, checked before a network is given them."""

import math
from numbers import Integral, Real
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.errors import ArrayError

if TYPE_CHECKING:
    from torch import Tensor

Array = NDArray[np.float32]
BEYOND = 0.5
"""How far a picture's numbers may lie outside of 0..1."""
LARGEST = 1e4
"""What no latent of a face comes near; the networks would overflow."""


def checked_crops(crops: "NDArray[np.floating] | Tensor") -> Array:
    """Crops (N, 128, 128, 3), sRGB 0..1, array or tensor, as a float32 array.

    Raises:
        ArrayError: they are none.
    """
    given = _array(crops)
    if given.shape == (SIZE, SIZE, 3):
        raise ArrayError("This is one crop; give an array of crops, (N, 128, 128, 3): crops[None].")
    if given.ndim != 4 or given.shape[1:] != (SIZE, SIZE, 3) or not len(given):
        raise ArrayError(
            "Crops must have the shape (N, 128, 128, 3), not {shape}; cut them as photo.faces[0].crop is.",
            shape=str(given.shape),
        )
    if given.dtype.kind != "f":
        raise ArrayError("Crops must be floats, sRGB 0..1, not {type}; divide 8 bits by 255.", type=str(given.dtype))
    low, high = float(given.min()), float(given.max())
    if not (low >= -BEYOND and high <= 1 + BEYOND):  # true for NaN, too
        raise ArrayError("Crops must hold sRGB 0..1, not {low:g} to {high:g}.", low=low, high=high)
    return np.ascontiguousarray(given, np.float32)


def checked_latents(z: "NDArray[np.floating] | Tensor", width: int) -> Array:
    """Latents z (N, width), array or tensor, as a float32 array.

    Raises:
        ArrayError: they are none.
    """
    given = _array(z)
    if given.shape == (width,):
        raise ArrayError("This is one latent; give an array of latents, (N, {width}): z[None].", width=width)
    if given.ndim != 2 or given.shape[1] != width or not len(given):
        raise ArrayError(
            "Latents must have the shape (N, {width}), not {shape}; use those that these weights encoded.",
            width=width,
            shape=str(given.shape),
        )
    if given.dtype.kind != "f":
        raise ArrayError("Latents must be floats, not {type}.", type=str(given.dtype))
    if not (np.abs(given) <= LARGEST).all():
        raise ArrayError("Latents must be finite numbers up to {largest:g}.", largest=LARGEST)
    return np.ascontiguousarray(given, np.float32)


def checked_draw(n: int, seed: int, spread: float) -> None:
    """Refuse what cannot be drawn.

    Raises:
        ArrayError: not so many faces, no such seed, or no such spread.
    """
    if not isinstance(n, Integral) or n < 1:
        raise ArrayError("The number of faces must be a whole number from 1 on, not {n}.", n=repr(n))
    if not isinstance(seed, Integral) or not 0 <= seed < 2**63:
        raise ArrayError("The seed must be a whole number from 0 on, not {seed}.", seed=repr(seed))
    if not isinstance(spread, Real) or not (math.isfinite(spread) and spread >= 0):
        raise ArrayError("The spread must be a number from 0 on, not {spread}.", spread=repr(spread))


def _array(values: "NDArray[np.floating] | Tensor") -> NDArray[np.floating]:
    if hasattr(values, "detach"):
        return np.asarray(values.detach().cpu())
    try:
        return np.asarray(values)
    except ValueError as error:
        raise ArrayError("This is no array; its rows differ in length.") from error
