"""Skin where none was to be seen: its light as around it, its texture as elsewhere."""

import cv2
import numpy as np
import pytest

from facelab.photo.align import UNMOVED, Similarity
from facelab.photo.picture import Picture
from facelab.render.skin import carried_on, harmonic, skin_texture

GRAIN = 6.0


@pytest.fixture(scope="module")
def photo():
    grain = np.random.default_rng(0).normal(scale=GRAIN, size=(256, 256, 1))
    return Picture(np.clip(150 + grain + np.zeros(3), 0, 255).astype(np.uint8))


TWICE = Similarity(0.5 * np.eye(2, 3))
PLAIN = np.full((128, 128, 3), 150 / 255, np.float32)
ALL = np.ones((128, 128), np.float32)


def ramp():
    return (0.2 + 0.3 * np.tile(np.linspace(0, 1, 128, dtype=np.float32), (128, 1)))[..., None] * np.ones(3, np.float32)


def test_its_texture_is_as_strong_as_that_of_the_skin_that_is_seen(photo):
    found = skin_texture(photo, TWICE, PLAIN, ALL).at(TWICE, (0, 0, 200, 200))
    light = np.diff(np.log((photo.samples[..., 0] / 255) ** 2.2), axis=0)
    assert np.diff(found[..., 0], axis=0).std() == pytest.approx(light.std(), rel=0.15)


def test_it_is_as_strong_as_around_the_hole_that_it_fills(photo):
    samples = photo.samples.astype(np.float32)
    samples[150:] = 150 + 1.6 * (samples[150:] - 150)  # rougher below row 75 of the crop
    hole = 0 * ALL
    hole[108:112, 40:80] = 1
    skin = ALL * (hole < 0.5)
    rough, far = (
        skin_texture(Picture(np.clip(samples, 0, 255).astype(np.uint8)), TWICE, PLAIN, skin, where)
        for where in (hole, np.roll(hole, -80, 0))
    )
    strengths = [np.std(one.at(TWICE, (0, 0, 200, 200))) for one in (rough, far)]
    assert strengths[0] == pytest.approx(1.6 * strengths[1], rel=0.1)


def spectrum(ratio):
    return np.abs(np.fft.fft2(ratio[:256, :256, 0])) ** 2


def test_squares_and_threads_in_the_skin_are_none_in_what_is_made_of_it(photo):
    samples = photo.samples + 30 * (np.indices((256, 256))[0] % 4 > 1)[..., None]  # threads, one in four rows
    found = spectrum(skin_texture(Picture(samples.clip(0, 255).astype(np.uint8)), TWICE, PLAIN, ALL).ratio)
    along, across = (one[60:69].mean() for one in (found[0], found[:, 0]))
    assert 0.3 < along / across < 3


def test_what_is_broad_in_the_skin_makes_no_blotches(photo):
    wide = cv2.GaussianBlur(np.random.default_rng(1).normal(size=(256, 256)), (0, 0), 2.0)
    samples = photo.samples + 20 * (wide / wide.std())[..., None]
    found = skin_texture(Picture(samples.clip(0, 255).astype(np.uint8)), TWICE, PLAIN, ALL).ratio
    broad = cv2.GaussianBlur(found, (0, 0), 2.0)
    assert broad.std() < 0.2 * found.std()


def test_it_has_one_texture_whatever_part_is_asked_for(photo):
    texture = skin_texture(photo, TWICE, PLAIN, ALL)
    np.testing.assert_array_equal(
        texture.at(TWICE, (0, 0, 900, 400))[300:, 700:], texture.at(TWICE, (700, 300, 900, 400))
    )


def test_a_smaller_picture_shows_less_of_it(photo):
    texture = skin_texture(photo, TWICE, PLAIN, ALL)
    small = Similarity(2 * np.eye(2, 3))
    assert texture.at(small, (0, 0, 50, 50)).std() < 0.5 * texture.at(TWICE, (0, 0, 200, 200)).std()


def test_a_face_of_which_no_skin_is_seen_gives_no_texture(photo):
    assert not skin_texture(photo, UNMOVED, PLAIN, 0 * ALL).at(UNMOVED, (0, 0, 40, 40)).any()


def test_the_light_around_a_hole_goes_on_within_it():
    known = ALL.copy()
    known[40:80, 40:80] = 0
    covered = np.where(known[..., None] > 0, ramp(), np.float32(0.01))
    found = carried_on(covered, known, np.full_like(PLAIN, 0.4), ALL)
    assert np.abs(found - ramp())[40:80, 40:80].max() < 0.03


def test_light_and_shade_of_the_drawing_show_where_nothing_is_known():
    known = ALL.copy()
    known[:60] = 0
    drawn = np.full_like(PLAIN, 0.4)
    drawn[:, 64:] = 0.2
    found = carried_on(np.full_like(PLAIN, 0.3), known, drawn, ALL)
    assert (found[10, 100:] < 0.9 * found[10, :28].mean()).all()


def test_where_no_skin_is_seen_it_is_as_drawn():
    np.testing.assert_array_equal(carried_on(ramp(), 0 * ALL, PLAIN, ALL), PLAIN)


def test_what_is_known_stays_and_between_nothing_is_higher_or_lower():
    values = np.random.default_rng(0).random((64, 64, 3)).astype(np.float32)
    known = np.random.default_rng(1).random((64, 64)) > 0.7
    found = harmonic(values, known)
    np.testing.assert_array_equal(found[known], values[known])
    assert found.min() >= values[known].min()
    assert found.max() <= values[known].max()
