"""What a JPEG file says beside its pixels: its segments, read and written.

Sources: ITU-T T.81 B.1.1 (markers), T.871 (JFIF), CIPA DC-008 (Exif), ISO 16684-3 (XMP), ICC.1 B.4 (profile), Adobe's
image resource blocks.
"""

import struct
from collections.abc import Iterator

from facelab.photo import exif, iptc, xmp
from facelab.photo.metadata import COMMENT, Metadata, PhotoText

_APP0, _APP1, _APP2, _APP13, _COM = 0xE0, 0xE1, 0xE2, 0xED, 0xFE
_XMP, _EXTENDED, _BLOCKS, _ICC = (
    b"http://ns.adobe.com/xap/1.0/\0",
    b"http://ns.adobe.com/xmp/extension/\0",
    b"Photoshop 3.0\0",
    b"ICC_PROFILE\0",
)
_MOST = 65533
"""Bytes that one segment holds."""


def read(data: bytes) -> Metadata:
    """Exif data, XMP with its extension, IPTC, comments, JFIF's resolution."""
    segments = list(_segments(data))
    packet = next(iter(_begun(segments, _APP1, _XMP)), None)
    comments = (_text(content) for marker, content in segments if marker == _COM)
    return Metadata(
        exif=b"".join(_begun(segments, _APP1, exif.PREFIX)) or None,
        xmp=xmp.joined(packet, _extensions(_begun(segments, _APP1, _EXTENDED))),
        iptc=iptc.normal(b"".join(_begun(segments, _APP13, _BLOCKS))),
        texts=tuple(PhotoText(COMMENT, comment) for comment in comments if comment),
        resolution=_resolution(next(iter(_begun(segments, _APP0, b"JFIF\0")), b"")),
    )


JFIF_END = 20
"""Where an encoder's file goes on behind JFIF's segment, the first."""


def written(said: Metadata, profile: bytes | None) -> bytes:
    """How a file begins: JFIF's segment with the resolution, Exif data, XMP, IPTC, comments, the ICC profile."""
    packet, extended = xmp.for_jpeg(said.xmp)
    parts = [b"\xff\xd8" + _segment(_APP0, b"JFIF\0\1\1" + _density(said.resolution) + b"\0\0")]
    if said.exif:
        parts.append(_segment(_APP1, exif.PREFIX + said.exif))
    if packet:
        parts.append(_segment(_APP1, _XMP + packet))
    head = _EXTENDED + xmp.digest(extended).encode()
    size = _MOST - len(head) - 8
    parts += [
        _segment(_APP1, head + struct.pack(">II", len(extended), size * index) + part)
        for index, part in enumerate(_parts(extended, size))
    ]
    blocks = iptc.as_block(said.iptc) if said.iptc else b""
    parts += [_segment(_APP13, _BLOCKS + part) for part in _parts(blocks, _MOST - len(_BLOCKS))]
    for text in said.texts:
        parts += [_segment(_COM, part) for part in _parts(text.text.encode(), _MOST)]
    pieces = _parts(profile or b"", _MOST - len(_ICC) - 2)
    numbered = enumerate(pieces, 1)
    parts += [_segment(_APP2, _ICC + bytes([number, len(pieces)]) + piece) for number, piece in numbered]
    return b"".join(parts)


def _density(resolution: tuple[float, float] | None) -> bytes:
    x, y = (min(round(value), 65535) for value in resolution or (0, 0))
    return struct.pack(">BHH", 1, x, y) if x and y else struct.pack(">BHH", 0, 1, 1)


def _parts(content: bytes, most: int) -> list[bytes]:
    return [content[at : at + most] for at in range(0, len(content), most)]


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Markers and what their segments hold, up to the samples."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xFF:  # a byte to fill up
            at += 1
            continue
        if marker in (0xD9, 0xDA) or size < 2:
            return
        yield marker, data[at + 4 : at + 2 + size]
        at += 2 + size


def _begun(segments: list[tuple[int, bytes]], marker: int, start: bytes) -> list[bytes]:
    return [content[len(start) :] for found, content in segments if found == marker and content.startswith(start)]


def _extensions(parts: list[bytes]) -> dict[str, bytes]:
    """Extended XMP by digest, of parts in any order."""
    found: dict[str, dict[int, bytes]] = {}
    for part in parts:
        if len(part) > 40:
            found.setdefault(part[:32].decode("latin-1"), {})[int.from_bytes(part[36:40], "big")] = part[40:]
    return {name: b"".join(part for _, part in sorted(places.items())) for name, places in found.items()}


def _text(content: bytes) -> str:
    try:
        return content.decode().replace("\0", "").strip()
    except UnicodeDecodeError:
        return content.decode("latin-1").replace("\0", "").strip()


def _resolution(jfif: bytes) -> tuple[float, float] | None:
    if len(jfif) < 7:
        return None
    unit, x, y = struct.unpack_from(">BHH", jfif, 2)
    scale = {1: 1.0, 2: 2.54}.get(unit)
    return (x * scale, y * scale) if scale and x and y else None
