"""AVIF of a large picture as a grid of cells, coded one after the other.

The encoder takes some 40 bytes a pixel, and pictures above 35 megapixels are beyond AVIF's profiles but as a grid.
Sources: ISO/IEC 14496-12 (boxes, items), ISO/IEC 23008-12 6.6.2.3 (grid), AV1 Image File Format 1.1 (cells, alpha).
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import ceil
from typing import BinaryIO

from facelab.photo.align import Box
from facelab.photo.boxes import item_data, main_item
from facelab.progress import ShareCallback, counted, quiet, stages

CELL = 2560
"""Pixels of a cell along a side, at most."""
_ALPHA = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0"


@dataclass(frozen=True)
class AvifGrid:
    """How a picture of a width and height is cut into equal cells; the last ones reach beyond it by some pixels."""

    width: int
    height: int

    @property
    def columns(self) -> int:
        """Cells beside each other."""
        return ceil(self.width / CELL)

    @property
    def rows(self) -> int:
        """Cells above each other."""
        return ceil(self.height / CELL)

    @property
    def cell(self) -> tuple[int, int]:
        """Width and height of a cell."""
        return ceil(self.width / self.columns), ceil(self.height / self.rows)

    def boxes(self) -> Iterator[Box]:
        """Where the cells lie in the picture, row by row."""
        across, down = self.cell
        for y in range(0, self.rows * down, down):
            for x in range(0, self.columns * across, across):
                yield x, y, x + across, y + down

    @property
    def described(self) -> bytes:
        """The content of an item of the type grid."""
        return struct.pack(">BBBBII", 0, 1, self.rows - 1, self.columns - 1, self.width, self.height)


@dataclass
class _Items:
    """The items of a file and what is said of them; an item's number is its place, from 1 on."""

    kinds: list[bytes] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    properties: list[bytes] = field(default_factory=list)
    associations: list[bytes] = field(default_factory=list)
    references: list[bytes] = field(default_factory=list)

    def add(self, kind: bytes, content: bytes, properties: list[bytes]) -> int:
        """An item more; gives its number."""
        self.kinds.append(kind)
        self.contents.append(content)
        places = []
        for one in properties:
            if one not in self.properties:
                self.properties.append(one)
            essential = 0x80 if one[4:8] == b"av1C" else 0
            places.append(essential | (self.properties.index(one) + 1))
        number = len(self.kinds)
        if places:
            self.associations.append(struct.pack(">HB", number, len(places)) + bytes(places))
        return number

    def refer(self, kind: bytes, source: int, *targets: int) -> None:
        """Say what one item is to others."""
        numbers = (source, len(targets), *targets)
        self.references.append(_box(kind, struct.pack(f">{len(numbers)}H", *numbers)))

    def grid(self, grid: AvifGrid, cells: Iterator[bytes], auxiliary: list[bytes]) -> int:
        """A grid, a further property of it, and its cells, of which each is a whole AVIF file."""
        number, numbers = 0, []
        for cell in cells:
            said = main_item(cell)
            if said is None:
                raise ValueError("an AVIF file without a picture")
            named = [(kind, _box(kind, content)) for kind, content in said.properties]
            if not number:
                whole = [_full(b"ispe", 0, 0, struct.pack(">II", grid.width, grid.height))]
                whole += [one for kind, one in named if kind in (b"pixi", b"colr")]
                number = self.add(b"grid", grid.described, whole + auxiliary)
            own = [one for kind, one in named if kind in (b"ispe", b"pixi", b"av1C")]
            numbers.append(self.add(b"av01", item_data(cell), own + auxiliary))
        self.refer(b"dimg", number, *numbers)
        return number


def write_grid(
    file: BinaryIO,
    grid: AvifGrid,
    colours: Callable[[Box], bytes],
    alpha: Callable[[Box], bytes] | None,
    exif: bytes | None,
    xmp: bytes | None,
    progress: ShareCallback = quiet,
) -> None:
    """Write an AVIF file.

    Args:
        file: where to.
        grid: how the picture is cut.
        colours: gives the cell at a box as an AVIF file of its own.
        alpha: the same of the alpha, in one channel; None: the picture is opaque.
        exif: Exif data. xmp: a packet.
        progress: is told the share of the cells that is coded.
    """
    items, boxes = _Items(), list(grid.boxes())
    of_colours, of_alpha = stages(progress, 1, 1) if alpha else (progress, quiet)
    whole = items.grid(grid, map(colours, counted(boxes, of_colours)), [])
    if alpha:
        seen = items.grid(grid, map(alpha, counted(boxes, of_alpha)), [_full(b"auxC", 0, 0, _ALPHA)])
        items.refer(b"auxl", seen, whole)
    if exif:
        items.refer(b"cdsc", items.add(b"Exif", bytes(4) + exif, []), whole)
    if xmp:
        items.refer(b"cdsc", items.add(b"mime", xmp, []), whole)
    head = _box(b"ftyp", b"avif", bytes(4), b"avifmif1miafMA1A")
    start = len(head) + len(_meta(items, 0)) + 8
    file.write(head + _meta(items, start))
    file.write(struct.pack(">I4s", 8 + sum(map(len, items.contents)), b"mdat"))
    file.writelines(items.contents)


def _meta(items: _Items, start: int) -> bytes:
    """The box of all that is said of the items, whose contents lie one behind the other from ``start`` on."""
    places, infos = b"", b""
    for number, (kind, content) in enumerate(zip(items.kinds, items.contents, strict=True), 1):
        places += struct.pack(">HHHII", number, 0, 1, start, len(content))
        start += len(content)
        media = b"application/rdf+xml\0" if kind == b"mime" else b""
        infos += _full(b"infe", 2, int(kind == b"av01"), struct.pack(">HH4sx", number, 0, kind) + media)
    count = struct.pack(">H", len(items.kinds))
    said = struct.pack(">I", len(items.associations)) + b"".join(items.associations)
    return _full(
        b"meta",
        0,
        0,
        _full(b"hdlr", 0, 0, struct.pack(">4x4s13x", b"pict")),
        _full(b"pitm", 0, 0, struct.pack(">H", 1)),
        _full(b"iloc", 0, 0, b"\x44\0" + count + places),
        _full(b"iinf", 0, 0, count + infos),
        _full(b"iref", 0, 0, *items.references),
        _box(b"iprp", _box(b"ipco", *items.properties), _full(b"ipma", 0, 0, said)),
    )


def _box(kind: bytes, *content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + sum(map(len, content)), kind) + b"".join(content)


def _full(kind: bytes, version: int, flags: int, *content: bytes) -> bytes:
    return _box(kind, struct.pack(">I", version << 24 | flags), *content)
