"""ConditionalVAE: a VAE that is told the labels y (Sohn et al. 2015), so that faces of chosen labels are drawn."""

import torch
from torch import Tensor, nn

from facelab.attributes import ATTRIBUTES
from facelab.model.gaussian import DiagonalGaussian
from facelab.model.lecture.body import BodyConfig, DecoderBody, EncoderBody
from facelab.model.lecture.elbo import Elbo, log_likelihood
from facelab.model.structure import LOGVAR_RANGE


class ConditionalVAE(nn.Module):
    """q(z | x, y), p(z | y), p(x | z, y): everywhere a VAE, given y.

    y (N, 40) is 1 where an attribute is there, 0 where it is not, below 0 where nobody knows: any subset may be told.
    """

    def __init__(self, body: BodyConfig, latents: int) -> None:
        super().__init__()
        self.latents = latents
        labels = len(ATTRIBUTES)
        self.encoder = EncoderBody(body)
        self.posterior = nn.Linear(body.features + labels, 2 * latents)
        self.prior_given = nn.Linear(labels, 2 * latents)
        self.decoder = DecoderBody(body, latents + labels)
        self.log_sigma = nn.Parameter(torch.tensor(-2.0))
        nn.init.zeros_(self.prior_given.weight)  # at first p(z | y) is N(0, I), whatever y
        nn.init.zeros_(self.prior_given.bias)

    def encode(self, x: Tensor, y: Tensor) -> DiagonalGaussian:
        """q(z | x, y): crops (N, 3, 128, 128), sRGB 0..1, and labels (N, 40) to the Gaussian of z, (N, K)."""
        return _gaussian(self.posterior(torch.cat([self.encoder(x), told(y)], 1)))

    def prior(self, y: Tensor) -> DiagonalGaussian:
        """p(z | y): labels (N, 40) to the Gaussian of z, (N, K)."""
        return _gaussian(self.prior_given(told(y)))

    def decode(self, z: Tensor, y: Tensor) -> Tensor:
        """The mean of p(x | z, y): (N, K) and labels (N, 40) to pictures (N, 3, H, H), sRGB 0..1."""
        return self._mean(z, y).clamp(0, 1)

    def sample(self, y: Tensor, generator: torch.Generator | None = None) -> Tensor:
        """z (N, K) of p(z | y), one for each row of labels (N, 40)."""
        return self.prior(y).sample(generator)

    def changed(self, z: Tensor, y: Tensor, wanted: Tensor) -> Tensor:
        """The same face under other labels: z (N, K) of p(z | y) carried to p(z | wanted), its noise kept."""
        before, after = self.prior(y), self.prior(wanted)
        return after.reparameterise((z - before.mean) * (-0.5 * before.logvar).exp())

    def elbo(self, x: Tensor, y: Tensor, eps: Tensor) -> Elbo:
        """E[log p(x | z, y)] and KL(q(z | x, y) || p(z | y)), by one z = mean + sigma * eps.

        Args:
            x: crops (N, 3, 128, 128), sRGB 0..1. y: labels (N, 40). eps: standard normal, (N, K).
        """
        posterior = self.encode(x, y)
        picture = self._mean(posterior.reparameterise(eps), y)
        return Elbo(log_likelihood(x, picture, self.log_sigma), posterior.kl(self.prior(y)).sum(1))

    def _mean(self, z: Tensor, y: Tensor) -> Tensor:
        picture: Tensor = self.decoder(torch.cat([z, told(y)], 1))
        return picture


def told(y: Tensor) -> Tensor:
    """Labels (N, 40) as the networks are told them: 1, -1, and 0 where unknown."""
    return torch.where(y < 0, 0.0, 2 * y - 1)


def _gaussian(numbers: Tensor) -> DiagonalGaussian:
    mean, logvar = numbers.chunk(2, 1)
    return DiagonalGaussian(mean, logvar.clamp(*LOGVAR_RANGE))
