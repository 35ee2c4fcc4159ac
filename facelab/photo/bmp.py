"""What a BMP file says of its colours: the headers BITMAPV4HEADER and BITMAPV5HEADER of Windows GDI."""

import struct

from facelab.photo.cicp import profile_of_gamma

_HEADER, _V4, _V5 = 14, 108, 124
"""Where the header lies, and how long it is."""
_CALIBRATED, _EMBEDDED = b"\0\0\0\0", b"DEBM"


def profile_of_bmp(data: bytes, *, grey: bool) -> bytes | None:
    """The embedded ICC profile of a BMP file, or that of its primaries and gamma; None for sRGB and nothing said.

    Raises:
        struct.error: the header is cut short.
    """
    (size,) = struct.unpack_from("<I", data, _HEADER)
    if size < _V4:
        return None
    kind = data[_HEADER + 56 : _HEADER + 60]
    if kind == _EMBEDDED and size >= _V5:
        start, length = struct.unpack_from("<II", data, _HEADER + 112)
        return data[_HEADER + start :][:length]
    return _calibrated(data, grey=grey) if kind == _CALIBRATED else None


def _calibrated(data: bytes, *, grey: bool) -> bytes | None:
    *colours, gamma, _, _ = struct.unpack_from("<12I", data, _HEADER + 60)  # XYZ of red, green, blue; three gammas
    if not gamma and not any(colours):
        return None  # of files that were given the long header and nothing to put into it there are many
    red_green_blue = [colours[at : at + 3] for at in (0, 3, 6)]
    white = [sum(primary) for primary in zip(*red_green_blue, strict=True)]
    points = [xy for primary in (white, *red_green_blue) for xy in _chromaticity(primary)]
    return profile_of_gamma(65536 / gamma if gamma else None, points if any(colours) else None, grey=grey)


def _chromaticity(xyz: list[int]) -> tuple[float, float]:
    whole = sum(xyz) or 1
    return xyz[0] / whole, xyz[1] / whole
