"""Exif data, changed in place: what a camera's maker keeps at fixed offsets stays where it is.

Exif data here are a TIFF structure without JPEG's prefix. Source: Exif 3.0 (CIPA DC-008), TIFF 6.0.
"""

import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image, TiffImagePlugin

PREFIX = b"Exif\0\0"
JPEG_LIMIT = 65533 - len(PREFIX)
"""Bytes of Exif data that one segment of a JPEG file holds."""

_ORIENTATION, _GPS = 0x0112, 0x8825
_THUMBNAIL = ((0x0201, 0x0202), (0x0111, 0x0117))  # offsets and byte counts: of a JPEG, of strips
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_FROM_TIFF = (270, 271, 272, 282, 283, 296, 305, 306, 315, 316, 18246, 33432, 34665, 34853)
"""The tags of a TIFF file's directory that tell of the photo, not of how its samples are stored."""


class _BrokenError(Exception):
    """Exif data that cannot be followed."""


@dataclass(frozen=True)
class _Entry:
    tag: int
    at: int
    start: int
    size: int
    kind: int


@dataclass(frozen=True)
class _Directory:
    at: int
    entries: tuple[_Entry, ...]
    next: int

    def find(self, tag: int) -> _Entry | None:
        return next((entry for entry in self.entries if entry.tag == tag), None)


def normal(exif: bytes | None) -> bytes | None:
    """Exif data without JPEG's prefix; None where they are empty or broken beyond their first directory."""
    if not exif:
        return None
    while exif.startswith(PREFIX):
        exif = exif[len(PREFIX) :]
    try:
        _first(exif)
    except _BrokenError:
        return None
    return exif


def orientation(exif: bytes | None) -> int:
    """How the stored samples lie, 1 to 8 as Exif numbers them; 1 where nothing valid is said."""
    if exif is None:
        return 1
    try:
        entry = _first(exif).find(_ORIENTATION)
        value = _number(exif, entry) if entry else 1
    except _BrokenError:
        return 1
    return value if 1 <= value <= 8 else 1


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
    with suppress(Exception):  # Pillow meets broken values with errors of every kind
        tags = tiff_tags(exif)
        inner = tags.get(ExifTags.IFD.Exif, {})
        tags[ExifTags.IFD.Exif] = {tag: value for tag, value in inner.items() if not _long(value)}
        short = serialise({tag: value for tag, value in tags.items() if not _long(value)})
        return short if len(short) <= JPEG_LIMIT else None
    return None


def tiff_tags(exif: bytes | None) -> dict[int, Any]:
    """The tags of Exif data that belong into the directory of a TIFF file; nested directories are dictionaries."""
    if exif is None:
        return {}
    loaded = Image.Exif()
    loaded.load(PREFIX + exif)
    return _described(loaded)


def exif_of_tiff(data: bytes) -> bytes | None:
    """Exif data made from the directory of a TIFF file, orientation left out; None where it says nothing."""
    with suppress(Exception):  # Pillow meets broken values with errors of every kind
        tags = tiff_tags(data)
        return serialise(tags) if tags else None
    return None


def serialise(tags: dict[int, Any]) -> bytes:
    """Tags, nested directories as dictionaries, to Exif data."""
    directory = TiffImagePlugin.ImageFileDirectory_v2(b"II*\0\x08\0\0\0")
    for tag, value in tags.items():
        directory[tag] = value
    return b"II*\0\x08\0\0\0" + directory.tobytes(8)


def _described(exif: Image.Exif) -> dict[int, Any]:
    tags: dict[int, Any] = {tag: exif[tag] for tag in _FROM_TIFF if tag in exif}
    for tag in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
        if tag in tags:
            tags[tag] = dict(exif.get_ifd(tag))
    inner = tags.get(ExifTags.IFD.Exif)
    if inner and ExifTags.IFD.Interop in inner:
        inner[ExifTags.IFD.Interop] = dict(exif.get_ifd(ExifTags.IFD.Interop))
    return {tag: value for tag, value in tags.items() if value not in ({}, b"", "")}


def _long(value: Any) -> bool:
    return isinstance(value, bytes | str) and len(value) > 1024


def _changed(exif: bytes | None, change: Any) -> bytes | None:
    if exif is None:
        return None
    data = bytearray(exif)
    try:
        change(data)
    except _BrokenError:
        return None
    return bytes(data)


def _reset_orientation(data: bytearray) -> None:
    entry = _first(data).find(_ORIENTATION)
    if entry:
        data[entry.at + 2 : entry.at + 12] = struct.pack(_order(data) + "HIHxx", 3, 1, 1)


def _drop_thumbnail(data: bytearray) -> None:
    first = _first(data)
    if not first.next:
        return
    struct.pack_into(_order(data) + "I", data, first.at + 2 + 12 * len(first.entries), 0)
    with suppress(_BrokenError):  # a directory that cannot be followed cannot be shown either
        thumbnail = _directory(data, first.next)
        for offset, size in _THUMBNAIL:
            start, length = thumbnail.find(offset), thumbnail.find(size)
            if start and length:
                _cut(data, _number(data, start), _number(data, length))
        _wipe_directory(data, thumbnail)


def _drop_gps(data: bytearray) -> None:
    first = _first(data)
    while pointer := first.find(_GPS):
        _wipe_directory(data, _directory(data, _number(data, pointer)))
        end = first.at + 2 + 12 * len(first.entries) + 4
        data[pointer.at : end] = data[pointer.at + 12 : end] + bytes(12)
        struct.pack_into(_order(data) + "H", data, first.at, len(first.entries) - 1)
        first = _first(data)


def _cut(data: bytearray, start: int, size: int) -> None:
    if start + size >= len(data) > start >= 8:
        del data[start:]
    else:
        _wipe(data, start, size)


def _wipe(data: bytearray, start: int, size: int) -> None:
    end = min(start + size, len(data))
    if 8 <= start < end:
        data[start:end] = bytes(end - start)


def _wipe_directory(data: bytearray, directory: _Directory) -> None:
    for entry in directory.entries:
        _wipe(data, entry.start, entry.size)
    _wipe(data, directory.at, 2 + 12 * len(directory.entries) + 4)


def _order(data: bytes | bytearray) -> str:
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(bytes(data[:4]))
    if order is None:
        raise _BrokenError
    return order


def _first(data: bytes | bytearray) -> _Directory:
    order = _order(data)
    if len(data) < 8:
        raise _BrokenError
    return _directory(data, struct.unpack_from(order + "I", data, 4)[0])


def _directory(data: bytes | bytearray, at: int) -> _Directory:
    order = _order(data)
    try:
        (count,) = struct.unpack_from(order + "H", data, at)
        entries = tuple(_entry(data, order, at + 2 + 12 * index) for index in range(count))
    except struct.error as error:
        raise _BrokenError from error
    end = at + 2 + 12 * count
    # Some writers leave the pointer to the next directory out at the very end.
    following = struct.unpack_from(order + "I", data, end)[0] if end + 4 <= len(data) else 0
    return _Directory(at, entries, following)


def _entry(data: bytes | bytearray, order: str, at: int) -> _Entry:
    tag, kind, count, value = struct.unpack_from(order + "HHII", data, at)
    size = _SIZES.get(kind, 0) * count
    return _Entry(tag, at, at + 8 if size <= 4 else value, size, kind)


def _number(data: bytes | bytearray, entry: _Entry) -> int:
    code = {1: "B", 3: "H", 4: "I", 13: "I"}.get(entry.kind)
    if code is None:
        raise _BrokenError
    try:
        return int(struct.unpack_from(_order(data) + code, data, entry.start)[0])
    except struct.error as error:
        raise _BrokenError from error
