"""Locks: a shift of s is projected so that some linear probes stay where they are (docs/design.md, "Edits")."""

from collections.abc import Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import index_of
from facelab.latent.attribute_file import Attributes

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Lock:
    """The projection L = 1 - Omega W' (W Omega W')^+ W, the least unlikely one that leaves probes where they are.

    Attributes:
        probes: W, (J, S).
        correction: (W Omega W')^+ W Omega, (J, S).
    """

    probes: Vector
    correction: Vector

    def __call__(self, deltas: Vector) -> Vector:
        """L applied to each of the rows (..., S)."""
        if not len(self.probes):
            return deltas
        return deltas - deltas @ self.probes.T @ self.correction


def lock_of(names: Set[str], attributes: Attributes) -> Lock:
    """The lock on some attributes.

    Raises:
        EditError: an unknown attribute.
    """
    locked = sorted(index_of(name) for name in names)
    probes = attributes.probe_weights[locked].astype(np.float64)
    if not locked:
        return Lock(probes, probes)
    likely = probes @ attributes.residual_covariance.astype(np.float64)
    spread = probes @ likely.T
    # In units of each probe's own spread; the pseudo-inverse also takes probes that repeat one another.
    scale = 1 / np.sqrt(np.maximum(np.diag(spread), 1e-12))
    inverse = np.linalg.pinv(spread * np.outer(scale, scale), rcond=1e-10, hermitian=True) * np.outer(scale, scale)
    return Lock(probes, inverse @ likely)
