"""Motion: triangles between the points of a mesh, and the pixels that go with them."""

import cv2
import numpy as np
import pytest

from facelab.photo.mesh import LOWER_INNER_LIP, OUTLINE, UPPER_INNER_LIP
from facelab.render.motion import interpolated, lips_apart, moved, stretched, triangulated

EVERYWHERE = np.ones((128, 128), np.float32)


def areas(nodes, triangles):
    a, b, c = (nodes[triangles[:, k]] for k in range(3))
    (ux, uy), (vx, vy) = (b - a).T, (c - a).T
    return (ux * vy - uy * vx) / 2


def test_triangles_cover_the_plane_once_and_turn_one_way():
    chance = np.random.default_rng(3)
    corners = np.array([(0, 0), (128, 0), (0, 128), (128, 128)])
    nodes = np.concatenate([corners, chance.uniform(5, 123, (60, 2))]).astype(np.float32)
    found = areas(nodes, triangulated(nodes))
    assert (found > 0).all()
    assert found.sum() == pytest.approx(128 * 128, rel=1e-4)


def test_between_nodes_values_are_linear():
    chance = np.random.default_rng(4)
    corners = np.array([(-9, -9), (137, -9), (-9, 137), (137, 137)])
    nodes = np.concatenate([corners, chance.uniform(0, 128, (40, 2))]).astype(np.float32)
    linear = nodes @ np.array([[0.03, -0.01], [0.02, 0.05]], np.float32) + np.float32(1)
    x, y = np.meshgrid(np.arange(128) + 0.5, np.arange(128) + 0.5)
    found = interpolated(nodes, linear, triangulated(nodes))
    np.testing.assert_allclose(found[..., 0], 1 + 0.03 * x + 0.02 * y, atol=0.03)
    np.testing.assert_allclose(found[..., 1], 1 - 0.01 * x + 0.05 * y, atol=0.03)


def test_at_rest_nothing_moves(mesh):
    flow = mesh.flow(mesh.moved(np.zeros_like(mesh.points)), EVERYWHERE)
    assert np.abs(flow).max() < 1e-4


def test_pixels_go_where_their_points_go(mesh):
    shift = np.zeros_like(mesh.points)
    shift[:] = (0, 2)
    flow = mesh.flow(mesh.moved(shift), EVERYWHERE)
    np.testing.assert_allclose(flow[70, 64], (0, -2), atol=0.05)  # comes from above
    assert np.abs(flow[:, :4]).max() < 0.6  # the ring around the face holds what is beyond it
    picture = np.random.default_rng(0).random((128, 128, 3), np.float32)
    np.testing.assert_allclose(moved(picture, flow)[60:80, 60:68], picture[58:78, 60:68], atol=0.1)


def test_grain_is_lost_where_a_flow_enlarges_alone():
    y, x = np.indices((128, 128), np.float32)
    twice_as_high, half_as_high = (np.dstack([0 * x, by * y]) for by in (-0.5, 1.0))
    np.testing.assert_allclose(stretched(twice_as_high), 1, atol=1e-5)
    assert not stretched(half_as_high).any()
    assert not stretched(np.full((128, 128, 2), 3, np.float32)).any()


def test_outside_its_area_nothing_moves_at_all(mesh):
    area = np.zeros((128, 128), np.float32)
    area[64:] = 1
    flow = mesh.flow(mesh.moved(np.full_like(mesh.points, 3)), area)
    assert not flow[:64].any()
    assert flow[80].any()
    picture = np.random.default_rng(0).random((128, 128, 3), np.float32)
    np.testing.assert_array_equal(moved(picture, flow)[:64], picture[:64])


def test_lips_part_and_what_is_between_comes_from_their_line(mesh):
    shift = np.zeros_like(mesh.points)
    below = mesh.points[:, 1] > mesh.points[14, 1] + 0.5  # the lower lip, and all that is under it
    below[list(LOWER_INNER_LIP[1:-1])] = True
    away = mesh.points[:, 0] - mesh.points[14, 0]
    shift[below, 1] = 5 * np.exp(-np.square(away[below] / 12))
    target = mesh.moved(shift)
    upper, lower = (target[list(lip[5:6]), 1].mean() for lip in (UPPER_INNER_LIP, LOWER_INNER_LIP))
    assert lower - upper == pytest.approx(5, abs=0.8)
    flow = mesh.flow(target, EVERYWHERE)
    line = mesh.points[13, 1]
    x = round(float(mesh.points[13, 0]))
    for y in np.linspace(upper + 1.5, lower - 1.5, 3):
        row = round(float(y))
        assert row + 0.5 + flow[row, x, 1] == pytest.approx(line, abs=1.2)


def test_lips_never_cross(mesh):
    shift = np.zeros_like(mesh.points)
    shift[list(UPPER_INNER_LIP[1:-1]), 1] = 3
    target = mesh.moved(shift)
    upper, lower = (target[list(lip[1:-1]), 1] for lip in (UPPER_INNER_LIP, LOWER_INNER_LIP))
    assert (upper <= lower + 1e-4).all()


def test_parted_lips_are_left_as_they_are(mesh):
    np.testing.assert_array_equal(lips_apart(mesh.points), mesh.points)


@pytest.mark.parametrize("seed", range(5))
def test_however_far_points_are_sent_nothing_folds(mesh, seed):
    coarse = np.random.default_rng(seed).normal(0, 12, (6, 6, 2)).astype(np.float32)
    field = cv2.resize(coarse, (128, 128), interpolation=cv2.INTER_CUBIC)
    x, y = np.clip(mesh.points, 0, 127).astype(int).T
    flow = mesh.flow(mesh.moved(field[y, x]), EVERYWHERE)
    along, down = np.gradient(flow, axis=1), np.gradient(flow, axis=0)
    jacobian = (1 + along[..., 0]) * (1 + down[..., 1]) - along[..., 1] * down[..., 0]
    assert (jacobian > -0.05).mean() > 0.999


def test_what_the_mesh_finds_point_by_point_at_the_outline_makes_no_notches(mesh):
    shift = np.random.default_rng(0).normal(0, 2, (468, 2)).astype(np.float32)
    went = mesh.moved(shift) - mesh.points
    assert went[list(OUTLINE)].std() < 0.4 * shift[list(OUTLINE)].std()


def test_nothing_within_a_triangle_goes_farther_than_its_corners():
    nodes = np.array([(10, 10), (60, 10.3), (110, 10), (64, 110)], np.float32)
    values = np.array([(0, 0), (5, 0), (0, 0), (0, 0)], np.float32)
    found = interpolated(nodes, values, np.array([(0, 1, 2), (0, 1, 3), (1, 2, 3)]))
    assert found.min() >= 0 and found.max() <= 5
