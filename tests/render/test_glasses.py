"""Glasses drawn into a photo: sharp at any size, and nothing beside them changes."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from facelab.photo.align import UNMOVED, Similarity
from facelab.photo.picture import Picture
from facelab.render.composite import FaceChange, composite
from facelab.render.eyewear import FrameShape, Pose
from facelab.render.frame_styles import BLACK, OWN, TORTOISE, StyledFrame
from facelab.render.glasses import grid_around, put_on

POSE = Pose(np.array([64.0, 62.0, 0.0]), np.eye(3) * 33 / 62)
EARS = np.array([(26.0, 58.0), (102.0, 58.0)])
PLAIN, NOTHING = np.ones((128, 128), np.float32), np.zeros((128, 128), np.float32)
SKIN = 0.4


def worn(hidden=NOTHING, shape=FrameShape(), material=BLACK, own=np.zeros(OWN), **how):  # noqa: B008
    frame = StyledFrame(shape, material, own)
    grid = grid_around(shape, POSE, EARS)
    return replace(put_on(frame, POSE, EARS, grid, PLAIN, PLAIN, grid.sampled(hidden)), **how)


def face(times=1):
    return np.full((128 * times, 128 * times, 3), SKIN, np.float32)


def larger(times):
    return Similarity(np.eye(2, 3) / times)


def shown(glasses, times=1):
    return glasses.upon(face(times), larger(times), (0, 0, 128 * times, 128 * times))


def test_a_frame_is_dark_and_what_is_behind_the_lenses_stays():
    seen = shown(worn(), 4)
    rim = POSE.at(np.array([-(17 / 2 + 50) - 1.3, 0, 0]))
    x, y = (4 * rim).astype(int)
    assert seen[y, x].max() < 0.1
    eye = seen[4 * 60 : 4 * 64, 4 * 46 : 4 * 48]
    assert np.abs(eye / SKIN - 1).max() < 0.15


def test_none_of_it_changes_nothing():
    np.testing.assert_array_equal(shown(worn(opacity=0.0)), face())


def test_it_is_symmetrical_on_a_straight_face():
    seen = (shown(worn(material=replace(BLACK, shine=0.0)), 4) < 0.15).all(2)
    assert (seen != seen[:, ::-1]).mean() < 0.001


def test_nothing_beside_it_changes():
    glasses = worn()
    x0, y0, x1, y1 = glasses.extent
    beside = np.ones((128, 128), bool)
    beside[y0:y1, x0:x1] = False
    changed = (shown(glasses) != SKIN).any(2)
    assert not changed[beside].any()
    assert not changed[[y0, y1 - 1], x0:x1].any()
    assert 0.05 < changed.mean() < 0.4


def test_a_photo_eight_times_as_large_has_the_same_shape_and_a_sharper_edge():
    small, large = shown(worn(), 2)[..., 0], shown(worn(), 16)[..., 0]
    again = cv2.resize(large, small.shape, interpolation=cv2.INTER_AREA)
    assert np.abs(again - small).mean() < 0.004
    edges = [np.abs(np.diff(seen[:, seen.shape[1] * 46 // 128])).max() for seen in (small, large)]
    assert min(edges) > 0.12


@pytest.mark.parametrize("box", [(0, 0, 256, 256), (37, 101, 180, 131), (0, 0, 30, 30)])
def test_a_pixel_is_the_same_whatever_box_it_is_in(box):
    glasses = worn(grain=0.01)
    x0, y0, x1, y1 = box
    whole = glasses.upon(face(2), larger(2), (0, 0, 256, 256))
    part = glasses.upon(face(2)[y0:y1, x0:x1], larger(2), box)
    np.testing.assert_allclose(part, whole[y0:y1, x0:x1], atol=2e-3)


def test_temples_end_where_hair_begins():
    hair = NOTHING.copy()
    hair[:, :30] = 1
    free, covered = shown(worn(), 2), shown(worn(hair), 2)
    assert (free[:, : 2 * 29] < 0.2).any()
    assert not (covered[:, : 2 * 29] < 0.2).any()
    np.testing.assert_array_equal(free[:, 2 * 64 :], covered[:, 2 * 64 :])


def test_it_fades_in_and_grows_heavier():
    faded = [shown(worn(opacity=share)).mean() for share in (0, 0.3, 0.7, 1)]
    heavier = [shown(worn(thicker=by)).mean() for by in (0, 0.25, 0.5)]
    assert (np.diff(faded) < 0).all()
    assert (np.diff(heavier) < 0).all()


def test_its_edge_is_as_soft_as_the_photo():
    steps = [np.abs(np.diff(shown(worn(blur=blur), 8)[..., 0], axis=0)).max() for blur in (0, 0.3, 1)]
    assert steps[0] > 1.2 * steps[1] > 1.5 * steps[2]


def test_the_composite_draws_it_upon_the_face():
    picture = Picture(np.full((128, 128, 3), 170, np.uint8))
    plain = np.full((128, 128, 3), SKIN, np.float32)
    glasses = worn()
    seen = composite(picture, [FaceChange(UNMOVED, plain, plain, NOTHING, None, (glasses,))]).samples
    _, y0, _, y1 = glasses.extent
    assert (seen < 90).any()
    assert (np.delete(seen, np.s_[y0:y1], axis=0) == 170).all()


def rims(**how):
    """What is darkest of a face with glasses, and so of its rims: (N, 3)."""
    seen = shown(worn(**how), 8).reshape(-1, 3)
    return seen[seen.mean(1) < np.quantile(seen.mean(1), 0.02)]


def test_a_frame_has_the_colour_of_its_material():
    assert np.ptp(rims().mean(0)) < 0.01
    red, _, blue = rims(material=replace(BLACK, colour=(0.3, 0.2, 0.1), other=(0.2, 0.15, 0.05))).mean(0)
    assert red > blue + 0.05


def test_patches_of_another_colour_are_where_the_face_has_them():
    one, same, other = (
        rims_of for rims_of in (shown(worn(material=TORTOISE, own=np.full(OWN, own)), 4) for own in (0.3, 0.3, 0.8))
    )
    np.testing.assert_array_equal(one, same)
    assert np.abs(one - other).max() > 0.03


def test_an_edge_shines_in_spots_and_not_in_one_line():
    black, shiny = (shown(worn(material=replace(BLACK, shine=shine)), 8)[..., 0] for shine in (0.0, 0.3))
    along = (shiny - black).max(0)
    along = along[along > 0.01]
    assert along.std() > 0.4 * along.mean()
