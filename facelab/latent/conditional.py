"""Conditional sampling: draws from the prior, given what the linear probes shall show."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import index_of
from facelab.latent.probes import LinearProbes

Vector = NDArray[np.float64]


def conditioned(s: Vector, wanted: Mapping[str, bool], probes: LinearProbes, root: Vector, least: float) -> Vector:
    """A draw from the prior moved to where the probes of all that is wanted show it, at least so surely.

    For probes W and the prior's covariance C, s + C W' (W C W')^-1 (t - W s - b) is a draw from the prior given that
    the probes are t (Matheron's rule: Journel & Huijbregts 1978), and of all such s the one that lies nearest. What
    is surer already stays as sure.

    Args:
        s: (S,), the draw.
        wanted: attribute -> whether it shall be there.
        probes: linear in s.
        root: (S, S), of the prior: C = root root'.
        least: log-odds, above 0.

    Returns:
        (S,).

    Raises:
        EditError: an unknown attribute.
    """
    rows = [index_of(name) for name in wanted]
    signs = np.where(list(wanted.values()), 1.0, -1.0)
    weights = signs[:, None] * probes.weights[rows]
    shown = weights @ s + signs * probes.bias[rows]
    spread = weights @ root
    missing = np.maximum(shown, least) - shown
    moved: Vector = s + root @ spread.T @ np.linalg.pinv(spread @ spread.T, hermitian=True) @ missing
    return moved
