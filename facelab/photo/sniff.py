"""What a file is, by its first bytes: its name says nothing."""

from facelab.errors import Message

_ISO_BRANDS = {b"avif": "AVIF", b"avis": "AVIF"} | dict.fromkeys(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"), "HEIF"
)
_PICTURE_BRANDS = frozenset(
    b"mif1 mif2 mif3 msf1 miaf 1pic pred jpeg jpgs avci avcs avce j2ki j2is vvic vvis evbi evmi evbs evms".split()
)
"""Brands of HEIF files that do not say in which of the usual ways they are coded."""

_MAGIC = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
)
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_RAW = Message("a camera's raw file")
_POSTSCRIPT = Message("a PostScript program")
_JPEG_XL = Message("a JPEG XL picture")
_JPEG_2000 = Message("a JPEG 2000 picture")
_VIDEO = Message("a video")
_REFUSED = (
    (b"%PDF", Message("a PDF document")),
    (b"%!", _POSTSCRIPT),
    (b"\xc5\xd0\xd3\xc6", _POSTSCRIPT),
    (b"8BPS", Message("a Photoshop document")),
    (b"\xff\x0a", _JPEG_XL),
    (b"\0\0\0\x0cJXL ", _JPEG_XL),
    (b"\0\0\0\x0cjP  ", _JPEG_2000),
    (b"\xff\x4f\xff\x51", _JPEG_2000),
    (b"FUJIFILMCCD-RAW", _RAW),
    (b"IIU\0", _RAW),
    (b"IIRO", _RAW),
    (b"IIRS", _RAW),
    (b"MMOR", _RAW),
    (b"PK\x03\x04", Message("an archive or a document")),
    (b"\x1f\x8b", Message("an archive")),
    (b"\x1aE\xdf\xa3", _VIDEO),
)


def stored_format(data: bytes) -> str | None:
    """Pillow's name of the format that FaceLab reads; None where it is no such file."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[:4] in _TIFF and data[8:10] != b"CR":  # Canon's raw files are a kind of TIFF
        return "TIFF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    brands = _brands(data)
    said = next((_ISO_BRANDS[brand] for brand in brands if brand in _ISO_BRANDS), None)
    if said is None and not _PICTURE_BRANDS.isdisjoint(brands):
        return "AVIF" if b"av1C" in data else "HEIF"
    return said


def refused_kind(data: bytes) -> Message | None:
    """What a file of another, well-known kind is, in words; None where it is nothing known."""
    for magic, kind in _REFUSED:
        if data.startswith(magic):
            return kind
    if data[:4] in _TIFF:
        return _RAW
    if _brands(data):
        return _RAW if _brands(data)[0] == b"crx " else _VIDEO
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype", b"<html")):
        return Message("an SVG drawing or a web page")
    return None


def _brands(data: bytes) -> list[bytes]:
    """The major and the compatible brands of an ISO base media file."""
    if data[4:8] != b"ftyp":
        return []
    end = min(int.from_bytes(data[:4], "big"), 1024)
    return [data[8:12]] + [data[at : at + 4] for at in range(16, end - 3, 4)]
