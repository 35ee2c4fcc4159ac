"""Exif data and XMP: what is changed, and that nothing else is."""

import struct
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from facelab.photo import metadata, xmp
from facelab.photo.xmp import Mark

ORDERS = ["<", ">"]
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SMALL = ExifTags.IFD.IFD1  # the directory of the thumbnail


def tags(exif):
    """All that Pillow reads in Exif data."""
    loaded = Image.Exif()
    loaded.load(exif)
    inner = {name: dict(loaded.get_ifd(name)) for name in (0x8769, 0x8825, SMALL)}
    return {tag: value for tag, value in loaded.items() if tag not in (0x8769, 0x8825)}, inner


# ---- Exif ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ORDERS)
def test_orientation_is_reset_and_every_other_byte_kept(made, order):
    exif = made.exif_block(6, place=True, thumbnail=b"small", order=order)
    upright = metadata.upright(exif)
    assert metadata.orientation(exif) == 6 and metadata.orientation(upright) == 1
    assert sum(a != b for a, b in zip(exif, upright, strict=True)) == 1


@pytest.mark.parametrize("order", ORDERS)
def test_the_thumbnail_goes_and_the_rest_stays(made, order):
    exif = made.exif_block(place=True, thumbnail=b"\xff\xd8 a small picture \xff\xd9", order=order)
    without = metadata.without_thumbnail(exif)
    assert b"small picture" not in without and len(without) < len(exif)
    (before, inner), (after, inner_after) = tags(exif), tags(without)
    assert inner.pop(SMALL) and not inner_after.pop(SMALL)
    assert (before, inner) == (after, inner_after)


def test_a_thumbnail_in_the_middle_is_overwritten(made):
    exif = made.exif_block(thumbnail=b"small picture") + b"what a maker put behind"
    without = metadata.without_thumbnail(exif)
    assert len(without) == len(exif) and without.endswith(b"behind") and b"small picture" not in without


@pytest.mark.parametrize("order", ORDERS)
def test_the_place_goes_with_every_byte_of_it_and_the_rest_stays(made, order):
    exif = made.exif_block(6, place=True, thumbnail=b"small", order=order)
    without = metadata.without_gps(exif)
    assert struct.pack(order + "6I", 59, 1, 56, 1, 1234, 100) in exif
    assert struct.pack(order + "I", 1234) not in without
    (before, inner), (after, inner_after) = tags(exif), tags(without)
    assert inner.pop(0x8825) and not inner_after.pop(0x8825)
    assert (before, inner) == (after, inner_after)


def test_a_place_that_cannot_be_followed_takes_the_exif_data_with_it(made):
    exif = bytearray(made.exif_block(place=True))
    at = exif.index(struct.pack("<HHI", 0x8825, 4, 1)) + 8
    exif[at : at + 4] = b"\xff\xff\xff\x7f"
    assert metadata.without_gps(bytes(exif)) is None


def test_exif_data_without_a_place_or_a_thumbnail_are_left_alone(made):
    exif = made.exif_block()
    assert metadata.without_gps(exif) == metadata.without_thumbnail(exif) == metadata.upright(exif) == exif


def test_no_exif_data_stay_none():
    for change in (
        metadata.normal,
        metadata.upright,
        metadata.without_gps,
        metadata.without_thumbnail,
        metadata.for_jpeg,
    ):
        assert change(None) is None
    assert metadata.orientation(None) == 1


def test_jpegs_prefix_is_taken_off(made):
    exif = made.exif_block()
    assert metadata.normal(b"Exif\0\0" + exif) == metadata.normal(b"Exif\0\0Exif\0\0" + exif) == exif


def test_exif_data_too_long_for_jpeg_lose_what_is_long_only():
    loaded = Image.Exif()
    loaded[0x010F] = "Pinhole"
    loaded.get_ifd(0x8769).update({0x927C: b"n" * 70_000, 0x9003: "2024:05:06 07:08:09"})
    long = loaded.tobytes()[6:]
    short = metadata.for_jpeg(long)
    assert len(short) <= metadata.JPEG_LIMIT < len(long)
    assert tags(short)[0] == {0x010F: "Pinhole"}
    assert tags(short)[1][0x8769] == {0x9003: "2024:05:06 07:08:09"}


def test_exif_data_hopelessly_too_long_for_jpeg_go(made):
    assert metadata.for_jpeg(b"II*\0\x08\0\0\0" + bytes(70_000)) is not made.exif_block()
    assert len(metadata.for_jpeg(b"II*\0\x08\0\0\0" + bytes(70_000)) or b"") <= metadata.JPEG_LIMIT


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.lists(st.tuples(st.integers(0, 199), st.integers(0, 255)), max_size=8), st.integers(0, 220))
def test_damaged_exif_data_raise_nothing(made, damages, end):
    exif = bytearray(made.exif_block(6, place=True, thumbnail=b"small"))
    for at, value in damages:
        exif[at % len(exif)] = value
    normal = metadata.normal(bytes(exif[:end]))
    assert 1 <= metadata.orientation(normal) <= 8
    for change in (metadata.upright, metadata.without_gps, metadata.without_thumbnail):
        changed = change(normal)
        assert changed is None or len(changed) <= len(normal)


# ---- XMP -------------------------------------------------------------------------------------------------------------


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


def test_a_packet_too_long_for_jpeg_gives_way_to_the_mark(made):
    long = xmp.packet(made.xmp_block(inside=f"<dc:description>{'я' * 40_000}</dc:description>"), Mark.EDITED)
    short = xmp.for_jpeg(long, Mark.EDITED)
    assert len(short) <= xmp.JPEG_LIMIT < len(long)
    assert read_back(short)["DigitalSourceType"] == Mark.EDITED.value
    assert xmp.for_jpeg(long, None) is None


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.binary(max_size=60), st.integers(0, 520), st.sampled_from([None, *Mark]), st.booleans())
def test_damaged_packets_raise_nothing_and_are_always_marked(made, noise, at, mark, strip_gps):
    block = made.xmp_block()
    packet = xmp.packet(block[:at] + noise + block[at + len(noise) :], mark, strip_gps=strip_gps)
    assert mark is None or read_back(packet)["DigitalSourceType"] == mark.value


def test_the_makers_are_sound(made):
    """The Exif data that these tests damage are what Pillow understands."""
    found, inner = tags(made.exif_block(6, place=True, thumbnail=b"small"))
    assert found == {0x010F: "Pinhole", 0x0112: 6}
    assert inner[0x8825] == {1: "N", 2: (59, 56, 12.34)}
    assert inner[SMALL][0x0202] == 5
    assert np.isclose(float(inner[0x8825][2][2]), 12.34)


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
