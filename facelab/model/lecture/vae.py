"""VAE: the lecture's variational autoencoder with nothing beside it (Kingma & Welling 2014)."""

import torch
from torch import Tensor, nn

from facelab.model.gaussian import DiagonalGaussian
from facelab.model.lecture.body import BodyConfig, DecoderBody, EncoderBody
from facelab.model.lecture.elbo import Elbo, log_likelihood
from facelab.model.structure import LOGVAR_RANGE


class VAE(nn.Module):
    """q(z | x) = N(mean, diag), p(z) = N(0, I), p(x | z) = N(decoder(z), sigma^2)."""

    def __init__(self, body: BodyConfig, latents: int) -> None:
        super().__init__()
        self.latents = latents
        self.encoder = EncoderBody(body)
        self.posterior = nn.Linear(body.features, 2 * latents)
        self.decoder = DecoderBody(body, latents)
        self.log_sigma = nn.Parameter(torch.tensor(-2.0))

    def encode(self, x: Tensor) -> DiagonalGaussian:
        """q(z | x): crops (N, 3, 128, 128), sRGB 0..1, to the Gaussian of z, (N, K)."""
        mean, logvar = self.posterior(self.encoder(x)).chunk(2, 1)
        return DiagonalGaussian(mean, logvar.clamp(*LOGVAR_RANGE))

    def decode(self, z: Tensor) -> Tensor:
        """The mean of p(x | z): (N, K) to pictures (N, 3, H, H), sRGB 0..1."""
        picture: Tensor = self.decoder(z).clamp(0, 1)
        return picture

    def sample(self, n: int, generator: torch.Generator | None = None) -> Tensor:
        """z (n, K) of the prior N(0, I)."""
        return torch.randn(n, self.latents, generator=generator)

    def elbo(self, x: Tensor, eps: Tensor) -> Elbo:
        """The bound of log p(x) by one z = mean + sigma * eps.

        Args:
            x: crops (N, 3, 128, 128), sRGB 0..1. eps: standard normal, (N, K).
        """
        posterior = self.encode(x)
        picture = self.decoder(posterior.reparameterise(eps))
        return Elbo(log_likelihood(x, picture, self.log_sigma), posterior.kl().sum(1))

    def log_weights(self, crop: Tensor, eps: Tensor) -> Tensor:
        """log p(x, z) - log q(z | x) in nats, (T,), of z = mean + sigma * eps: importance-weighted bounds are of these.

        Args:
            crop: (3, 128, 128), sRGB 0..1. eps: standard normal, (T, K).
        """
        posterior = self.encode(crop[None])
        z = posterior.reparameterise(eps)
        likelihood = log_likelihood(crop.expand(len(z), -1, -1, -1), self.decode(z), self.log_sigma)
        # log p(z) - log q(z | x); what both have of 2 pi falls away
        return likelihood + 0.5 * (eps.square() + posterior.logvar - z.square()).sum(1)
