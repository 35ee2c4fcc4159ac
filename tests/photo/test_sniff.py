import pytest

from facelab.photo.sniff import refused_kind, stored_format

FORMATS = {
    "JPEG": b"\xff\xd8\xff\xe0",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "GIF": b"GIF89a",
    "BMP": b"BM6\0",
    "TIFF": b"II*\0\x08\0\0\0",
    "WEBP": b"RIFF\x24\0\0\0WEBP",
    "AVIF": b"\0\0\0\x1cftypavif\0\0\0\0mif1miaf",
    "HEIF": b"\0\0\0\x18ftypmif1\0\0\0\0heic",
}
OTHERS = {
    "a PDF document": b"%PDF-1.7",
    "a camera's raw file": b"II*\0\x10\0\0\0CR\x02\0",
    "a JPEG XL picture": b"\xff\x0a\0\0",
    "a video": b"\0\0\0\x18ftypisom\0\0\0\0mp41",
    "an archive or a document": b"PK\x03\x04",
    "an SVG drawing or a web page": b"\xef\xbb\xbf\n<svg xmlns=",
}


@pytest.mark.parametrize(("name", "data"), FORMATS.items())
def test_a_format_is_known_by_its_first_bytes(name, data):
    assert stored_format(data + bytes(40)) == name


@pytest.mark.parametrize(("kind", "data"), OTHERS.items())
def test_what_is_another_kind_of_file_is_called_by_its_name(kind, data):
    assert stored_format(data + bytes(40)) is None
    assert str(refused_kind(data + bytes(40))) == kind


@pytest.mark.parametrize("brand", [b"mif1", b"avci", b"jpeg", b"msf1", b"j2ki"])
def test_a_still_is_no_video_however_it_is_coded(brand):
    data = b"\0\0\0\x10ftyp" + brand + bytes(44)
    assert stored_format(data) == "HEIF"
    assert stored_format(data + b"av1C") == "AVIF"


@pytest.mark.parametrize("data", [b"", b"\0" * 50, b"hello", b"RIFF\x24\0\0\0WAVE"])
def test_nothing_known_is_nothing(data):
    assert stored_format(data) is refused_kind(data) is None
