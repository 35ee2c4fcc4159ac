"""What bad input gets: one clear sentence that says what is wrong and what to do; never a traceback, never a wait."""

import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from PIL import Image

import facelab
from facelab.errors import PhotoError
from facelab.photo.read import MAX_BYTES, read, read_bytes
from facelab.photo.refused import MAX_PIXELS

FORMATS = [
    "JPEG",
    "progressive JPEG",
    "PNG",
    "deep PNG",
    "WEBP",
    "AVIF",
    "HEIF",
    "TIFF",
    "LZW TIFF",
    "deep TIFF",
    "BMP",
    "GIF",
]


def sound(made, name):
    """A sound file of each format, large enough that its samples are most of it (HEIC: what there is)."""
    array = made.noise(40, 56, 3)
    if name == "HEIF":
        return made.heic()
    if name == "deep PNG":
        return made.deep_png(made.noise(40, 56, 3, dtype=np.uint16))
    if name == "deep TIFF":
        return made.deep_tiff(made.noise(40, 56, 3, dtype=np.uint16), photometric="rgb", compression="zlib")
    if name == "LZW TIFF":
        return made.picture_file(array, "TIFF", compression="tiff_lzw")
    if name == "GIF":
        return made.picture_file(array[..., 0], "GIF")
    return made.picture_file(array, name.split()[-1], **({"progressive": True} if "progressive" in name else {}))


def png(made, width, height, *, depth=8, colour=2, chunks=(), samples=b"\0"):
    """A PNG file that declares whatever is wanted."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(samples)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(made.png_chunk(*part) for part in parts)


def jpeg(width, height):
    """A JPEG file that declares a size and holds hardly a sample."""
    stream = io.BytesIO()
    Image.new("RGB", (16, 16)).save(stream, "JPEG")
    data = bytearray(stream.getvalue())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def bmp(width, height):
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, *(0,) * 6)


def webp_canvas(width, height):
    canvas = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


def tiff(**changed):
    """A TIFF file of 8 x 8 grey pixels with tags changed."""
    tags = {256: 8, 257: 8, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: 8, 279: 64, 339: 1}
    tags |= {int(name[1:]): value for name, value in changed.items()}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags.items()))
    return b"II*\0" + struct.pack("<I", 72) + bytes(range(64)) + struct.pack("<H", len(tags)) + entries + bytes(4)


def deflated_tiff(strip):
    """A TIFF file of 8 x 8 grey pixels of 16 bits whose strip is deflated."""
    data = tiff(_258=16, _259=8, _273=8 + 64 + 2 + 12 * 10 + 4, _279=len(strip))
    return data + strip


def bomb(made, keyword=b"Comment\0\0"):
    return made.deep_png(made.noise(8, 8, 3), (b"zTXt", keyword + zlib.compress(bytes(50 * 2**20))))


@pytest.fixture(scope="module")
def hostile(made):
    """The files: what is wrong with each, its bytes, and a word of what the person is told."""
    whole = {name: sound(made, name) for name in FORMATS}
    nan = np.full((8, 8, 3), np.nan, np.float32)
    return {
        "no bytes": (b"", "empty"),
        "one byte": (b"\xff", "no picture"),
        "zeros": (bytes(5000), "no picture"),
        "text": ("Привет, это не фотография.\n".encode() * 50, "no picture"),
        "a PDF document": (b"%PDF-1.7\n", "PDF"),
        "a PostScript program": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "PostScript"),
        "an EPS file with a preview": (b"\xc5\xd0\xd3\xc6" + bytes(40), "PostScript"),
        "an SVG drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
        "an SVG drawing with a head": (b"\xef\xbb\xbf<?xml version='1.0'?><!DOCTYPE svg><svg/>", "SVG"),
        "a Photoshop document": (b"8BPS\0\1" + bytes(40), "Photoshop"),
        "a JPEG XL picture": (b"\xff\x0a" + bytes(40), "JPEG XL"),
        "a JPEG 2000 picture": (b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(40), "JPEG 2000"),
        "a video": (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(40), "video"),
        "a camera's raw file": (b"II*\0\x10\0\0\0CR\2\0" + bytes(400), "raw"),
        "a raw file in TIFF": (tiff(_50706=0x01040000), "raw"),
        "the preview in a raw file": (tiff(_254=1), "preview"),
        "an archive": (b"PK\x03\x04" + bytes(40), "archive"),
        "the signature of JPEG alone": (b"\xff\xd8\xff", "damaged"),
        "the signature of PNG alone": (b"\x89PNG\r\n\x1a\n", "damaged"),
        "the signature of GIF alone": (b"GIF89a", "damaged"),
        "the signature of BMP alone": (b"BM", "damaged"),
        "the signature of TIFF alone": (b"II*\0\x08\0\0\0", "damaged"),
        "the signature of WebP alone": (b"RIFF\x04\0\0\0WEBP", "damaged"),
        "the signature of HEIC alone": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "damaged"),
        "the signature of AVIF alone": (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", "damaged"),
        **{f"half a {name}": (data[: len(data) // 2], "damaged") for name, data in whole.items()},
        "a JPEG that declares 4 gigapixels": (jpeg(65500, 65500), "100 megapixels"),
        "a PNG that declares 4 gigapixels": (png(made, 2**16, 2**16), "100 megapixels"),
        "a PNG just beyond the limit": (png(made, 10001, 10000), "100 megapixels"),
        "a 16-bit PNG just beyond the limit": (png(made, 10001, 10000, depth=16), "100 megapixels"),
        "a PNG of 2³¹ pixels a side": (png(made, 2**31 - 1, 2**31 - 1), "100 megapixels"),
        "a PNG of no pixels": (png(made, 0, 0), "damaged"),
        "a BMP that declares 4 gigapixels": (bmp(65536, 65536), "100 megapixels"),
        "a GIF that declares 4 gigapixels": (b"GIF89a" + b"\xff" * 4 + whole["GIF"][10:], "100 megapixels"),
        "a WebP canvas of 2³² pixels": (webp_canvas(2**16, 2**16 - 1), "100 megapixels"),
        "a HEIC that declares 4 gigapixels": (made.heic(size=(65535, 65535)), ""),
        "a HEIC whose items have no proper names": (
            made.heic(exif=b"x").replace(b"Exif\0\0\0\0", b"\xff\xfexif\0\0"),
            "damaged",
        ),
        "a TIFF that declares 4 gigapixels": (tiff(_256=65536, _257=65536), "100 megapixels"),
        "a 16-bit TIFF that declares 4 gigapixels": (tiff(_256=65536, _257=65536, _258=16), "100 megapixels"),
        "a TIFF of huge tiles": (tiff(_322=2**20, _323=2**20, _324=8, _325=64), "100 megapixels"),
        "a TIFF of 65535 channels": (tiff(_258=16, _277=65535), "uncommon"),
        "a TIFF whose samples lie beyond its end": (tiff(_273=2**30), "damaged"),
        "a 16-bit TIFF whose samples lie beyond its end": (tiff(_258=16, _273=2**30, _279=128), "damaged"),
        "a 16-bit TIFF in an unknown compression": (tiff(_258=16, _259=34887), "uncommon"),
        "a TIFF of NaN": (made.deep_tiff(nan, photometric="rgb"), "whole numbers"),
        "a TIFF of signed numbers": (made.deep_tiff(np.zeros((8, 8), np.int16)), "whole numbers"),
        "a TIFF of 32 bits": (made.deep_tiff(np.zeros((8, 8), np.uint32)), "8 or 16 bits"),
        "a text chunk that inflates to 50 MB": (bomb(made), "damaged"),
        "a colour profile that inflates to 50 MB": (
            made.deep_png(made.noise(8, 8, 3), (b"iCCP", b"p\0\0" + zlib.compress(bytes(50 * 2**20)))),
            "damaged",
        ),
        "a 16-bit TIFF whose strip inflates to 512 MB": (deflated_tiff(zlib.compress(bytes(2**29), 1)), "damaged"),
        "a PNG whose samples are cut": (png(made, 64, 64, samples=bytes(100)), "damaged"),
        "a PNG with a wrong checksum": (whole["PNG"][:20] + b"\1" + whole["PNG"][21:], "damaged"),
        "a 16-bit PNG with a wrong checksum": (whole["deep PNG"][:30] + b"\1" + whole["deep PNG"][31:], "damaged"),
    }


def clear(message):
    """One sentence, with an end, with what to do, and without a word that only programmers know."""
    words = ("Traceback", "Error", "Exception", "NoneType", "0x", "object at", "\n", "errno")
    return message.endswith(".") and "; " in message and not any(word in message for word in words)


def test_every_hostile_file_gets_its_sentence(hostile, capfd):
    assert len(hostile) >= 28
    wrong = {}
    for what, (data, word) in hostile.items():
        try:
            read_bytes(data)
        except PhotoError as error:
            if not clear(str(error)) or word not in str(error):
                wrong[what] = str(error)
        else:
            wrong[what] = "was read"
    assert wrong == {}
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_cut_anywhere_is_refused_or_whole(made, name):
    data = sound(made, name)
    expected = read_bytes(data).samples
    read_whole = 0
    for end in range(0, len(data), max(1, len(data) // 150)):
        try:
            samples = read_bytes(data[:end]).samples
        except PhotoError as error:
            assert clear(str(error))
        else:
            read_whole += 1
            assert np.array_equal(samples, expected), f"cut at {end} of {len(data)}"
    assert read_whole < 8, "cut files that still hold every sample are few"


def test_a_bomb_takes_no_memory(hostile):
    """Files that declare or inflate to gigabytes are refused within 400 MB of address space beyond the libraries'."""
    code = (
        "import resource, sys; from facelab.errors import PhotoError; from facelab.photo.read import read_bytes;"
        "now = int(open('/proc/self/statm').read().split()[0]) * 4096;"
        "resource.setrlimit(resource.RLIMIT_AS, (now + 400 * 2**20,) * 2)\n"
        "for size in sys.stdin.buffer.readline().split():\n"
        "    try: read_bytes(sys.stdin.buffer.read(int(size)))\n"
        "    except PhotoError as error: print(str(error)[:40])\n"
    )
    bombs = [data for what, (data, word) in hostile.items() if "megapixels" in word or "inflates" in what]
    environment = os.environ | {"PYTHONPATH": str(Path(facelab.__file__).parents[1])}
    given = " ".join(str(len(data)) for data in bombs).encode() + b"\n" + b"".join(bombs)
    done = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, check=False, env=environment)
    assert done.stderr == b""
    lines = done.stdout.decode().splitlines()
    assert len(lines) == len(bombs) >= 12
    assert not any("memory" in line for line in lines)


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path):
    path = tmp_path / "sparse.jpg"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(PhotoError, match="more than 200 MB; make it smaller first"):
        read(path)


def test_the_limit_itself_is_allowed():
    side = 10_000
    assert side * side == MAX_PIXELS
    stream = io.BytesIO()
    Image.new("1", (side, side)).save(stream, "PNG")
    assert read_bytes(stream.getvalue()).samples.shape == (side, side, 1)


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda folder: folder, "is a folder"),
        (lambda folder: folder / "none.jpg", "does not exist"),
        (lambda folder: folder / "none" / "none.jpg", "does not exist"),
        (lambda folder: folder / ("x" * 300), "cannot be read"),
        (lambda folder: folder / "nul\0.jpg", "cannot be read"),
        (lambda _: "/dev/zero", "no regular file"),
        (lambda _: "/proc/self/mem", "cannot be read"),
    ],
)
def test_a_place_that_holds_no_photo_gets_its_sentence(tmp_path, make, word):
    with pytest.raises(PhotoError, match=word) as caught:
        read(make(tmp_path))
    assert clear(str(caught.value))


def test_links_that_lead_in_a_circle_or_nowhere(tmp_path):
    (tmp_path / "circle.jpg").symlink_to(tmp_path / "circle.jpg")
    (tmp_path / "nowhere.jpg").symlink_to(tmp_path / "gone.jpg")
    for name, word in (("circle.jpg", "cannot be read"), ("nowhere.jpg", "does not exist")):
        with pytest.raises(PhotoError, match=word):
            read(tmp_path / name)


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "locked.jpg"
    path.write_bytes(b"\xff\xd8\xff")

    def locked(*_args, **_kwargs):  # root may read everything, so the system's answer is played
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", locked)
    with pytest.raises(PhotoError, match=r"cannot be read \(permission denied\); check its name and its permissions"):
        read(path)


def test_the_sentence_names_the_file(tmp_path):
    path = tmp_path / "Ёлка и снег 🎄.jpg"
    path.write_bytes(b"%!PS")
    with pytest.raises(PhotoError, match=r"Ёлка и снег 🎄\.jpg is a PostScript program"):
        read(path)


def test_a_file_with_the_name_of_another_format_is_read_by_what_it_holds(made, tmp_path):
    path = tmp_path / "really_a_png.jpg"
    path.write_bytes(sound(made, "PNG"))
    assert read(path).format == "PNG"
    assert path.exists()


@pytest.mark.parametrize("bits", [8, 10, 12])
@pytest.mark.parametrize("shape", [(2, 64, 64, 3), (3, 33, 17, 3)])
def test_an_animated_avif_gives_its_first_picture_and_ends_no_process(made, bits, shape):
    dtype = np.uint8 if bits == 8 else np.uint16
    frames = made.noise(*shape, dtype=dtype) >> (0 if bits == 8 else 16 - bits)
    data = bytes(imagecodecs.avif_encode(frames, bitspersample=bits, level=100))
    code = "import sys; from facelab.photo.read import read_bytes; p = read_bytes(sys.stdin.buffer.read()); "
    code += "print(p.samples.shape, p.samples.dtype, p.several)"
    ran = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode().strip() == f"{shape[1:]} {np.dtype(dtype)} True"


def test_a_long_animation_of_many_bits_is_refused(made, monkeypatch):
    frames = made.noise(3, 40, 40, 3, dtype=np.uint16) >> 6
    monkeypatch.setattr("facelab.photo.decode.MAX_PIXELS", 2 * 40 * 40)
    with pytest.raises(PhotoError, match="is an animation of more than"):
        read_bytes(bytes(imagecodecs.avif_encode(frames, bitspersample=10, level=100)))


@pytest.mark.parametrize("name", ["AVIF", "HEIF"])
def test_a_picture_too_large_for_its_decoder_is_called_too_large(made, name):
    if name == "HEIF":
        data = made.heic(size=(17000, 17000))
    else:
        data = made.picture_file(made.quarters(), "AVIF")
        at = data.index(b"ispe") + 8
        data = data[:at] + struct.pack(">II", 17000, 17000) + data[at + 8 :]
    with pytest.raises(PhotoError, match="more than 100 megapixels"):
        read_bytes(data)


@pytest.mark.parametrize("brands", [b"mif1\0\0\0\0mif1", b"avci\0\0\0\0mif1avci", b"jpeg\0\0\0\0mif1jpeg"])
def test_a_heif_still_is_read_whatever_its_brand_or_named_as_what_it_is(made, brands):
    assert read_bytes(made.heic(brands=brands)).format == "HEIF"
    with pytest.raises(PhotoError, match="HEIF picture that is coded in an uncommon way"):
        read_bytes(made.heic(brands=brands).replace(b"hvc1", b"avc1").replace(b"hvcC", b"avcC"))


def test_libraries_say_nothing_of_interlaced_or_damaged_pictures(made, capfd):
    interlaced = bytearray(made.deep_png(made.noise(1, 1, 3, dtype=np.uint16)))
    interlaced[28] = 1  # of one pixel there is one pass
    interlaced[29:33] = struct.pack(">I", zlib.crc32(interlaced[12:29]))
    assert read_bytes(bytes(interlaced)).samples.shape == (1, 1, 3)
    assert capfd.readouterr() == ("", "")
