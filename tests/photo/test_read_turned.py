"""Photos in: Exif's orientation, applied once, and what comes along with the samples."""

import struct

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from facelab.photo.exif import orientation
from facelab.photo.read import read_bytes

DEEP = np.uint16


def laid_down(array, turn):
    """The samples as a file stores them whose Exif orientation is ``turn``."""
    methods = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's Transpose that exif_transpose would undo
    return np.asarray(Image.fromarray(array).transpose(methods[turn])) if turn > 1 else array


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_exif_orientation_is_applied_once(made, name, turn):
    quarters = made.quarters()
    exif = Image.Exif()
    exif[0x0112] = turn
    options = {"WEBP": {"lossless": True}}.get(name, {})
    picture = read_bytes(made.picture_file(laid_down(quarters, turn), name, exif=exif, **options))
    assert picture.samples.shape == quarters.shape
    assert np.abs(picture.samples.astype(int) - quarters).mean() < 4
    assert orientation(picture.metadata.exif) in (None, 1)


@pytest.mark.parametrize("turn", range(1, 9))
def test_orientation_turns_16_bits_and_alpha_too(made, turn):
    stored = made.noise(6, 10, 4, dtype=DEEP)
    lying = stored
    for plane in (lying,):
        lying = np.stack([laid_down_deep(plane[..., c], turn) for c in range(4)], axis=2)
    tiff = made.deep_tiff(lying, {274: ("H", 1, turn)}, photometric="rgb", extrasamples=["unassalpha"])
    for data in (tiff, made.deep_png(lying, (b"eXIf", made.exif_block(turn)))):
        picture = read_bytes(data)
        assert np.array_equal(picture.samples, stored[..., :3])
        assert np.array_equal(picture.alpha, stored[..., 3])


def laid_down_deep(plane, turn):
    return np.asarray(laid_down(plane.astype(np.int32), turn)).astype(DEEP)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("mirror", [None, 0, 1])
def test_heic_is_turned_by_its_boxes_and_not_again_by_exif(made, turns, mirror):
    upright = read_bytes(made.heic()).samples
    picture = read_bytes(made.heic(turns=turns, mirror=mirror, exif=made.exif_block(6)))
    expected = np.rot90(upright, turns)
    if mirror is not None:
        expected = np.flip(expected, axis=mirror)
    assert np.array_equal(picture.samples, expected)
    assert orientation(picture.metadata.exif) in (None, 1)


def test_orientation_in_xmp_is_applied_where_exif_has_none(made):
    quarters = made.quarters()
    xmp = made.xmp_block('tiff:Orientation="6"')
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", xmp.decode())
    for name, options in (("PNG", {"pnginfo": text}), ("WEBP", {"lossless": True, "xmp": xmp})):
        lying = laid_down(quarters, 6)
        assert np.array_equal(read_bytes(made.picture_file(lying, name, **options)).samples, quarters)
        said = made.picture_file(quarters, name, exif=made.exif_block(1), **options)
        assert np.array_equal(read_bytes(said).samples, quarters), "Exif comes first"
    tiff = made.picture_file(quarters, "TIFF", tiffinfo={700: xmp})  # TIFF without the tag says 1
    assert np.array_equal(read_bytes(tiff).samples, quarters)
    assert read_bytes(made.picture_file(quarters, "AVIF", xmp=xmp)).samples.shape == quarters.shape  # boxes say it


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_is_none(made, value):
    quarters = made.quarters()
    for data in (
        made.deep_png(quarters, (b"eXIf", made.exif_block(value))),
        made.deep_tiff(quarters, {274: ("H", 1, value)}, photometric="rgb"),
        made.deep_tiff(made.quarters(DEEP), {274: ("H", 1, value)}, photometric="rgb"),
    ):
        assert read_bytes(data).samples.shape == quarters.shape


def described(made, name, profile):
    """A file of each format with profile, Exif data and XMP."""
    exif, xmp, quarters = made.exif_block(place=True), made.xmp_block(), made.quarters()
    if name == "HEIF":
        return made.heic(exif=exif, xmp=xmp, profile=profile)
    if name == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return made.picture_file(quarters, "PNG", icc_profile=profile, exif=exif, pnginfo=text)
    if name == "TIFF":
        tags = Image.Exif()
        tags.load(exif)
        tags[700] = xmp
        return made.picture_file(quarters, name, icc_profile=profile, exif=tags)
    return made.picture_file(quarters, name, icc_profile=profile, exif=b"Exif\0\0" + exif, xmp=xmp)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"])
def test_profile_exif_and_xmp_come_along(made, profiles, name):
    picture = read_bytes(described(made, name, profiles["Display P3"]))
    assert picture.profile == profiles["Display P3"]
    assert picture.metadata.xmp == made.xmp_block()
    exif = Image.Exif()
    exif.load(picture.metadata.exif)
    assert exif[0x010F] == "Pinhole"
    assert exif.get_ifd(0x8769)[0x927C] == b"makernot"
    assert exif.get_ifd(0x8825)[2] == (59, 56, 12.34)
    if name not in ("AVIF", "TIFF"):  # there Pillow and TIFF's own directory have it
        assert picture.metadata.exif == made.exif_block(place=True)


def test_metadata_after_the_samples_of_png_come_along(made):
    for dtype in (np.uint8, DEEP):
        coded = made.deep_png(made.quarters(dtype))
        late = made.png_chunk(b"eXIf", made.exif_block(6))
        late += made.png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + made.xmp_block())
        picture = read_bytes(coded[:-12] + late + coded[-12:])
        assert picture.samples.shape == (64, 48, 3)
        assert picture.metadata.xmp == made.xmp_block()


@pytest.mark.parametrize(
    "exif", [b"II*\0", b"MM\0*\xff\xff\xff\xff", b"garbage" * 9, b"II*\0\x08\0\0\0\xff\xff" + bytes(30)]
)
def test_broken_exif_is_dropped(made, exif):
    for data in (
        made.picture_file(made.quarters(), "JPEG", exif=b"Exif\0\0" + exif),
        made.deep_png(made.quarters(), (b"eXIf", exif)),
        made.heic(exif=exif),
    ):
        picture = read_bytes(data)
        assert picture.metadata.exif is None
        assert picture.samples.shape == (48, 64, 3)


@pytest.mark.parametrize("profile", [b"no profile at all", b"\0" * 200, b"x" * 131])
def test_a_broken_profile_is_dropped_and_the_picture_taken_for_srgb(made, profile):
    for name in ("JPEG", "PNG", "WEBP", "TIFF"):
        assert read_bytes(made.picture_file(made.quarters(), name, icc_profile=profile)).profile is None
    assert read_bytes(made.heic(profile=profile)).profile is None


def test_a_profile_of_another_colour_model_is_dropped(made, profiles):
    stored = made.quarters()[..., 0]
    assert read_bytes(made.picture_file(stored, "JPEG", icc_profile=profiles["Display P3"])).profile is None
    grey = profiles["grey, gamma 2.2"]
    assert read_bytes(made.picture_file(stored, "JPEG", icc_profile=grey)).profile == grey


def test_exif_data_beside_turns_of_the_boxes_stay_as_they_were_written(made):
    tags = Image.Exif()
    tags[0x0112], tags[0x013B] = 6, "I. Mueller, photographer"
    said = made.picture_file(made.quarters(), "AVIF", exif=tags)  # Pillow makes an irot box of the orientation
    name = "I. Müller, photographer"
    picture = read_bytes(said.replace(b"I. Mueller, photographer", name.encode()))
    assert picture.width < picture.height
    assert name.encode() in picture.metadata.exif


def test_orientation_in_exif_data_of_avif_counts_for_nothing(made):
    tags = Image.Exif()
    tags[0x013B] = "artist of it"
    lying = made.picture_file(made.quarters(), "AVIF", exif=tags)
    artist, turn = struct.pack(">HHII", 0x013B, 2, 13, 26), struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
    assert artist in lying
    picture = read_bytes(lying.replace(artist, turn))
    assert picture.width > picture.height and orientation(picture.metadata.exif) == 1
