"""A large photo lies in memory once, and while it is written nothing as large beside it."""

import re
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

import facelab
from facelab.photo import bands
from facelab.photo.colour import to_srgb8
from facelab.photo.picture import Patch, Picture
from facelab.photo.read import read_bytes
from facelab.photo.write import write

SIDE = 1500


@pytest.fixture(autouse=True)
def narrow_bands(monkeypatch):
    monkeypatch.setattr(bands, "BAND", 2**14)


def ramp(channels):
    rows = np.arange(SIDE, dtype=np.uint16)[:, None, None] * 40
    return np.broadcast_to(rows, (SIDE, SIDE, channels)).copy()


def peak(work):
    tracemalloc.start()
    try:
        kept = work()
        return tracemalloc.get_traced_memory()[1], kept
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_colours_and_alpha_are_not_copied_apart(tmp_path, suffix):
    samples = ramp(4)
    write(Picture(samples[..., :3], alpha=samples[..., 3]), tmp_path / f"in{suffix}")
    data = (tmp_path / f"in{suffix}").read_bytes()
    most, picture = peak(lambda: read_bytes(data))
    assert np.array_equal(picture.samples, samples[..., :3]) and np.array_equal(picture.alpha, samples[..., 3])
    assert most < 1.3 * samples.nbytes


@pytest.mark.parametrize(("suffix", "share"), [(".png", 0.2), (".tif", 0.25), (".jpg", 0.9)])
def test_writing_makes_no_second_picture(tmp_path, suffix, share):
    picture = Picture(ramp(3), alpha=ramp(1)[..., 0])
    most, _ = peak(lambda: write(picture, tmp_path / f"out{suffix}"))
    assert most < share * picture.samples.nbytes


def changed(picture):
    patch = Patch((700, 300, 900, 600), picture.samples[300:600, 700:900] ^ np.uint16(1))
    return picture.patched([patch])


def test_an_edited_picture_is_no_second_one():
    picture = Picture(ramp(3))
    most, edited = peak(lambda: changed(picture))
    assert edited is not picture and edited.base is picture.base
    assert most < 0.2 * picture.samples.nbytes


@pytest.mark.parametrize(("suffix", "share"), [(".png", 0.2), (".tif", 0.25), (".jpg", 0.9)])
def test_an_edited_picture_is_written_without_being_put_together(tmp_path, suffix, share):
    edited = changed(Picture(ramp(3), alpha=ramp(1)[..., 0]))
    most, _ = peak(lambda: write(edited, tmp_path / f"out{suffix}"))
    assert most < share * edited.base.nbytes
    if suffix != ".jpg":
        assert np.array_equal(read_bytes((tmp_path / f"out{suffix}").read_bytes()).samples, edited.samples)


def test_what_the_screen_shows_of_an_edited_picture_is_made_in_bands():
    edited = changed(Picture(ramp(3)))
    most, seen = peak(lambda: to_srgb8(edited))
    assert most < 0.7 * edited.base.nbytes
    assert np.array_equal(seen, to_srgb8(Picture(edited.samples)))


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("alpha", [False, True])
def test_parts_make_the_whole(tmp_path, made, suffix, dtype, channels, alpha):
    samples = made.noise(SIDE // 10, 130, channels, dtype=dtype)
    seen = made.noise(SIDE // 10, 130, 1, dtype=dtype)[..., 0] if alpha else None
    write(Picture(samples, alpha=seen), tmp_path / f"out{suffix}")
    back = read_bytes((tmp_path / f"out{suffix}").read_bytes())
    assert np.array_equal(back.samples, samples)
    assert back.alpha is None if seen is None else np.array_equal(back.alpha, seen)


def test_no_photo_is_brought_to_linear_light_as_a_whole():
    """Twelve bytes a pixel: what looks at a face reads its neighbourhood, by ``photo.crop`` or ``Picture.part``."""
    sources = {path.name: path.read_text() for path in Path(facelab.__file__).parent.rglob("*.py")}
    assert any("to_linear(" in text for text in sources.values())
    assert [name for name, text in sources.items() if re.search(r"to_linear\([^)]*\.samples", text)] == []
