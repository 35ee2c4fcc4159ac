"""Colours that a file says by numbers, not by a profile: they are read right, or refused in words; never sRGB's."""

import struct

import imagecodecs
import numpy as np
import pytest
from PIL import ExifTags, Image

from facelab.errors import PhotoError
from facelab.photo.av1 import code_points
from facelab.photo.boxes import item_data, main_item
from facelab.photo.cicp import profile_of_code_points, profile_of_gamma
from facelab.photo.colour import to_linear, to_srgb8
from facelab.photo.metadata import Metadata
from facelab.photo.picture import Picture
from facelab.photo.read import read, read_bytes
from facelab.photo.write import write

P3, BT_2020, SRGB, BT_709, PQ, HLG = 12, 9, 13, 1, 16, 18
# Linear Display P3 and BT.2020 to linear sRGB (CSS Color 4, section 10).
TO_SRGB = {
    P3: [[1.2249, -0.2249, 0], [-0.0420, 1.0420, 0], [-0.0196, -0.0786, 1.0983]],
    BT_2020: [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]],
}
LEVELS = np.array([[[200, 40, 40], [40, 180, 60], [220, 220, 220]]], np.uint8)


def srgb_to_linear(x):
    return np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)


def bt_709_to_linear(x):
    return np.where(x < 0.081, x / 4.5, ((x + 0.0993) / 1.0993) ** (1 / 0.45))


def avif(made, primaries, transfer):
    said = made.picture_file(made.quarters(), "AVIF", quality=100, subsampling="4:4:4")
    at = said.index(b"colrnclx") + 8
    return said[:at] + struct.pack(">HH", primaries, transfer) + said[at + 4 :]


def heif(made, primaries, transfer):
    return made.heic(code_points=(primaries, transfer))


def png(made, primaries, transfer):
    return made.deep_png(made.quarters(), (b"cICP", bytes([primaries, transfer, 0, 1])))


def deep_png(made, primaries, transfer):
    return made.deep_png(made.quarters(np.uint16), (b"cICP", bytes([primaries, transfer, 0, 1])))


FILES = pytest.mark.parametrize("file", [avif, heif, png, deep_png])


@pytest.mark.parametrize(
    ("transfer", "to_linear_light"),
    [(SRGB, srgb_to_linear), (BT_709, bt_709_to_linear), (4, lambda x: x**2.2), (8, lambda x: x)],
)
@pytest.mark.parametrize("primaries", [P3, BT_2020])
def test_code_points_make_the_profile_that_they_name(primaries, transfer, to_linear_light):
    profile = profile_of_code_points(primaries, transfer, grey=False)
    expected = to_linear_light(LEVELS / 255) @ np.array(TO_SRGB[primaries]).T
    np.testing.assert_allclose(to_linear(LEVELS, profile), expected, atol=2e-3)


@FILES
@pytest.mark.parametrize("primaries", [P3, BT_2020])
def test_a_picture_of_a_wide_gamut_is_read_as_one(made, file, primaries):
    picture = read_bytes(file(made, primaries, SRGB))
    assert picture.profile == profile_of_code_points(primaries, SRGB, grey=False)
    red = to_srgb8(picture)[10, 10].astype(int)
    assert red[0] > 205 and red[1] < 40  # redder than (200, 40, 40) of sRGB


@FILES
@pytest.mark.parametrize("unspecified", [(1, SRGB), (2, 2)])
def test_srgb_and_nothing_said_need_no_profile(made, file, unspecified):
    assert read_bytes(file(made, *unspecified)).profile is None


@FILES
@pytest.mark.parametrize("transfer", [PQ, HLG])
def test_hdr_is_refused_in_words(made, file, transfer):
    with pytest.raises(PhotoError, match="is an HDR picture"):
        read_bytes(file(made, BT_2020, transfer))


def test_a_profile_comes_before_code_points_in_heif_and_after_them_in_png(made, profiles):
    adobe = profiles["Adobe RGB"]
    assert read_bytes(made.heic(profile=adobe, code_points=(P3, SRGB))).profile == adobe
    said = made.picture_file(made.quarters(), "PNG", icc_profile=adobe)
    both = said[:33] + made.png_chunk(b"cICP", bytes([P3, SRGB, 0, 1])) + said[33:]
    assert read_bytes(both).profile == profile_of_code_points(P3, SRGB, grey=False)


def gamma_chunk(gamma):
    return b"gAMA", struct.pack(">I", round(gamma * 100000))


def white_and_primaries(*points):
    return b"cHRM", struct.pack(">8I", *(round(100000 * point) for point in points))


DISPLAY_P3 = white_and_primaries(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)


def test_the_gamma_and_the_primaries_of_a_png_are_read(made):
    linear = read_bytes(made.deep_png(LEVELS, gamma_chunk(1.0)))
    np.testing.assert_allclose(to_linear(linear.samples, linear.profile), LEVELS / 255, atol=1e-4)
    wide = read_bytes(made.deep_png(LEVELS, gamma_chunk(1 / 2.2), DISPLAY_P3))
    expected = (LEVELS / 255) ** 2.2 @ np.array(TO_SRGB[P3]).T
    np.testing.assert_allclose(to_linear(wide.samples, wide.profile), expected, atol=2e-3)


def test_a_grey_png_is_read_with_its_gamma(made):
    grey = read_bytes(made.deep_png(np.ascontiguousarray(LEVELS[..., 0]), gamma_chunk(1.0)))
    np.testing.assert_allclose(to_linear(grey.samples, grey.profile)[..., 1], LEVELS[..., 0] / 255, atol=1e-4)


def test_what_says_srgb_is_srgb_whatever_gamma_stands_beside_it(made):
    said = made.deep_png(LEVELS, (b"sRGB", b"\0"), gamma_chunk(1.0))
    assert read_bytes(said).profile is None


@pytest.mark.parametrize(
    "chunks", [[gamma_chunk(0)], [white_and_primaries(*[0.0] * 8)], [white_and_primaries(*[1] * 8)]]
)
def test_numbers_that_no_colours_have_are_left_out(made, chunks):
    assert read_bytes(made.deep_png(LEVELS, *chunks)).profile is None


def test_no_gamma_and_no_primaries_are_those_of_srgb():
    assert profile_of_gamma(None, None, grey=False) is None
    assert profile_of_gamma(None, (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06), grey=False) is None
    profile = profile_of_gamma(None, (0.3127, 0.329, 0.64, 0.33, 0.3, 0.61, 0.15, 0.06), grey=False)
    np.testing.assert_allclose(to_linear(LEVELS, profile), to_linear(LEVELS, None), atol=0.02)


def camera_exif(index):
    tags = Image.Exif()
    tags[ExifTags.IFD.Exif] = {0xA001: 0xFFFF, ExifTags.IFD.Interop: {1: index}}
    return tags.tobytes()


def test_a_camera_that_says_adobe_rgb_in_its_exif_data_is_believed(made, profiles):
    said = read_bytes(made.picture_file(made.quarters(), "JPEG", exif=camera_exif("R03")))
    adobe = to_linear(LEVELS, profiles["Adobe RGB"])
    np.testing.assert_allclose(to_linear(LEVELS, said.profile), adobe, atol=2e-3)
    assert read_bytes(made.picture_file(made.quarters(), "JPEG", exif=camera_exif("R98"))).profile is None


def test_a_profile_comes_before_exif_data(made, profiles):
    own = {"icc_profile": profiles["Display P3"], "exif": camera_exif("R03")}
    assert read_bytes(made.picture_file(made.quarters(), "JPEG", **own)).profile == profiles["Display P3"]


def test_the_main_picture_of_a_file_is_found_with_its_properties(made):
    item = main_item(made.heic(turns=1, code_points=(P3, SRGB)))
    assert (item.kind, item.size, item.code_points) == (b"hvc1", (64, 48), (P3, SRGB))
    assert item.all(b"irot") == [b"\1"]


def test_boxes_that_are_cut_short_are_followed_as_far_as_they_go(made):
    whole = made.heic()
    found = [main_item(whole[:length]) for length in range(len(whole))]
    assert found[0] is None and found[-1] == main_item(whole)
    assert all(item is None or b"hvc1".startswith(item.kind) for item in found)


def test_a_tiff_of_a_camera_that_says_adobe_rgb_is_believed(made, profiles, tmp_path):
    write(Picture(made.quarters(), metadata=Metadata(camera_exif("R03")[6:])), tmp_path / "camera.tif")
    said = read(tmp_path / "camera.tif")
    np.testing.assert_allclose(to_linear(LEVELS, said.profile), to_linear(LEVELS, profiles["Adobe RGB"]), atol=2e-3)


P3_POINTS = (0.3127, 0.329), (0.68, 0.32), (0.265, 0.69), (0.15, 0.06)
SRGB_POINTS = (0.3127, 0.329), (0.64, 0.33), (0.30, 0.60), (0.15, 0.06)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize(("points", "primaries"), [(P3_POINTS, P3), (SRGB_POINTS, None)])
def test_the_white_and_the_primaries_of_a_tiff_are_read(made, dtype, points, primaries):
    numbers = [number for point in points for xy in point for number in (round(xy * 10000), 10000)]
    tags = {318: ("2I", 2, tuple(numbers[:4])), 319: ("2I", 6, tuple(numbers[4:]))}
    said = read_bytes(made.deep_tiff(made.quarters(dtype), tags, photometric="rgb"))
    expected = srgb_to_linear(LEVELS / 255) @ np.array(TO_SRGB[primaries] if primaries else np.eye(3)).T
    np.testing.assert_allclose(to_linear(LEVELS, said.profile), expected, atol=2e-3)


def test_primaries_of_a_tiff_without_a_denominator_are_left_out(made):
    tags = {318: ("2I", 2, (0, 0, 0, 0)), 319: ("2I", 6, (0,) * 12)}
    assert read_bytes(made.deep_tiff(made.quarters(), tags, photometric="rgb")).profile is None


def bmp(made, kind, colours=(0,) * 9, gamma=0.0, embedded=b""):
    """A BMP file with a header of version 5."""
    said = made.picture_file(made.quarters(), "BMP")
    head, samples = said[18:54], said[54:]
    numbers = [round(number * 2**30) for number in colours] + [round(gamma * 65536)] * 3
    more = bytes(16) + kind + struct.pack("<12I", *numbers) + bytes(4)
    place = struct.pack("<III", 124 + len(samples), len(embedded), 0) if embedded else bytes(12)
    header = struct.pack("<I", 124) + head + more + place
    assert len(header) == 124
    return said[:2] + struct.pack("<IIII", 0, 0, 14 + 124, 124)[:12] + header + samples + embedded


def test_the_primaries_and_the_gamma_of_a_bmp_are_read(made):
    to_xyz = np.array([[0.48657, 0.26567, 0.19822], [0.22897, 0.69174, 0.07929], [0, 0.04511, 1.04394]])  # Display P3
    said = read_bytes(bmp(made, b"\0\0\0\0", to_xyz.T.ravel(), gamma=2.2))
    expected = (LEVELS / 255) ** 2.2 @ np.array(TO_SRGB[P3]).T
    np.testing.assert_allclose(to_linear(LEVELS, said.profile), expected, atol=2e-3)


def test_the_profile_within_a_bmp_is_read(made, profiles):
    assert read_bytes(bmp(made, b"DEBM", embedded=profiles["Adobe RGB"])).profile == profiles["Adobe RGB"]


@pytest.mark.parametrize("kind", [b"BGRs", b" niW", b"\0\0\0\0"])
def test_a_bmp_that_says_srgb_or_nothing_is_srgb(made, kind):
    assert read_bytes(bmp(made, kind)).profile is None


def bare_avif(made, primaries, transfer, **options):
    """An AVIF whose colours only the AV1 bitstream says."""
    coded = imagecodecs.avif_encode(
        made.quarters(), level=100, speed=9, primaries=primaries, transfer=transfer, **options
    )
    assert coded.count(b"colrnclx") == 1
    return bytes(coded).replace(b"colrnclx", b"freenclx")


@pytest.mark.parametrize("pixels", ["444", "420"])
def test_the_colours_that_an_av1_bitstream_says_are_read(made, pixels):
    picture = read_bytes(bare_avif(made, P3, SRGB, pixelformat=pixels))
    assert picture.profile == profile_of_code_points(P3, SRGB, grey=False)
    assert read_bytes(bare_avif(made, 1, SRGB, pixelformat=pixels)).profile is None


def test_hdr_that_an_av1_bitstream_says_is_refused(made):
    with pytest.raises(PhotoError, match="is an HDR picture"):
        read_bytes(bare_avif(made, BT_2020, PQ))


def test_a_broken_bitstream_says_no_colours(made):
    stream = item_data(bare_avif(made, P3, SRGB))
    assert code_points(stream) == (P3, SRGB)
    assert {code_points(stream[:end]) for end in range(len(stream))} <= {None, (P3, SRGB)}
    assert code_points(b"\xff" * 10**6) is None
