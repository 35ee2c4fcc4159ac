"""Image file directories: what TIFF files and Exif data are made of, read as the bytes lie and written as they were.

Sources: TIFF 6.0, section 2; BigTIFF (libtiff.gitlab.io/libtiff/specification/bigtiff.html).
"""

import struct
from dataclasses import dataclass
from typing import Union

EXIF, GPS, INTEROP = 0x8769, 0x8825, 0xA005
"""The tags that point to directories of their own."""

BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 1, 2, 3, 4, 5, 7
"""The types of values that are written here."""

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_CODES = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
_MAX_ENTRIES = 4096


class BrokenError(Exception):
    """A directory that cannot be followed."""


@dataclass(frozen=True)
class Layout:
    """How a file writes its directories: ``order`` as struct names it; ``big``: BigTIFF."""

    order: str
    big: bool

    @property
    def count(self) -> str:
        """The number of entries, as struct names it."""
        return self.order + ("Q" if self.big else "H")

    @property
    def offset(self) -> str:
        """A place in the file."""
        return self.order + ("Q" if self.big else "I")

    @property
    def entry(self) -> str:
        """An entry: tag, type, count, and the value or its place."""
        return self.order + ("HHQQ" if self.big else "HHII")


@dataclass(frozen=True)
class Entry:
    """An entry: ``at`` is where it lies, ``start`` and ``size`` where its value does, in bytes."""

    tag: int
    at: int
    start: int
    size: int
    kind: int


@dataclass(frozen=True)
class Directory:
    """A directory at ``at``, and where the next one is; 0: there is none."""

    at: int
    entries: tuple[Entry, ...]
    next: int

    def find(self, tag: int) -> Entry | None:
        """The first entry of a tag."""
        return next((entry for entry in self.entries if entry.tag == tag), None)


@dataclass(frozen=True)
class Value:
    """A tag's type and the bytes of its value, in the order of its file."""

    kind: int
    data: bytes


Tags = dict[int, Union[Value, "Tags"]]
"""A directory by tag; nested ones are of the same kind."""


def layout(data: bytes | bytearray) -> Layout:
    """How a TIFF structure is laid out.

    Raises:
        BrokenError: it is none.
    """
    kinds = {b"II*\0": ("<", False), b"MM\0*": (">", False), b"II+\0": ("<", True), b"MM\0+": (">", True)}
    found = kinds.get(bytes(data[:4]))
    if found is None:
        raise BrokenError
    return Layout(*found)


def first(data: bytes | bytearray) -> Directory:
    """The first directory of a TIFF structure.

    Raises:
        BrokenError: it cannot be followed.
    """
    way = layout(data)
    return directory(data, _unpacked(way.offset, data, 8 if way.big else 4))


def directory(data: bytes | bytearray, at: int) -> Directory:
    """The directory at an offset.

    Raises:
        BrokenError: it cannot be followed.
    """
    way = layout(data)
    count = _unpacked(way.count, data, at)
    if count > (_MAX_ENTRIES if way.big else 65535):
        raise BrokenError
    start, size = at + struct.calcsize(way.count), struct.calcsize(way.entry)
    entries = tuple(_entry(data, way, start + size * index) for index in range(count))
    end = start + size * count
    # Some writers leave the pointer to the next directory out at the very end.
    following = _unpacked(way.offset, data, end) if end + struct.calcsize(way.offset) <= len(data) else 0
    return Directory(at, entries, following)


def number(data: bytes | bytearray, entry: Entry) -> int:
    """The whole number that is an entry's value, or its first one.

    Raises:
        BrokenError: it has none.
    """
    code = _CODES.get(entry.kind)
    if code is None:
        raise BrokenError
    return _unpacked(layout(data).order + code, data, entry.start)


def tags(data: bytes) -> Tags:
    """The first directory of a TIFF structure and those for Exif, GPS and interoperability; broken values left out.

    Raises:
        BrokenError: the first directory cannot be followed.
    """
    return _tags(data, first(data), (EXIF, GPS))


def _tags(data: bytes, found: Directory, nested: tuple[int, ...]) -> Tags:
    made: Tags = {}
    left = len(data)  # entries that overlap could say more than the file holds
    for entry in found.entries:
        if entry.tag in made or not 0 < entry.size <= left or entry.start + entry.size > len(data):
            continue
        left -= entry.size
        try:
            if entry.tag in nested:
                inner = (INTEROP,) if entry.tag == EXIF else ()
                made[entry.tag] = _tags(data, directory(data, number(data, entry)), inner)
            elif entry.tag not in (EXIF, GPS, INTEROP):
                made[entry.tag] = _value(data, entry)
        except BrokenError:
            continue
    return made


def _value(data: bytes, entry: Entry) -> Value:
    content = data[entry.start : entry.start + entry.size]
    if entry.kind < 16:
        return Value(entry.kind, content)
    order, count = layout(data).order, entry.size // 8
    try:  # whole numbers of 8 bytes are BigTIFF's alone
        return Value(LONG, struct.pack(f"{order}{count}I", *struct.unpack(f"{order}{count}Q", content)))
    except struct.error as error:
        raise BrokenError from error


def written(tags: Tags, order: str, start: int) -> tuple[bytes, int]:
    """A directory as bytes.

    Args:
        tags: what it holds, the values in ``order``; empty directories are left out.
        order: as struct names it.
        start: where the bytes will lie in the file; even.

    Returns:
        The bytes, values first, and where in the file the directory begins.
    """
    made, entries = bytearray(), []
    for tag, value in sorted((tag, value) for tag, value in tags.items() if value):
        if isinstance(value, dict):
            inner, at = written(value, order, start + len(made))
            made += inner
            value = Value(LONG, struct.pack(order + "I", at))
        place = value.data.ljust(4, b"\0")
        if len(place) > 4:
            place = struct.pack(order + "I", start + len(made))
            made += value.data + bytes(len(value.data) % 2)
        entries.append(struct.pack(order + "HHI", tag, value.kind, len(value.data) // _SIZES[value.kind]) + place)
    at = start + len(made)
    made += struct.pack(order + "H", len(entries)) + b"".join(entries) + bytes(4)
    return bytes(made) + bytes(len(made) % 2), at


def structure(tags: Tags, order: str) -> bytes:
    """A TIFF structure of one directory and what it nests."""
    content, at = written(tags, order, 8)
    return header(order, at) + content


def header(order: str, at: int) -> bytes:
    """The first 8 bytes of a TIFF structure whose first directory is at ``at``."""
    return (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", at)


def _unpacked(code: str, data: bytes | bytearray, at: int) -> int:
    try:
        return int(struct.unpack_from(code, data, at)[0])
    except struct.error as error:
        raise BrokenError from error


def _entry(data: bytes | bytearray, way: Layout, at: int) -> Entry:
    try:
        tag, kind, count, value = struct.unpack_from(way.entry, data, at)
    except struct.error as error:
        raise BrokenError from error
    size, inside = _SIZES.get(kind, 0) * count, 8 if way.big else 4
    return Entry(tag, at, at + (12 if way.big else 8) if size <= inside else value, size, kind)
