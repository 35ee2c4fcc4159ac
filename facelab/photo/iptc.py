"""IPTC's Information Interchange Model: caption, keywords, copyright as newspapers have written them since 1991.

Sources: IPTC-NAA IIM 4.2; Adobe Photoshop File Formats, Image Resource Blocks. The XMP properties of the same
meaning are those of IPTC Photo Metadata Standard 2023.1 and of the Metadata Working Group's guidelines 2.0.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from facelab.photo.xmp_properties import BAG, LANGUAGES, PLAIN, SEQUENCE, Property, Said

_MARKER, _IPTC_BLOCK = 0x1C, 0x0404
_UTF8 = b"\x1b%G"
_SUB_LOCATION, _CITY, _PROVINCE, _COUNTRY = 92, 90, 95, 101
_PLACE = frozenset([26, 27, _CITY, _SUB_LOCATION, _PROVINCE, 100, _COUNTRY])
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
_SAME_MEANING = {
    5: ("Title", Property(_DC, "dc:title", LANGUAGES)),
    10: ("Urgency", Property(_PHOTOSHOP, "photoshop:Urgency", PLAIN)),
    12: ("Subject", Property(_CORE, "Iptc4xmpCore:SubjectCode", BAG)),
    15: ("Category", Property(_PHOTOSHOP, "photoshop:Category", PLAIN)),
    20: ("Supplemental category", Property(_PHOTOSHOP, "photoshop:SupplementalCategories", BAG)),
    25: ("Keyword", Property(_DC, "dc:subject", BAG)),
    40: ("Instructions", Property(_PHOTOSHOP, "photoshop:Instructions", PLAIN)),
    55: ("Date created", Property(_PHOTOSHOP, "photoshop:DateCreated", PLAIN)),
    80: ("Author", Property(_DC, "dc:creator", SEQUENCE)),
    85: ("Author's position", Property(_PHOTOSHOP, "photoshop:AuthorsPosition", PLAIN)),
    _CITY: ("City", Property(_PHOTOSHOP, "photoshop:City", PLAIN)),
    _SUB_LOCATION: ("Location", Property(_CORE, "Iptc4xmpCore:Location", PLAIN)),
    _PROVINCE: ("State", Property(_PHOTOSHOP, "photoshop:State", PLAIN)),
    100: ("Country code", Property(_CORE, "Iptc4xmpCore:CountryCode", PLAIN)),
    _COUNTRY: ("Country", Property(_PHOTOSHOP, "photoshop:Country", PLAIN)),
    103: ("Job", Property(_PHOTOSHOP, "photoshop:TransmissionReference", PLAIN)),
    105: ("Headline", Property(_PHOTOSHOP, "photoshop:Headline", PLAIN)),
    110: ("Credit", Property(_PHOTOSHOP, "photoshop:Credit", PLAIN)),
    115: ("Source", Property(_PHOTOSHOP, "photoshop:Source", PLAIN)),
    116: ("Copyright", Property(_DC, "dc:rights", LANGUAGES)),
    118: ("Contact", Property(_PHOTOSHOP, "photoshop:Contact", PLAIN)),
    120: ("Caption", Property(_DC, "dc:description", LANGUAGES)),
    122: ("Caption writer", Property(_PHOTOSHOP, "photoshop:CaptionWriter", PLAIN)),
}
"""Numbers in record 2: their names, and the XMP properties that mean the same."""


@dataclass(frozen=True)
class DataSet:
    """One thing said: its record, its number there, the value; ``raw``: all of its bytes."""

    record: int
    number: int
    value: bytes
    raw: bytes


def normal(found: bytes | None) -> bytes | None:
    """The data sets alone, out of what a file has as its IPTC: perhaps in Photoshop's blocks, or in swapped words."""
    if not found:
        return None
    found = found.removeprefix(b"Photoshop 3.0\0")
    if found.startswith(b"8BIM"):
        return normal(_block(found))
    if found[0] != _MARKER and found[3:4] == bytes([_MARKER]):  # libtiff swaps them as if they were numbers
        words = len(found) // 4
        found = struct.pack(f">{words}I", *struct.unpack_from(f"<{words}I", found))
    kept = b"".join(dataset.raw for dataset in datasets(found))
    return kept or None


def as_block(iptc: bytes) -> bytes:
    """The data sets in one of Photoshop's blocks."""
    return struct.pack(">4sHHI", b"8BIM", _IPTC_BLOCK, 0, len(iptc)) + iptc + bytes(len(iptc) % 2)


def datasets(iptc: bytes) -> Iterator[DataSet]:
    """The data sets one after the other, up to where they break off."""
    at = 0
    while at + 5 <= len(iptc) and iptc[at] == _MARKER:
        record, number, size = struct.unpack_from(">BBH", iptc, at + 1)
        start = at + 5
        if size & 0x8000:  # the size of the size
            width = size & 0x7FFF
            size, start = int.from_bytes(iptc[start : start + width], "big"), start + width
        if start + size > len(iptc):
            return
        yield DataSet(record, number, iptc[start : start + size], iptc[at : start + size])
        at = start + size


def without_place(iptc: bytes | None) -> bytes | None:
    """Less where the photo was taken."""
    kept = (one.raw for one in datasets(iptc or b"") if not (one.record == 2 and one.number in _PLACE))
    return b"".join(kept) or None


def in_xmp(iptc: bytes | None) -> list[Said]:
    """What is said, in the order in which it is: its name, the XMP property of the same meaning, the value."""
    found = list(datasets(iptc or b""))
    utf8 = any(one.record == 1 and one.number == 90 and one.value == _UTF8 for one in found)
    said = [(one.number, _text(one.value, utf8)) for one in found if one.record == 2 and one.number in _SAME_MEANING]
    return [(*_SAME_MEANING[number], _date(text) if number == 55 else text) for number, text in said if text]


def _text(value: bytes, utf8: bool) -> str:
    try:
        return value.decode().strip("\0 \r\n")
    except UnicodeDecodeError:
        return value.decode("utf-8" if utf8 else "latin-1", "replace").strip("\0 \r\n")


def _date(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 and text.isdigit() else text


def _block(resources: bytes) -> bytes | None:
    at = 0
    while resources[at : at + 4] == b"8BIM" and at + 12 <= len(resources):
        (number,) = struct.unpack_from(">H", resources, at + 4)
        named = 1 + resources[at + 6]
        start = at + 6 + named + named % 2
        size = int.from_bytes(resources[start : start + 4], "big")
        if number == _IPTC_BLOCK:
            return resources[start + 4 : start + 4 + size]
        at = start + 4 + size + size % 2
    return None
