"""ICC profiles made of curves and a matrix, as cameras, phones and screens have them, read into numbers.

Source: ICC.1:2022 (profile version 4.4), sections 7.2 (header), 7.3 (tag table), 10.6 (curves), 10.18 (parametric
curves), 10.31 (XYZ).
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

Curve = Callable[[NDArray[np.float64]], NDArray[np.float64]]

SRGB_COLORANTS: NDArray[np.float64] = np.array(
    [[0.4360657, 0.3851471, 0.1430664], [0.2224932, 0.7168870, 0.0606169], [0.0139160, 0.0970764, 0.7140961]]
)
"""(3, 3): linear sRGB to the profiles' connection space, XYZ under D50; the columns are red, green, blue."""

_MAX_CURVE = 65536


@dataclass(frozen=True)
class Shaper:
    """Curves, encoded 0..1 to linear 0..1, one for each channel; ``matrix`` (3, 3) from there to linear sRGB.

    A grey profile has one curve and no matrix.
    """

    curves: tuple[Curve, ...]
    matrix: NDArray[np.float64] | None


def colour_model(profile: bytes) -> str:
    """The device's colour model as the header says it: "RGB", "GRAY", "CMYK", ...; "" where this is no profile."""
    if len(profile) < 132 or profile[36:40] != b"acsp":
        return ""
    return profile[16:20].decode("ascii", "replace").strip()


def has_tables(profile: bytes) -> bool:
    """Whether the profile maps colours through a table, which comes before curves and matrix."""
    return b"A2B0" in _tags(profile)


def shaper(profile: bytes) -> Shaper:
    """Read the curves and the matrix.

    Raises:
        ValueError: the profile has none, or they are broken.
    """
    tags = _tags(profile)
    grey = colour_model(profile) == "GRAY"
    try:
        curves = tuple(_curve(tags[name]) for name in ((b"kTRC",) if grey else (b"rTRC", b"gTRC", b"bTRC")))
        matrix = None if grey else _matrix([_xyz(tags[name]) for name in (b"rXYZ", b"gXYZ", b"bXYZ")])
    except (KeyError, struct.error, IndexError) as error:
        raise ValueError("a profile without usable curves and matrix") from error
    for curve in curves:
        _check(curve)
    return Shaper(curves, matrix)


def _tags(profile: bytes) -> dict[bytes, bytes]:
    count = struct.unpack_from(">I", profile, 128)[0] if len(profile) >= 132 else 0
    if count > 1000:
        return {}
    tags = {}
    for at in range(132, min(132 + 12 * count, len(profile) - 11), 12):
        name, offset, size = struct.unpack_from(">4sII", profile, at)
        tags[name] = profile[offset : offset + size]
    return tags


def _xyz(tag: bytes) -> NDArray[np.float64]:
    if tag[:4] != b"XYZ ":
        raise ValueError("a colorant that is no XYZ value")
    return np.array(struct.unpack_from(">3i", tag, 8)) / 65536


def _matrix(colorants: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    matrix = np.asarray(np.linalg.solve(SRGB_COLORANTS, np.stack(colorants, axis=1)), np.float64)
    if np.linalg.cond(matrix) > 1e3:
        raise ValueError("colorants that span no colour space")
    white = matrix.sum(axis=1, keepdims=True)
    if not (white > 0.1).all():
        raise ValueError("colorants that make no white")
    return np.asarray(matrix / white)  # profiles round D50 in their own ways; what is neutral stays neutral


def _check(curve: Curve) -> None:
    with np.errstate(all="ignore"):
        values = curve(np.linspace(0, 1, 1025))
    rises = np.isfinite(values).all() and (np.diff(values) >= -1e-6).all()
    if not rises or values[-1] - values[0] < 0.1:
        raise ValueError("a curve that does not rise")


def _curve(tag: bytes) -> Curve:
    kind = tag[:4]
    if kind == b"para":
        return _parametric(tag)
    if kind != b"curv":
        raise ValueError("a curve of an unknown kind")
    (count,) = struct.unpack_from(">I", tag, 8)
    if count == 0:
        return partial(_power, gamma=1.0)
    if count == 1:
        return partial(_power, gamma=struct.unpack_from(">H", tag, 12)[0] / 256)
    if count > _MAX_CURVE:
        raise ValueError("a curve of too many points")
    return partial(_sampled, points=np.array(struct.unpack_from(f">{count}H", tag, 12)) / 65535)


def _power(x: NDArray[np.float64], gamma: float) -> NDArray[np.float64]:
    return np.asarray(x**gamma)


def _sampled(x: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.interp(x, np.linspace(0, 1, len(points)), points)


_PARAMETERS = ("g", "gab", "gabf", "gabcd", "gabcdef")
"""The numbers of each function type of a parametric curve."""


def _parametric(tag: bytes) -> Curve:
    (kind,) = struct.unpack_from(">H", tag, 8)
    names = _PARAMETERS[kind]
    numbers = {name: n / 65536 for name, n in zip(names, struct.unpack_from(f">{len(names)}i", tag, 12), strict=True)}
    a, b = numbers.get("a", 1.0), numbers.get("b", 0.0)
    if kind in (1, 2):  # the power begins where its base reaches 0
        numbers["d"] = -b / a if a else 0.0
    return partial(_toe_and_power, **numbers)


def _toe_and_power(
    x: NDArray[np.float64],
    g: float,
    a: float = 1.0,
    b: float = 0.0,
    c: float = 0.0,
    d: float = 0.0,
    e: float = 0.0,
    f: float = 0.0,
) -> NDArray[np.float64]:
    return np.where(x >= d, np.maximum(a * x + b, 0) ** g + e, c * x + f)
