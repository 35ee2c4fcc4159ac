import numpy as np
import pytest

from facelab.attributes import ATTRIBUTES
from facelab.latent.probes import fit_probes, log_odds, score

MALE, BALD, BANGS = (ATTRIBUTES.index(name) for name in ("Male", "Bald", "Bangs"))


def made_split(count: int, seed: int, share: float = 0.3):
    """mu (N, 5) whose first number is 2 higher for men; nobody is bald; bangs are chance."""
    draw = np.random.default_rng(seed)
    labels = (draw.random((count, 40)) < share).astype(float)
    labels[:, BALD] = 0
    mu = draw.normal(0, 1, (count, 5))
    mu[:, 0] += 2 * labels[:, MALE]
    return mu, labels


@pytest.fixture(scope="module")
def probes():
    return fit_probes(made_split(3000, 1), made_split(1500, 2))


def test_log_odds_are_the_true_ones(probes):
    """Of two unit Gaussians 2 apart: 2 (x - 1) + log(0.3 / 0.7)."""
    x = np.linspace(-1, 3, 9)
    mu = np.zeros((9, 5))
    mu[:, 0] = x
    np.testing.assert_allclose(probes(mu)[:, MALE], 2 * (x - 1) + np.log(0.3 / 0.7), atol=0.3)


def test_the_likelihoods_of_validation_faces_are_calibrated(probes):
    mu, labels = made_split(1500, 2)
    likelihood = 1 / (1 + np.exp(-probes(mu)))
    np.testing.assert_allclose(likelihood[:, MALE].mean(), labels[:, MALE].mean(), atol=0.01)


def test_an_attribute_without_examples_is_read_nowhere(probes):
    assert not probes.weights[BALD].any()
    assert probes.bias[BALD] < -5


def test_unknown_labels_are_left_out():
    (mu, labels), valid = made_split(3000, 1), made_split(1500, 2)
    hidden = labels.copy()
    hidden[2000:] = -1
    some, all_known = fit_probes((mu, hidden), valid), fit_probes((mu[:2000], labels[:2000]), valid)
    np.testing.assert_allclose(some.weights[MALE], all_known.weights[MALE], atol=0.05)


def test_scores_by_hand():
    labels = np.full((5, 40), -1.0)
    labels[:, MALE] = [1, 1, 0, 0, -1]
    labels[:, BALD] = 0
    shown = np.zeros((5, 40))
    shown[:, MALE] = [2, -1, -2, -3, 9]
    shown[:, BALD] = [1, -1, -1, -1, -1]
    found = score(shown, labels)
    assert [found[name][MALE] for name in ("accuracy", "balanced_accuracy", "auc")] == [0.75, 0.75, 1.0]
    assert [found[name][BALD] for name in ("accuracy", "balanced_accuracy", "auc")] == [np.float32(0.8), 0.5, 0.5]
    assert [found[name][BANGS] for name in ("accuracy", "balanced_accuracy", "auc")] == [0.5, 0.5, 0.5]


def test_log_odds_of_one_face_and_of_many(made):
    mu = np.random.default_rng(3).normal(size=(4, 64)).astype(np.float32)
    np.testing.assert_allclose(log_odds(mu, made), mu @ made.probe_weights.T + made.probe_bias, atol=1e-4)
    np.testing.assert_allclose(log_odds(mu[0], made), log_odds(mu, made)[0], atol=1e-6)
    assert log_odds(mu, made).dtype == np.float32
