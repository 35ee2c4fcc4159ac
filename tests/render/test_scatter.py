import numpy as np
import pytest

from facelab.render.scatter import LEAST, PRIOR, WITH, WITHOUT, reach, scatter


def where(picture: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """The middle (x, y) of what has a colour, from the picture's middle, y upwards, as shares of its half."""
    rows, columns = np.nonzero((np.abs(picture.astype(int) - colour) < 40).all(2))
    half = len(picture) / 2
    return np.array([(columns.mean() + 0.5) / half - 1, 1 - (rows.mean() + 0.5) / half])


def test_points_lie_where_they_are_x_to_the_right_and_y_upwards() -> None:
    points = np.array([[1.6, 0.8], [-2.4, -1.6]], np.float32)
    picture = scatter(points, np.array([True, False]), 400)
    assert picture.shape == (400, 400, 3)
    assert where(picture, WITH) == pytest.approx(points[0] / LEAST, abs=0.02)
    assert where(picture, WITHOUT) == pytest.approx(points[1] / LEAST, abs=0.02)


def test_what_it_reaches_can_be_told_so_that_planes_have_one_scale() -> None:
    points, there = np.array([[1.6, 0.8]], np.float32), np.array([True])
    assert where(scatter(points, there, 400, 8.0), WITH) == pytest.approx(points[0] / 8, abs=0.02)


def test_draws_from_the_standard_normal_are_rings_beneath_the_points() -> None:
    points, there = PRIOR[:1], np.array([True])
    bare, beside = (scatter(points, there, 400, prior=shown).astype(int) for shown in (False, True))
    assert where(beside, WITH) == pytest.approx(where(bare, WITH), abs=0.02)
    x, y = (200 * (1 + PRIOR[1] / LEAST * (1, -1))).astype(int)
    assert np.abs(bare - beside)[y - 4 : y + 5, x - 4 : x + 5].max() > 40


def test_a_plane_shows_three_standard_deviations_at_least_and_nearly_all_points() -> None:
    rng = np.random.default_rng(0)
    near, far = (rng.normal(0, spread, (1000, 2)).astype(np.float32) for spread in (0.01, 20))
    assert reach(near) == LEAST
    assert (np.abs(far) <= reach(far)).mean() > 0.98
