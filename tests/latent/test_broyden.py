import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from facelab.latent.broyden import broyden

VALUES = arrays(float, 3, elements=st.floats(-2, 2))
EFFECTS = np.array([(1.0, 0.3, 0.0), (-0.2, 1.5, 0.4), (0.1, 0.0, 0.8)])


def solved(measure, start=(0, 0, 0), jacobian=EFFECTS, limit=6.0, evaluations=12):
    return broyden(
        measure, np.array(start, float), jacobian, np.full(len(start), limit), close=0.05, evaluations=evaluations
    )


@given(VALUES)
def test_what_is_as_linear_as_it_was_thought_is_met_at_once(values):
    root = solved(lambda x: EFFECTS @ x - values, evaluations=5)
    assert np.abs(root.missing).max() <= 0.05


@given(VALUES)
def test_what_follows_less_and_less_is_met_all_the_same(values):
    def measure(x):
        return 4 * np.tanh(0.5 * EFFECTS @ x / 4) - values

    assert np.abs(solved(measure).missing).max() <= 0.05


@given(VALUES, arrays(float, (3, 3), elements=st.floats(-2, 2)), VALUES)
def test_it_is_never_worse_than_the_start(values, jacobian, start):
    def measure(x):
        return np.sin(3 * x) + EFFECTS @ x - values

    def cost(missing):
        return np.log1p(missing**2).sum()

    root = solved(measure, start, jacobian)
    assert cost(root.missing) <= cost(measure(start))
    np.testing.assert_array_equal(root.missing, measure(root.unknowns))


def test_what_is_out_of_reach_costs_the_others_nothing():
    values = np.array([50.0, 1.0, -1.0])
    root = solved(lambda x: EFFECTS @ x - values, limit=3.0)
    assert root.unknowns[0] == pytest.approx(3)
    assert np.abs(root.missing[1:]).max() <= 0.05


def test_no_unknown_leaves_its_limits():
    tried = []

    def measure(x):
        tried.append(x)
        return EFFECTS @ x - 100

    solved(measure, limit=2.0)
    assert np.abs(tried).max() <= 2


def test_no_more_is_measured_than_may_be():
    tried = []

    def measure(x):
        tried.append(x)
        return np.exp(x) + 1

    solved(measure, evaluations=4)
    assert len(tried) <= 4
