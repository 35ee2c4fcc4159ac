"""Any bytes give a picture or a PhotoError: no other error, no warning, not a word on the terminal."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facelab.errors import PhotoError
from facelab.photo.colour import to_srgb8
from facelab.photo.read import read_bytes

MAGIC = [
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
    b"GIF89a",
    b"BM",
    b"II*\0\x08\0\0\0",
    b"MM\0*\0\0\0\x08",
    b"II+\0\x08\0\0\0",
    b"RIFF\xff\0\0\0WEBPVP8X",
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    b"\0\0\0\x18ftypavif\0\0\0\0mif1avif",
]
quick = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def holds(data):
    """Read, and show what was read; whether it was a picture."""
    try:
        picture = read_bytes(data)
    except PhotoError as error:
        assert str(error).endswith(".") and "\n" not in str(error)
        return False
    assert picture.samples.ndim == 3 and picture.samples.shape[2] in (1, 3)
    assert picture.samples.dtype in (np.uint8, np.uint16)
    assert picture.alpha is None or picture.alpha.shape == picture.samples.shape[:2]
    assert to_srgb8(picture).shape == (picture.height, picture.width, 3)
    return True


@quick
@given(st.binary(max_size=400))
def test_any_bytes(capfd, data):
    holds(data)
    assert capfd.readouterr() == ("", "")


@quick
@given(st.sampled_from(MAGIC), st.binary(max_size=400))
def test_any_bytes_behind_a_signature(capfd, magic, data):
    holds(magic + data)
    assert capfd.readouterr() == ("", "")


class Files(dict):
    def __repr__(self):  # hypothesis would print every byte
        return "sound"


@pytest.fixture(scope="module")
def sound(made, profiles):
    """Small files of every format and depth, with everything that a file may carry."""
    quarters, exif, xmp, profile = (
        made.quarters(),
        made.exif_block(6, place=True),
        made.xmp_block(),
        profiles["Display P3"],
    )
    told = {"icc_profile": profile, "exif": b"Exif\0\0" + exif}
    deep = made.noise(20, 30, 4, dtype=np.uint16)
    chunks = (b"eXIf", exif), (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
    files = {
        "JPEG": made.picture_file(quarters, "JPEG", xmp=xmp, **told),
        "progressive JPEG": made.picture_file(quarters, "JPEG", progressive=True),
        "PNG": made.picture_file(quarters, "PNG", **told),
        "palette PNG": made.picture_file(quarters[..., 0] // 80, "PNG", transparency=1),
        "deep PNG": made.deep_png(deep, *chunks),
        "WEBP": made.picture_file(quarters, "WEBP", xmp=xmp, **told),
        "lossless WEBP": made.picture_file(quarters, "WEBP", lossless=True),
        "AVIF": made.picture_file(quarters, "AVIF", xmp=xmp, **told),
        "HEIF": made.heic(exif=exif, xmp=xmp, profile=profile, turns=1),
        "deep HEIF": made.heic(10),
        "TIFF": made.picture_file(quarters, "TIFF", **told),
        "LZW TIFF": made.picture_file(quarters, "TIFF", compression="tiff_lzw"),
        "JPEG TIFF": made.picture_file(quarters, "TIFF", compression="jpeg"),
        "deep TIFF": made.deep_tiff(
            deep, {274: ("H", 1, 5)}, photometric="rgb", extrasamples=["assocalpha"], tile=(16, 16)
        ),
        "LZW deep TIFF": made.deep_tiff(deep[..., 0], compression="lzw", predictor=True),
        "BMP": made.picture_file(quarters, "BMP"),
        "GIF": made.picture_file(quarters[..., 0] // 80, "GIF"),
    }
    return Files(files)


def test_the_sound_files_are_read(sound):
    assert [name for name, data in sound.items() if not holds(data)] == []


PLACE = st.floats(0, 1, exclude_max=True)
DAMAGE = st.tuples(PLACE, st.booleans(), st.sampled_from([0, 1, 0x7F, 0x80, 0xFF]) | st.integers(0, 255))


def damaged(file, damages, places, change):
    """The file with bytes changed, many of them in its first 400, and a part cut off, left out or repeated."""
    file = bytearray(file)
    for place, in_header, value in damages:
        file[int(place * min(len(file), 400 if in_header else len(file)))] = value
    start, end = sorted(int(place * len(file)) for place in places)
    return {"none": file, "cut": file[:end], "out": file[:start] + file[end:], "twice": file[:end] + file[start:]}[
        change
    ]


@settings(quick, max_examples=500)
@given(
    number=st.integers(0, 16),
    damages=st.lists(DAMAGE, min_size=1, max_size=6),
    places=st.tuples(PLACE, PLACE),
    change=st.sampled_from(["none", "none", "cut", "out", "twice"]),
)
def test_damaged_files_of_every_format(capfd, sound, number, damages, places, change):
    name = sorted(sound)[number]
    holds(bytes(damaged(sound[name], damages, places, change)))
    assert capfd.readouterr() == ("", ""), name
