import cv2
import numpy as np
import pytest

from facelab.evaluate.photos.sharpness import (
    MOUTH,
    PIXELS,
    STAYS,
    correlation,
    eyes_and_brows,
    luma,
    of_changed_part,
    of_smile,
    rims,
    sharpness,
)
from facelab.photo.align import Similarity
from facelab.photo.picture import Picture

NOISE = np.random.default_rng(0).uniform(0, 255, (PIXELS, PIXELS)).astype(np.float32)
BLURRED = cv2.GaussianBlur(NOISE, (0, 0), 1.5)


def replaced(mask: np.ndarray) -> np.ndarray:
    return np.where(mask, BLURRED, NOISE).astype(np.float32)


def test_a_blurred_mouth_is_less_sharp_than_the_real_smile_and_the_rest_stays():
    found = of_smile(NOISE, replaced(MOUTH), NOISE)
    assert found["mouth for the real smile's"] < 0.5
    assert found["unedited mouth for the real smile's"] == 1
    assert found["rest of the face for what it was"] == pytest.approx(1, abs=0.02)  # the mouth's own edge
    assert found["correlation of the rest of the face"] > 0.98


def test_noise_is_sharp_but_correlates_with_nothing():
    other = np.random.default_rng(1).uniform(0, 255, NOISE.shape).astype(np.float32)
    assert sharpness(other, STAYS) == pytest.approx(sharpness(NOISE, STAYS), rel=0.05)
    assert abs(correlation(NOISE, other, STAYS)) < 0.05
    assert correlation(NOISE, NOISE, STAYS) == pytest.approx(1)


def test_what_an_edit_blurs_is_compared_with_what_is_around_and_with_what_it_was(parsed):
    patch = np.zeros(NOISE.shape, bool)
    patch[200:300, 200:300] = True
    found = of_changed_part(NOISE, replaced(patch), parsed("skin", "skin"))
    assert found["changed part for what is around"] == pytest.approx(found["changed part for what it was"], rel=0.1)
    assert found["changed part for what it was"] < 0.5
    assert np.isnan(list(of_changed_part(NOISE, NOISE, parsed("skin", "skin")).values())).all()


def test_rims_are_where_glasses_end(parsed):
    edge = np.full(NOISE.shape, 100, np.float32)
    edge[PIXELS // 2 - 2 : PIXELS // 2 + 2] = 0
    assert rims(edge, parsed("glasses", "skin")) > 5
    assert rims(np.full_like(edge, 100), parsed("glasses", "skin")) == 0
    assert np.isnan(rims(edge, parsed("skin", "skin")))


def test_eyes_and_brows_are_where_they_are_seen(parsed):
    lower = np.where(np.arange(PIXELS)[:, None] < PIXELS // 2 - 8, NOISE, 100).astype(np.float32)
    assert eyes_and_brows(lower, parsed("left_eye", "skin")) > 10 * eyes_and_brows(lower, parsed("skin", "left_brow"))


def test_luma_is_the_crop_at_512_pixels():
    samples = np.zeros((200, 200, 3), np.uint8)
    samples[64:128, 64:128] = 200
    shown = luma(Picture(samples), Similarity(np.array([[1.0, 0, -32], [0, 1.0, -32]])))
    assert shown.shape == (PIXELS, PIXELS)
    assert shown[256, 256] == pytest.approx(200, abs=1) and shown[64, 64] == pytest.approx(0, abs=1)
