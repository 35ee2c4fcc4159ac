"""Alignment both ways, through pixels."""

import csv

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facelab import canonical
from facelab.errors import FaceError
from facelab.photo.align import (
    Similarity,
    align,
    from_crop,
    quick_warp,
    residual,
    source_box,
    support_box,
    to_crop,
    umeyama,
    warp,
)


def similarity(scale, degrees, shift):
    turn = np.radians(degrees)
    linear = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return Similarity(np.column_stack([linear, shift]))


def disc(size, centre, radius, fine=16):
    """(H, W, 1): a disc, each pixel the share of it that is covered."""
    x0, y0 = np.floor(centre - np.array(radius)).astype(int) - 1
    across = int(2 * radius) + 4
    steps = (np.arange(across * fine) + 0.5) / fine
    inside = np.hypot(x0 + steps - centre[0], (y0 + steps - centre[1])[:, None]) <= radius
    picture = np.zeros((size[1], size[0], 1), np.float32)
    picture[y0 : y0 + across, x0 : x0 + across, 0] = inside.reshape(across, fine, across, fine).mean((1, 3))
    return picture


def centroid(image, near=(0.0, 0.0), reach=np.inf):
    """Centroid of what lies within a square; elsewhere the mirrored border may show the disc again."""
    x, y = np.arange(image.shape[1]) + 0.5, np.arange(image.shape[0]) + 0.5
    inside = (np.abs(x - near[0]) <= reach) & (np.abs(y - near[1])[:, None] <= reach)
    mass = image[..., 0].astype(np.float64) * inside
    return np.array([(mass.sum(0) * x).sum(), (mass.sum(1) * y).sum()]) / mass.sum()


def whole_discs(forward, size, radius):
    """Landmarks in photo and crop whose discs, with what the filters spread, lie inside both."""
    reach = radius + 3 + 2 / forward.scale
    for landmark, in_crop in zip(forward.inverse().apply(canonical.LANDMARKS), canonical.LANDMARKS, strict=True):
        if (landmark > reach).all() and (landmark < np.array(size) - reach).all():
            yield landmark, in_crop, reach


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    scale=st.floats(0.1, 4.0),
    degrees=st.floats(-180, 180),
    at=st.tuples(st.floats(-0.1, 1.1), st.floats(-0.1, 1.1)),
    size=st.tuples(st.integers(120, 400), st.integers(120, 400)),
)
def test_discs_around_landmarks_keep_their_centroids_to_the_crop_and_back(scale, degrees, at, size):
    turned = similarity(scale, degrees, (0.0, 0.0)).matrix[:, :2]
    nose = np.array(at) * size  # the face may hang over the photo's border
    forward = Similarity(np.column_stack([turned, canonical.LANDMARKS[2] - turned @ nose]))
    radius = max(4 / scale, 3.0)  # a smaller disc's pixels do not have its centroid themselves
    box = support_box(forward, size)
    for landmark, in_crop, reach in whole_discs(forward, size, radius):
        crop = to_crop(disc(size, landmark, radius), forward)
        assert np.abs(centroid(crop, in_crop, reach * scale) - in_crop).max() < 0.1
        back = from_crop(crop, forward, box)
        assert np.abs(centroid(back, landmark - box[:2], reach) + box[:2] - landmark).max() * scale < 0.1


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.floats(0.05, 3.0),
    st.floats(-180, 180),
    st.tuples(st.floats(-0.9, 1.9), st.floats(-0.9, 1.9)),
    st.tuples(st.integers(20, 300), st.integers(20, 300)),
)
def test_outside_the_photo_lies_its_mirror_image(scale, degrees, at, size):
    photo = np.random.default_rng(0).random((size[1], size[0], 3), np.float32)
    tiled = np.pad(photo, ((size[1],) * 2, (size[0],) * 2, (0, 0)), mode="symmetric")
    turned = similarity(scale, degrees, (0.0, 0.0)).matrix[:, :2]
    whole = Similarity(np.column_stack([turned, 64 - turned @ (np.array(at) * size)]))
    if np.abs(whole.inverse().apply(np.array([64.0, 64])) / size - 0.5).max() + 110 / scale / min(size) > 1.4:
        return  # beyond what was tiled here
    # Where it shrinks the two are averaged over grids of slightly different phase.
    tolerance = 1e-3 if scale >= 0.5 else 0.1
    crop = to_crop(photo, whole)
    assert np.abs(crop - to_crop(tiled, whole.after(-size[0], -size[1]))).max() < tolerance


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.floats(0.02, 4.0),
    st.floats(-180, 180),
    st.tuples(st.floats(-0.9, 1.9), st.floats(-0.9, 1.9)),
    st.tuples(st.integers(1, 300), st.integers(1, 300)),
)
def test_only_the_source_box_is_read(scale, degrees, at, size):
    photo = np.random.default_rng(0).random((size[1], size[0], 3), np.float32)
    turned = similarity(scale, degrees, (0.0, 0.0)).matrix[:, :2]
    whole = Similarity(np.column_stack([turned, 64 - turned @ (np.array(at) * size)]))
    x0, y0, x1, y1 = source_box(whole, size)
    poisoned = np.full_like(photo, np.nan)
    poisoned[y0:y1, x0:x1] = photo[y0:y1, x0:x1]
    crop = to_crop(poisoned, whole)
    assert np.array_equal(crop, to_crop(photo, whole))
    assert np.allclose(crop, to_crop(photo[y0:y1, x0:x1], whole.after(x0, y0)), atol=1e-4)


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("size", [(1, 1), (20, 20), (1, 900), (900, 2)])
@pytest.mark.parametrize("scale", [1e-4, 0.03, 1.0, 40.0])
@pytest.mark.parametrize("at", [0.5, -0.7, 1e6])
def test_an_even_picture_stays_even(channels, size, scale, at):
    photo = np.full((size[1], size[0], channels), 0.25, np.float32)
    crop = to_crop(photo, similarity(scale, 33.0, (64 - at * scale, 64.0)))
    assert crop.shape == (canonical.SIZE, canonical.SIZE, channels)
    assert crop.dtype == np.float32
    assert np.abs(crop - 0.25).max() < 1e-5


def test_an_untouched_frame_is_the_identity():
    crop = np.random.default_rng(0).random((128, 128, 3), np.float32)
    still = similarity(1.0, 0.0, (0.0, 0.0))
    assert np.abs(to_crop(crop, still) - crop).max() < 1e-6
    assert np.abs(from_crop(crop, still, (0, 0, 128, 128)) - crop).max() < 1e-6


def test_shrinking_leaves_no_aliases():
    fine = np.indices((1200, 1200)).sum(0) % 2  # a checkerboard of single pixels: grey from afar
    crop = to_crop(fine[..., None].astype(np.float32), similarity(0.11, 20.0, (0.0, 10.0)))
    assert np.abs(crop - 0.5).max() < 0.02


def test_shrinking_by_whole_pixels_is_the_average():
    photo = np.random.default_rng(0).random((512, 512, 1), np.float32)
    crop = to_crop(photo, similarity(0.25, 0.0, (0.0, 0.0)))
    assert np.abs(crop - photo.reshape(128, 4, 128, 4, 1).mean((1, 3))).max() < 1e-4


def test_a_straight_ramp_stays_straight_when_it_grows():
    ramp = np.tile(np.arange(128, dtype=np.float32), (128, 1))[..., None]
    forward = similarity(0.1, 0.0, (0.0, 0.0))
    back = from_crop(ramp, forward, (200, 500, 1000, 520))
    expected = (np.arange(200, 1000) + 0.5) * 0.1 - 0.5
    assert np.abs(back[..., 0] - expected).max() < 0.06


def test_a_crop_of_another_size_covers_the_same_frame():
    photo = disc((400, 300), (180.0, 140.0), 9.0)
    forward = similarity(0.5, 15.0, (10.0, 5.0))
    for size in (64, 256):
        assert centroid(to_crop(photo, forward, size)) * 128 / size == pytest.approx(
            forward.apply(np.array([180.0, 140.0])), abs=0.1
        )


def test_the_support_is_where_the_crop_lies():
    still = similarity(1.0, 0.0, (-10.0, -20.0))
    assert support_box(still, (500, 400)) == (10, 20, 138, 148)
    assert support_box(still, (100, 100)) == (10, 20, 100, 100)
    assert support_box(similarity(1.0, 0.0, (200.0, 0.0)), (50, 50))[2] == 0


def test_umeyama_finds_the_similarity_again():
    points = np.random.default_rng(0).normal(size=(5, 2)) * 40
    true = similarity(0.3, 77.0, (5.0, -9.0))
    found = umeyama(points, true.apply(points))
    assert np.allclose(found.matrix, true.matrix)
    assert (found.scale, found.angle) == (pytest.approx(0.3), pytest.approx(77.0))
    assert np.allclose(found.inverse().apply(found.apply(points)), points)


def test_umeyama_never_reflects():
    mirrored = canonical.LANDMARKS * [-1, 1]
    assert np.linalg.det(align(mirrored).matrix[:, :2]) > 0
    assert residual(mirrored) > 10


@pytest.mark.parametrize("points", [np.ones((5, 2)), np.full((5, 2), np.nan)])
def test_collapsed_landmarks_are_refused(points):
    with pytest.raises(FaceError, match="make no face"):
        align(points)


def test_umeyama_on_the_shared_landmarks_is_the_identity(shared):
    with (shared / "data" / "faces.csv").open() as stream:
        rows = [(row["landmarks"], row["residual"]) for row in csv.DictReader(stream)][::20]
    for text, expected in rows:
        landmarks = np.array(text.split(), np.float64).reshape(5, 2) - canonical.MARGIN
        found = align(landmarks)
        assert abs(found.scale - 1) < 0.001
        assert abs(found.angle) < 0.05
        assert residual(landmarks) == pytest.approx(float(expected), abs=0.02)


@pytest.mark.parametrize("scale", [0.13, 0.4, 1.0, 2.5])
def test_for_the_screen_a_picture_is_warped_much_as_else(scale):
    ramp = np.dstack(np.meshgrid(np.arange(96), np.arange(64))).astype(np.float32)
    to_target = similarity(scale, 6, (-2 * scale, -3 * scale))
    size = int(80 * scale), int(50 * scale)
    inside = np.s_[2:-2, 2:-2] if scale > 0.2 else np.s_[1:-1, 1:-1]
    quick, right = (one(ramp, to_target, size)[inside] for one in (quick_warp, warp))
    assert np.median(np.abs(quick - right)) < 0.3
