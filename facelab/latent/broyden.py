"""Broyden's method (1965): a system of equations solved by few evaluations, each of which takes its time."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

LARGEST_STEP = 1.5
"""Of any unknown, from one evaluation to the next."""
DAMPING = 1e-3
"""Of the least squares, beside the Jacobian's largest singular value: what hardly counts is left alone."""
SMALLEST_STEP = 0.01
"""Of the unknowns, below which nothing is gained any more."""


@dataclass(frozen=True, eq=False)
class Root:
    """What was found: the ``unknowns`` (N,), and what they leave of the equations, ``missing`` (N,)."""

    unknowns: Vector
    missing: Vector

    @property
    def cost(self) -> float:
        """How much is missing: what is far off anyway counts little (Cauchy's robust loss), so that nothing that can be
        met is given away for it."""
        return float(np.log1p(np.square(self.missing)).sum())


def broyden(
    measure: Callable[[Vector], Vector],
    start: Vector,
    jacobian: Vector,
    limits: Vector,
    *,
    close: float,
    evaluations: int,
) -> Root:
    """Unknowns at which all that is measured is nothing, or as little as is found; never more than at the start.

    The Jacobian is corrected along each step by what was measured there (Broyden 1965). A step is taken from the best
    point so far, and is damped (Levenberg 1944); one that makes it worse only teaches the Jacobian. Where an unknown
    would leave its limits, it stays there and its own equation is given up, so that the others are still met.

    Args:
        measure: unknowns (N,) -> what is missing, (N,); each equation is mainly its own unknown's.
        start: (N,).
        jacobian: (N, N), as well as it is known at the start.
        limits: (N,), how large each unknown may be, of either sign.
        close: what all that is missing must be below.
        evaluations: how often may be measured.
    """
    best = Root(start, measure(start))
    for _ in range(evaluations - 1):
        if np.abs(best.missing).max() <= close:
            break
        step = _step(best, jacobian, limits)
        if np.abs(step).max() < SMALLEST_STEP:
            break
        tried = Root(best.unknowns + step, measure(best.unknowns + step))
        unforeseen = tried.missing - best.missing - jacobian @ step
        jacobian = jacobian + np.outer(unforeseen, step) / (step @ step)
        if tried.cost < best.cost:
            best = tried
    return best


def _step(best: Root, jacobian: Vector, limits: Vector) -> Vector:
    step, free = np.zeros_like(limits), np.ones(len(limits), bool)
    for _ in limits:
        missing = best.missing + jacobian[:, ~free] @ step[~free]
        step[free] = _damped(jacobian[np.ix_(free, free)], -missing[free])
        step[free] *= min(1.0, LARGEST_STEP / max(np.abs(step[free]).max(initial=0), LARGEST_STEP))
        beyond = free & (np.abs(best.unknowns + step) > limits)
        if not beyond.any():
            break
        step[beyond] = (np.clip(best.unknowns + step, -limits, limits) - best.unknowns)[beyond]
        free &= ~beyond
    return step


def _damped(matrix: Vector, values: Vector) -> Vector:
    damping = DAMPING * np.square(matrix).sum() * np.eye(len(matrix))
    solved: Vector = np.linalg.lstsq(matrix.T @ matrix + damping, matrix.T @ values, rcond=None)[0]
    return solved
