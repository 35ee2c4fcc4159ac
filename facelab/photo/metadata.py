"""What a photo says beside its pixels, and where each format keeps it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from facelab.photo import exif, iptc, xmp
from facelab.photo.xmp import Mark
from facelab.photo.xmp_properties import LANGUAGES, PLAIN, SEQUENCE, Property, Said

COMMENT = "Comment"
"""The keyword, as PNG has it, of what JPEG and GIF call a comment."""


@dataclass(frozen=True)
class PhotoText:
    """Something written beside the picture, with a keyword, as in PNG; ``language`` and ``translated`` are its own."""

    keyword: str
    text: str
    language: str = ""
    translated: str = ""


@dataclass(frozen=True)
class Metadata:
    """What a photo says beside its pixels; its colour profile goes with the samples.

    Attributes:
        exif: Exif data as a TIFF structure, without the prefix that JPEG puts before it.
        xmp: the XMP packet, one.
        iptc: data sets of IPTC's Information Interchange Model.
        texts: comments and other texts in the order of the file.
        resolution: dots per inch, across and down.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    texts: tuple[PhotoText, ...] = ()
    resolution: tuple[float, float] | None = None


NOTHING_SAID = Metadata()

IN_XMP, IN_EXIF = "in the XMP packet", "in the Exif data"
KEPT = {
    "JPEG": {
        "profile": "APP2",
        "Exif": "APP1",
        "XMP": "APP1",
        "IPTC": "APP13",
        "comments": "COM",
        "other texts": IN_XMP,
        "resolution": "JFIF",
    },
    "PNG": {
        "profile": "iCCP",
        "Exif": "eXIf",
        "XMP": "iTXt",
        "IPTC": "Raw profile type iptc",
        "comments": "tEXt or iTXt",
        "other texts": "tEXt or iTXt",
        "resolution": "pHYs",
    },
    "TIFF": {
        "profile": "tag 34675",
        "Exif": "directories",
        "XMP": "tag 700",
        "IPTC": "tag 33723",
        "comments": IN_XMP,
        "other texts": IN_XMP,
        "resolution": "tags 282, 283, 296",
    },
    "WEBP": {
        "profile": "ICCP",
        "Exif": "EXIF",
        "XMP": "XMP",
        "IPTC": IN_XMP,
        "comments": IN_XMP,
        "other texts": IN_XMP,
        "resolution": IN_EXIF,
    },
    "AVIF": {
        "profile": "colr",
        "Exif": "item Exif",
        "XMP": "item mime",
        "IPTC": IN_XMP,
        "comments": IN_XMP,
        "other texts": IN_XMP,
        "resolution": IN_EXIF,
    },
}
"""Format that photos are written in -> what a photo says -> where the file keeps it."""

_DC = "http://purl.org/dc/elements/1.1/"
_USER_COMMENT = Property("http://ns.adobe.com/exif/1.0/", "exif:UserComment", LANGUAGES)
_SAME_MEANING = {
    "Title": Property(_DC, "dc:title", LANGUAGES),
    "Author": Property(_DC, "dc:creator", SEQUENCE),
    "Description": Property(_DC, "dc:description", LANGUAGES),
    "Copyright": Property(_DC, "dc:rights", LANGUAGES),
    "Source": Property(_DC, "dc:source", PLAIN),
    "Software": Property("http://ns.adobe.com/xap/1.0/", "xmp:CreatorTool", PLAIN),
    COMMENT: _USER_COMMENT,
}
"""PNG's keywords and the XMP properties that mean the same."""


def to_write(said: Metadata, form: str, mark: Mark | None, *, strip_gps: bool = False) -> Metadata:
    """What a file of a format is to say of a picture whose samples lie upright and may have been edited.

    Args:
        said: what came with the picture.
        form: a key of ``KEPT``.
        mark: how a trained model took part.
        strip_gps: whether to leave out where the photo was taken.

    Returns:
        Metadata for ``KEPT``'s places alone: what the format has none for has moved into the XMP packet or the Exif
        data, where nothing that stands there gives way to it.
    """
    said = _without_place(said) if strip_gps else said
    said = replace(said, exif=exif.without_thumbnail(said.exif))
    packet = xmp.packet(said.xmp, mark, strip_gps=strip_gps, said=_homeless(said, form), rest=_USER_COMMENT)
    said = replace(said, xmp=packet)
    for field, move in _MOVES.items():
        said = move(said) if KEPT[form][field] in (IN_XMP, IN_EXIF) else said
    return replace(said, exif=exif.for_jpeg(said.exif)) if form == "JPEG" else said


_MOVES: dict[str, Callable[[Metadata], Metadata]] = {
    "IPTC": lambda said: replace(said, iptc=None),
    "comments": lambda said: replace(said, texts=tuple(text for text in said.texts if text.keyword != COMMENT)),
    "other texts": lambda said: replace(said, texts=tuple(text for text in said.texts if text.keyword == COMMENT)),
    "resolution": lambda said: replace(said, exif=_with_resolution(said), resolution=None),
}
"""What is left of the metadata when a field has moved."""


def _homeless(said: Metadata, form: str) -> list[Said]:
    """Names, properties and values of what the format has no place for."""
    texts = [text for text in said.texts if KEPT[form][_field(text)] == IN_XMP]
    found = iptc.in_xmp(said.iptc) if KEPT[form]["IPTC"] == IN_XMP else []
    return found + [(text.keyword, _SAME_MEANING.get(text.keyword), text.text) for text in texts]


def _field(text: PhotoText) -> str:
    return "comments" if text.keyword == COMMENT else "other texts"


def _with_resolution(said: Metadata) -> bytes | None:
    known = exif.resolution(said.exif)
    if said.resolution is None or (
        known and all(abs(a - b) < 0.5 for a, b in zip(known, said.resolution, strict=True))
    ):
        return said.exif
    return exif.with_resolution(said.exif, said.resolution)


def _without_place(said: Metadata) -> Metadata:
    texts = tuple(text for text in said.texts if "gps" not in text.keyword.lower())
    return replace(said, exif=exif.without_gps(said.exif), iptc=iptc.without_place(said.iptc), texts=texts)
