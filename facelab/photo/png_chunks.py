"""What a PNG file says beside its pixels: its chunks, read and written.

Sources: PNG (Third Edition), sections 11.3.3 (texts), 11.3.4 (pHYs, eXIf); "Raw profile type" texts are ImageMagick's,
which exiftool reads and writes too.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress

from facelab.photo import exif, iptc
from facelab.photo.metadata import Metadata, PhotoText

_XMP = "XML:com.adobe.xmp"
_RAW = "Raw profile type "
_MOST = 16 * 2**20
"""Bytes that a compressed text may become."""

_METRES_AN_INCH = 0.0254


def read(data: bytes) -> Metadata:
    """Exif data, XMP, IPTC, texts and resolution, before and behind the samples."""
    chunks = list(_chunks(data))
    texts = [text for name, content in chunks if (text := _text(name, content))]
    raw = {text.keyword.removeprefix(_RAW).lower(): _raw(text.text) for text in texts if text.keyword.startswith(_RAW)}
    packets = [text.text.encode() for text in texts if text.keyword == _XMP]
    app1 = raw.get("app1", b"")
    return Metadata(
        exif=_one(chunks, b"eXIf") or raw.get("exif") or (app1 if app1.startswith(exif.PREFIX) else None),
        xmp=next(iter(packets), None)
        or raw.get("xmp")
        or (app1[app1.find(b"\0") + 1 :] if b"ns.adobe.com" in app1[:40] else None),
        iptc=iptc.normal(raw.get("iptc") or raw.get("8bim")),
        texts=tuple(text for text in texts if text.keyword != _XMP and not text.keyword.startswith(_RAW)),
        resolution=_resolution(_one(chunks, b"pHYs") or b""),
    )


def written(said: Metadata) -> bytes:
    """The chunks of metadata, to come behind the header."""
    parts = []
    if said.resolution:
        numbers = [round(dots / _METRES_AN_INCH) for dots in said.resolution]
        parts.append(chunk(b"pHYs", struct.pack(">IIB", *numbers, 1)))
    if said.exif:
        parts.append(chunk(b"eXIf", said.exif))
    if said.xmp:
        parts.append(chunk(b"iTXt", _XMP.encode() + bytes(5) + said.xmp))
    if said.iptc:
        parts.append(chunk(b"zTXt", _raw_iptc(said.iptc)))
    return b"".join(parts + [_written_text(text) for text in said.texts])


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk: length, name, content, checksum."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if name in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"pHYs"):
            yield name, data[at + 8 : at + 8 + size]
        at += 12 + size


def _one(chunks: list[tuple[bytes, bytes]], wanted: bytes) -> bytes | None:
    return next((content for name, content in chunks if name == wanted), None)


def _text(name: bytes, content: bytes) -> PhotoText | None:
    keyword, _, rest = content.partition(b"\0")
    with suppress(zlib.error, UnicodeDecodeError):
        if name == b"tEXt":
            return PhotoText(keyword.decode("latin-1"), _either(rest))
        if name == b"zTXt":
            return PhotoText(keyword.decode("latin-1"), _either(_inflated(rest[1:])))
        if name == b"iTXt":
            language, translated, text = rest[2:].split(b"\0", 2) if rest[2:].count(b"\0") >= 2 else (b"", b"", b"")
            text = _inflated(text) if rest[:1] == b"\1" else text
            return PhotoText(keyword.decode("latin-1"), text.decode(), language.decode("latin-1"), translated.decode())
    return None


def _either(text: bytes) -> str:
    """Latin-1, as it should be, or UTF-8, as many programs write it."""
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _inflated(content: bytes) -> bytes:
    return zlib.decompressobj().decompress(content, _MOST)


def _raw(text: str) -> bytes:
    """The bytes of a raw profile: a name, a count, hexadecimal digits."""
    words = text.split()
    with suppress(ValueError):
        return bytes.fromhex("".join(words[2:]))[: int(words[1])] if len(words) > 2 else b""
    return b""


def _raw_iptc(found: bytes) -> bytes:
    block = iptc.as_block(found)
    digits = block.hex()
    lines = [digits[at : at + 72] for at in range(0, len(digits), 72)]
    text = "\niptc\n" + f"{len(block):8d}\n" + "\n".join(lines) + "\n"
    return b"Raw profile type iptc\0\0" + zlib.compress(text.encode())


def _written_text(text: PhotoText) -> bytes:
    keyword = text.keyword.encode("latin-1", "replace")[:79] or b"Comment"
    plain = text.text.replace("\0", "")
    if not (text.language or text.translated) and plain.isascii():
        return chunk(b"tEXt", keyword + b"\0" + plain.encode())
    own = text.language.encode("latin-1", "replace") + b"\0" + text.translated.encode() + b"\0"
    return chunk(b"iTXt", keyword + bytes(3) + own + plain.encode())


def _resolution(physical: bytes) -> tuple[float, float] | None:
    if len(physical) != 9 or physical[8] != 1:
        return None
    x, y, _ = struct.unpack(">IIB", physical)
    return (x * _METRES_AN_INCH, y * _METRES_AN_INCH) if x and y else None
