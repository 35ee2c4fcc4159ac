"""Distances between two sets of faces, on a judge's features: kernel distance, precision and recall.

Not FID and not KID: those are of another network.
"""

import numpy as np
import torch
from numpy.typing import NDArray

Array = NDArray[np.float32]

NEIGHBOURS = 3


def kernel_distance(a: Array, b: Array) -> float:
    """Squared maximum mean discrepancy of features (N, F) and (M, F), unbiased, by KID's kernel (x.y / F + 1)^3.

    Binkowski et al. 2018, section 4 and equation 4. Divide the features by what is usual of each first.
    """
    n, m = len(a), len(b)
    if n < 2 or m < 2:
        return float("nan")
    x, y = a.astype(np.float64), b.astype(np.float64)
    within_a, within_b, between = _kernel(x, x), _kernel(y, y), _kernel(x, y)
    a_side = (within_a.sum() - np.trace(within_a)) / (n * (n - 1))
    b_side = (within_b.sum() - np.trace(within_b)) / (m * (m - 1))
    return float(a_side + b_side - 2 * between.mean())


def _kernel(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((x @ y.T / x.shape[1] + 1) ** 3)


def precision_recall(real: Array, made: Array) -> tuple[float, float]:
    """Quality and diversity of made features (M, F) by real ones (N, F), each within their third neighbours' balls.

    Kynkaanniemi et al. 2019, equation 2: the share of the made that lie among the real, and of the real among the made.
    """
    x, y = torch.from_numpy(real), torch.from_numpy(made)
    apart = torch.cdist(x, y)
    real_radius, made_radius = (torch.cdist(p, p).kthvalue(NEIGHBOURS + 1, dim=1).values for p in (x, y))
    precision = (apart <= real_radius[:, None]).any(0).float().mean()
    recall = (apart <= made_radius[None, :]).any(1).float().mean()
    return float(precision), float(recall)
