"""Photos out: the samples, the depth, what came with them, the mark; wholly or not at all; never the source."""

import io
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

import facelab
from facelab.errors import OutputError
from facelab.photo.picture import Picture
from facelab.photo.read import read, read_bytes
from facelab.photo.write import FORMATS, write
from facelab.photo.xmp import Mark

EXTENSIONS = [".jpg", ".png", ".webp", ".avif", ".tif"]
LOSSLESS = [".png", ".tif"]
DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
SOURCE_TYPE = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"


def names(folder):
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("extension", LOSSLESS)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("alpha", [False, True])
def test_png_and_tiff_keep_every_sample(made, tmp_path, extension, dtype, channels, alpha):
    samples = made.noise(133, 47, channels, dtype=dtype)
    transparency = made.noise(133, 47, dtype=dtype, seed=1) if alpha else None
    path = tmp_path / f"out{extension}"
    write(Picture(samples, transparency), path)
    back = read(path)
    assert back.samples.dtype == dtype
    assert np.array_equal(back.samples, samples)
    assert (back.alpha is None) == (not alpha)
    assert not alpha or np.array_equal(back.alpha, transparency)
    assert np.array_equal(by_others(path, dtype).reshape(133, 47, -1)[..., :channels], samples)


def by_others(path, dtype):
    """The samples as libraries find them that did not write them."""
    if path.suffix == ".tif":
        return tifffile.imread(path)
    import cv2

    if dtype == np.uint8:
        with Image.open(path) as image:
            return np.asarray(image)
    found = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    grey = found.ndim == 2 or (found.shape[2] == 4 and np.array_equal(found[..., 0], found[..., 1]))
    if found.ndim == 2:
        return found
    return found[..., [0, 3]] if grey else found[..., [2, 1, 0]]


def test_8_bit_tiff_is_understood_by_pillow_too(made, tmp_path):
    samples = made.noise(133, 47, 3)
    write(Picture(samples), tmp_path / "out.tiff")
    with Image.open(tmp_path / "out.tiff") as image:
        assert np.array_equal(np.asarray(image), samples)


@pytest.mark.parametrize(("extension", "tolerance"), [(".jpg", 3), (".webp", 6), (".avif", 3)])
def test_the_others_come_close(made, tmp_path, extension, tolerance):
    samples = made.quarters(height=96, width=128)
    write(Picture(samples), tmp_path / f"out{extension}")
    error = np.abs(read(tmp_path / f"out{extension}").samples.astype(int) - samples)
    assert np.median(error) <= tolerance and error.mean() <= tolerance


def test_webp_of_quality_100_loses_nothing(made, tmp_path):
    samples = made.noise(40, 50, 3)
    alpha = made.noise(40, 50, seed=1)
    write(Picture(samples, alpha), tmp_path / "out.webp", quality=100)
    back = read(tmp_path / "out.webp")
    assert np.array_equal(back.samples, samples) and np.array_equal(back.alpha, alpha)


@pytest.mark.parametrize("extension", [".jpg", ".webp", ".avif"])
def test_16_bits_are_rounded_to_8(made, tmp_path, extension):
    deep = Picture(made.quarters(np.uint16) + np.uint16(100))
    write(deep, tmp_path / f"deep{extension}")
    write(Picture(made.quarters()), tmp_path / f"shallow{extension}")
    assert (tmp_path / f"deep{extension}").read_bytes() == (tmp_path / f"shallow{extension}").read_bytes()


def test_jpeg_is_written_with_full_chroma_and_the_quality_asked_for(made, tmp_path):
    picture = Picture(made.noise(64, 64, 3))
    write(picture, tmp_path / "a.jpg")
    write(picture, tmp_path / "b.jpg", quality=50)
    with Image.open(tmp_path / "a.jpg") as image:
        assert [layer[1:3] for layer in image.layer] == [(1, 1)] * 3
        stream = io.BytesIO()
        Image.new("RGB", (8, 8)).save(stream, "JPEG", quality=95)
        assert image.quantization == Image.open(stream).quantization
    assert (tmp_path / "b.jpg").stat().st_size < (tmp_path / "a.jpg").stat().st_size


def test_jpeg_lays_what_is_transparent_on_white(made, tmp_path):
    alpha = np.zeros((48, 64), np.uint8)
    alpha[:, :32] = 255
    write(Picture(made.quarters(), alpha), tmp_path / "out.jpg")
    back = read(tmp_path / "out.jpg").samples
    assert back[:, 40:].min() >= 250
    assert np.abs(back[4:20, 4:24].astype(int) - (200, 40, 40)).max() <= 4


@pytest.mark.parametrize("extension", [".webp", ".avif"])
def test_alpha_is_kept_where_the_format_has_it(made, tmp_path, extension):
    alpha = np.zeros((48, 64), np.uint8)
    alpha[:, :32] = 255
    write(Picture(made.quarters(), alpha), tmp_path / f"out{extension}")
    assert np.abs(read(tmp_path / f"out{extension}").alpha.astype(int) - alpha).max() <= 2


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_grey_stays_grey_or_becomes_srgb(profiles, tmp_path, extension):
    grey = profiles["grey, gamma 1.8"]
    picture = Picture(np.full((32, 48, 1), 128, np.uint8), profile=grey)
    write(picture, tmp_path / f"out{extension}")
    back = read(tmp_path / f"out{extension}")
    if extension in (".webp", ".avif"):
        assert back.profile is None  # a grey profile in a picture of three channels would be broken
        assert np.abs(back.samples.astype(int) - 145).max() <= 2
    else:
        assert back.profile == grey and back.samples.shape[2] == 1


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIF", "BMP", "GIF"])
def test_an_untouched_photo_is_copied_byte_for_byte(made, tmp_path, name):
    extension = {"JPEG": ".jpeg", "TIFF": ".tif", "HEIF": ".heic"}.get(name, f".{name.lower()}")
    data = made.heic() if name == "HEIF" else made.picture_file(made.quarters(), name)
    write(read_bytes(data), tmp_path / f"out{extension}")
    assert (tmp_path / f"out{extension}").read_bytes() == data


def test_the_same_samples_again_are_untouched(photo, tmp_path):
    write(photo.with_samples(photo.samples.copy()), tmp_path / "out.jpg")
    assert (tmp_path / "out.jpg").read_bytes() == photo.data


def test_what_is_edited_marked_stripped_or_of_another_format_is_encoded(photo, tmp_path):
    edited = photo.with_samples(255 - photo.samples)
    write(edited, tmp_path / "edited.jpg")
    write(photo, tmp_path / "marked.jpg", mark=Mark.EDITED)
    write(photo, tmp_path / "stripped.jpg", strip_gps=True)
    assert all((tmp_path / f"{name}.jpg").read_bytes() != photo.data for name in ("edited", "marked", "stripped"))
    write(photo, tmp_path / "other.png")
    assert np.array_equal(read(tmp_path / "other.png").samples, photo.samples)


def test_the_source_is_never_overwritten(photo, tmp_path, monkeypatch):
    (tmp_path / "link.jpg").symlink_to(photo.source)
    os.link(photo.source, tmp_path / "hard.jpg")
    monkeypatch.chdir(tmp_path)
    before = photo.source.read_bytes()
    for path in (
        photo.source,
        "link.jpg",
        "hard.jpg",
        photo.source.name,
        tmp_path / ".." / tmp_path.name / photo.source.name,
    ):
        with pytest.raises(OutputError, match="never overwrites; choose another name"):
            write(photo, path, overwrite=True, mark=Mark.EDITED)
    assert photo.source.read_bytes() == before


def test_an_existing_file_is_replaced_only_when_asked(photo, tmp_path):
    path = tmp_path / "out.png"
    path.write_bytes(b"precious")
    with pytest.raises(OutputError, match="exists already"):
        write(photo, path)
    assert path.read_bytes() == b"precious"
    write(photo, path, overwrite=True)
    assert read(path).format == "PNG"


@pytest.mark.parametrize("name", ["out", "out.txt", "out.heic", "out.bmp", "out.gif", "out.jpg.exe", ".jpg"])
def test_an_unknown_extension_is_answered_with_the_known_ones(photo, tmp_path, name):
    with pytest.raises(OutputError, match=r"use one of \.jpg, \.jpeg, \.png, \.webp, \.avif, \.tif, \.tiff\.$"):
        write(photo, tmp_path / name, mark=Mark.EDITED)
    assert names(tmp_path) == [photo.source.name]


def test_extensions_may_be_written_large(made, tmp_path):
    write(Picture(made.quarters()), tmp_path / "OUT.PNG")
    assert read(tmp_path / "OUT.PNG").format == "PNG"


def test_more_pixels_a_side_than_a_format_can_count(tmp_path):
    long = Picture(np.zeros((2, 16_400, 3), np.uint8))
    with pytest.raises(OutputError, match=r"WEBP ends at 16383 pixels a side; use \.png"):
        write(long, tmp_path / "out.webp")
    write(long, tmp_path / "out.png")
    assert names(tmp_path) == ["out.png"]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_largest_side_of_each_format_is_written(tmp_path, extension):
    side = min(FORMATS[extension].side, 70_000)
    write(Picture(np.zeros((1, side, 3), np.uint8)), tmp_path / f"out{extension}")
    assert read(tmp_path / f"out{extension}").width == side


def test_a_folder_that_is_missing_or_is_a_file(photo, tmp_path):
    with pytest.raises(OutputError, match="folder does not exist; make the folder first"):
        write(photo, tmp_path / "none" / "out.png")
    with pytest.raises(OutputError, match="cannot be written"):
        write(photo, photo.source / "out.png")


def test_a_full_disk_leaves_nothing_behind(made, tmp_path):
    """A limit on the size of files stands for the disk's end: the write fails in its middle."""
    (tmp_path / "in.png").write_bytes(made.picture_file(made.noise(200, 200, 3), "PNG"))
    code = (
        "import resource, signal, sys; from facelab.errors import OutputError\n"
        "from facelab.photo.read import read; from facelab.photo.write import write\n"
        "photo = read('in.png'); signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "for name in ('out.jpg', 'out.png', 'out.tif', 'old.png'):\n"
        "    try: write(photo, name, overwrite=True)\n"
        "    except OutputError as error: print(error)\n"
    )
    (tmp_path / "old.png").write_bytes(b"precious")
    environment = os.environ | {"PYTHONPATH": str(Path(facelab.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
    )
    assert done.stderr == ""
    assert done.stdout.count("cannot be written (file too large); choose another place or make room there.") == 4
    assert names(tmp_path) == ["in.png", "old.png"]
    assert (tmp_path / "old.png").read_bytes() == b"precious"


def test_nothing_is_said_on_the_terminal(photo, tmp_path, capfd):
    for extension in EXTENSIONS:
        write(photo, tmp_path / f"out{extension}", mark=Mark.EDITED)
    assert capfd.readouterr() == ("", "")
