"""Stored samples to linear light and back."""

import io

import imagecodecs
import numpy as np
import pytest
from PIL import Image, ImageCms

from facelab.photo.colour import (
    cmyk_to_srgb,
    decode_srgb,
    encode_srgb,
    from_linear,
    quick_light,
    quick_samples,
    quick_srgb,
    to_linear,
    to_srgb8,
    usable,
)
from facelab.photo.picture import Picture

NAMES = [
    "none",
    "sRGB, parametric",
    "sRGB, 1024 points",
    "Display P3",
    "P3, 4096 points",
    "Adobe RGB",
    "ProPhoto",
    "linear",
    "grey, none",
    "grey, gamma 2.2",
    "grey, gamma 1.8",
    "grey, sRGB's curve",
]


@pytest.fixture(params=NAMES)
def space(request, profiles):
    """A profile and the channels that it has."""
    return profiles.get(request.param), 1 if request.param.startswith("grey") else 3


def every_level(dtype, channels):
    """(256, n, channels): all levels grey, and every level of each channel beside any others."""
    top = np.iinfo(dtype).max + 1
    grey = np.repeat(np.arange(top, dtype=dtype).reshape(256, -1, 1), channels, axis=2)
    mixed = np.random.default_rng(1).permuted(grey, axis=0)
    return np.concatenate([grey, mixed], axis=1)


def test_srgbs_curve_has_the_values_of_the_standard():
    assert decode_srgb(np.array([0.0, 0.04045, 0.5, 1.0])) == pytest.approx([0, 0.0031308, 0.2140411, 1], abs=1e-6)
    assert decode_srgb(-0.5) == pytest.approx(-0.2140411, abs=1e-6)


def test_for_the_screen_its_curve_is_right_to_less_than_a_level():
    linear = np.linspace(0, 1, 100_001, dtype=np.float32)
    assert 255 * np.abs(quick_srgb(linear) - encode_srgb(linear)).max() < 0.15
    assert 255 * np.abs(encode_srgb(quick_light(encode_srgb(linear))) - encode_srgb(linear)).max() < 0.15


@pytest.mark.parametrize("channels", [3, 4])
def test_the_screens_levels_are_the_nearest_ones(channels):
    levels = np.arange(256)[:, None, None] * np.ones((1, 1, channels))
    for share in (-0.45, 0.0, 0.45):  # of a level
        linear = decode_srgb(((levels + share) / 255).astype(np.float32))
        assert np.array_equal(quick_samples(linear), levels)
    assert quick_samples(np.array([[[-1.0, 0.5, 2.0]]], np.float32)).tolist() == [[[0, 188, 255]]]


def test_srgbs_curve_goes_back_and_stays_float32():
    x = np.linspace(-1.5, 1.5, 3001, dtype=np.float32)
    assert decode_srgb(x).dtype == encode_srgb(x).dtype == np.float32
    assert encode_srgb(decode_srgb(x)) == pytest.approx(x, abs=1e-6)


def test_every_8_bit_level_comes_back(space):
    profile, channels = space
    samples = every_level(np.uint8, channels)
    linear = to_linear(samples, profile)
    assert linear.shape == (256, 2, 3) and linear.dtype == np.float32
    assert np.array_equal(from_linear(linear, profile, np.zeros_like(samples)), samples)


def test_every_grey_16_bit_level_comes_back_within_one(space):
    profile, channels = space
    samples = every_level(np.uint16, channels)[:, :256]
    back = from_linear(to_linear(samples, profile), profile, np.zeros_like(samples))
    assert np.abs(back.astype(int) - samples).max() <= 1


def test_16_bit_colours_come_back_within_one_where_float32_can_tell_them_apart(space):
    profile, channels = space
    samples = every_level(np.uint16, channels)[:, 256:]
    back = from_linear(to_linear(samples, profile), profile, np.zeros_like(samples))
    bright = samples > 4096  # beside a bright channel a gamma's first levels are less than 1e-7 apart
    assert np.abs(back.astype(int) - samples)[bright].max() <= 1


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_what_was_not_touched_keeps_its_very_samples(space, dtype):
    profile, channels = space
    samples = every_level(dtype, channels)
    assert np.array_equal(from_linear(to_linear(samples, profile), profile, samples), samples)


@pytest.mark.parametrize("name", ["Display P3", "P3, 4096 points", "Adobe RGB", "ProPhoto"])
def test_linear_light_is_what_littlecms_finds(profiles, name):
    samples = every_level(np.uint16, 3)[::5]
    srgb = imagecodecs.cms_profile(
        "rgb", whitepoint=[0.3127, 0.329], primaries=[0.64, 0.33, 0.3, 0.6, 0.15, 0.06], gamma=1.0
    )
    expected = imagecodecs.cms_transform(
        samples, profiles[name], srgb, colorspace="rgb", outcolorspace="rgb", outdtype="f4"
    )
    assert to_linear(samples, profiles[name]) == pytest.approx(expected, abs=4e-4)


def test_colours_beyond_srgb_are_kept(profiles):
    red = np.array([[[255, 0, 0]]], np.uint8)
    assert to_linear(red, profiles["Display P3"])[0, 0] == pytest.approx([1.2249, -0.0420, -0.0196], abs=1e-3)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.uint8, 0.51), (np.uint16, 0.7)])
def test_linear_values_go_to_the_nearest_level(dtype, tolerance):
    linear = np.random.default_rng(2).random((500, 500, 3), np.float32) ** 3
    top = np.iinfo(dtype).max
    stored = from_linear(linear, None, np.zeros(linear.shape, dtype))
    assert np.abs(encode_srgb(linear.astype(np.float64)) * top - stored).max() <= tolerance


def test_what_no_level_can_hold_is_clipped():
    linear = np.array([[[-1, 2, np.nan], [np.inf, -np.inf, 0.5]]], np.float32)
    for dtype, top in ((np.uint8, 255), (np.uint16, 65535)):
        stored = from_linear(linear, None, np.zeros((1, 2, 3), dtype))
        assert stored[0, 0].tolist() == [0, top, 0]
        assert stored[0, 1, :2].tolist() == [top, 0]


def test_grey_is_the_luminance(profiles):
    linear = np.array([[[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.5, 0.5]]], np.float32)
    like = np.zeros((1, 4, 1), np.uint16)
    stored = from_linear(linear, profiles["grey, gamma 2.2"], like)
    assert to_linear(stored, profiles["grey, gamma 2.2"])[0, :, 1] == pytest.approx(
        [0.2126, 0.7152, 0.0722, 0.5], abs=1e-4
    )


@pytest.mark.parametrize("name", ["sRGB, parametric", "sRGB, 1024 points", None])
def test_a_screen_gets_the_very_samples_of_an_srgb_photo(profiles, name):
    samples = every_level(np.uint8, 3)
    assert to_srgb8(Picture(samples, profile=profiles.get(name))) is samples


def test_littlecms_and_pillows_own_srgb_profiles_are_recognised():
    samples = every_level(np.uint8, 3)
    for profile in (
        imagecodecs.cms_profile("srgb"),
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    ):
        assert to_srgb8(Picture(samples, profile=bytes(profile))) is samples


def test_a_screen_gets_8_bits_of_16_rounded():
    samples = np.array([[[0, 128, 129], [65535, 65407, 65406]]], np.uint16)
    assert to_srgb8(Picture(samples)).tolist() == [[[0, 0, 1], [255, 255, 254]]]


def test_a_screen_gets_grey_in_three_channels():
    samples = np.arange(256, dtype=np.uint8).reshape(16, 16, 1)
    assert np.array_equal(to_srgb8(Picture(samples)), np.repeat(samples, 3, axis=2))


@pytest.mark.parametrize("name", ["Display P3", "Adobe RGB", "ProPhoto"])
def test_a_screen_gets_what_littlecms_makes_of_another_profile(profiles, name):
    samples = every_level(np.uint8, 3)
    expected = ImageCms.profileToProfile(
        Image.fromarray(samples),
        ImageCms.ImageCmsProfile(io.BytesIO(profiles[name])),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    assert np.abs(to_srgb8(Picture(samples, profile=profiles[name])).astype(int) - np.asarray(expected)).max() <= 1


def test_a_profile_of_tables_means_the_same_as_its_curves_and_matrix(made):
    tables, curves = made.table_profile(), made.rgb_profile(made.P3, made.gamma(2))
    samples = every_level(np.uint16, 3)[::3]
    assert to_linear(samples, tables) == pytest.approx(to_linear(samples, curves), abs=2e-3)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.uint8, 1), (np.uint16, 64)])
def test_a_change_goes_back_through_a_profile_of_tables(made, dtype, tolerance):
    tables = made.table_profile()
    top = int(np.iinfo(dtype).max)
    samples = np.random.default_rng(4).integers(top // 4, top * 3 // 4, (100, 100, 3)).astype(dtype)
    wanted = samples + np.array(top // 16, dtype)
    back = from_linear(to_linear(wanted, tables), tables, samples)
    assert np.abs(back.astype(int) - wanted).max() <= tolerance
    assert np.array_equal(from_linear(to_linear(samples, tables), tables, samples), samples)


def test_inks_without_a_profile_take_light_away():
    inks = np.array([[[0, 0, 0, 0], [255, 0, 0, 0], [0, 0, 0, 255], [0, 255, 255, 51]]], np.uint8)
    assert cmyk_to_srgb(inks, None).tolist() == [[[255] * 3, [0, 255, 255], [0] * 3, [204, 0, 0]]]
    assert cmyk_to_srgb(inks.astype(np.uint16) * 257, None).max() == 65535


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_inks_go_through_their_profile(made, dtype):
    top = int(np.iinfo(dtype).max)
    inks = np.array([[[0, 0, 0, 0], [top, 0, 0, 0], [0, 0, 0, top]]], dtype)
    expected = np.array([[[top] * 3, [top, 0, 0], [0] * 3]])
    assert np.abs(cmyk_to_srgb(inks, made.ink_profile()).astype(int) - expected).max() <= top // 100


def test_a_sound_profile_is_usable_for_its_own_colour_model_only(profiles, made):
    assert usable(profiles["Display P3"], "RGB") == profiles["Display P3"]
    assert usable(profiles["Display P3"], "GRAY") is None
    assert usable(profiles["grey, gamma 2.2"], "GRAY") == profiles["grey, gamma 2.2"]
    assert usable(profiles["grey, gamma 2.2"], "RGB") is None
    assert usable(made.table_profile(), "RGB") == made.table_profile()
    assert usable(made.ink_profile(), "CMYK") == made.ink_profile()
    assert usable(None, "RGB") is None


def broken_profiles(made, profiles):
    p3, flat = profiles["Display P3"], np.zeros((3, 3))
    falling = made.sampled(np.linspace(1, 0, 64))
    return {
        "empty": b"",
        "no profile": b"not a profile" * 30,
        "cut in the header": p3[:100],
        "cut in the table": p3[:150],
        "cut in the tags": p3[:300],
        "a million tags": p3[:128] + b"\0\x0f\xff\xff" + p3[132:],
        "tags beyond the end": p3[:136] + b"\x7f\xff\xff\xff" + p3[140:144] + b"\x7f\xff\xff\xff" * 40,
        "no colorants": made.icc("RGB ", {f"{name}TRC": made.gamma(2) for name in "rgb"}),
        "colorants all zero": made.rgb_profile(flat, made.gamma(2)),
        "a falling curve": made.rgb_profile(np.eye(3), falling),
        "a curve that is nowhere": made.rgb_profile(np.eye(3), made.parametric(3, 2.4, 0, 0, 0, 0)),
        "an infinite curve": made.rgb_profile(np.eye(3), made.parametric(0, -30000)),
        "a curve of 2³² points": made.rgb_profile(np.eye(3), b"curv\0\0\0\0\xff\xff\xff\xff" + bytes(64)),
        "an unknown kind of curve": made.rgb_profile(np.eye(3), b"what\0\0\0\0" + bytes(64)),
        "an unknown function": made.rgb_profile(np.eye(3), made.parametric(9, 1)),
        "tables of nothing": made.icc("RGB ", {"A2B0": b"mft2" + bytes(60), "B2A0": b"mft2" + bytes(60)}),
        "tables one way": made.icc("RGB ", {"A2B0": b"mft2" + bytes(60)}),
        "too large": p3 + bytes(17 * 2**20),
    }


def test_broken_profiles_are_told_from_sound_ones(profiles, made):
    broken = broken_profiles(made, profiles)
    assert [name for name, profile in broken.items() if usable(profile, "RGB") is not None] == []


def test_no_cut_or_damaged_profile_does_harm(profiles, made):
    random = np.random.default_rng(3)
    samples = every_level(np.uint8, 3)[::32]
    for sound in (profiles["Display P3"], profiles["P3, 4096 points"], made.table_profile()):
        for _ in range(60):
            damaged = bytearray(sound[: random.integers(128, len(sound) + 1)])
            for at in random.integers(128, max(129, min(len(damaged), 700)), 4):
                damaged[min(at, len(damaged) - 1)] = random.integers(256)
            profile = usable(bytes(damaged), "RGB")
            assert to_linear(samples, profile).shape == samples.shape
