"""ConditionalVAE: a VAE that is told the labels y (Sohn et al. 2015), so that faces of chosen labels are drawn."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor, nn

from facelab.attributes import ATTRIBUTES
from facelab.model.gaussian import DiagonalGaussian
from facelab.model.layers import Width
from facelab.model.lecture.components import Components
from facelab.model.lecture.conditioned import ConditionedNetwork
from facelab.model.lecture.elbo import Elbo, log_likelihood
from facelab.model.lecture.linear import linear_model
from facelab.model.structure import LOGVAR_RANGE

TOLD = len(ATTRIBUTES)
EMPHASIS, CALM = 2.0, 0.7
"""What labels are shown with: how far they are emphasised, and the spread of z. By themselves, 1 and 1, they are obeyed
faintly: the mean of all rims, some thick, some thin, is hardly a rim.
"""


@dataclass(frozen=True)
class ConditionalConfig:
    """Shape of the conditional VAE.

    Attributes:
        size: pixels along each side of the picture.
        components: numbers that a picture is seen and drawn as.
        hidden: numbers in the layers between. latents: dimensions of z.
    """

    size: Annotated[int, Field(ge=8, le=128)] = 64
    components: Annotated[int, Field(ge=1, le=1024)] = 160
    hidden: Annotated[tuple[Width, ...], Field(min_length=1, max_length=6)] = (384, 384)
    latents: Annotated[int, Field(ge=1, le=1024)] = 48


class ConditionalVAE(nn.Module):
    """q(z | x, y), p(z | y), p(x | z, y): everywhere a VAE, given y.

    y (N, 40) is 1 where an attribute is there, 0 where it is not, below 0 where nobody knows: any subset may be told.
    Every layer is told it. Encoder and decoder see pictures as their principal components, so that a minute is enough
    to train them, at a size at which glasses are seen.
    """

    def __init__(self, config: ConditionalConfig) -> None:
        super().__init__()
        self.config, self.latents = config, config.latents
        self.components = Components(config.size, config.components)
        self.encoder = ConditionedNetwork(config.components, 2 * self.latents, TOLD, config.hidden)
        self.prior_given = ConditionedNetwork(0, 2 * self.latents, TOLD, config.hidden[:1])
        self.decoder = ConditionedNetwork(self.latents, config.components, TOLD, config.hidden)
        self.log_sigma = nn.Parameter(torch.tensor(-2.0))
        for parameter in self.prior_given.direct.parameters():
            nn.init.zeros_(parameter)  # at first p(z | y) is N(0, I), whatever y

    @torch.no_grad()
    def begin(self, pictures: Tensor, y: Tensor) -> None:
        """Start as the best linear model of pictures (N, 3, size, size) with labels y (N, 40), see ``linear``."""
        self.components.find(pictures)
        spread = self.components.spread
        numbers = self.components(pictures) * spread
        outside = (pictures.flatten(1) - self.components.mean).square().sum(1) - numbers.square().sum(1)
        begun = linear_model(numbers, told(y), self.latents, outside.mean().item(), pictures[0].numel())
        put(self.decoder.direct, torch.cat([begun.ways, begun.of_labels], 1) / spread[:, None], begun.mean / spread)
        back = begun.back
        weights = torch.cat([back * spread, -back @ begun.of_labels], 1)
        constant = torch.cat([-back @ begun.mean, begun.logvar])
        put(self.encoder.direct, torch.cat([weights, torch.zeros_like(weights)]), constant)
        self.log_sigma.fill_(0.5 * math.log(begun.variance))

    def encode(self, x: Tensor, y: Tensor) -> DiagonalGaussian:
        """q(z | x, y): crops (N, 3, 128, 128), sRGB 0..1, and labels (N, 40) to the Gaussian of z, (N, K)."""
        return _gaussian(self.encoder(self.components(x), told(y)))

    def prior(self, y: Tensor) -> DiagonalGaussian:
        """p(z | y): labels (N, 40) to the Gaussian of z, (N, K)."""
        return _gaussian(self.prior_given(y.new_zeros(len(y), 0), told(y)))

    def decode(self, z: Tensor, y: Tensor) -> Tensor:
        """The mean of p(x | z, y): (N, K) and labels (N, 40) to pictures (N, 3, H, H), sRGB 0..1."""
        return self._mean(z, y).clamp(0, 1)

    def emphasised(self, z: Tensor, y: Tensor, asked: Sequence[int], amount: float = EMPHASIS) -> Tensor:
        """Pictures as of ``decode``, some labels emphasised: ``amount`` times as far from where nobody knows them.

        So guidance makes diffusion models obey (Ho & Salimans 2022, equation 6, on what is drawn instead of scores).

        Args:
            z: (N, K). y: labels (N, 40).
            asked: which of the labels.
            amount: 1 is the model itself.
        """
        unknown = y.index_fill(1, torch.tensor(asked, dtype=torch.long, device=y.device), -1.0)
        without = self._mean(z, unknown)
        return (without + amount * (self._mean(z, y) - without)).clamp(0, 1)

    def sample(self, y: Tensor, generator: torch.Generator | None = None, spread: float = 1.0) -> Tensor:
        """z (N, K) of p(z | y), one for each row of labels (N, 40); ``spread`` scales its noise."""
        return self.prior(y).sample(generator, spread)

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
        return self.components.picture(self.decoder(z, told(y)))


def put(layer: nn.Linear, weight: Tensor, bias: Tensor) -> None:
    """Set what a layer multiplies by and adds."""
    layer.weight.copy_(weight)
    layer.bias.copy_(bias)


def told(y: Tensor) -> Tensor:
    """Labels (N, 40) as the networks are told them: 1, -1, and 0 where unknown."""
    return torch.where(y < 0, 0.0, 2 * y - 1)


def _gaussian(numbers: Tensor) -> DiagonalGaussian:
    mean, logvar = numbers.float().chunk(2, 1)
    return DiagonalGaussian(mean, logvar.clamp(*LOGVAR_RANGE))
