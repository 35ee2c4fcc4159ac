import numpy as np
import pytest

from facelab.attributes import ATTRIBUTES
from facelab.latent.conditional import conditioned
from facelab.latent.probes import LinearProbes

SMILING, MALE = (ATTRIBUTES.index(name) for name in ("Smiling", "Male"))


@pytest.fixture
def world():
    """LinearProbes of four latents, and the root of a prior whose latents go together."""
    draw = np.random.default_rng(3)
    probes = LinearProbes(np.zeros((40, 4)), np.zeros(40))
    probes.weights[[SMILING, MALE]] = draw.normal(0, 1, (2, 4))
    probes.bias[[SMILING, MALE]] = 0.5, -1
    values, vectors = np.linalg.eigh(np.cov(draw.normal(0, 1, (4, 9))))
    return probes, (vectors * np.sqrt(values)) @ vectors.T


def shown(s, probes):
    return probes.weights @ s + probes.bias


def test_what_is_wanted_is_read_as_surely_as_asked_and_no_less_than_before(world):
    probes, root = world
    for s in np.random.default_rng(1).normal(0, 3, (20, 4)):
        moved = conditioned(s, {"Smiling": True, "Male": False}, probes, root, 2.0)
        before, after = shown(s, probes), shown(moved, probes)
        assert after[SMILING] == pytest.approx(max(before[SMILING], 2))
        assert after[MALE] == pytest.approx(min(before[MALE], -2))


def test_of_all_such_faces_it_is_the_likeliest_move(world):
    probes, root = world
    s = np.zeros(4)
    moved = conditioned(s, {"Smiling": True}, probes, root, 2.0)
    free = np.linalg.svd(probes.weights[[SMILING]])[2][1:]  # what the probe does not see

    def strange(shift):
        return np.square(np.linalg.solve(root, shift)).sum()

    for other in np.random.default_rng(2).normal(0, 0.3, (50, 3)):
        assert strange(moved - s) <= strange(moved - s + other @ free) + 1e-9


def test_nothing_wanted_moves_nothing(world):
    s = np.arange(4.0)
    assert np.array_equal(conditioned(s, {}, *world, 2.0), s)
