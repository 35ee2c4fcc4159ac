import numpy as np
import pytest

from facelab.attributes import ATTRIBUTES
from facelab.latent.directions import as_strong, mean_vectors, means_without, partial_vectors

N, S = 4000, 6
SMILING, CHEEKS, EARRINGS, BALD = (
    ATTRIBUTES.index(name) for name in ("Smiling", "High_Cheekbones", "Wearing_Earrings", "Bald")
)


@pytest.fixture(scope="module")
def world():
    """Faces made by a law: mu = labels . effects + noise; cheeks go with smiles, smiles with earrings."""
    draw = np.random.default_rng(7)
    labels = (draw.random((N, 40)) < 0.3).astype(float)
    labels[:, SMILING] = draw.random(N) < np.where(labels[:, EARRINGS] == 1, 0.7, 0.2)
    labels[:, CHEEKS] = draw.random(N) < np.where(labels[:, SMILING] == 1, 0.9, 0.1)
    effects = draw.normal(0, 1, (40, S))
    noise = draw.multivariate_normal(np.zeros(S), np.diag([1, 0.5, 0.2, 0.1, 0.1, 0]), N)
    return labels @ effects + noise, labels, effects


def test_mean_vectors_are_differences_of_means(world):
    mu, labels, _ = world
    present = labels[:, EARRINGS] == 1
    np.testing.assert_allclose(mean_vectors(mu, labels)[EARRINGS], mu[present].mean(0) - mu[~present].mean(0))


def test_means_without_are_those_of_the_faces_that_are_known_to_lack_it(world):
    mu, labels, _ = world
    absent = labels[:, EARRINGS] == 0
    np.testing.assert_allclose(means_without(mu, labels)[EARRINGS], mu[absent].mean(0))


def test_partial_vectors_leave_out_what_merely_goes_along(world):
    mu, labels, effects = world
    found = partial_vectors(mu, labels).vectors
    np.testing.assert_allclose(found[EARRINGS], effects[EARRINGS], atol=0.1)
    assert np.abs(mean_vectors(mu, labels)[EARRINGS] - effects[EARRINGS]).max() > 0.3  # more smiles above earrings


def test_partial_vectors_bring_their_parts(world):
    mu, labels, effects = world
    found = partial_vectors(mu, labels).vectors
    np.testing.assert_allclose(found[SMILING], effects[SMILING] + 0.8 * effects[CHEEKS], atol=0.1)
    np.testing.assert_allclose(found[CHEEKS], effects[CHEEKS], atol=0.1)  # whose part Smiling is not


def test_omega_is_how_faces_of_the_same_labels_differ(world):
    mu, labels, _ = world
    omega = partial_vectors(mu, labels).residual_covariance
    np.testing.assert_allclose(omega, np.diag([1, 0.5, 0.2, 0.1, 0.1, 0]), atol=0.06)
    assert np.linalg.cond(omega) < 1e6


def test_unknown_labels_count_for_nothing(world):
    mu, labels, effects = world
    unknown = np.where(np.random.default_rng(1).random(labels.shape) < 0.05, -1, labels)
    known = unknown[:, EARRINGS] >= 0
    np.testing.assert_allclose(mean_vectors(mu, unknown)[EARRINGS], mean_vectors(mu[known], labels[known])[EARRINGS])
    np.testing.assert_allclose(partial_vectors(mu, unknown).vectors[EARRINGS], effects[EARRINGS], atol=0.2)


@pytest.mark.parametrize("value", [0, 1, -1])
def test_an_attribute_that_tells_no_faces_apart_has_no_vector(world, value):
    mu, labels, _ = world
    same = labels.copy()
    same[:, BALD] = value
    assert not mean_vectors(mu, same)[BALD].any()
    np.testing.assert_allclose(partial_vectors(mu, same).vectors[BALD], 0, atol=1e-9)


def test_a_vector_is_lengthened_until_its_probe_follows_as_much():
    partial, mean, probes = np.zeros((40, 2)), np.zeros((40, 2)), np.zeros((40, 2))
    partial[SMILING], mean[SMILING], probes[SMILING] = (1, 0), (2, 3), (1, 0)  # twice the length does
    partial[CHEEKS], mean[CHEEKS], probes[CHEEKS] = (1, 0), (1.5, 0.5), (1, 1)  # 2 would, but the mean's is 1.58 long
    partial[EARRINGS], mean[EARRINGS], probes[EARRINGS] = (3, 0), (2, 1), (1, 0)  # strong enough
    partial[BALD], mean[BALD], probes[BALD] = (1, 0), (2, 0), (-1, 0)  # moves its probe the wrong way
    found = as_strong(partial, mean, probes)
    np.testing.assert_allclose(found[SMILING], (2, 0))
    np.testing.assert_allclose(found[CHEEKS], (np.hypot(1.5, 0.5), 0))
    np.testing.assert_allclose(found[EARRINGS], (3, 0))
    np.testing.assert_allclose(found[BALD], (1, 0))
    assert not np.delete(found, [SMILING, CHEEKS, EARRINGS, BALD], 0).any()


def test_paint_is_as_strong_as_its_labels_say():
    lipstick = ATTRIBUTES.index("Wearing_Lipstick")
    partial, mean, probes = np.zeros((3, 40, 2))
    partial[lipstick], mean[lipstick], probes[lipstick] = (1, 0), (3, 0), (1, 0)
    np.testing.assert_array_equal(as_strong(partial, mean, probes), partial)
