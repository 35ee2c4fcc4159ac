"""Strands are fine across and long along, as strong as the hair they are taken from."""

import numpy as np
import pytest

from facelab.photo.align import Similarity
from facelab.photo.colour import encode_srgb
from facelab.photo.picture import Picture
from facelab.render.sample_grid import SampleGrid
from facelab.render.strands import WIDTHS, OwnStrands, finest_octave, hair_of, noise, strand_light, strengths

SIDE, CROP = 256, 64


def planes(height=60, width=200, finer=4.0):
    y, x = np.indices((height, width), np.float32) / np.float32(finer)
    return x + 50, y


def test_strands_change_across_and_hardly_along():
    light = strand_light(*planes(), (0.2,) * len(WIDTHS))
    across, along = (np.abs(np.diff(light, axis=axis)).mean() for axis in (1, 0))
    assert across > 4 * along
    assert light.min() > 0


def test_strands_finer_than_a_pixel_are_left_out():
    only_finest = (0.3, *[0.0] * (len(WIDTHS) - 1))
    coarse, fine = (strand_light(*planes(), only_finest, finest_octave(finer)) for finer in (2.0, 8.0))
    assert np.abs(np.diff(fine, axis=1)).mean() > 5 * np.abs(np.diff(coarse, axis=1)).mean()


def test_noise_has_a_standard_deviation_of_one_and_is_the_same_each_time():
    x, y = planes(200, 400)
    assert noise(x, y, 3).std() == pytest.approx(1, abs=0.25)
    assert np.array_equal(noise(x, y, 3), noise(x, y, 3))
    assert not np.array_equal(noise(x, y, 3), noise(x, y, 4))


def test_rough_hair_gives_stronger_strands():
    hair = np.ones((80, 80), np.float32)
    chance = np.random.default_rng(0)
    smooth, rough = (np.exp(chance.normal(-2, by, (80, 80, 1))).repeat(3, 2).astype(np.float32) for by in (0.02, 0.6))
    assert np.greater(strengths(rough, hair, 4.0), strengths(smooth, hair, 4.0)).sum() >= 2


def photo(colour):
    return Picture(np.rint(65535 * encode_srgb(np.tile(np.float32(colour), (SIDE, SIDE, 1)))).astype(np.uint16))


GRID = SampleGrid.between(np.array([40.0, 10.0]), np.array([90.0, 60.0]))
SAME = Similarity(np.eye(2, 3))


def test_they_have_the_colour_of_the_hair_alone():
    picture, hair = photo((0.8, 0.5, 0.4)), np.zeros((SIDE, SIDE), np.float32)
    hair[40:70, 90:170] = 1
    samples = picture.samples.copy()
    samples[40:70, 90:170] = np.rint(65535 * encode_srgb(np.float32([0.1, 0.05, 0.02])))
    found = hair_of(Picture(samples), SAME, hair, GRID)
    assert np.allclose(found.base, [0.1, 0.05, 0.02], atol=2e-3)


def test_too_little_hair_tells_nothing():
    hair = np.zeros((SIDE, SIDE), np.float32)
    hair[40:46, 90:170] = 1
    assert hair_of(photo((0.1, 0.1, 0.1)), SAME, hair, GRID) is None


def test_a_small_picture_of_the_photos_own_strands_has_no_noise():
    light = np.random.default_rng(0).normal(0, 0.5, (400, 400, 2)).astype(np.float32)
    own = OwnStrands(light, Similarity(8 * np.eye(2, 3)))
    x, y = np.meshgrid(np.arange(5, 45, 0.5, np.float32), np.arange(5, 45, 0.5, np.float32))
    assert own.drawn_at(10) is own
    assert own.drawn_at(2).at(x, y)[0].std() < 0.5 * own.at(x, y)[0].std()


def test_the_photos_own_strands_are_where_they_are():
    light = np.zeros((40, 60, 2), np.float32)
    light[20:24, 32:36] = 1
    own = OwnStrands(light, Similarity(np.array([[4, 0, -8], [0, 4, 4]], np.float64)))
    there, sure = own.at(np.array([[10.5]], np.float32), np.array([[4.5]], np.float32))
    assert there == pytest.approx(1) and sure == pytest.approx(1)
    assert own.drawn_at(2).at(np.array([[10.5]], np.float32), np.array([[4.5]], np.float32))[0] == pytest.approx(1)
    assert own.at(np.array([[9.5]], np.float32), np.array([[4.5]], np.float32))[0] == pytest.approx(0)
