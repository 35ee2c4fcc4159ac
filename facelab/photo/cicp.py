"""Colours said by numbers instead of a profile, made into ICC profiles, so that a picture carries its colours one way.

Code points for coding-independent signal identification (CICP) in AVIF, HEIF and PNG's cICP: ITU-T H.273 (07/2021),
tables 2 (primaries) and 3 (transfer characteristics). PNG's gAMA and cHRM: PNG 3rd edition, 11.3.2. Adobe RGB in a
camera's Exif data: DCF 2.0 (CIPA DC-009), the optional colour space; Adobe RGB (1998), 4.3.
"""

import struct
from collections.abc import Sequence
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image

from facelab.photo.exif import PREFIX
from facelab.photo.refused import hdr

_D65, _C, _DCI = (0.3127, 0.3290), (0.310, 0.316), (0.314, 0.351)
SRGB_PRIMARIES = (0.64, 0.33, 0.30, 0.60, 0.15, 0.06, *_D65)
"""x and y of red, green, blue and white."""

ROUNDED = 0.0006
"""How far the chromaticities of a file that means sRGB lie from them: some have three digits."""
_ADOBE_RGB = (0.64, 0.33, 0.21, 0.71, 0.15, 0.06, *_D65)
_SMPTE_170M = (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *_D65)
_PRIMARIES = {
    1: SRGB_PRIMARIES,
    4: (0.67, 0.33, 0.21, 0.71, 0.14, 0.08, *_C),
    5: (0.64, 0.33, 0.29, 0.60, 0.15, 0.06, *_D65),
    6: _SMPTE_170M,
    7: _SMPTE_170M,
    8: (0.681, 0.319, 0.243, 0.692, 0.145, 0.049, *_C),
    9: (0.708, 0.292, 0.170, 0.797, 0.131, 0.046, *_D65),
    11: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, *_DCI),
    12: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, *_D65),
    22: (0.630, 0.340, 0.295, 0.605, 0.155, 0.077, *_D65),
}
_SRGB = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_BT_709 = (1 / 0.45, 1 / 1.099296827, 0.099296827 / 1.099296827, 1 / 4.5, 4.5 * 0.018053969)
_SMPTE_240M = (1 / 0.45, 1 / 1.1115, 0.1115 / 1.1115, 1 / 4.0, 4 * 0.0228)
_CURVES: dict[int, tuple[float, ...]] = {
    **dict.fromkeys((1, 6, 11, 12, 14, 15), _BT_709),
    4: (2.2,),
    5: (2.8,),
    7: _SMPTE_240M,
    8: (1.0,),
    13: _SRGB,
    17: (2.6,),
}
"""Encoded to linear, as the numbers of an ICC parametric curve: a power, or a power above a line."""

_HDR = (9, 10, 16, 18)
"""Logarithmic (twice), PQ, HLG."""

_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_D50 = np.array([0.9642, 1.0, 0.8249])


def profile_of_code_points(primaries: int, transfer: int, *, grey: bool) -> bytes | None:
    """The ICC profile of code points; None for sRGB. What is unspecified or reserved counts as sRGB's.

    Raises:
        RefusedError: a transfer of high dynamic range.
    """
    if transfer in _HDR:
        raise hdr()
    curve = _CURVES.get(transfer, _SRGB)
    points = SRGB_PRIMARIES if grey else _PRIMARIES.get(primaries, SRGB_PRIMARIES)
    return None if (points, curve) == (SRGB_PRIMARIES, _SRGB) else _profile(points, curve, grey=grey)


def profile_of_gamma(gamma: float | None, points: Sequence[float] | None, *, grey: bool) -> bytes | None:
    """The ICC profile of PNG's gAMA and cHRM; None where they say sRGB, or nothing that can be.

    Args:
        gamma: the exponent from linear to encoded, 1/2.2 for most; None: sRGB's curve.
        points: x and y of white, red, green, blue, as the chunk has them; None: sRGB's.
        grey: whether the picture is grey.
    """
    curve = _SRGB if gamma is None else (1 / gamma,) if 0.1 < gamma < 10 else ()
    if not curve:
        return None
    white, colours = tuple(points[:2] if points else _D65), tuple(points[2:] if points else SRGB_PRIMARIES[:6])
    if gamma is None and np.abs(np.subtract((*colours, *white), SRGB_PRIMARIES)).max() < ROUNDED:
        return None
    try:
        return _profile((*colours, *white), curve, grey=grey)
    except (np.linalg.LinAlgError, ZeroDivisionError, struct.error):
        return None


def profile_of_exif(exif: bytes) -> bytes | None:
    """The ICC profile of Adobe RGB where a camera says so, with no profile beside it; None where it does not."""
    with suppress(Exception):  # Pillow meets broken values with errors of every kind
        tags = Image.Exif()
        tags.load(PREFIX + exif)
        if str(tags.get_ifd(ExifTags.IFD.Interop).get(_INTEROPERABILITY_INDEX, "")).startswith("R03"):
            return _profile(_ADOBE_RGB, (563 / 256,), grey=False)
    return None


_INTEROPERABILITY_INDEX = 1


def _profile(points: Sequence[float], curve: tuple[float, ...], *, grey: bool) -> bytes:
    """A profile of version 4 (ICC.1:2022): the curve for every channel, and the primaries under D50."""
    numbers = [round(65536 * n) for n in curve]
    kind = {1: 0, 5: 3}[len(curve)]
    parametric = struct.pack(f">4s4xHxx{len(numbers)}i", b"para", kind, *numbers)
    white = _xyz(_D50)
    name = "FaceLab, from the picture's code points".encode("utf-16-be")
    text = struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(name), 28) + name
    tags = {b"desc": text, b"cprt": text, b"wtpt": white}
    if grey:
        return _joined(b"GRAY", tags | {b"kTRC": parametric})
    columns = zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(_xyz, _colorants(points).T), strict=True)
    return _joined(b"RGB ", tags | dict(columns) | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), parametric))


def _colorants(points: Sequence[float]) -> NDArray[np.float64]:
    """(3, 3): the primaries' XYZ, adapted from their white to D50 (Bradford); the columns are red, green, blue."""
    red, green, blue, white = (_of_chromaticity(*points[i : i + 2]) for i in (0, 2, 4, 6))
    primaries = np.stack([red, green, blue], axis=1)
    adapted = np.linalg.inv(_BRADFORD) @ np.diag(_BRADFORD @ _D50 / (_BRADFORD @ white)) @ _BRADFORD
    return np.asarray(adapted @ (primaries * np.linalg.solve(primaries, white)))


def _of_chromaticity(x: float, y: float) -> NDArray[np.float64]:
    return np.array([x / y, 1, (1 - x - y) / y])


def _xyz(values: NDArray[np.float64]) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *(round(65536 * float(v)) for v in values))


def _joined(model: bytes, tags: dict[bytes, bytes]) -> bytes:
    table, body = struct.pack(">I", len(tags)), b""
    start = 132 + 12 * len(tags)
    for name, tag in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(tag))
        body += tag + bytes(-len(tag) % 4)
    head = struct.pack(">I4xI4s4s4s12x4s", start + len(body), 0x04400000, b"mntr", model, b"XYZ ", b"acsp")
    return head.ljust(68, b"\0") + _xyz(_D50)[8:].ljust(60, b"\0") + table + body
