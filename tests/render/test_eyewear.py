"""The shape of glasses: on a straight head symmetrical, on a turned one seen from the side."""

import numpy as np
import pytest

from facelab.photo.mesh import EYES
from facelab.render.eyewear import (
    CHIN,
    EARS,
    PAIRS,
    TOP,
    FrameShape,
    Lens,
    Pose,
    bar,
    ears_of,
    front,
    joined,
    pose_of,
    temple,
)

FRAME = FrameShape()


def head(yaw=0.0, roll=0.0, apart=33.0):
    """A mesh of which no more is right than what says how a head stands: turned to the right, then leaning."""
    solid = np.zeros((468, 3))
    for number, (left, right) in enumerate(PAIRS):
        across, down = 0.4 + 0.1 * number, 0.1 * number - 0.3
        solid[left], solid[right] = (-across, down, 0.2 * across), (across, down, 0.2 * across)
    for side, ring in zip((-1, 1), EYES, strict=True):
        solid[list(ring)] = (side * 0.5, -0.1, 0.0)
    for side, points in zip((-1, 1), EARS, strict=True):
        solid[list(points)] = (side * 1.15, -0.1, 0.9)
    solid[TOP], solid[CHIN] = (0, -1, 0.1), (0, 1.5, 0.1)
    turn, lean = np.radians(yaw), np.radians(roll)
    about_y = np.array([[np.cos(turn), 0, -np.sin(turn)], [0, 1, 0], [np.sin(turn), 0, np.cos(turn)]])
    about_z = np.array([[np.cos(lean), -np.sin(lean), 0], [np.sin(lean), np.cos(lean), 0], [0, 0, 1]])
    return (apart * solid @ (about_z @ about_y).T + (64, 64, 0)).astype(np.float32)


def points(size=128):
    return np.dstack(np.meshgrid(*(np.arange(size, dtype=np.float32) + np.float32(0.5),) * 2))


def test_a_straight_head_stands_straight():
    pose = pose_of(head())
    np.testing.assert_allclose(pose.axes, pose.scale * np.eye(3), atol=1e-4)
    assert pose.scale == pytest.approx(33 / 62, abs=1e-3)
    assert pose.origin[0] == pytest.approx(64, abs=1e-3)


@pytest.mark.parametrize(("yaw", "roll"), [(0, 20), (25, 0), (-25, -10)])
def test_a_head_is_as_large_however_it_stands(yaw, roll):
    pose = pose_of(head(yaw, roll))
    lengths = np.linalg.norm(pose.axes, axis=0)
    np.testing.assert_allclose(lengths, lengths[0])
    assert np.degrees(np.arctan2(pose.axes[1, 0], pose.axes[0, 0])) == pytest.approx(roll, abs=0.1)


def test_a_frame_on_a_straight_face_is_symmetrical():
    for distance in front(FRAME, pose_of(head()), points()):
        np.testing.assert_allclose(distance, distance[:, ::-1], atol=1e-3)


def test_lenses_are_before_the_eyes_and_as_wide_as_said():
    pose, places = pose_of(head()), points(512)
    inner, outer = front(FRAME, pose, places / 4)
    for ring in EYES:
        x, y = 4 * head()[ring[0], :2].astype(int)
        assert inner[y, x] < -10
    row = inner[int(4 * pose.at(np.array([0, FRAME.lower, 0]))[1])]
    assert (row < 0).sum() / 4 / pose.scale == pytest.approx(2 * FRAME.width, rel=0.02)
    assert (outer <= inner + 1e-3).all()


def test_the_far_lens_of_a_turned_head_is_narrower():
    inner, _ = front(FRAME, pose_of(head(yaw=30)), points())
    bridge = int(pose_of(head(yaw=30)).origin[0])
    left, right = (inner[:, :bridge] < 0).sum(), (inner[:, bridge:] < 0).sum()
    assert 0.6 < min(left, right) / max(left, right) < 0.98


def test_both_temples_are_seen_from_the_front_and_one_from_the_side():
    def shown(yaw, side):
        solid = head(yaw)
        _, seen = temple(Lens(FRAME, pose_of(solid), side), ears_of(solid)[(side + 1) // 2], points())
        return seen.max()

    assert shown(0, -1) == shown(0, 1) > 0.5
    assert {shown(35, -1), shown(35, 1)} == {0, 1}


def test_a_distance_is_one():
    plane = points(64)
    away = bar(plane[..., 0], plane[..., 1], (np.array([20.0, 32.0]), np.array([44.0, 32.0])), 4, 4)
    assert away[31, 30] == pytest.approx(-3.5, abs=0.01)
    assert away[10, 30] == pytest.approx(32 - 10.5 - 4, abs=0.01)
    lens = Lens(FRAME, Pose(np.zeros(3), np.eye(3)), 1)
    across, down = np.array([25.0, 27.0, 0.0, 0.0], np.float32), np.array([0.0, 0.0, 18.5, -20.5], np.float32)
    np.testing.assert_allclose(lens.distance(across, down), (0, 2, 0, 2), atol=0.05)


def test_what_is_joined_has_a_round_corner():
    one, other = np.array([0.0, 5.0, -5.0], np.float32), np.array([0.0, -5.0, 5.0], np.float32)
    found = joined(one, other, 2)
    np.testing.assert_allclose(found, (-0.5, -5, -5))
