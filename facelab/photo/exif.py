"""Exif data, changed in place: what a camera's maker keeps at fixed offsets stays where it is.

Exif data here are a TIFF structure without JPEG's prefix. Source: Exif 3.0 (CIPA DC-008), TIFF 6.0.
"""

import struct
from contextlib import suppress
from fractions import Fraction
from typing import Any

from facelab.photo import ifd
from facelab.photo.ifd import BrokenError, Directory, Value, directory, first, layout, number

PREFIX = b"Exif\0\0"
JPEG_LIMIT = 65533 - len(PREFIX)
"""Bytes of Exif data that one segment of a JPEG file holds."""

_ORIENTATION, _UNIT = 0x0112, 0x0128
_RESOLUTION = 0x011A, 0x011B
_INCH, _CENTIMETRE = 2, 3
_THUMBNAIL = ((0x0201, 0x0202), (0x0111, 0x0117))  # offsets and byte counts: of a JPEG, of strips
_OF_STORAGE = frozenset(
    [
        *range(254, 260),
        262,
        *range(263, 267),
        273,
        274,
        *range(277, 282),
        284,
        *range(288, 294),
        297,
        301,
        *range(317, 326),
        330,
        332,
        *range(334, 337),
        *range(338, 348),
        *range(512, 533),
        559,
        700,
        *range(32995, 32999),
        33421,
        33422,
        33723,
        34377,
        34675,
        37724,
    ]
)
"""The tags of a TIFF file's directory that say how its samples are stored, or that have a place of their own here."""

_DNG = 50706
"""The first tag of raw files' own."""


def normal(exif: bytes | None) -> bytes | None:
    """Exif data without JPEG's prefix; None where they are empty or broken beyond their first directory."""
    if not exif:
        return None
    while exif.startswith(PREFIX):
        exif = exif[len(PREFIX) :]
    try:
        first(exif)
        return None if layout(exif).big else exif
    except BrokenError:
        return None


def orientation(exif: bytes | None) -> int | None:
    """How the stored samples lie, 1 to 8 as Exif numbers them; None where nothing valid is said."""
    with suppress(BrokenError):
        entry = first(exif).find(_ORIENTATION) if exif else None
        value = number(exif, entry) if exif and entry else 0
        return value if 1 <= value <= 8 else None
    return None


def upright(exif: bytes | None) -> bytes | None:
    """Exif data with orientation 1."""
    return _changed(exif, _reset_orientation)


def without_thumbnail(exif: bytes | None) -> bytes | None:
    """Exif data without the small picture, which would still show the photo as it was."""
    return _changed(exif, _drop_thumbnail)


def without_gps(exif: bytes | None) -> bytes | None:
    """Exif data without the place: the GPS directory and everything that it points to is overwritten with zeros."""
    return _changed(exif, _drop_gps)


def for_jpeg(exif: bytes | None) -> bytes | None:
    """Exif data that fit into one segment: too long ones lose their long values (maker's notes), or go."""
    if exif is None or len(exif) <= JPEG_LIMIT:
        return exif
    with suppress(BrokenError):
        short = ifd.structure(_short(ifd.tags(exif)), layout(exif).order)
        return short if len(short) <= JPEG_LIMIT else None
    return None


def of_tiff(data: bytes) -> bytes | None:
    """Exif data made from the first directory of a TIFF file; None where it tells nothing of the photo."""
    with suppress(BrokenError):
        found = {tag: value for tag, value in ifd.tags(data).items() if value and tells_of_photo(tag)}
        return ifd.structure(found, layout(data).order) if found else None
    return None


def tells_of_photo(tag: int) -> bool:
    """Whether a tag of a first directory tells of the photo, not of how a file stores its samples or its metadata."""
    return tag not in _OF_STORAGE and tag < _DNG


def resolution(exif: bytes | None) -> tuple[float, float] | None:
    """Dots per inch, across and down; None where nothing valid is said."""
    if exif is None:
        return None
    try:
        found, order = ifd.tags(exif), layout(exif).order
        unit = _numbers(found.get(_UNIT), order + "H") or [_INCH]
        x, y = (_numbers(found.get(tag), order + "II") for tag in _RESOLUTION)
        scale = {_INCH: 1.0, _CENTIMETRE: 2.54}[int(unit[0])]
        dpi = x[0] / x[1] * scale, y[0] / y[1] * scale
        return dpi if min(dpi) > 0 else None
    except (BrokenError, KeyError, IndexError, ZeroDivisionError):
        return None


def resolution_tags(dpi: tuple[float, float], order: str) -> ifd.Tags:
    """Dots per inch, across and down, as tags."""
    made: ifd.Tags = {
        tag: Value(ifd.RATIONAL, struct.pack(order + "II", *_ratio(value)))
        for tag, value in zip(_RESOLUTION, dpi, strict=True)
    }
    return made | {_UNIT: Value(ifd.SHORT, struct.pack(order + "H", _INCH))}


def with_resolution(exif: bytes | None, dpi: tuple[float, float]) -> bytes:
    """Exif data, perhaps none, that say a resolution in dots per inch; every other value stays where it is."""
    order = layout(exif).order if exif else "<"
    return with_tags(exif, resolution_tags(dpi, order))


def without_orientation(exif: bytes | None) -> bytes | None:
    """Exif data that say nothing of orientation; every other value stays where it is."""
    return with_tags(exif, {_ORIENTATION: {}}) if orientation(exif) else exif


def with_tags(exif: bytes | None, changes: ifd.Tags) -> bytes:
    """Exif data with tags of the first directory changed; an empty dictionary takes one out.

    The new directory comes behind the rest, so that nothing else moves.
    """
    exif = exif or ifd.header("<", 0)
    found, order = (ifd.tags(exif) if len(exif) > 8 else {}), layout(exif).order
    start = len(exif) + len(exif) % 2
    content, at = ifd.written(_pointers(exif, found) | changes, order, start)
    return ifd.header(order, at) + exif[8:].ljust(start - 8, b"\0") + content


def described(exif: bytes | None) -> ifd.Tags:
    """The tags that tell of the photo, nested directories as the places where they are in these data."""
    with suppress(BrokenError):
        found = _pointers(exif, ifd.tags(exif)) if exif else {}
        return {tag: value for tag, value in found.items() if tells_of_photo(tag) and _sound(tag, value)}
    return {}


def _sound(tag: int, value: "Value | ifd.Tags") -> bool:
    """Whether TIFF readers, Pillow among them, bear the tag: one without a resolution in numbers they refuse whole."""
    wanted = dict.fromkeys(_RESOLUTION, ifd.RATIONAL) | {_UNIT: ifd.SHORT}
    return isinstance(value, Value) and value.kind == wanted.get(tag, value.kind)


def _pointers(exif: bytes, found: ifd.Tags) -> ifd.Tags:
    """Tags of a first directory with the nested ones as the places where they are already."""
    order = layout(exif).order
    nested = [tag for tag, value in found.items() if isinstance(value, dict)]
    places = {tag: number(exif, entry) for tag in nested if (entry := first(exif).find(tag))}
    return found | {tag: Value(ifd.LONG, struct.pack(order + "I", place)) for tag, place in places.items()}


def _ratio(value: float) -> tuple[int, int]:
    ratio = Fraction(min(value, 2.0**32 - 1)).limit_denominator(1000 if value < 2**22 else 1)
    return ratio.numerator, ratio.denominator


def _numbers(value: "Value | ifd.Tags | None", code: str) -> list[int]:
    if isinstance(value, Value) and len(value.data) >= struct.calcsize(code):
        return list(struct.unpack_from(code, value.data))
    return []


def _short(found: ifd.Tags) -> ifd.Tags:
    """Tags without those of long values, in nested directories too."""
    short = {tag: _short(value) if isinstance(value, dict) else value for tag, value in found.items()}
    return {tag: value for tag, value in short.items() if isinstance(value, dict) or len(value.data) <= 1024}


def _changed(exif: bytes | None, change: Any) -> bytes | None:
    if exif is None:
        return None
    data = bytearray(exif)
    try:
        change(data)
    except BrokenError:
        return None
    return bytes(data)


def _reset_orientation(data: bytearray) -> None:
    entry = first(data).find(_ORIENTATION)
    if entry:
        data[entry.at + 2 : entry.at + 12] = struct.pack(layout(data).order + "HIHxx", 3, 1, 1)


def _drop_thumbnail(data: bytearray) -> None:
    main = first(data)
    if not main.next:
        return
    struct.pack_into(layout(data).order + "I", data, main.at + 2 + 12 * len(main.entries), 0)
    with suppress(BrokenError):  # a directory that cannot be followed cannot be shown either
        thumbnail = directory(data, main.next)
        for offset, size in _THUMBNAIL:
            start, length = thumbnail.find(offset), thumbnail.find(size)
            if start and length:
                _cut(data, number(data, start), number(data, length))
        _wipe_directory(data, thumbnail)


def _drop_gps(data: bytearray) -> None:
    main = first(data)
    while pointer := main.find(ifd.GPS):
        _wipe_directory(data, directory(data, number(data, pointer)))
        end = main.at + 2 + 12 * len(main.entries) + 4
        data[pointer.at : end] = data[pointer.at + 12 : end] + bytes(12)
        struct.pack_into(layout(data).order + "H", data, main.at, len(main.entries) - 1)
        main = first(data)


def _cut(data: bytearray, start: int, size: int) -> None:
    if start + size >= len(data) > start >= 8:
        del data[start:]
    else:
        _wipe(data, start, size)


def _wipe(data: bytearray, start: int, size: int) -> None:
    end = min(start + size, len(data))
    if 8 <= start < end:
        data[start:end] = bytes(end - start)


def _wipe_directory(data: bytearray, directory: Directory) -> None:
    for entry in directory.entries:
        _wipe(data, entry.start, entry.size)
    _wipe(data, directory.at, 2 + 12 * len(directory.entries) + 4)
