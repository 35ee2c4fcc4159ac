from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facelab.photo import xmp
from facelab.photo.xmp import Mark

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def read_back(packet):
    """The properties of the packet by their names, whether attributes or elements."""
    found = {}
    for description in ElementTree.fromstring(packet).iter(RDF + "Description"):
        found |= description.attrib | {element.tag: element.text for element in description}
    return {name.split("}")[-1]: value for name, value in found.items()}


@pytest.mark.parametrize("mark", list(Mark))
def test_the_mark_is_iptcs_whole_address(mark):
    assert mark.value.startswith("http://cv.iptc.org/newscodes/digitalsourcetype/")
    assert read_back(xmp.packet(None, mark))["DigitalSourceType"] == mark.value


def test_the_marks_are_the_two_that_iptc_has_for_trained_models():
    assert [mark.value.rsplit("/")[-1] for mark in Mark] == [
        "compositeWithTrainedAlgorithmicMedia",
        "trainedAlgorithmicMedia",
    ]


def test_no_mark_and_no_packet_make_none():
    assert xmp.packet(None, None) is None
    assert xmp.packet(b"", None) is None


def test_what_the_packet_said_is_kept(made):
    found = read_back(xmp.packet(made.xmp_block('xmp:Rating="4"'), Mark.EDITED))
    assert found["DigitalSourceType"] == Mark.EDITED.value
    assert found["Rating"] == "4" and found["source"] == "Grandmother’s album"


@pytest.mark.parametrize(
    "block",
    [
        {
            "attributes": [
                'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"'
            ]
        },
        {"inside": "<Iptc4xmpExt:DigitalSourceType>digitalCapture</Iptc4xmpExt:DigitalSourceType>"},
    ],
)
def test_an_older_mark_gives_way(made, block):
    packet = xmp.packet(made.xmp_block(*block.get("attributes", []), inside=block.get("inside", "")), Mark.EDITED)
    assert b"digitalCapture" not in packet
    assert packet.count(b"DigitalSourceType=") == 1
    assert read_back(packet)["DigitalSourceType"] == Mark.EDITED.value


def test_marking_twice_is_marking_once(made):
    once = xmp.packet(made.xmp_block(), Mark.EDITED)
    assert xmp.packet(once, Mark.EDITED) == once


def test_orientation_is_1_for_the_samples_are_upright(made):
    for block in (
        made.xmp_block('tiff:Orientation="6"'),
        made.xmp_block(inside="<tiff:Orientation>6</tiff:Orientation>"),
    ):
        assert read_back(xmp.packet(block, None))["Orientation"] == "1"


def test_a_thumbnail_in_xmp_goes(made):
    block = made.xmp_block(inside="<xmp:Thumbnails><rdf:Alt><rdf:li>/9j/4AAQ</rdf:li></rdf:Alt></xmp:Thumbnails>")
    assert b"/9j/4AAQ" not in xmp.packet(block, Mark.EDITED)


def test_the_place_goes_only_when_asked(made):
    inside = '<exif:GPSAltitude>12/1</exif:GPSAltitude><dji:GpsLatitude xmlns:dji="x">60.1</dji:GpsLatitude>'
    block = made.xmp_block('exif:GPSLatitude="59,56.1N"', inside=inside)
    assert b"59,56.1N" in xmp.packet(block, Mark.EDITED)
    stripped = xmp.packet(block, None, strip_gps=True)
    assert not any(word in stripped for word in (b"59,56.1N", b"12/1", b"60.1"))
    assert "Grandmother’s album".encode() in stripped


BROKEN = {
    "no XML": b"\x00\x01 what is this",
    "cut": b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF",
    "no RDF": b"<a><b/></a>",
    "an unbound prefix": b"<rdf:RDF><rdf:Description/></rdf:RDF>",
    "entities that grow": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
    "an outside entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "UTF-16 with a document type": "\ufeff<!DOCTYPE x><x/>".encode("utf-16"),
    "no UTF-8": b"<x>\xff\xfe\xfd</x>",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_packet_gives_way_to_the_mark(broken):
    assert xmp.packet(broken, Mark.EDITED) == xmp.packet(None, Mark.EDITED)
    assert xmp.packet(broken, None) is None


def test_a_packet_nested_too_deeply_gives_way(made):
    deep = made.xmp_block(inside="<dc:a>" * 20_000 + "</dc:a>" * 20_000)
    assert xmp.packet(deep, Mark.EDITED) == xmp.packet(None, Mark.EDITED)


def test_utf_16_packets_are_understood(made):
    text = made.xmp_block().decode().replace("\ufeff", "")
    assert read_back(xmp.packet(text.encode("utf-16"), Mark.EDITED))["source"] == "Grandmother’s album"


def test_a_packet_too_long_for_jpeg_goes_on_in_an_extension_behind_the_mark(made):
    long = xmp.packet(made.xmp_block(inside=f"<dc:description>{'я' * 40_000}</dc:description>"), Mark.EDITED)
    short, rest = xmp.for_jpeg(long)
    assert len(short) <= xmp.JPEG_LIMIT < len(long)
    assert read_back(short)["DigitalSourceType"] == Mark.EDITED.value
    whole = xmp.joined(short, {xmp.digest(rest): rest})
    assert "я" * 40_000 in whole.decode() and read_back(whole)["DigitalSourceType"] == Mark.EDITED.value
    assert whole.count(b"DigitalSourceType") == 1 and b"HasExtendedXMP" not in whole


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.binary(max_size=60), st.integers(0, 520), st.sampled_from([None, *Mark]), st.booleans())
def test_damaged_packets_raise_nothing_and_are_always_marked(made, noise, at, mark, strip_gps):
    block = made.xmp_block()
    packet = xmp.packet(block[:at] + noise + block[at + len(noise) :], mark, strip_gps=strip_gps)
    assert mark is None or read_back(packet)["DigitalSourceType"] == mark.value


@pytest.mark.parametrize("form", ["attribute", "element"])
def test_an_edited_picture_that_was_generated_stays_one(form):
    said = f'Iptc4xmpExt:DigitalSourceType="{Mark.GENERATED.value}"'
    inside = f"<Iptc4xmpExt:DigitalSourceType> {Mark.GENERATED.value} </Iptc4xmpExt:DigitalSourceType>"
    source = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        f"{said if form == 'attribute' else ''}>{inside if form == 'element' else ''}</rdf:Description>"
        "</rdf:RDF></x:xmpmeta>"
    ).encode()
    written = xmp.packet(source, Mark.EDITED).decode()
    assert Mark.GENERATED.value in written
    assert Mark.EDITED.value not in written
    assert Mark.EDITED.value in xmp.packet(source.replace(b"trained", b"other"), Mark.EDITED).decode()
