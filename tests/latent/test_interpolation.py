import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelab.errors import EditError
from facelab.latent.interpolation import along, blend, sheet

FACES = np.random.default_rng(3).normal(size=(4, 16)).astype(np.float32)


@given(st.integers(2, 6), st.lists(st.floats(0, 1), min_size=1, max_size=9))
def test_on_a_path_no_more_than_two_faces_meet_and_all_of_it_is_shared(faces, alphas):
    shares = along(faces, alphas)
    assert shares.shape == (len(alphas), faces)
    assert np.allclose(shares.sum(1), 1, atol=1e-6)
    assert ((shares > 0).sum(1) <= 2).all()


def test_a_path_begins_with_the_first_face_ends_with_the_last_and_passes_the_others():
    assert np.array_equal(along(3, [0, 0.25, 0.5, 1]), [[1, 0, 0], [0.5, 0.5, 0], [0, 1, 0], [0, 0, 1]])


@pytest.mark.parametrize(("faces", "alphas"), [(1, [0.5]), (2, [1.1]), (2, [-0.1])])
def test_a_path_that_is_none_is_refused(faces, alphas):
    with pytest.raises(EditError):
        along(faces, alphas)


def test_a_sheet_has_a_face_in_every_corner_and_all_four_in_its_middle():
    shares = sheet(3, 5).reshape(5, 3, 4)
    assert np.array_equal(shares[[0, 0, -1, -1], [0, -1, 0, -1]], np.eye(4))
    assert np.allclose(shares[2, 1], 0.25)


def test_linear_is_the_lectures_formula():
    alpha = 0.3
    made = blend(FACES[:2], along(2, [alpha]))
    assert np.allclose(made[0], (1 - alpha) * FACES[0] + alpha * FACES[1])


def test_spherical_turns_at_an_even_pace_about_its_centre():
    centre = np.full(16, 0.7, np.float32)
    made = blend(FACES[:2], along(2, np.linspace(0, 1, 5)), "spherical", centre) - centre
    lengths = np.linalg.norm(made, axis=1)
    assert np.allclose(np.diff(lengths, 2), 0, atol=1e-4)
    directions = made / lengths[:, None]
    steps = np.arccos(np.clip((directions[1:] * directions[:-1]).sum(1), -1, 1))
    assert np.allclose(steps, steps[0], atol=1e-3)
    assert np.allclose(made[[0, -1]], FACES[:2] - centre, atol=1e-5)


@pytest.mark.parametrize("other", [FACES[0], -FACES[0], 0 * FACES[0]])
def test_where_there_is_no_arc_spherical_is_linear(other):
    pair = np.stack([FACES[0], other])
    shares = along(2, [0.25])
    assert np.allclose(blend(pair, shares, "spherical"), blend(pair, shares), atol=1e-3)


def test_four_at_once_are_linear_whatever_the_method():
    shares = sheet(3, 3)
    inside = (shares > 0).sum(1) == 4
    assert inside.any()
    made = (blend(FACES, shares, way) for way in ("linear", "spherical"))
    assert np.array_equal(*(rows[inside] for rows in made))
