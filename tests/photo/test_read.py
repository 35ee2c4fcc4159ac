"""Photos in: every format, depth and turn, exactly as stored."""

import io
import os

import numpy as np
import pytest
import tifffile
from PIL import Image

from facelab.errors import PhotoError
from facelab.photo.read import read, read_bytes, size_told

DEEP = np.uint16


@pytest.fixture
def quarters(made):
    return made.quarters()


def grey(array):
    return array[..., :1]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("JPEG", {"quality": 95, "subsampling": 0}),
        ("JPEG", {"quality": 95, "subsampling": 0, "progressive": True}),
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
        ("AVIF", {"quality": 100, "subsampling": "4:4:4"}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {"compression": "jpeg", "quality": 95}),
        ("BMP", {}),
    ],
)
def test_every_format_is_read_whatever_the_name(made, quarters, tmp_path, name, options):
    path = tmp_path / "выходной день.xyz"
    path.write_bytes(made.picture_file(quarters, name, **options))
    picture = read(path)
    assert (picture.format, picture.source, picture.data) == (name, path, path.read_bytes())
    tolerance = 12 if "quality" in options else 0
    assert np.abs(picture.samples.astype(int) - quarters).max() <= tolerance
    assert picture.samples.dtype == np.uint8
    assert picture.alpha is None and picture.profile is None
    assert not picture.samples.flags.writeable


@pytest.mark.parametrize("bits", [8, 10])
def test_heic_is_read(made, bits):
    picture = read_bytes(made.heic(bits))
    assert picture.format == "HEIF"
    depth = np.uint8 if bits == 8 else DEEP
    assert picture.samples.dtype == depth
    inner = np.s_[4:20, 4:28]
    error = picture.samples[inner].astype(int) - made.quarters(depth)[inner]
    assert np.abs(error).max() <= (3 if bits == 8 else 3 * 257)


def test_of_gif_the_first_frame_is_read(quarters):
    stream = io.BytesIO()
    first, second = Image.fromarray(quarters), Image.fromarray(255 - quarters)
    first.save(stream, "GIF", save_all=True, append_images=[second])
    picture = read_bytes(stream.getvalue())
    assert picture.format == "GIF"
    assert np.array_equal(picture.samples, quarters)


def test_a_jpeg_file_with_more_pictures_behind_is_a_jpeg(quarters):
    stream = io.BytesIO()
    Image.fromarray(quarters).save(stream, "MPO", save_all=True, append_images=[Image.fromarray(255 - quarters)])
    picture = read_bytes(stream.getvalue())
    assert picture.format == "JPEG"
    assert np.abs(picture.samples.astype(int) - quarters).mean() < 3


def test_what_follows_the_picture_in_a_file_does_not_matter(made, quarters):
    motion = made.picture_file(quarters, "JPEG") + b"\0\0\0\x18ftypmp42" + bytes(5000)
    assert read_bytes(motion).format == "JPEG"


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("dtype", [np.uint8, DEEP])
def test_png_samples_and_alpha_are_exact(made, channels, dtype):
    stored = made.noise(33, 47, channels, dtype=dtype)
    picture = read_bytes(made.deep_png(stored))
    colours = 1 if channels < 3 else 3
    assert picture.samples.dtype == dtype
    assert np.array_equal(picture.samples, stored[..., :colours])
    if channels in (2, 4):
        assert picture.alpha.dtype == dtype
        assert np.array_equal(picture.alpha, stored[..., -1])
    else:
        assert picture.alpha is None


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("compression", [None, "zlib", "lzw", "packbits"])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("dtype", [np.uint8, DEEP])
def test_tiff_samples_and_alpha_are_exact(made, channels, dtype, compression, order):
    stored = made.noise(33, 47, channels, dtype=dtype)
    data = made.deep_tiff(
        stored if channels > 1 else stored[..., 0],
        photometric="rgb" if channels > 2 else "minisblack",
        extrasamples=["unassalpha"] if channels in (2, 4) else None,
        planarconfig="contig" if channels > 1 else None,
        byteorder=order,
        compression=compression,
        predictor=compression in ("zlib", "lzw"),
    )
    picture = read_bytes(data)
    colours = 1 if channels < 3 else 3
    assert np.array_equal(picture.samples, stored[..., :colours])
    assert (picture.alpha is None) == (channels in (1, 3))
    if picture.alpha is not None:
        assert np.array_equal(picture.alpha, stored[..., -1])


@pytest.mark.parametrize("options", [{"tile": (16, 32)}, {"planarconfig": "separate"}, {"bigtiff": True}])
def test_tiff_in_tiles_planes_and_big_offsets_is_exact(made, options):
    stored = made.noise(33, 47, 3, dtype=DEEP)
    laid = np.moveaxis(stored, 2, 0) if "planarconfig" in options else stored
    assert np.array_equal(read_bytes(made.deep_tiff(laid, photometric="rgb", **options)).samples, stored)


def test_tiff_with_white_at_zero_is_turned(made):
    stored = made.noise(33, 47, dtype=DEEP)
    picture = read_bytes(made.deep_tiff(stored, photometric="miniswhite"))
    assert np.array_equal(picture.samples[..., 0], 65535 - stored)


def test_premultiplied_alpha_of_tiff_is_divided_out(made):
    alpha = np.full((8, 8, 1), 32768, DEEP)
    stored = np.concatenate([np.full((8, 8, 3), 16384, DEEP), alpha], axis=2)
    picture = read_bytes(made.deep_tiff(stored, photometric="rgb", extrasamples=["assocalpha"]))
    assert np.abs(picture.samples.astype(int) - 32767).max() <= 1
    assert (picture.alpha == 32768).all()


def test_avif_of_10_bits_keeps_them(made):
    import imagecodecs

    stored = made.noise(32, 48, 3, dtype=DEEP) >> 6
    data = bytes(imagecodecs.avif_encode(stored, level=100, bitspersample=10))
    assert np.array_equal(read_bytes(data).samples >> 6, stored)


def test_one_bit_becomes_black_and_white(made):
    stored = made.noise(16, 24) > 127
    for name in ("PNG", "TIFF", "BMP"):
        picture = read_bytes(made.picture_file(stored, name))
        assert np.array_equal(picture.samples[..., 0], stored * np.uint8(255))


def test_a_palette_becomes_rgb_and_its_transparency_alpha(quarters):
    image = Image.fromarray(quarters).quantize(4)
    for name in ("PNG", "GIF", "TIFF", "BMP"):
        stream = io.BytesIO()
        image.save(stream, name)
        picture = read_bytes(stream.getvalue())
        assert np.array_equal(picture.samples, quarters) and picture.alpha is None
    clear = image.getpixel((0, 0))
    for name in ("PNG", "GIF"):
        stream = io.BytesIO()
        image.save(stream, name, transparency=clear)
        picture = read_bytes(stream.getvalue())
        assert picture.alpha[0, 0] == 0 and picture.alpha[-1, -1] == 255
        assert np.array_equal(picture.samples[-1], quarters[-1])


def test_a_transparent_colour_becomes_alpha(made, quarters):
    for array, colour in ((quarters, (200, 40, 40)), (quarters[..., 0], 200)):
        picture = read_bytes(made.picture_file(array, "PNG", transparency=colour))
        assert picture.alpha[0, 0] == 0 and picture.alpha[-1, -1] == 255


def cmyk(name, **options):
    inks = np.zeros((16, 24, 4), np.uint8)
    inks[:8, :, 0] = 255
    stream = io.BytesIO()
    Image.fromarray(inks, "CMYK").save(stream, name, **options)
    return stream.getvalue()


@pytest.mark.filterwarnings("ignore:'mode' parameter")
@pytest.mark.parametrize("name", ["JPEG", "TIFF"])
def test_cmyk_becomes_srgb_through_its_profile(made, name):
    plain, profiled = read_bytes(cmyk(name)), read_bytes(cmyk(name, icc_profile=made.ink_profile()))
    assert plain.profile is None and profiled.profile is None
    assert np.abs(plain.samples[2, 2].astype(int) - (0, 255, 255)).max() <= 3
    assert np.abs(profiled.samples[2, 2].astype(int) - (255, 0, 0)).max() <= 5
    assert profiled.samples[-1, -1].min() >= 252


def test_cmyk_of_16_bits_keeps_them(made):
    inks = made.noise(16, 24, 4, dtype=DEEP)
    picture = read_bytes(made.deep_tiff(inks, photometric="separated"))
    assert picture.samples.dtype == DEEP and picture.alpha is None
    expected = (1 - inks[..., :3] / 65535) * (1 - inks[..., 3:] / 65535) * 65535
    assert np.abs(picture.samples - expected).max() <= 1


def test_lab_becomes_srgb():
    stream = io.BytesIO()
    Image.new("LAB", (8, 8), (255, 128, 128)).save(stream, "TIFF")
    white = read_bytes(stream.getvalue()).samples
    assert white.shape == (8, 8, 3) and white.min() >= 253


def test_the_photos_of_the_project_are_read(shared):
    shapes = {}
    for path in sorted((shared / "photos").glob("*.[jp][pn]g")):
        shapes[path.name[:2]] = read(path).samples.shape
    assert len(shapes) == 22
    assert shapes["22"] == (1500, 1200, 3)
    assert shapes["23"][2] == 1


def test_a_picture_says_its_size_and_is_another_with_other_samples(made):
    picture = read_bytes(made.deep_png(made.quarters()))
    assert (picture.width, picture.height) == (64, 48)
    assert picture.with_samples(picture.samples.copy()) is picture
    edited = picture.with_samples(255 - picture.samples)
    assert edited.data == b"" and edited.format == "PNG"
    with pytest.raises(ValueError):
        picture.with_samples(picture.samples[:5])


def test_a_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(PhotoError, match="no regular file"):
        read(tmp_path / "pipe.jpg")


def several_pictures(made, name):
    first, second = (Image.fromarray(made.noise(20, 30, 3, seed=seed)) for seed in (0, 1))
    stream = io.BytesIO()
    first.save(stream, name, save_all=True, append_images=[second])
    return stream.getvalue()


@pytest.mark.parametrize("name", ["TIFF", "WEBP", "PNG", "AVIF", "GIF"])
def test_a_file_of_several_pictures_is_known_as_one(made, name):
    assert read_bytes(several_pictures(made, name)).several
    assert not read_bytes(made.picture_file(made.noise(20, 30, 3), name)).several


@pytest.mark.parametrize(("kind", "several"), [(0, True), (1, False), (2, True)])
def test_smaller_copies_are_no_further_pages(made, kind, several):
    stream = io.BytesIO()
    with tifffile.TiffWriter(stream) as file:
        file.write(made.noise(20, 30, 3, dtype=np.uint16), photometric="rgb")
        file.write(made.noise(10, 15, 3, dtype=np.uint16), photometric="rgb", subfiletype=kind)
    assert read_bytes(stream.getvalue()).several is several


def test_a_header_tells_how_large_a_picture_is_and_nothing_else_does(tmp_path, astronaut):
    assert size_told(astronaut) == (512, 512)
    (tmp_path / "cut.png").write_bytes(astronaut.read_bytes()[:12])
    assert size_told(tmp_path / "cut.png") is None
    assert size_told(tmp_path / "gone.png") is None


def test_that_of_heic_is_in_its_boxes(tmp_path, made):
    (tmp_path / "a.heic").write_bytes(made.heic(8))
    picture = read_bytes(made.heic(8))
    assert size_told(tmp_path / "a.heic") == (picture.width, picture.height)
