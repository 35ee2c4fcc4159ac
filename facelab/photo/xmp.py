"""The XMP packet: the mark that a picture was made with a trained model is put into it, and nothing else is lost.

Sources: ISO 16684-1 (XMP), IPTC Photo Metadata Standard 2023.1 (Digital Source Type), IPTC's guidance on generative AI.
"""

from enum import Enum
from xml.dom import minidom
from xml.parsers.expat import ExpatError

JPEG_LIMIT = 65502
"""Bytes of XMP that one segment of a JPEG file holds."""

_MAX_PACKET = 16 * 2**20
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_TIFF = "http://ns.adobe.com/tiff/1.0/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_NOTE = "http://ns.adobe.com/xmp/note/"
_SOURCE_TYPE = "DigitalSourceType"
_EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}"></rdf:RDF>'
    '</x:xmpmeta><?xpacket end="w"?>'
)


class Mark(Enum):
    """How a trained model took part in a picture, by IPTC's address for it."""

    EDITED = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
    GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def packet(xmp: bytes | None, mark: Mark | None, *, strip_gps: bool = False) -> bytes | None:
    """The XMP packet to write with a picture whose samples were read upright and may have been edited.

    Args:
        xmp: the packet that came with the picture. One that is broken, or declares entities, is dropped.
        mark: what to say of how the picture was made; None adds nothing. Edited, a picture that says it was generated
            stays one.
        strip_gps: whether to remove every property about the place.

    Returns:
        The packet, UTF-8, without thumbnails and with orientation 1; None where there is nothing to say.
    """
    document = _parse(xmp)
    if document is None:
        document = minidom.parseString(_EMPTY) if mark else None
    if document is None:
        return None
    try:
        _clean(document, strip_gps)
        if mark and not (mark is Mark.EDITED and _says_generated(document)):
            _set_mark(document, mark)
        return "".join(node.toxml() for node in document.childNodes).encode("utf-8", "xmlcharrefreplace")
    except RecursionError:  # nested too deeply to be honest
        return packet(None, mark)


def mark_of_edited(xmp: bytes | None) -> Mark:
    """What to say of something made of a picture with this packet: edited, what was generated stays generated."""
    document = _parse(xmp)
    return Mark.GENERATED if document is not None and _says_generated(document) else Mark.EDITED


def for_jpeg(xmp: bytes | None, mark: Mark | None) -> bytes | None:
    """A packet that fits into one segment: one too long gives way to the mark alone."""
    if xmp is None or len(xmp) <= JPEG_LIMIT:
        return xmp
    return packet(None, mark)


def _parse(xmp: bytes | None) -> minidom.Document | None:
    if not xmp or len(xmp) > _MAX_PACKET:
        return None
    try:
        text = _text(xmp)
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            return None
        document = minidom.parseString(text.encode())
        return document if document.getElementsByTagNameNS(_RDF, "RDF") else None
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
            _set_text(document, element, "1")


def _unwanted(node: minidom.Node, strip_gps: bool) -> bool:
    # A thumbnail shows the photo as it was; extended XMP is not carried along.
    return (
        _is(node, _XMP, "Thumbnails")
        or _is(node, _NOTE, "HasExtendedXMP")
        or (strip_gps and (node.localName or "").lower().startswith("gps"))
    )


def _is(node: minidom.Node, namespace: str, name: str) -> bool:
    return node.namespaceURI == namespace and node.localName == name


def _remove(element: minidom.Element) -> None:
    if element.parentNode:
        element.parentNode.removeChild(element)


def _set_text(document: minidom.Document, element: minidom.Element, text: str) -> None:
    while element.firstChild:
        element.removeChild(element.firstChild)
    element.appendChild(document.createTextNode(text))


def _set_mark(document: minidom.Document, mark: Mark) -> None:
    for element in document.getElementsByTagName("*"):
        if element.hasAttributeNS(_IPTC, _SOURCE_TYPE):
            element.removeAttributeNS(_IPTC, _SOURCE_TYPE)
            if _says_nothing(element):
                _remove(element)
    for element in document.getElementsByTagNameNS(_IPTC, _SOURCE_TYPE):
        _remove(element)
    description = document.createElementNS(_RDF, "rdf:Description")
    description.setAttribute("xmlns:rdf", _RDF)
    description.setAttribute("xmlns:Iptc4xmpExt", _IPTC)
    description.setAttribute("rdf:about", _about(document))
    description.setAttribute(f"Iptc4xmpExt:{_SOURCE_TYPE}", mark.value)
    document.getElementsByTagNameNS(_RDF, "RDF")[0].appendChild(description)


def _says_generated(document: minidom.Document) -> bool:
    for element in document.getElementsByTagName("*"):
        said = element.getAttributeNS(_IPTC, _SOURCE_TYPE)
        if _is(element, _IPTC, _SOURCE_TYPE):
            said = "".join(node.data for node in element.childNodes if node.nodeType == node.TEXT_NODE)
        if said.strip() == Mark.GENERATED.value:
            return True
    return False


def _says_nothing(element: minidom.Element) -> bool:
    names = [attribute for attribute in element.attributes.values() if attribute.prefix != "xmlns"]
    return not element.childNodes and all(_is(name, _RDF, "about") for name in names)


def _about(document: minidom.Document) -> str:
    # All descriptions of a packet are about the same thing.
    found = document.getElementsByTagNameNS(_RDF, "Description")
    return found[0].getAttributeNS(_RDF, "about") if found else ""
