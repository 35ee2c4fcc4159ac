"""FlowPrior: a learned prior of s, by conditional flow matching (Lipman et al. 2023).

The labels come first: the 40 linear probes span a few directions u of s, and a mixture of Gaussians is their density.
What is left of s, v, is made of noise by an ordinary differential equation dv/dt = f(v, t, u) whose velocity is a
residual network. So p(s) = p(u) p(v | u) |ds / d(u, v)|^-1: draws, exact densities, and the labels of a draw are known.
"""

import math
from dataclasses import dataclass
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.attributes import ATTRIBUTES
from facelab.model.layers import Width
from facelab.model.mixture import GaussianMixture

STEPS = 12
"""Midpoint steps of the equation from noise to a face: twice as many change no picture that can be seen."""
FASTEST = 100.0
"""The quickest of the waves that tell the network the time, in radians."""


@dataclass(frozen=True)
class FlowConfig:
    """Shape of a FlowPrior.

    Attributes:
        structure: SHA-256 of the networks of s that it belongs to (``checkpoint.structure_hash``).
        latents: dimensions of s.
        labels: of them, those that the probes span: u.
        components: Gaussians of the mixture of u.
        width, blocks: channels of the velocity's network, and its residual blocks.
        embedding: channels of what tells the blocks time and labels. waves: frequencies of the time.
    """

    structure: str = ""
    latents: Annotated[int, Field(ge=2, le=4096)] = 256
    labels: Annotated[int, Field(ge=1, le=len(ATTRIBUTES))] = len(ATTRIBUTES)
    components: Annotated[int, Field(ge=1, le=1024)] = 16
    width: Width = 320
    blocks: Annotated[int, Field(ge=1, le=32)] = 3
    embedding: Width = 128
    waves: Annotated[int, Field(ge=1, le=256)] = 16

    @property
    def rest(self) -> int:
        """Dimensions of v."""
        return self.latents - self.labels


class FlowPrior(nn.Module):
    """A density of s from which faces are drawn: s = m + R (u, v), u of a mixture, v of a flow."""

    prior_mean: Tensor
    prior_root: Tensor
    prior_probes: Tensor
    prior_bias: Tensor

    def __init__(self, config: FlowConfig) -> None:
        super().__init__()
        self.config = config
        self.register_buffer("prior_mean", torch.zeros(config.latents))
        # (torch.eye would import PyTorch's compiler where a checkpoint is read: see checkpoint.py.)
        self.register_buffer("prior_root", torch.zeros(config.latents, config.latents).fill_diagonal_(1))
        self.register_buffer("prior_probes", torch.zeros(len(ATTRIBUTES), config.labels))
        self.register_buffer("prior_bias", torch.zeros(len(ATTRIBUTES)))
        self.mixture = GaussianMixture(config.components, config.labels)
        self.network = VelocityNetwork(config)

    def join(self, u: Tensor, v: Tensor) -> Tensor:
        """s (N, S) of u (N, U) and v (N, S - U)."""
        return self.prior_mean + torch.cat([u, v], 1) @ self.prior_root.T

    def split(self, s: Tensor) -> tuple[Tensor, Tensor]:
        """u (N, U) and v (N, S - U) of s (N, S)."""
        whitened = torch.linalg.solve(self.prior_root, (s - self.prior_mean).T).T
        u, v = whitened.split((self.config.labels, self.config.rest), 1)
        return u, v

    def log_odds(self, u: Tensor) -> Tensor:
        """What the probes show, (N, 40), of u (N, U)."""
        return u @ self.prior_probes.T + self.prior_bias

    def velocity(self, v: Tensor, t: Tensor, u: Tensor, guidance: float = 1.0) -> Tensor:
        """dv/dt, (N, S - U), of v on its way at the time t (N, 1), 0 at the noise and 1 at the face, given u (N, U).

        The network adds to what the velocity would be if v were Gaussian, and so begins as the Gaussian prior. Above 1
        ``guidance`` leads further away from that worse prior (Karras et al. 2024).
        """
        gaussian = (2 * t - 1) / (t.square() + (1 - t).square())
        added: Tensor = self.network(v, t, u)
        return gaussian * v + guidance * added

    def transport(
        self, v: Tensor, u: Tensor, steps: int = STEPS, *, back: bool = False, guidance: float = 1.0
    ) -> Tensor:
        """Noise v (N, S - U) carried to v of faces with labels u (N, U), or faces ``back`` to noise."""
        for t, h in _times(steps, back=back):
            half = v + h / 2 * self.velocity(v, v.new_full((len(v), 1), t), u, guidance)
            v = v + h * self.velocity(half, v.new_full((len(v), 1), t + h / 2), u, guidance)
        return v

    def log_density(self, s: Tensor, steps: int = STEPS) -> Tensor:
        """log p(s) in nats, (N,), of s (N, S): the flow's change of volume is summed exactly (Chen et al. 2018)."""
        u, v = self.split(s)
        volume: Tensor = torch.linalg.slogdet(self.prior_root)[1]
        return self.mixture.log_density(u) - volume + self._log_density_given(v, u, steps)

    def _log_density_given(self, v: Tensor, u: Tensor, steps: int) -> Tensor:
        grown = v.new_zeros(len(v))
        for t, h in _times(steps, back=True):
            half = v + h / 2 * self.velocity(v, v.new_full((len(v), 1), t), u)
            middle = v.new_full((len(v), 1), t + h / 2)
            v = v + h * self.velocity(half, middle, u)
            grown = grown - h * self._divergence(half, middle, u)
        gaussian = -0.5 * (v.square() + math.log(2 * math.pi)).sum(1)
        return gaussian - grown

    def _divergence(self, v: Tensor, t: Tensor, u: Tensor) -> Tensor:
        """The trace of the velocity's derivative by v, (N,): each of its dimensions has a row of v for itself."""
        count, size = v.shape
        rows, times, labels = (x.repeat_interleave(size, 0) for x in (v, t, u))
        with torch.enable_grad():
            each = self.velocity(rows.requires_grad_(), times, labels).view(count, size, size)
            slopes = torch.autograd.grad(each.diagonal(dim1=1, dim2=2).sum(), rows)[0]
        return slopes.view(count, size, size).diagonal(dim1=1, dim2=2).sum(1)


def _times(steps: int, *, back: bool) -> list[tuple[float, float]]:
    """When each step begins, and how long it is; negative on the way back."""
    h = 1 / steps
    return [(1 - k * h, -h) for k in range(steps)] if back else [(k * h, h) for k in range(steps)]


class VelocityNetwork(nn.Module):
    """Residual blocks whose scale, shift and gain are told by time and labels (Peebles & Xie 2023, adaLN)."""

    waves: Tensor

    def __init__(self, config: FlowConfig) -> None:
        super().__init__()
        self.into = nn.Linear(config.latents, config.width)
        self.embed = nn.Sequential(
            nn.Linear(config.labels + 2 * config.waves, config.embedding),
            nn.SiLU(),
            nn.Linear(config.embedding, config.embedding),
            nn.SiLU(),
        )
        self.blocks = nn.ModuleList(_Block(config.width, config.embedding) for _ in range(config.blocks))
        self.out = nn.Linear(config.width, config.rest)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)
        waves = torch.exp(torch.linspace(0, math.log(FASTEST), config.waves))
        self.register_buffer("waves", waves, persistent=False)

    def forward(self, v: Tensor, t: Tensor, u: Tensor) -> Tensor:
        """(N, S - U) of v (N, S - U), t (N, 1) and u (N, U)."""
        told = self.embed(torch.cat([u, torch.sin(t * self.waves), torch.cos(t * self.waves)], 1))
        h = self.into(torch.cat([u, v], 1))
        for block in self.blocks:
            h = block(h, told)
        result: Tensor = self.out(F.layer_norm(h, h.shape[1:]))
        return result


class _Block(nn.Module):
    def __init__(self, width: int, embedding: int) -> None:
        super().__init__()
        self.told = nn.Linear(embedding, 3 * width)
        self.first = nn.Linear(width, 2 * width)
        self.second = nn.Linear(2 * width, width)
        nn.init.zeros_(self.told.weight)
        nn.init.zeros_(self.told.bias)

    def forward(self, h: Tensor, told: Tensor) -> Tensor:
        shift, scale, gain = self.told(told).chunk(3, 1)
        seen = F.layer_norm(h, h.shape[1:]) * (1 + scale) + shift
        changed: Tensor = h + (1 + gain) * self.second(F.silu(self.first(seen)))
        return changed
