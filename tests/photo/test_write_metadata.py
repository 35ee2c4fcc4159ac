"""Photos out: what came with the photo goes along, and the mark goes into every format."""

import warnings
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
import tifffile
from PIL import Image

from facelab.photo import exif as metadata
from facelab.photo.metadata import Metadata
from facelab.photo.picture import Picture
from facelab.photo.read import read
from facelab.photo.write import FORMATS, write
from facelab.photo.xmp import Mark

EXTENSIONS = [".jpg", ".png", ".webp", ".avif", ".tif"]
LOSSLESS = [".png", ".tif"]
DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
SOURCE_TYPE = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"


def packet_in(path):
    """The XMP packet as another program finds it: Pillow, or for TIFF tifffile."""
    if path.suffix == ".tif":
        with tifffile.TiffFile(path) as file:
            return file.pages.first.tags[700].value
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where a test has broken the Exif data
        with Image.open(path) as image:
            image.load()
            found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    return found.encode() if isinstance(found, str) else found


def marks_in(path):
    root = ElementTree.fromstring(packet_in(path))
    return [element.get(SOURCE_TYPE) for element in root.iter(DESCRIPTION) if element.get(SOURCE_TYPE)]


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_profile_exif_and_xmp_go_along(made, photo, profiles, tmp_path, extension, dtype):
    picture = replace(photo, base=made.quarters(dtype), data=b"")
    path = tmp_path / f"out{extension}"
    write(picture, path, mark=Mark.EDITED)
    back = read(path)
    assert back.samples.dtype == (dtype if extension in LOSSLESS else np.uint8)
    assert back.profile == profiles["Display P3"]
    exif = Image.Exif()
    exif.load(back.metadata.exif)
    assert exif[0x010F] == "Pinhole"
    assert exif.get_ifd(0x8769)[0x927C] == b"makernot"
    assert exif.get_ifd(0x8825)[2] == (59, 56, 12.34)
    assert "Grandmother’s album".encode() in packet_in(path) and b"59,56.1N" in packet_in(path)
    assert marks_in(path) == [Mark.EDITED.value]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_turned_photo_is_not_turned_again(photo, tmp_path, extension):
    path = tmp_path / f"out{extension}"
    write(photo, path, mark=Mark.EDITED)
    assert photo.samples.shape == read(path).samples.shape == (64, 48, 3)
    with Image.open(path) as image:
        assert image.getexif().get(0x0112, 1) == 1
        assert image.size == (48, 64)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_small_picture_of_how_it_was_is_gone(photo, tmp_path, extension):
    path = tmp_path / f"out{extension}"
    write(photo, path, mark=Mark.EDITED)
    assert b"small picture" in photo.metadata.exif
    assert b"small picture" not in path.read_bytes()


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_place_goes_when_asked(photo, tmp_path, extension):
    path = tmp_path / f"out{extension}"
    write(photo, path, strip_gps=True)
    exif = Image.Exif()
    exif.load(read(path).metadata.exif)
    assert exif[0x010F] == "Pinhole" and not exif.get_ifd(0x8825)
    assert b"59,56.1N" not in path.read_bytes()
    assert (1234).to_bytes(4, "little") not in metadata.normal(read(path).metadata.exif)


@pytest.mark.parametrize("mark", list(Mark))
@pytest.mark.parametrize("extension", sorted(FORMATS))
def test_every_format_carries_the_mark(made, tmp_path, extension, mark):
    path = (tmp_path / f"out{extension}").with_suffix(extension)
    write(Picture(made.quarters()), path, mark=mark)
    found = path.read_bytes()
    assert mark.value.encode() in found
    if extension in EXTENSIONS:
        assert marks_in(path) == [mark.value]


def test_without_a_mark_nothing_is_said(made, tmp_path):
    for extension in EXTENSIONS:
        write(Picture(made.quarters()), tmp_path / f"out{extension}")
        assert b"DigitalSourceType" not in (tmp_path / f"out{extension}").read_bytes()


def test_metadata_too_long_for_jpeg_do_not_lose_the_mark(made, tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "Pinhole"
    exif.get_ifd(0x8769)[0x927C] = b"n" * 70_000
    long = made.xmp_block(inside=f"<dc:description>{'я' * 40_000}</dc:description>")
    write(Picture(made.quarters(), metadata=Metadata(exif.tobytes()[6:], long)), tmp_path / "out.jpg", mark=Mark.EDITED)
    assert marks_in(tmp_path / "out.jpg") == [Mark.EDITED.value]
    with Image.open(tmp_path / "out.jpg") as image:
        assert image.getexif()[0x010F] == "Pinhole"


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_broken_metadata_do_not_lose_the_photo(made, tmp_path, extension):
    exif = bytearray(made.exif_block(place=True))
    exif[50:] = b"\xff" * (len(exif) - 50)
    write(
        Picture(made.quarters(), metadata=Metadata(bytes(exif), b"<broken")),
        tmp_path / f"out{extension}",
        mark=Mark.EDITED,
    )
    assert read(tmp_path / f"out{extension}").samples.shape == (48, 64, 3)
    assert marks_in(tmp_path / f"out{extension}") == [Mark.EDITED.value]
