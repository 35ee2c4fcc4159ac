"""The linear conditional VAE in closed form: probabilistic principal components (Tipping & Bishop 1999), given labels.

x = W z + B y + m + noise, z of N(0, I). It is what a conditional VAE becomes without layers between, its posterior is
exact and its bound is tight: a good place to begin at.
"""

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class LinearModel:
    """The likeliest linear model of pictures as numbers (C,).

    Attributes:
        ways: W, (C, K). of_labels: B, (C, L). mean: m, (C,).
        variance: of the noise of every pixel.
        back: (K, C), picture less B y and m to the mean of z. logvar: (K,), of z.
    """

    ways: Tensor
    of_labels: Tensor
    mean: Tensor
    variance: float
    back: Tensor
    logvar: Tensor


def linear_model(numbers: Tensor, told: Tensor, latents: int, outside: float, values: int) -> LinearModel:
    """The likeliest one.

    Args:
        numbers: (N, C), pictures along an orthonormal basis. told: (N, L), labels as networks are told them.
        latents: K; ways beyond C, and those that vary no more than noise, are nothing.
        outside: mean squared length of what of a picture lies outside of the basis. values: of a picture.
    """
    given = torch.cat([told, torch.ones(len(told), 1)], 1)
    ridge = torch.eye(given.shape[1]) * 1e-3 * len(given)
    ridge[-1, -1] = 0
    found = torch.linalg.solve(given.T @ given + ridge, given.T @ numbers)  # (L + 1, C)
    left = numbers - given @ found
    variances, ways = torch.linalg.eigh(left.T @ left / len(left))
    variances, ways = variances.flip(0).clamp_min(0), ways.flip(1)
    kept = min(latents, len(variances))
    noise = max((outside + variances[kept:].sum().item()) / max(values - kept, 1), 1e-6)
    padded = torch.zeros(latents)
    padded[:kept] = (variances[:kept] - noise).clamp_min(0)
    basis = torch.zeros(len(ways), latents)
    basis[:, :kept] = ways[:, :kept]
    lengths = padded.sqrt()
    back = (lengths / (padded + noise))[:, None] * basis.T
    return LinearModel(basis * lengths, found[:-1].T, found[-1], noise, back, (noise / (padded + noise)).log())
