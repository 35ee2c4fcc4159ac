from dataclasses import replace

import cv2
import numpy as np
import pytest

from facelab.photo.align import Similarity
from facelab.photo.colour import decode_srgb, to_srgb8
from facelab.photo.picture import Picture
from facelab.render.composite import FaceChange, composite
from facelab.render.preview import Preview, on_screen


def smooth(seed: int, size: tuple[int, int], grain: int = 12) -> np.ndarray:
    coarse = np.random.default_rng(seed).random((grain, grain, 3), np.float32)
    return np.clip(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC), 0, 1)


def photo(width: int = 640, height: int = 480, dtype: type = np.uint8) -> Picture:
    return Picture((smooth(0, (width, height), 40) * np.iinfo(dtype).max).astype(dtype))


FACE = Similarity(np.array([[0.4, 0.05, -60.0], [-0.05, 0.4, -20.0]]))


def change(fade: float = 0.0, amount: float = 0.15) -> FaceChange:
    unedited = smooth(1, (128, 128))
    hill = np.exp(-((np.arange(128) - 70) ** 2 + (np.arange(128)[:, None] - 80) ** 2) / 600)[..., None]
    edited = np.clip(unedited + amount * (smooth(2, (128, 128)) - 0.5) * 2 * hill, 0, 1).astype(np.float32)
    return FaceChange(FACE, decode_srgb(edited), decode_srgb(unedited), (fade * hill[..., 0]).astype(np.float32))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize(("fade", "keep"), [(0, 1), (1, 1), (0.5, 0.6)])
def test_at_full_size_the_preview_is_the_composite_but_for_its_quicker_resampling(fade, keep, dtype):
    picture = photo(dtype=dtype)
    expected = to_srgb8(composite(picture, [change(fade)], keep)).astype(int)
    preview = Preview(picture, on_screen(picture, 1), FACE)
    x0, y0, x1, y1 = preview.box
    made = to_srgb8(picture).copy()
    made[y0:y1, x0:x1] = preview.blend(change(fade), keep)
    away = np.abs(made.astype(int) - expected)
    assert np.abs(expected - to_srgb8(picture)).max() > 12  # there is something to see
    assert away.mean() < 0.3
    assert np.percentile(away, 99.9) <= 4


def moving(made: FaceChange) -> FaceChange:
    """The same change, of a face that moves by up to three pixels of the crop."""
    y, x = np.indices((128, 128), np.float32)
    hill = 3 * np.exp(-((x - 64) ** 2 + (y - 70) ** 2) / 400)
    return replace(made, flow=np.dstack([hill, -0.7 * hill]).astype(np.float32))


@pytest.mark.parametrize("similarity", [FACE, Similarity(np.array([[0.1, 0.0125, -8.0], [-0.0125, 0.1, 8.0]]))])
def test_a_face_that_moves_does_so_as_in_the_composite(similarity):
    picture, made = photo(1200, 1100), replace(moving(change(amount=0.02)), similarity=similarity)
    expected = composite(picture, [made]).samples.astype(int)
    preview = Preview(picture, on_screen(picture, 1), similarity)
    x0, y0, x1, y1 = preview.box
    away = np.abs(preview.blend(made).astype(int) - expected[y0:y1, x0:x1])
    assert np.abs(expected - picture.samples).max() > 30
    assert away.mean() < 0.4
    assert np.percentile(away, 99.9) <= 8
    part = Preview(picture, preview.screen, similarity, looked_at=(x0 + 101, y0 + 50, x1, y1)).blend(made).astype(int)
    assert np.percentile(np.abs(part - preview.blend(made)[50:, 101:]), 99.9) <= 2


def test_a_large_face_is_as_near_to_the_composite():
    large, made = Similarity(np.array([[0.1, 0.0125, -8.0], [-0.0125, 0.1, 8.0]])), change(0.7)
    picture, made = photo(1200, 1100), FaceChange(large, made.edited, made.unedited, made.fade)
    expected = composite(picture, [made]).samples.astype(int)
    preview = Preview(picture, on_screen(picture, 1), large)
    x0, y0, x1, y1 = preview.box
    away = np.abs(preview.blend(made).astype(int) - expected[y0:y1, x0:x1])
    assert np.abs(expected - picture.samples).max() > 12
    assert away.mean() < 0.39  # 0.36 without the grid: bilinear is not bicubic
    assert np.percentile(away, 99.9) <= 8
    left = Preview(picture, preview.screen, large, looked_at=(x0 + 101, y0 + 50, x1, y1)).blend(made).astype(int)
    assert np.abs(left - preview.blend(made)[50:, 101:]).max() <= 2  # another grid, the same picture


def test_at_half_the_size_it_is_the_composite_made_smaller():
    picture = photo()
    small = on_screen(picture, 0.5)
    assert small.shape == (240, 320, 3)
    preview = Preview(picture, small, FACE)
    x0, y0, x1, y1 = preview.box
    small = small.copy()
    small[y0:y1, x0:x1] = preview.blend(change(1))
    expected = on_screen(composite(picture, [change(1)]), 0.5).astype(int)
    assert np.percentile(np.abs(small.astype(int) - expected), 99.5) <= 5


def test_nothing_asked_shows_the_photo():
    picture = photo()
    at_rest = FaceChange(FACE, smooth(1, (128, 128)), smooth(1, (128, 128)), np.zeros((128, 128), np.float32))
    preview = Preview(picture, on_screen(picture, 1), FACE)
    x0, y0, x1, y1 = preview.box
    assert np.array_equal(preview.blend(at_rest), picture.samples[y0:y1, x0:x1])


def test_a_picture_is_not_enlarged_nor_copied_at_its_own_size():
    picture = photo()
    assert on_screen(picture, 1) is picture.samples
    assert on_screen(picture, 0.0001).shape == (1, 1, 3)


@pytest.mark.parametrize("looked_at", [(150, 100, 300, 260), (-40, -40, 9999, 9999), (170, 120, 171, 121)])
def test_only_what_is_looked_at_is_blended_and_is_the_same(looked_at):
    picture = photo()
    screen = on_screen(picture, 1)
    whole, part = Preview(picture, screen, FACE), Preview(picture, screen, FACE, looked_at)
    x0, y0, x1, y1 = part.box
    left, top = whole.box[:2]
    expected = whole.blend(change(1))[y0 - top : y1 - top, x0 - left : x1 - left]
    assert np.abs(part.blend(change(1)).astype(int) - expected).max() <= 1


def test_a_face_out_of_sight_has_an_empty_frame():
    picture = photo()
    preview = Preview(picture, on_screen(picture, 1), FACE, looked_at=(0, 470, 4, 480))
    assert preview.blend(change(1)).size == 0


def test_where_a_change_may_not_show_the_screen_shows_the_photo_too():
    picture, below = photo(), np.repeat((np.arange(128) > 64)[:, None], 128, 1).astype(np.float32)
    limited = replace(change(1), where=below)
    expected = to_srgb8(composite(picture, [limited])).astype(int)
    preview = Preview(picture, on_screen(picture, 1), FACE)
    x0, y0, x1, y1 = preview.box
    away = np.abs(preview.blend(limited).astype(int) - expected[y0:y1, x0:x1])
    assert np.abs(expected - picture.samples).max() > 12
    assert np.percentile(away, 99.9) <= 4


def test_what_lies_beyond_the_change_is_the_photo():
    picture, small = photo(), change()
    small.edited[:, :64] = small.unedited[:, :64]  # the right half alone changes
    preview = Preview(picture, on_screen(picture, 1), FACE)
    x0, y0, x1, y1 = preview.box
    moved = np.abs(preview.blend(small).astype(int) - picture.samples[y0:y1, x0:x1]).max(2)
    seen = FACE.apply(np.stack(np.meshgrid(np.arange(x0, x1), np.arange(y0, y1)), -1).reshape(-1, 2) + 0.5)
    beyond = (seen[:, 0] < 62).reshape(moved.shape)
    assert moved[beyond].max() == 0
    assert moved[~beyond].max() > 12
