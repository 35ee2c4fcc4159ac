"""A WebP file put together of its chunks. Source: RFC 9649, section 2 (WebP container)."""

import struct
from collections.abc import Iterable
from typing import BinaryIO

from facelab.photo.metadata import Metadata

Chunk = tuple[bytes, Iterable[bytes]]
"""Its name and its content, part by part."""


def write_chunks(
    file: BinaryIO, size: tuple[int, int], profile: bytes | None, said: Metadata, samples: list[Chunk], *, alpha: bool
) -> None:
    """Write an extended file at the beginning of ``file``.

    Args:
        file: open for writing, and to be moved within.
        size: width and height, 1 to 16384.
        profile: the ICC profile.
        said: Exif data and XMP are written.
        samples: the chunks of the samples: ALPH and VP8, or VP8 or VP8L alone.
        alpha: whether the picture is not opaque.
    """
    flags = 0x20 * bool(profile) | 0x10 * alpha | 0x08 * bool(said.exif) | 0x04 * bool(said.xmp)
    canvas = (flags | (size[0] - 1) << 32 | (size[1] - 1) << 56).to_bytes(10, "little")
    file.write(b"RIFF\0\0\0\0WEBP")
    _write(file, b"VP8X", [canvas])
    if profile:
        _write(file, b"ICCP", [profile])
    for name, parts in samples:
        _write(file, name, parts)
    for name, content in ((b"EXIF", said.exif), (b"XMP ", said.xmp)):
        if content:
            _write(file, name, [content])
    _tell_size(file, 4, file.tell() - 8)


def only_chunk(data: bytes | bytearray) -> bytes:
    """The content of the one chunk of a simple file."""
    return bytes(data[20 : 20 + int.from_bytes(data[16:20], "little")])


def _write(file: BinaryIO, name: bytes, parts: Iterable[bytes]) -> None:
    at = file.tell()
    file.write(name + bytes(4))
    size = sum(file.write(part) for part in parts)
    file.write(bytes(size % 2))
    _tell_size(file, at + 4, size)


def _tell_size(file: BinaryIO, at: int, size: int) -> None:
    end = file.tell()
    file.seek(at)
    file.write(struct.pack("<I", size))
    file.seek(end)
