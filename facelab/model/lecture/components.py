"""Components: pictures as a few numbers along the ways in which faces differ most, and back again."""

import math

import torch
from torch import Tensor, nn

from facelab.model.vae import shrink


class Components(nn.Module):
    """Principal components of small pictures, found once and then kept (Turk & Pentland 1991)."""

    mean: Tensor
    basis: Tensor
    spread: Tensor

    def __init__(self, size: int, count: int) -> None:
        super().__init__()
        values = 3 * size**2
        self.size = size
        self.register_buffer("mean", torch.full((values,), 0.5))
        self.register_buffer("basis", torch.empty(count, values))
        self.register_buffer("spread", torch.ones(count))
        nn.init.normal_(self.basis, std=1 / math.sqrt(values))  # until some are found

    def find(self, pictures: Tensor, seed: int = 0) -> None:
        """Take those of pictures (N, 3, size, size) and of their mirror images; of few, as many as there are."""
        both = torch.cat([pictures, pictures.flip(3)]).flatten(1)
        mean = both.mean(0)
        with torch.random.fork_rng([]):
            torch.manual_seed(seed)
            few = min(len(self.basis), *both.shape)
            _, lengths, found = torch.pca_lowrank(both - mean, q=few, center=False)
        self.mean.copy_(mean)
        self.basis.zero_()[:few] = found.T
        self.spread.fill_(1)[:few] = (lengths / math.sqrt(len(both))).clamp_min(1e-6)

    def forward(self, x: Tensor) -> Tensor:
        """Crops (N, 3, 128, 128), sRGB 0..1, to numbers (N, C) of mean about 0 and variance about 1."""
        return (shrink(x, self.size).flatten(1) - self.mean) @ self.basis.T / self.spread

    def picture(self, numbers: Tensor) -> Tensor:
        """Numbers (N, C) to the pictures (N, 3, size, size) that they stand for, sRGB about 0..1, not clipped."""
        return (self.mean + (numbers.float() * self.spread) @ self.basis).float().view(-1, 3, self.size, self.size)
