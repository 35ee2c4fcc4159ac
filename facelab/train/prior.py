"""The stage prior: conditional flow matching (Lipman et al. 2023) on the latents of training faces."""

from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from facelab.errors import DataError, Message, require_extra
from facelab.latent.attribute_file import Attributes, load_attributes
from facelab.model.checkpoint import file_hash, save_network, structure_hash
from facelab.model.flow import FlowPrior
from facelab.model.mixture import GaussianMixture
from facelab.train.config import Config
from facelab.train.latents import Latents, encoded, encoder_of
from facelab.train.player import Objective, Player

LEAST = 1e-6
"""Variances of s are taken to be at least so much: a direction in which nothing varies cannot be divided by."""
SMOOTH = 0.01
"""What the mixture's covariances are widened by, of the labels' own variance of 1."""
ROUNDS, FITTED = 30, 10_000
"""Most rounds of expectation and maximisation (Dempster et al. 1977), and faces that they look at."""


class PriorObjective(Objective):
    """The error of the velocity between noise and face, measured in s."""

    def __init__(self, prior: FlowPrior) -> None:
        super().__init__()
        self.prior = prior

    def forward(self, mu: Tensor) -> dict[str, Tensor]:
        """``loss``: mean squared error by the variance of s, 1 for a velocity of 0 that should have been the face."""
        # Split anew at every step, which costs little: a resumed run has the directions that it began with.
        u, v = self.prior.split(mu)
        noise = torch.randn_like(v)
        t = _spread_times(len(v)).to(v)
        off = self.prior.velocity((1 - t) * noise + t * v, t, u) - (v - noise)
        away = self.prior.prior_root[:, self.prior.config.labels :]
        return {"loss": (off @ away.T).square().sum(1).mean() / away.square().sum()}


def _spread_times(count: int) -> Tensor:
    """Times (N, 1), each by itself even in 0..1, together spread evenly: the loss of a batch varies less."""
    return ((torch.arange(count) + torch.rand(1)) / count)[torch.randperm(count), None]


class PriorStage:
    """Trains a FlowPrior; what is not its network is fitted before the first step."""

    def __init__(self, config: Config, device: torch.device) -> None:
        require_extra(Message("Training a prior"), "sklearn")
        self.vae, self.device = encoder_of(config).to(device), device
        latents, shape = encoded(config, "train", device), self.vae.config.structure.latents
        flow = replace(config.flow, structure=structure_hash(self.vae), latents=shape)
        self.prior = FlowPrior(flow)
        fit_directions(self.prior, latents.mu, _attributes(config))
        fit_mixture(self.prior.mixture, self.prior.split(latents.mu)[0], config.seed)
        self.objective = PriorObjective(self.prior).to(device)
        self.players = [Player("prior", self.objective, config.optimiser, config.optimiser.learning_rate)]

    def validate(self, faces: Latents) -> dict[str, float]:
        """The loss on validation faces, always with the same noise."""
        with torch.random.fork_rng([]):
            torch.manual_seed(0)
            return {"loss": self.objective(faces.mu.to(self.device))["loss"].item()}

    def picture(self, faces: Latents) -> Tensor:  # noqa: ARG002
        """Faces drawn: the structure's pictures of the same noise each time."""
        generator = torch.Generator().manual_seed(1)
        u = self.prior.mixture.sample(24, generator)
        v = torch.randn(24, self.prior.config.rest, generator=generator)
        u, v = u.to(self.device), v.to(self.device)
        drawn = self.vae.structure(self.prior.join(u, self.prior.transport(v, u))).cpu()
        return torch.stack(drawn.split(12))

    def export(self, path: Path, faces: Latents, notes: dict[str, object]) -> None:
        """Write the prior."""
        save_network(path, self.prior, {**notes, "faces": len(faces)}, half=True)


def _attributes(config: Config) -> Attributes:
    if config.init is None or config.attributes is None:
        raise DataError("The stage prior needs init and attributes: weights, and the attributes file made for them.")
    return load_attributes(config.attributes, file_hash(config.init))


@torch.no_grad()
def fit_directions(prior: FlowPrior, mu: Tensor, attributes: Attributes) -> None:
    """Set how s becomes (u, v): of mean 0 and covariance 1 over mu (N, S), u where the probes look."""
    mu, labels = mu.double(), prior.config.labels
    values, vectors = torch.linalg.eigh(torch.cov(mu.T))
    root = vectors * values.clamp_min(LEAST).sqrt()
    probes = torch.from_numpy(attributes.probe_weights).double()
    seen = torch.linalg.svd(probes @ root, full_matrices=True)[2].T
    root = root @ seen
    prior.prior_mean.copy_(mu.mean(0))
    prior.prior_root.copy_(root)
    prior.prior_probes.copy_(probes @ root[:, :labels])
    prior.prior_bias.copy_(probes @ mu.mean(0) + torch.from_numpy(attributes.probe_bias).double())


def fit_mixture(mixture: GaussianMixture, u: Tensor, seed: int) -> None:
    """Fit the mixture to u (N, U) by expectation and maximisation; fewer faces than components leave some alike."""
    from sklearn.mixture import GaussianMixture as Fit  # slow to import

    u = u[:FITTED]
    components = min(len(mixture.prior_weights), len(u))
    how = {"reg_covar": SMOOTH, "max_iter": ROUNDS, "tol": 1e-2, "random_state": seed}
    fit = Fit(components, **how).fit(u.double().numpy())
    weights = torch.zeros_like(mixture.prior_weights)
    weights[:components] = torch.from_numpy(fit.weights_)
    mixture.prior_weights.copy_(weights)
    mixture.prior_means[:components] = torch.from_numpy(fit.means_).float()
    mixture.prior_roots[:components] = torch.linalg.cholesky(torch.from_numpy(fit.covariances_)).float()
