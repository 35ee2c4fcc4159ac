"""Linear probes (Alain & Bengio 2017): linear functions of mu that give the log-odds of attributes in a picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import ATTRIBUTES
from facelab.latent.attribute_file import Array, Attributes

Matrix = NDArray[np.float64]

STRENGTH = 0.02
"""C of the logistic regression on mu in units of its standard deviations (weak: tens of thousands of faces speak)."""

MIN_CALIBRATION = 10
"""Validation faces of either kind that calibration needs."""


@dataclass(frozen=True)
class LinearProbes:
    """Fitted probes, ``weights`` (40, S) and ``bias`` (40,); log-odds = weights . mu + bias."""

    weights: Matrix
    bias: Matrix

    def __call__(self, mu: Matrix) -> Matrix:
        """Log-odds (N, 40) of mu (N, S)."""
        return mu @ self.weights.T + self.bias


def linear_probes(attributes: Attributes) -> LinearProbes:
    """The probes of an attributes file."""
    return LinearProbes(attributes.probe_weights.astype(np.float64), attributes.probe_bias.astype(np.float64))


def log_odds(mu_s: Array, attributes: Attributes) -> Array:
    """What the probes show of encoded pictures.

    Args:
        mu_s: (..., S), mu of s.
        attributes: those of the checkpoint that encoded.

    Returns:
        (..., 40) float32, natural log-odds; above 0 the attribute is more likely than not.
    """
    return linear_probes(attributes)(mu_s.astype(np.float64)).astype(np.float32)


def fit_probes(train: tuple[Matrix, Matrix], valid: tuple[Matrix, Matrix]) -> LinearProbes:
    """Regularised logistic regression on training faces, calibrated on validation faces (Platt 1999).

    Args:
        train, valid: mu (N, S) and labels (N, 40): 1, 0, or below 0 where unknown (such faces are left out).

    Returns:
        LinearProbes; of an attribute without examples of both kinds the weights are 0.
    """
    mu, labels = train
    mean, scale = mu.mean(0), np.maximum(mu.std(0), 1e-6)
    fitted = [_logistic((mu - mean) / scale, labels[:, k], STRENGTH) for k in range(len(ATTRIBUTES))]
    weights = np.array([w for w, _ in fitted]) / scale
    bias = np.array([b for _, b in fitted]) - weights @ mean
    return _calibrated(LinearProbes(weights, bias), *valid)


def _calibrated(probes: LinearProbes, mu: Matrix, labels: Matrix) -> LinearProbes:
    shown = probes(mu)
    slopes, offsets = np.ones(len(ATTRIBUTES)), np.zeros(len(ATTRIBUTES))
    for k in range(len(ATTRIBUTES)):
        if min(_counts(labels[:, k])) >= MIN_CALIBRATION:
            slope, offset = _logistic(shown[:, k : k + 1], labels[:, k], 1.0)
            if slope[0] > 0:  # else the probe knows nothing, and turning it round would be chance
                slopes[k], offsets[k] = slope[0], offset
    return LinearProbes(probes.weights * slopes[:, None], probes.bias * slopes + offsets)


def _logistic(x: Matrix, labels: Matrix, strength: float) -> tuple[Matrix, float]:
    from sklearn.linear_model import LogisticRegression  # slow to import

    absent, present = _counts(labels)
    if not (absent and present):
        return np.zeros(x.shape[1]), float(np.log((present + 1) / (absent + 1)))
    known = labels >= 0
    model = LogisticRegression(C=strength, max_iter=1000).fit(x[known], labels[known] > 0.5)
    return model.coef_[0], float(model.intercept_[0])


def _counts(labels: Matrix) -> tuple[int, int]:
    present = int((labels > 0.5).sum())
    return int((labels >= 0).sum()) - present, present


def score(shown: Matrix, labels: Matrix) -> dict[str, Array]:
    """How well log-odds (N, 40) agree with labels (N, 40), unknown ones left out.

    Returns:
        ``accuracy`` and ``balanced_accuracy`` at log-odds 0, and ``auc``: each (40,) float32 in 0..1; 0.5 where
        no faces of both kinds are there to tell apart (for the accuracy: no labelled faces).
    """
    columns = [_score_one(shown[:, k], labels[:, k]) for k in range(len(ATTRIBUTES))]
    accuracy, balanced, auc = np.array(columns, np.float32).T.copy()
    return {"accuracy": accuracy, "balanced_accuracy": balanced, "auc": auc}


def _score_one(shown: Matrix, labels: Matrix) -> tuple[float, float, float]:
    from sklearn.metrics import roc_auc_score  # slow to import

    known = labels >= 0
    present, agree = labels[known] > 0.5, (shown[known] > 0) == (labels[known] > 0.5)
    if not known.any():
        return 0.5, 0.5, 0.5
    if present.all() or not present.any():
        return float(agree.mean()), 0.5, 0.5
    balanced = (agree[present].mean() + agree[~present].mean()) / 2
    return float(agree.mean()), float(balanced), float(roc_auc_score(present, shown[known]))
