"""Mattes: as fine as the photo, from a coarse guess."""

import cv2
import numpy as np

from facelab.photo.align import UNMOVED, Similarity
from facelab.photo.colour import decode_srgb
from facelab.render.matte import Matte, guided, seen_through

WHOLE = (0, 0, 128, 128)


def strands():
    """Dark strands on a light wall in the left half: the picture, (128, 128, 3) sRGB, and the truth."""
    truth = np.zeros((128, 128), np.float32)
    for across in range(0, 64, 12):
        truth[:, across : across + 4] = 1
    picture = np.float32(0.8) - np.float32(0.6) * truth[..., None] * np.array([1, 0.9, 0.8], np.float32)
    return picture, truth


def matte(picture, guess, limit=1.0):
    return Matte(guided(picture, guess), np.full((128, 128, 1), limit, np.float32), UNMOVED)


def test_a_coarse_guess_becomes_as_fine_as_the_strands():
    picture, truth = strands()
    guess = cv2.GaussianBlur(truth, (0, 0), 2)
    found = matte(picture, guess).at(decode_srgb(picture), WHOLE)
    inside = np.s_[:, 10:50]
    correlation = np.corrcoef(found[inside].ravel(), truth[inside].ravel())[0, 1]
    assert correlation > 0.99
    assert np.corrcoef(guess[inside].ravel(), truth[inside].ravel())[0, 1] < 0.9


def test_what_is_plain_keeps_the_guess():
    guess = np.zeros((128, 128), np.float32)
    guess[:, :64] = 1
    found = matte(np.full((128, 128, 3), 0.5, np.float32), guess).at(np.full((128, 128, 3), 0.2, np.float32), WHOLE)
    np.testing.assert_allclose(found[:, :40], 1)
    np.testing.assert_allclose(found[:, 90:], 0)


def test_nothing_passes_the_limit():
    picture, truth = strands()
    assert not matte(picture, truth, limit=0.0).at(decode_srgb(picture), WHOLE).any()


def test_a_part_of_a_photo_has_what_the_whole_has():
    picture, truth = strands()
    large = Similarity(np.array([[0.5, 0, 0], [0, 0.5, 0]]))
    one = matte(picture, cv2.GaussianBlur(truth, (0, 0), 3))
    photo = decode_srgb(cv2.resize(picture, (256, 256)))
    there = Matte(one.functions, one.limit, large)
    box = (40, 60, 140, 200)
    part = there.at(photo[60:200, 40:140], box)
    np.testing.assert_allclose(part, there.at(photo, (0, 0, 256, 256))[60:200, 40:140], atol=0.03)


def test_skin_between_dark_strands_is_told_from_shine():
    black, skin = np.float32([0.01, 0.01, 0.015]), np.float32([0.5, 0.3, 0.2])
    near, behind = (np.tile(one, (3, 1)) for one in (black, skin))
    light = np.stack([0.7 * black + 0.3 * skin, black + np.float32(0.2), black])
    found = seen_through(light, near, behind)
    np.testing.assert_allclose(found.share[:, 0], [0.3, 0, 0], atol=0.05)
    np.testing.assert_allclose(found.shine[:, 0], [0, 0.2, 0], atol=0.03)
    assert (found.told == 1).all()
    assert not seen_through(light, behind, near).told.any()  # nothing is looked for behind light hair
