"""Photos without colours of their own."""

import cv2
import numpy as np
import pytest

from facelab.photo.colour import LUMINANCE, encode_srgb, to_linear
from facelab.photo.picture import Picture
from facelab.photo.toning import toning_of


def grey(seed=0):
    """Smooth shades (200, 160, 1) of 8 bits."""
    coarse = np.random.default_rng(seed).random((10, 8), np.float32)
    return np.rint(255 * cv2.resize(coarse, (160, 200)))[..., None].astype(np.uint8)


def sepia():
    light = to_linear(grey(), None)
    return np.rint(255 * encode_srgb(light * np.array([1.15, 0.97, 0.75], np.float32)).clip(0, 1)).astype(np.uint8)


def with_lips(samples):
    """A tenth of it is red."""
    samples = samples.copy()
    samples[100:140, 40:120] = samples[100:140, 40:120] * np.array([1, 0.6, 0.6]) + np.array([40, 0, 0])
    return samples


RED = np.array([0.3, 0.05, 0.05], np.float32)


def edited(light):
    after = light.copy()
    after[50:60, 50:60] = RED
    return after


@pytest.mark.parametrize("samples", [grey(), grey().repeat(3, 2)])
def test_a_grey_photo_stays_grey(samples):
    picture = Picture(samples)
    light = to_linear(samples, None)
    toned = toning_of(picture).toned(edited(light), light)
    np.testing.assert_array_equal(toned[..., 0], toned[..., 2])
    np.testing.assert_allclose(toned[55, 55] @ LUMINANCE[0], RED @ LUMINANCE[0], rtol=1e-5)


def test_what_is_not_edited_stays_bit_for_bit():
    light = to_linear(sepia(), None)
    toned = toning_of(Picture(sepia())).toned(edited(light), light)
    changed = (toned != light).any(2)
    assert changed[50:60, 50:60].all() and changed.sum() == 100


def test_sepia_stays_sepia_however_light():
    samples = sepia()
    light = to_linear(samples, None)
    after = light * np.linspace(0.5, 1.2, 160, dtype=np.float32)[:, None]
    made = encode_srgb(toning_of(Picture(samples)).toned(after, light)).clip(0, 1)
    own, made = (cv2.cvtColor(one, cv2.COLOR_RGB2Lab) for one in (samples.astype(np.float32) / 255, made))
    for level in (20, 40, 60, 80):
        there = [np.median(one[np.abs(one[..., 0] - level) < 3][:, 1:], axis=0) for one in (own, made)]
        np.testing.assert_allclose(there[0], there[1], atol=1.5)


def test_noise_of_encoding_is_no_colour():
    noise = np.random.default_rng(1).normal(0, 3, (200, 160, 3))
    assert toning_of(Picture(np.clip(grey() + noise, 0, 255).astype(np.uint8))) is not None


@pytest.mark.parametrize("samples", [with_lips(grey().repeat(3, 2)), with_lips(sepia())])
def test_a_photo_with_colours_has_no_toning(samples):
    assert toning_of(Picture(samples)) is None


def test_deep_and_small_pictures_are_looked_at_too():
    assert toning_of(Picture(grey().astype(np.uint16) * 257)) is not None
    assert toning_of(Picture(np.full((1, 1, 3), 90, np.uint8))) is not None


def test_a_small_face_in_fog_has_colours():
    fog = np.full((2000, 1600, 3), 190, np.uint8)
    fog[900:920, 700:715], fog[908:913, 704:711] = (200, 150, 130), (150, 60, 60)
    assert toning_of(Picture(fog)) is not None
    assert toning_of(Picture(fog), [(690, 890, 730, 930)]) is None
