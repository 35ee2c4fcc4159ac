"""AutoEncoder: a picture squeezed through a few numbers, and nothing that says how these shall be spread."""

import math

import torch
from torch import Tensor, nn

from facelab.model.gaussian import DiagonalGaussian
from facelab.model.lecture.body import BodyConfig, DecoderBody, EncoderBody
from facelab.model.vae import shrink


class AutoEncoder(nn.Module):
    """z = e(x), picture = d(z), trained by the squared error alone (Hinton & Salakhutdinov 2006)."""

    def __init__(self, body: BodyConfig, latents: int) -> None:
        super().__init__()
        self.latents = latents
        self.encoder = EncoderBody(body)
        self.code = nn.Linear(body.features, latents)
        self.decoder = DecoderBody(body, latents)

    def encode(self, x: Tensor) -> DiagonalGaussian:
        """Crops (N, 3, 128, 128), sRGB 0..1, to z (N, K): a distribution of no width, since the code is a point."""
        code = self.code(self.encoder(x))
        return DiagonalGaussian(code, torch.full_like(code, -math.inf))

    def decode(self, z: Tensor) -> Tensor:
        """(N, K) to pictures (N, 3, H, H), sRGB 0..1."""
        picture: Tensor = self.decoder(z).clamp(0, 1)
        return picture

    def sample(self, n: int, generator: torch.Generator | None = None) -> Tensor:
        """z (n, K) of N(0, I), though nothing brought the codes there: what is drawn so shows why a VAE is needed."""
        return torch.randn(n, self.latents, generator=generator)

    def squared_error(self, x: Tensor) -> Tensor:
        """What it is trained by: the mean over pixels and colours, (N,), of crops (N, 3, 128, 128)."""
        picture: Tensor = self.decoder(self.encode(x).mode())
        return (picture - shrink(x, picture.shape[-1])).square().flatten(1).mean(1)
