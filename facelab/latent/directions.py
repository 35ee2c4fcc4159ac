"""The vectors of the attributes: the lecture's mean differences, and differences with the other labels equal."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import ATTRIBUTES
from facelab.latent.parts import held_equal

Matrix = NDArray[np.float64]

RIDGE = 0.001
"""Ridge of the regression for each face: next to nothing beside the variance of any label but the rarest."""

FLOOR = 1e-4
"""Added to the diagonal of Omega, in units of its mean: latents that no face uses keep it invertible."""

AS_LABELLED = frozenset({"Attractive", "Heavy_Makeup", "Wearing_Lipstick"})
"""What ``as_strong`` does not lengthen: as strong as with all that goes along, these are a lamp in the face, or mud."""


@dataclass(frozen=True)
class Partial:
    """Result of ``partial_vectors``: ``vectors`` (40, S) and ``residual_covariance`` (S, S)."""

    vectors: Matrix
    residual_covariance: Matrix


def mean_vectors(mu: Matrix, labels: Matrix) -> Matrix:
    """The lecture's vectors, mean(mu | k) - mean(mu | not k), over the faces whose label k is known.

    Args:
        mu: (N, S).
        labels: (N, 40): 1, 0, or below 0 where unknown.

    Returns:
        (40, S); 0 for an attribute that all faces have, or none.
    """
    present, absent = labels > 0.5, (labels >= 0) & (labels <= 0.5)
    both = np.logical_and(present.any(0, keepdims=True), absent.any(0, keepdims=True)).T
    return np.where(both, _class_mean(mu, present) - _class_mean(mu, absent), 0.0)


def means_without(mu: Matrix, labels: Matrix) -> Matrix:
    """mean(mu | not k), (40, S), of the same faces; 0 for an attribute that all faces have."""
    return _class_mean(mu, (labels >= 0) & (labels <= 0.5))


def partial_vectors(mu: Matrix, labels: Matrix) -> Partial:
    """Differences with the other labels equal: mu regressed on labels at once, for k on all but its parts (ridge).

    Omega is the covariance of what the regression on all 40 labels leaves of mu: how faces of the same labels differ.

    Args:
        mu: (N, S).
        labels: (N, 40): 1, 0, or below 0 where unknown; unknown ones count as the mean of the known.

    Returns:
        The vectors, 0 for an attribute that all faces have, or none; and Omega.
    """
    y, x = _centred_labels(labels), mu - mu.mean(0)
    gram, cross = y.T @ y, y.T @ x
    rows = [_row(gram, cross, held_equal(name), k, len(mu)) for k, name in enumerate(ATTRIBUTES)]
    left = x - y @ _ridge(gram, cross, len(mu))
    covariance = left.T @ left / len(left)
    floor = FLOOR * np.trace(covariance) / len(covariance)
    return Partial(np.array(rows), covariance + floor * np.eye(len(covariance)))


def as_strong(vectors: Matrix, like: Matrix, probes: Matrix) -> Matrix:
    """Vectors lengthened so that 1 is the average difference as the probes see it, whatever else is held equal.

    What holds the other labels equal leaves to each vector what no other label explains, which for half of the
    attributes hardly shows in a picture.

    Args:
        vectors: (40, S), the partial ones.
        like: (40, S), the mean ones: each probe shall follow the vector as much as it follows the mean one.
        probes: (40, S), the weights of the probes.

    Returns:
        (40, S): no vector is shortened, none becomes longer than its mean one, beyond which few faces lie, and
        ``AS_LABELLED`` stay as they are.
    """
    effects = [np.einsum("ks,ks->k", probes, rows) for rows in (like, vectors)]
    lengths = [np.linalg.norm(rows, axis=1) for rows in (like, vectors)]
    factors = (np.divide(most, now, out=np.ones_like(now), where=now > 0) for most, now in (effects, lengths))
    longer = np.where(np.isin(ATTRIBUTES, list(AS_LABELLED)), 1, np.maximum(np.minimum(*factors), 1))
    stronger: Matrix = vectors * longer[:, None]
    return stronger


def _class_mean(mu: Matrix, members: NDArray[np.bool_]) -> Matrix:
    counts = np.maximum(members.sum(0), 1)[:, None]
    means: Matrix = members.T.astype(np.float64) @ mu / counts
    return means


def _centred_labels(labels: Matrix) -> Matrix:
    known = labels >= 0
    means = (labels * known).sum(0) / np.maximum(known.sum(0), 1)
    return np.where(known, labels - means, 0.0)


def _row(gram: Matrix, cross: Matrix, kept: list[int], k: int, faces: int) -> Matrix:
    row: Matrix = _ridge(gram[np.ix_(kept, kept)], cross[kept], faces)[kept.index(k)]
    return row


def _ridge(gram: Matrix, cross: Matrix, faces: int) -> Matrix:
    return np.linalg.solve(gram + RIDGE * faces * np.eye(len(gram)), cross).astype(np.float64)
