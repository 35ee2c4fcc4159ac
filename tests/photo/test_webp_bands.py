"""A large WebP is written band by band, and holds what libwebp's own encoder would put into it."""

import io
import tracemalloc

import numpy as np
import pytest
from PIL import Image

from facelab.photo import bands, encode, vp8l, webp_chunks
from facelab.photo.metadata import Metadata
from facelab.photo.picture import Patch, Picture
from facelab.photo.read import read
from facelab.photo.write import write


@pytest.fixture
def large(monkeypatch):
    """Every picture counts as large, and has several bands."""
    monkeypatch.setattr(encode, "WHOLE", 0)
    monkeypatch.setattr(bands, "BAND", 1000)


def smooth(made, height=61, width=83):
    return made.quarters(height=height, width=width)


def kinds(made, channels):
    noise = made.noise(67, 45, channels)
    rare = np.repeat(np.arange(20), 2 ** np.arange(20) // 100 + 1)  # of a code that would be longer than 15 bits
    return {
        "noise": noise,
        "one colour": np.full((70, 90, channels), 7, np.uint8),
        "mask": np.where(noise > 200, 255, 0).astype(np.uint8),
        "half flat": np.concatenate([noise, np.zeros_like(noise)]),
        "long runs": np.concatenate([noise[:, :1], np.zeros((6100, 1, channels), np.uint8)]),
        "one pixel": noise[:1, :1],
        "one row": noise[:1],
        "one column": noise[:, :1],
        "rare levels": np.cumsum(np.random.default_rng(0).permutation(rare)).reshape(-1, 1, 1).repeat(channels, 2),
    }


KINDS = "noise", "one colour", "mask", "half flat", "long runs", "one pixel", "one row", "one column", "rare levels"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.usefixtures("large")
def test_lossless_comes_back_bit_for_bit(made, channels, kind):
    samples = kinds(made, channels)[kind].astype(np.uint8)
    size, file = (samples.shape[1], samples.shape[0]), io.BytesIO()
    strips = np.array_split(samples, 2) if len(samples) > 1 else [samples]
    parts = vp8l.lossless(size, lambda: strips, alpha=channels == 4)
    webp_chunks.write_chunks(file, size, None, Metadata(), [(b"VP8L", parts)], alpha=channels == 4)
    with Image.open(file) as image:
        assert np.array_equal(np.asarray(image.convert("RGB" if channels == 3 else "RGBA")), samples)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("large")
def test_alpha_comes_back_bit_for_bit_beside_lossy_colours(made, tmp_path, kind):
    alpha = kinds(made, 1)[kind].astype(np.uint8)
    colours = np.full((*alpha.shape[:2], 3), 99, np.uint8)
    write(Picture(colours, alpha[..., 0]), tmp_path / "out.webp")
    assert np.array_equal(read(tmp_path / "out.webp").alpha, alpha[..., 0])


@pytest.mark.parametrize("deep", [False, True])
def test_a_large_picture_is_the_one_that_a_small_one_would_be(made, monkeypatch, tmp_path, deep):
    """Colours at the edge of alpha apart, for libwebp leaves what is transparent out of their mean there."""
    samples, alpha = smooth(made), np.full((61, 83), 255, np.uint8)
    alpha[:20] = 0
    alpha[20:40] = 130
    if deep:
        samples, alpha = samples.astype(np.uint16) * 257, alpha.astype(np.uint16) * 257
    picture = Picture(samples, alpha)
    write(picture, tmp_path / "whole.webp")
    monkeypatch.setattr(encode, "WHOLE", 0)
    write(picture, tmp_path / "bands.webp")
    whole, parts = read(tmp_path / "whole.webp"), read(tmp_path / "bands.webp")
    assert np.array_equal(whole.alpha, parts.alpha)
    assert np.array_equal(whole.samples, parts.samples)


def test_opaque_colours_are_coded_as_pillow_codes_them(made, monkeypatch, tmp_path):
    write(Picture(smooth(made)), tmp_path / "whole.webp")
    monkeypatch.setattr(encode, "WHOLE", 0)
    write(Picture(smooth(made)), tmp_path / "bands.webp")
    coded = webp_chunks.only_chunk((tmp_path / "whole.webp").read_bytes())
    assert coded in (tmp_path / "bands.webp").read_bytes()


@pytest.mark.parametrize("quality", [95, 100])
@pytest.mark.parametrize("alpha", [False, True])
def test_profile_and_metadata_are_kept(made, profiles, monkeypatch, tmp_path, quality, alpha):
    said = Metadata(made.exif_block(place=True), made.xmp_block())
    seen = made.noise(61, 83) if alpha else None
    picture = Picture(smooth(made), seen, profile=profiles["Display P3"], metadata=said)
    write(picture, tmp_path / "whole.webp", quality=quality)
    monkeypatch.setattr(encode, "WHOLE", 0)
    write(picture, tmp_path / "bands.webp", quality=quality)
    whole, parts = read(tmp_path / "whole.webp"), read(tmp_path / "bands.webp")
    assert parts.profile == picture.profile
    assert parts.metadata == whole.metadata and b"album" in parts.metadata.xmp


@pytest.mark.parametrize("quality", [95, 100])
@pytest.mark.usefixtures("large")
def test_grey_becomes_colour(made, tmp_path, quality):
    samples = smooth(made)[..., :1]
    write(Picture(samples), tmp_path / "out.webp", quality=quality)
    back = read(tmp_path / "out.webp").samples
    assert back.shape[2] == 3 and np.abs(back.astype(int) - samples).mean() < 3


@pytest.mark.usefixtures("large")
def test_an_edited_picture_is_written_with_its_patches(made, tmp_path):
    edited = Picture(smooth(made)).patched([Patch((3, 5, 50, 40), made.noise(35, 47, 3))])
    write(edited, tmp_path / "out.webp", quality=100)
    assert np.array_equal(read(tmp_path / "out.webp").samples, edited.samples)


@pytest.mark.parametrize(("quality", "share"), [(95, 0.65), (100, 0.2)])
def test_writing_makes_no_second_picture(monkeypatch, tmp_path, quality, share):
    monkeypatch.setattr(encode, "WHOLE", 0)
    monkeypatch.setattr(bands, "BAND", 2**12)
    samples = np.broadcast_to(np.arange(1500, dtype=np.uint16)[:, None, None] * 40, (1500, 1500, 4)).copy()
    picture = Picture(samples[..., :3], samples[..., 3])
    tracemalloc.start()
    write(picture, tmp_path / "out.webp", quality=quality)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < share * picture.samples.nbytes
