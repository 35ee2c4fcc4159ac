"""Exif data and XMP: what is changed, and that nothing else is."""

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from facelab.photo import exif as metadata

ORDERS = ["<", ">"]
SMALL = ExifTags.IFD.IFD1  # the directory of the thumbnail


def tags(exif):
    """All that Pillow reads in Exif data."""
    loaded = Image.Exif()
    loaded.load(exif)
    inner = {name: dict(loaded.get_ifd(name)) for name in (0x8769, 0x8825, SMALL)}
    return {tag: value for tag, value in loaded.items() if tag not in (0x8769, 0x8825)}, inner


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
    assert metadata.orientation(None) is None


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
    assert metadata.orientation(normal) in (None, *range(1, 9))
    for change in (metadata.upright, metadata.without_gps, metadata.without_thumbnail):
        changed = change(normal)
        assert changed is None or len(changed) <= len(normal)


def test_the_makers_are_sound(made):
    """The Exif data that these tests damage are what Pillow understands."""
    found, inner = tags(made.exif_block(6, place=True, thumbnail=b"small"))
    assert found == {0x010F: "Pinhole", 0x0112: 6}
    assert inner[0x8825] == {1: "N", 2: (59, 56, 12.34)}
    assert inner[SMALL][0x0202] == 5
    assert np.isclose(float(inner[0x8825][2][2]), 12.34)
