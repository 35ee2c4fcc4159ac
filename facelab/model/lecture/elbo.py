"""The evidence lower bound (ELBO) in its two terms."""

from dataclasses import dataclass

import torch
from torch import Tensor

from facelab.model.losses import gaussian_nll
from facelab.model.vae import shrink


@dataclass(frozen=True)
class Elbo:
    """log p(x) >= E[log p(x | z)] - KL(q || p), in nats of a picture.

    Attributes:
        likelihood: E[log p(x | z)], (N,), estimated by one z.
        kl: the divergence of the posterior from the prior, (N,), exact.
    """

    likelihood: Tensor
    kl: Tensor

    @property
    def bound(self) -> Tensor:
        """The bound itself, (N,)."""
        return self.likelihood - self.kl


def log_likelihood(x: Tensor, picture: Tensor, log_sigma: Tensor) -> Tensor:
    """log N(x; picture, sigma^2), (N,) in nats, over pixels and colours at the picture's size.

    Args:
        x: crops (N, 3, 128, 128), sRGB 0..1.
        picture: (N, 3, H, H). log_sigma: (), learned: the likeliest one is the mean error (Rybkin et al. 2021).
    """
    weight = torch.ones(1, 1, 1, 1, device=x.device)
    return -gaussian_nll(shrink(x, picture.shape[-1]), picture, log_sigma, weight)
