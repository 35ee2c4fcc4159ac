"""What is known in some places is carried to where it is not."""

import numpy as np

from facelab.render.around import carried_around


def test_near_what_is_known_it_is_that_and_far_from_it_the_nearest():
    values = np.zeros((64, 64, 1), np.float32)
    known = np.zeros((64, 64), np.float32)
    values[:, :8], known[:, :8] = 1, 1
    values[:, 56:], known[:, 56:] = 3, 1
    found = carried_around(values, known, (2.0, 8.0), 0.1)[..., 0]
    assert np.allclose(found[:, :8], 1)
    assert np.allclose(found[:, 56:], 3)
    assert (found[:, :30] < 2).all()
    assert (found[:, 34:] > 2).all()


def test_where_nothing_is_known_it_is_nothing():
    assert not carried_around(np.ones((32, 32, 2), np.float32), np.zeros((32, 32), np.float32), (2.0,), 0.1).any()
