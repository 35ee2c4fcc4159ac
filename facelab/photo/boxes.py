"""The boxes of an AVIF or HEIF file: what its main picture is coded as and which properties it has.

Source: ISO/IEC 14496-12 (boxes, items), ISO/IEC 23008-12 (properties).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from facelab.photo import av1

Box = tuple[bytes, int, int]
"""A box's type, and where its content begins and ends."""


@dataclass(frozen=True)
class MainItem:
    """The main picture of a file.

    Attributes:
        kind: its type, "av01", "hvc1", "grid", ...
        properties: (type, content) of what is said of it, in its order.
    """

    kind: bytes
    properties: tuple[tuple[bytes, bytes], ...]

    def all(self, name: bytes) -> list[bytes]:
        """The contents of its properties of one type."""
        return [content for kind, content in self.properties if kind == name]

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height as they are stored, before turns; None where they are not said."""
        sizes = [content for content in self.all(b"ispe") if len(content) >= 12]
        return struct.unpack_from(">II", sizes[0], 4) if sizes else None

    @property
    def code_points(self) -> tuple[int, int] | None:
        """Colour primaries and transfer characteristics (ITU-T H.273); None where they are not said."""
        return _code_points(self.all(b"colr"))


def main_item(data: bytes) -> MainItem | None:
    """The main picture of a file; None where there is none, as in an animation, or the boxes are broken."""
    try:
        return _main_item(data)
    except (StopIteration, struct.error, IndexError):
        return None


def track_code_points(data: bytes) -> tuple[int, int] | None:
    """The code points that an animation's tracks say: the first ones, those of its colours."""
    at = data.find(b"colrnclx")
    return _code_points([data[at + 4 : at + 15]]) if at >= 0 else None


def item_data(data: bytes) -> bytes:
    """What the main picture of a sound file is coded as."""
    meta = _meta(data)
    return _joined(data, meta, _main_number(data, meta))


def stream_code_points(data: bytes) -> tuple[int, int] | None:
    """The code points that the first coded picture of an AVIF file says in its bitstream; None where it says none."""
    try:
        meta = _meta(data)
        first = next(number for number, kind in _items(data, *meta[b"iinf"]) if kind == b"av01")
        return av1.code_points(_joined(data, meta, first))
    except (StopIteration, struct.error, IndexError, KeyError):
        return None


def exif_item(data: bytes) -> bytes | None:
    """The Exif data of a file, a TIFF structure; None where there are none, or the boxes are broken."""
    try:
        meta = _meta(data)
        number = next(number for number, kind in _items(data, *meta[b"iinf"]) if kind == b"Exif")
        content = _joined(data, meta, number)
        return content[4 + _number(content, 0, long=True) :] or None
    except (StopIteration, struct.error, IndexError, KeyError):
        return None


def _code_points(colours: list[bytes]) -> tuple[int, int] | None:
    said = [content for content in colours if content[:4] == b"nclx" and len(content) >= 8]
    return struct.unpack_from(">HH", said[0], 4) if said else None


def _main_item(data: bytes) -> MainItem:
    meta = _meta(data)
    number = _main_number(data, meta)
    properties = dict(_spans(data, *meta.get(b"iprp", (0, 0))))
    listed = [(name, data[a:b]) for name, a, b in _boxes(data, *properties.get(b"ipco", (0, 0)))]
    indices = _associated(data, *properties.get(b"ipma", (0, 0)), number)
    kinds = dict(_items(data, *meta[b"iinf"])) if b"iinf" in meta else {}
    return MainItem(kinds.get(number, b""), tuple(listed[i - 1] for i in indices if 0 < i <= len(listed)))


def _meta(data: bytes) -> dict[bytes, tuple[int, int]]:
    return dict(_spans(data, *_content(data, 0, len(data), b"meta"), head=4))


def _main_number(data: bytes, meta: dict[bytes, tuple[int, int]]) -> int:
    start, _ = meta[b"pitm"] if b"pitm" in meta else (len(data), 0)
    return _number(data, start + 4, long=data[start] > 0)


def _joined(data: bytes, meta: dict[bytes, tuple[int, int]], number: int) -> bytes:
    """An item's content, of all its parts."""
    return b"".join(data[start : start + size] for start, size in _extents(data, meta, number))


def _boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", data, start + 8)[0], 16
        size = size or end - start
        if size < head:
            return
        yield name, start + head, min(start + size, end)
        start += size


def _spans(data: bytes, start: int, end: int, head: int = 0) -> Iterator[tuple[bytes, tuple[int, int]]]:
    return ((name, (a, b)) for name, a, b in _boxes(data, start + head, end))


def _content(data: bytes, start: int, end: int, wanted: bytes) -> tuple[int, int]:
    return next((a, b) for name, a, b in _boxes(data, start, end) if name == wanted)


def _number(data: bytes, at: int, *, long: bool) -> int:
    return int(struct.unpack_from(">I" if long else ">H", data, at)[0])


def _items(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Numbers and types."""
    head = 6 if data[start] == 0 else 8
    for name, a, _ in _boxes(data, start + head, end):
        long = data[a] > 2
        if name == b"infe" and data[a] >= 2:
            yield _number(data, a + 4, long=long), data[a + (10 if long else 8) :][:4]


def _extents(data: bytes, meta: dict[bytes, tuple[int, int]], wanted: int) -> Iterator[tuple[int, int]]:
    """Where the parts of an item lie, and how long they are."""
    at = meta[b"iloc"][0]
    version, sizes = data[at], struct.unpack_from(">BB", data, at + 4)
    offset, length, base, index = (size >> shift & 15 for size in sizes for shift in (4, 0))
    long, newer = version == 2, version > 0
    count, at = _number(data, at + 6, long=long), at + (10 if long else 8)
    for _ in range(count):
        number, at = _number(data, at, long=long), at + (4 if long else 2)
        inside = newer and data[at + 1] & 15 == 1  # its place is counted within the box idat
        at += 4 if newer else 2
        start = (meta[b"idat"][0] if inside else 0) + _integer(data, at, base)
        parts, at = _number(data, at + base, long=False), at + base + 2
        for _ in range(parts):
            at += index if newer else 0
            if number == wanted:
                yield start + _integer(data, at, offset), _integer(data, at + offset, length)
            at += offset + length


def _integer(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


def _associated(data: bytes, start: int, end: int, number: int) -> list[int]:
    long, wide = data[start] > 0, bool(data[start + 3] & 1)
    at = start + 8
    while at < end:
        found, count = _number(data, at, long=long), data[at + (4 if long else 2)]
        at += 5 if long else 3
        indices = struct.unpack_from(f">{count}{'H' if wide else 'B'}", data, at)
        if found == number:
            return [index & (0x7FFF if wide else 0x7F) for index in indices]
        at += count * (2 if wide else 1)
    return []
