"""The distribution an encoder gives: a Gaussian with a diagonal covariance."""

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class DiagonalGaussian:
    """N(mean, diag(exp(logvar))), one for each row.

    Attributes:
        mean: (N, K).
        logvar: (N, K), natural logarithm of the variances.
    """

    mean: Tensor
    logvar: Tensor

    def __repr__(self) -> str:
        return f"<DiagonalGaussian of {' x '.join(map(str, self.mean.shape))} numbers>"

    def mode(self) -> Tensor:
        """The likeliest latent, (N, K)."""
        return self.mean

    def sample(self, generator: torch.Generator | None = None, spread: float = 1.0) -> Tensor:
        """One latent a row, (N, K), by reparameterisation: mean + sigma * eps (Kingma & Welling 2014, section 2.4).

        Args:
            generator: of the random numbers.
            spread: scale of eps; 1 is the distribution itself, less lies nearer to its mean.
        """
        eps = torch.randn(self.mean.shape, generator=generator, dtype=self.mean.dtype, device=self.mean.device)
        return self.reparameterise(spread * eps)

    def reparameterise(self, eps: Tensor) -> Tensor:
        """The latent, (N, K), that standard normal noise ``eps`` (N, K) stands for; gradients reach mean and logvar."""
        return self.mean + (0.5 * self.logvar).exp() * eps

    def kl(self, prior: "DiagonalGaussian | None" = None) -> Tensor:
        """Divergence of every dimension from N(0, 1) in nats, (N, K); its sum is the ELBO's (ibid., appendix B).

        Args:
            prior: to diverge from another Gaussian (N, K) instead.
        """
        if prior is None:
            return 0.5 * (self.mean.square() + self.logvar.exp() - 1 - self.logvar)
        more = self.logvar - prior.logvar
        away = (self.mean - prior.mean).square() * (-prior.logvar).exp()
        return 0.5 * (away + more.exp() - 1 - more)

    def split(self, sizes: tuple[int, int]) -> tuple["DiagonalGaussian", "DiagonalGaussian"]:
        """The first and the last dimensions, of the given numbers, apart."""
        (mean, more_mean), (logvar, more_logvar) = self.mean.split(sizes, 1), self.logvar.split(sizes, 1)
        return DiagonalGaussian(mean, logvar), DiagonalGaussian(more_mean, more_logvar)
