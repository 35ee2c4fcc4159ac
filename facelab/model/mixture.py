"""A mixture of Gaussians, p(u) = sum of w_k N(m_k, R_k R_k'): many small clouds in place of one."""

import math

import torch
from torch import Tensor, nn


class GaussianMixture(nn.Module):
    """K Gaussians in ``dimensions``, each with a full covariance; its tensors are fitted elsewhere."""

    prior_weights: Tensor
    prior_means: Tensor
    prior_roots: Tensor

    def __init__(self, components: int, dimensions: int) -> None:
        super().__init__()
        roots = torch.zeros(components, dimensions, dimensions)
        roots.diagonal(dim1=1, dim2=2).fill_(1)
        self.register_buffer("prior_weights", torch.full((components,), 1 / components))
        self.register_buffer("prior_means", torch.zeros(components, dimensions))
        self.register_buffer("prior_roots", roots)

    def sample(self, n: int, generator: torch.Generator | None = None) -> Tensor:
        """Draws (n, D)."""
        parts = torch.multinomial(self.prior_weights.cpu(), n, replacement=True, generator=generator)
        eps = torch.randn(n, self.prior_means.shape[1], generator=generator)
        return self.draw(parts, eps)

    def draw(self, parts: Tensor, eps: Tensor) -> Tensor:
        """u (N, D) of the components ``parts`` (N,), integers, and of standard normal noise ``eps`` (N, D)."""
        parts, eps = parts.to(self.prior_means.device), eps.to(self.prior_means)
        return self.prior_means[parts] + torch.einsum("nij,nj->ni", self.prior_roots[parts], eps)

    def log_density(self, u: Tensor) -> Tensor:
        """log p(u) in nats, (N,), of u (N, D)."""
        away = (u[None] - self.prior_means[:, None]).movedim(1, 2)
        eps = torch.linalg.solve_triangular(self.prior_roots, away, upper=False)
        volume = self.prior_roots.diagonal(dim1=1, dim2=2).log().sum(1)
        normaliser = volume + 0.5 * math.log(2 * math.pi) * u.shape[1] - self.prior_weights.log()
        return torch.logsumexp(-0.5 * eps.square().sum(1) - normaliser[:, None], 0)
