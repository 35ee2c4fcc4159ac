"""What a file of each format says beside its pixels, wherever programs put it."""

import io
import struct
from collections.abc import Callable
from dataclasses import replace

from PIL import Image

from facelab.photo import exif, ifd, iptc, jpeg_segments, png_chunks
from facelab.photo.metadata import COMMENT, Metadata, PhotoText

_XMP, _IPTC, _BLOCKS = 700, 33723, 34377


def metadata_of(data: bytes, stored_format: str, found: Metadata) -> Metadata:
    """All that a file says beside its pixels; what is broken is left out.

    Args:
        data: the whole file.
        stored_format: as :func:`facelab.photo.sniff.stored_format` names it.
        found: what the decoder has found.
    """
    try:
        own = _READERS.get(stored_format, _nothing)(data)
    except Exception:  # broken files break in every way; their samples are sound
        own = Metadata()
    known = exif.normal(found.exif) or exif.normal(own.exif)
    return replace(
        own,
        exif=known,
        xmp=own.xmp or found.xmp,
        resolution=own.resolution or exif.resolution(known),
    )


def _nothing(_: bytes) -> Metadata:
    return Metadata()


def _tiff(data: bytes) -> Metadata:
    tags = ifd.tags(data)

    def content(tag: int) -> bytes | None:
        value = tags.get(tag)
        return value.data if isinstance(value, ifd.Value) else None

    known = exif.of_tiff(data)
    return Metadata(
        exif=known,
        xmp=content(_XMP),
        iptc=iptc.normal(content(_IPTC)) or iptc.normal(content(_BLOCKS)),
        resolution=exif.resolution(known),
    )


def _bmp(data: bytes) -> Metadata:
    if struct.unpack_from("<I", data, 14)[0] < 40:
        return Metadata()
    x, y = struct.unpack_from("<ii", data, 38)
    return Metadata(resolution=(x * 0.0254, y * 0.0254) if min(x, y) > 0 else None)


def _gif(data: bytes) -> Metadata:
    with Image.open(io.BytesIO(data), formats=["GIF"]) as image:
        comment, packet = image.info.get("comment", b""), image.info.get("xmp")
    text = comment.decode("utf-8", "replace").strip("\0 \r\n")
    return Metadata(xmp=packet, texts=(PhotoText(COMMENT, text),) if text else ())


_READERS: dict[str, Callable[[bytes], Metadata]] = {
    "JPEG": jpeg_segments.read,
    "PNG": png_chunks.read,
    "TIFF": _tiff,
    "BMP": _bmp,
    "GIF": _gif,
}
