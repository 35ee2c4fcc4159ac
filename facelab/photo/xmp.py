"""The XMP packet: the mark that a picture was made with a trained model is put into it, and nothing else is lost.

Sources: ISO 16684-1 (XMP), IPTC Photo Metadata Standard 2023.1 (Digital Source Type), IPTC's guidance on generative AI.
"""

import hashlib
from collections.abc import Sequence
from enum import Enum
from xml.dom import minidom
from xml.parsers.expat import ExpatError

from facelab.photo.xmp_properties import RDF, Property, Said, add, append, description, set_text, text_of

JPEG_LIMIT = 65502
"""Bytes of XMP that one segment of a JPEG file holds."""

_MAX_PACKET = 16 * 2**20
_IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_TIFF = "http://ns.adobe.com/tiff/1.0/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_NOTE = "http://ns.adobe.com/xmp/note/"
_GOOGLE = "http://ns.google.com/photos/1.0/image/"
_SOURCE_TYPE = "DigitalSourceType"
_EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"></rdf:RDF>'
    '</x:xmpmeta><?xpacket end="w"?>'
)


_PLACES = frozenset(["City", "State", "Country", "Location", "CountryCode", "LocationCreated", "LocationShown"])
_PLACE_SPACES = (
    _IPTC,
    "http://ns.adobe.com/photoshop/1.0/",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
)


class Mark(Enum):
    """How a trained model took part in a picture, by IPTC's address for it."""

    EDITED = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
    GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def packet(
    xmp: bytes | None,
    mark: Mark | None,
    *,
    strip_gps: bool = False,
    said: Sequence[Said] = (),
    rest: Property | None = None,
) -> bytes | None:
    """The XMP packet to write with a picture whose samples were read upright and may have been edited.

    Args:
        xmp: the packet that came with the picture. One that is broken, or declares entities, is dropped.
        mark: what to say of how the picture was made; None adds nothing. Edited, a picture that says it was generated
            stays one.
        strip_gps: whether to remove every property about the place.
        said: what other places said. It is added where the packet does not say it; what stands there stays.
        rest: the property, of kind LANGUAGES, that takes what has no property or whose property says something else.

    Returns:
        The packet, UTF-8, without thumbnails and with orientation 1; None where there is nothing to say.
    """
    document = _parse(xmp)
    if document is None:
        document = minidom.parseString(_EMPTY) if mark or said else None
    if document is None:
        return None
    try:
        _clean(document, strip_gps)
        left = [line for one in said if (line := add(document, one))]
        if rest and left:
            append(document, rest, left)
        if mark and not (mark is Mark.EDITED and _says_generated(document)):
            _set_mark(document, mark)
        return _bytes(document)
    except RecursionError:  # nested too deeply to be honest
        return packet(None, mark)


def mark_of_edited(xmp: bytes | None) -> Mark:
    """What to say of something made of a picture with this packet: edited, what was generated stays generated."""
    document = _parse(xmp)
    return Mark.GENERATED if document is not None and _says_generated(document) else Mark.EDITED


def orientation(xmp: bytes | None) -> int | None:
    """How the stored samples lie, 1 to 8 as Exif numbers them; None where nothing valid is said."""
    document = _parse(xmp)
    for element in document.getElementsByTagName("*") if document else ():
        said = text_of(element) if _is(element, _TIFF, "Orientation") else element.getAttributeNS(_TIFF, "Orientation")
        if said.strip() in tuple("12345678"):
            return int(said)
    return None


def for_jpeg(xmp: bytes | None) -> tuple[bytes | None, bytes]:
    """A packet that fits into one segment, and what follows in others (ISO 16684-3, extended XMP).

    Of one too long, the first says the mark and the digest by which the rest is known.
    """
    document = _parse(xmp) if xmp and len(xmp) > JPEG_LIMIT else None
    if document is None:
        return xmp, b""
    mark = next((mark for mark in Mark if mark.value in _source_types(document)), None)
    _unmark(document)
    rest = _bytes(document)
    standard = minidom.parseString(_EMPTY)
    if mark:
        _set_mark(standard, mark)
    pointer = description(standard)
    pointer.setAttribute("xmlns:xmpNote", _NOTE)
    pointer.setAttribute("xmpNote:HasExtendedXMP", digest(rest))
    return _bytes(standard), rest


def digest(extended: bytes) -> str:
    """The name by which a packet knows its extension: MD5 in capitals."""
    return hashlib.md5(extended, usedforsecurity=False).hexdigest().upper()


def joined(xmp: bytes | None, extensions: dict[str, bytes]) -> bytes | None:
    """A packet and, of its extensions by digest, the one that it names, as one packet."""
    document = _parse(xmp)
    names = [e.getAttributeNS(_NOTE, "HasExtendedXMP") for e in document.getElementsByTagName("*")] if document else []
    extended = next((extensions[name] for name in names if name in extensions), None)
    more = _parse(extended)
    if document is None or more is None:
        return xmp
    root = document.getElementsByTagNameNS(RDF, "RDF")[0]
    for said in more.getElementsByTagNameNS(RDF, "RDF")[0].childNodes:
        root.appendChild(document.importNode(said, deep=True))
    for element in document.getElementsByTagName("*"):
        if element.hasAttributeNS(_NOTE, "HasExtendedXMP"):
            element.removeAttributeNS(_NOTE, "HasExtendedXMP")
    return _bytes(document)


def _bytes(document: minidom.Document) -> bytes:
    return "".join(node.toxml() for node in document.childNodes).encode("utf-8", "xmlcharrefreplace")


def _parse(xmp: bytes | None) -> minidom.Document | None:
    if not xmp or len(xmp) > _MAX_PACKET:
        return None
    try:
        text = _text(xmp)
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            return None
        document = minidom.parseString(text.encode())
        return document if document.getElementsByTagNameNS(RDF, "RDF") else None
    except (ExpatError, UnicodeError, ValueError, RecursionError):
        return None


def _text(xmp: bytes) -> str:
    encoding = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(xmp[:2], "utf-8-sig")
    return xmp.decode(encoding).strip("\0 \t\r\n")


def _clean(document: minidom.Document, strip_gps: bool) -> None:
    for element in document.getElementsByTagName("*"):
        for attribute in list(element.attributes.values()):
            if _unwanted(attribute, strip_gps):
                element.removeAttributeNode(attribute)
            elif _is(attribute, _TIFF, "Orientation"):
                attribute.value = "1"
        if _unwanted(element, strip_gps):
            _remove(element)
        elif _is(element, _TIFF, "Orientation"):
            set_text(document, element, "1")


def _unwanted(node: minidom.Node, strip_gps: bool) -> bool:
    # Thumbnails and the pictures that phones hide in XMP show the photo as it was; extended XMP has been joined.
    return (
        _is(node, _XMP, "Thumbnails")
        or _is(node, _NOTE, "HasExtendedXMP")
        or _is(node, _GOOGLE, "Data")
        or (strip_gps and _is_place(node))
    )


def _is_place(node: minidom.Node) -> bool:
    name = node.localName or ""
    return name.lower().startswith("gps") or (node.namespaceURI in _PLACE_SPACES and name in _PLACES)


def _is(node: minidom.Node, namespace: str, name: str) -> bool:
    return node.namespaceURI == namespace and node.localName == name


def _remove(element: minidom.Element) -> None:
    if element.parentNode:
        element.parentNode.removeChild(element)


def _set_mark(document: minidom.Document, mark: Mark) -> None:
    _unmark(document)
    said = description(document)
    said.setAttribute("xmlns:Iptc4xmpExt", _IPTC)
    said.setAttribute(f"Iptc4xmpExt:{_SOURCE_TYPE}", mark.value)


def _unmark(document: minidom.Document) -> None:
    for element in document.getElementsByTagName("*"):
        if element.hasAttributeNS(_IPTC, _SOURCE_TYPE):
            element.removeAttributeNS(_IPTC, _SOURCE_TYPE)
            if _says_nothing(element):
                _remove(element)
    for element in document.getElementsByTagNameNS(_IPTC, _SOURCE_TYPE):
        _remove(element)


def _says_generated(document: minidom.Document) -> bool:
    return Mark.GENERATED.value in _source_types(document)


def _source_types(document: minidom.Document) -> list[str]:
    elements = document.getElementsByTagName("*")
    said = [text_of(e) if _is(e, _IPTC, _SOURCE_TYPE) else e.getAttributeNS(_IPTC, _SOURCE_TYPE) for e in elements]
    return [text.strip() for text in said]


def _says_nothing(element: minidom.Element) -> bool:
    names = [attribute for attribute in element.attributes.values() if attribute.prefix != "xmlns"]
    return not element.childNodes and all(_is(name, RDF, "about") for name in names)
