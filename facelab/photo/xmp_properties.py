"""XMP's properties: those that mean what other places of a file say, added to a packet where it does not say it.

Sources: ISO 16684-1 (XMP), sections 6 and 7; the Metadata Working Group's guidelines 2.0.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.dom import minidom

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PLAIN, LANGUAGES, SEQUENCE, BAG = "", "rdf:Alt", "rdf:Seq", "rdf:Bag"
"""The kinds of properties: one text, a text in several languages, a list, a set."""

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Property:
    """An XMP property: its namespace, its usual name with the prefix, its kind."""

    namespace: str
    name: str
    kind: str

    @property
    def local(self) -> str:
        """The name without the prefix."""
        return self.name.partition(":")[2]


Said = tuple[str, Property | None, str]
"""Something said outside of XMP: what it is called there, the property of the same meaning, the text."""


def add(document: minidom.Document, said: Said) -> str | None:
    """Add what was said to a packet where it does not say it; what it says otherwise stays.

    Returns:
        None, or, where there is no property for it or one that says something else: name and text as a line.
    """
    name, prop, text = said
    text = _NOT_XML.sub("", text)
    if prop is None:
        return f"{name}: {text}"
    there = values(document, prop)
    if any(text in value for value in there):
        return None
    if there and prop.kind not in (BAG, SEQUENCE):
        return f"{name}: {text}"
    _put(document, prop, text)
    return None


def append(document: minidom.Document, prop: Property, lines: Sequence[str]) -> None:
    """Add lines below the text of a property of kind LANGUAGES, but for those that are there."""
    element = _element(document, prop)
    item = _items(element)[0] if element and _items(element) else None
    said = text_of(item) if item else ""
    text = "\n".join([*said.splitlines(), *(line for line in lines if line not in said)])
    if item:
        set_text(document, item, text)
    else:
        _put(document, prop, text)


def values(document: minidom.Document, prop: Property) -> list[str]:
    """All that a packet says as a property, in every language."""
    said = [
        element.getAttributeNS(prop.namespace, prop.local)
        for element in document.getElementsByTagNameNS(RDF, "Description")
        if element.hasAttributeNS(prop.namespace, prop.local)
    ]
    for element in document.getElementsByTagNameNS(prop.namespace, prop.local):
        said += [text_of(item) for item in _items(element) or [element]]
    return [text.strip() for text in said if text.strip()]


def text_of(element: minidom.Element) -> str:
    """The text right in an element."""
    return "".join(
        node.data for node in element.childNodes if node.nodeType in (node.TEXT_NODE, node.CDATA_SECTION_NODE)
    )


def set_text(document: minidom.Document, element: minidom.Element, text: str) -> None:
    """Put a text in place of all that an element holds."""
    while element.firstChild:
        element.removeChild(element.firstChild)
    element.appendChild(document.createTextNode(text))


def description(document: minidom.Document) -> minidom.Element:
    """A new description at the end of a packet, about what all the others are."""
    found = document.getElementsByTagNameNS(RDF, "Description")
    made = document.createElementNS(RDF, "rdf:Description")
    made.setAttribute("xmlns:rdf", RDF)
    made.setAttribute("rdf:about", found[0].getAttributeNS(RDF, "about") if found else "")
    document.getElementsByTagNameNS(RDF, "RDF")[0].appendChild(made)
    return made


def _put(document: minidom.Document, prop: Property, text: str) -> None:
    element = _element(document, prop)
    lists = [node for node in element.childNodes if node.nodeType == node.ELEMENT_NODE] if element else []
    if element is None or not lists:
        element = document.createElementNS(prop.namespace, prop.name)
        home = description(document)
        home.setAttribute("xmlns:" + prop.name.partition(":")[0], prop.namespace)
        home.appendChild(element)
        lists = [document.createElementNS(RDF, prop.kind)] if prop.kind else []
        for one in lists:
            element.appendChild(one)
    if lists:
        item = document.createElementNS(RDF, "rdf:li")
        if prop.kind == LANGUAGES:
            item.setAttribute("xml:lang", "x-default")
        element = lists[0].appendChild(item)
    element.appendChild(document.createTextNode(text))


def _element(document: minidom.Document, prop: Property) -> minidom.Element | None:
    return next(iter(document.getElementsByTagNameNS(prop.namespace, prop.local)), None)


def _items(element: minidom.Element) -> list[minidom.Element]:
    return list(element.getElementsByTagNameNS(RDF, "li"))
