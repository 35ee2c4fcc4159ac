"""The prior that faces are drawn from: a flow where the weights have one, else one Gaussian; given labels or not."""

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.attributes import index_of
from facelab.errors import WeightsError
from facelab.latent.attribute_file import Attributes
from facelab.latent.conditional import conditioned
from facelab.latent.probes import LinearProbes, linear_probes
from facelab.model.checkpoint import load_network, structure_hash
from facelab.model.flow import FlowPrior
from facelab.model.vae import ConvVAE

Array = NDArray[np.float32]
Conditions = Mapping[str, bool]
NOTHING: Conditions = {}
LABELS, REST = 1.1, 0.8
"""How much of its noise the flow's labels and what is left of s are drawn with at a spread of 1.

As it was trained, 1 and 1, draws are less varied to a judge, not more: what is left of s then drowns the labels.
"""
GUIDANCE = 2.0
"""How far draws are led away from what a Gaussian would make of them: plainer and more varied at once, to a judge."""
COOLEST = 0.2
"""Spread below which the choice among the mixture's Gaussians gets no surer."""


class Prior(Protocol):
    """A density of s, drawn from by standard normal noise: the same noise always gives the same face.

    All compute in double precision, so that a face is the same whichever others are drawn with it.
    """

    @property
    def noise(self) -> int:
        """How many numbers of noise make a face, E."""
        ...

    def draw(self, eps: Tensor, spread: float, conditions: Conditions = NOTHING, least: float = 0.0) -> Array:
        """Draws of p(s), or of p(s | labels).

        Args:
            eps: standard normal noise (N, E).
            spread: scale of it; 1 is the prior itself, less gives faces that are more alike.
            conditions: attribute -> whether the probes shall show it.
            least: how surely, log-odds.

        Returns:
            s, (N, S) float32.

        Raises:
            EditError: an unknown attribute.
        """
        ...

    def log_density(self, s: Tensor) -> Tensor:
        """log p(s) in nats, (N,), exact, of s (N, S)."""
        ...


class GaussianPrior:
    """The Gaussian nearest to the training faces: s = m + C^(1/2) eps."""

    def __init__(self, vae: ConvVAE, attributes: Callable[[], Attributes]) -> None:
        self.vae, self.attributes = vae, attributes

    @property
    def noise(self) -> int:
        """The dimensions of s."""
        return len(self.vae.prior_mean)

    def draw(self, eps: Tensor, spread: float, conditions: Conditions = NOTHING, least: float = 0.0) -> Array:
        """See ``Prior``."""
        mean, root = self.vae.prior_mean.double(), self.vae.prior_root.double()
        s = (mean + spread * eps.double() @ root.T).numpy()
        if conditions:
            probes = linear_probes(self.attributes())
            s = np.stack([conditioned(row, conditions, probes, root.numpy(), least) for row in s])
        return s.astype(np.float32)

    def log_density(self, s: Tensor) -> Tensor:
        """See ``Prior``."""
        volume: Tensor = torch.linalg.slogdet(self.vae.prior_root.double())[1]
        found: Tensor = -0.5 * (whitened(self.vae, s).square() + math.log(2 * math.pi)).sum(1) - volume
        return found


def whitened(vae: ConvVAE, s: Tensor) -> Tensor:
    """eps (N, S) of s = m + C^(1/2) eps, double: its length is the Mahalanobis norm of s."""
    eps: Tensor = torch.linalg.solve(vae.prior_root.double(), (s.double() - vae.prior_mean.double()).T).T
    return eps


class LabelsFirst:
    """A FlowPrior drawn from: which Gaussian of the labels' mixture, the labels in it, and the rest by the flow."""

    def __init__(self, flow: FlowPrior) -> None:
        self.flow = flow.double()

    @property
    def noise(self) -> int:
        """One number chooses among the Gaussians, the others are the noise of s."""
        return 1 + self.flow.config.latents

    @torch.inference_mode()
    def draw(self, eps: Tensor, spread: float, conditions: Conditions = NOTHING, least: float = 0.0) -> Array:
        """See ``Prior``."""
        choice, labels, rest = eps.double().split((1, self.flow.config.labels, self.flow.config.rest), 1)
        mixture = self.flow.mixture
        shares = self._shares(spread, conditions, least)
        parts = torch.searchsorted(shares.cumsum(0), torch.special.ndtr(choice[:, 0]))
        parts = parts.clamp_max(len(mixture.prior_weights) - 1)
        u = mixture.draw(parts, LABELS * spread * labels)
        if conditions:
            rows = (self._moved(row, int(part), conditions, least) for row, part in zip(u, parts, strict=True))
            u = torch.stack(list(rows))
        v = self.flow.transport(REST * spread * rest, u, guidance=GUIDANCE)
        s: Array = self.flow.join(u, v).float().numpy()
        return s

    def log_density(self, s: Tensor) -> Tensor:
        """See ``Prior``."""
        return self.flow.log_density(s.double())

    def _shares(self, spread: float, conditions: Conditions, least: float) -> Tensor:
        """How likely each Gaussian of the mixture is, (K,), by how likely it meets each condition.

        The spread is a temperature here, too: with less of it the rare kinds of face are rarer still.
        """
        mixture = self.flow.mixture
        odds = mixture.prior_weights.log() / max(spread, COOLEST) ** 2
        for name, there in conditions.items():
            number, sign = index_of(name), 1.0 if there else -1.0
            probe = self.flow.prior_probes[number]
            shown = mixture.prior_means @ probe + self.flow.prior_bias[number]
            usual = (probe @ mixture.prior_roots).square().sum(1).sqrt()
            odds = odds + torch.special.log_ndtr((sign * shown - least) / usual.clamp_min(1e-9))
        return odds.softmax(0)

    def _moved(self, u: Tensor, part: int, conditions: Conditions, least: float) -> Tensor:
        probes = LinearProbes(self.flow.prior_probes.numpy(), self.flow.prior_bias.numpy())
        root = self.flow.mixture.prior_roots[part].numpy()
        return torch.from_numpy(conditioned(u.numpy(), conditions, probes, root, least))


def load_prior(path: Path, vae: ConvVAE, attributes: Callable[[], Attributes]) -> Prior:
    """The flow in a file, or the checkpoint's own Gaussian where there is no such file.

    Args:
        path: the file, beside the checkpoint.
        vae: the checkpoint's network.
        attributes: gives its attributes.

    Raises:
        WeightsError: the file cannot be used, or belongs to another checkpoint.
    """
    if not path.exists():
        return GaussianPrior(vae, attributes)
    flow = load_network(path, FlowPrior)
    if flow.config.structure != structure_hash(vae):
        raise WeightsError(
            "{path} was made for other weights; put the prior of these weights there, or take it away.", path=path
        )
    return LabelsFirst(flow)
