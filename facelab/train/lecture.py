"""The stage lecture: the whole family of the lecture's models, each by its own loss, on the same faces in turn."""

from collections.abc import Collection
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from facelab.attributes import ATTRIBUTES
from facelab.data.folder import Faces, open_split
from facelab.errors import DataError
from facelab.latent.codes import codes_path, joined, plane_codes, save_codes
from facelab.model.checkpoint import file_hash, load_network, save_network
from facelab.model.layers import channels_last
from facelab.model.lecture.autoencoder import AutoEncoder
from facelab.model.lecture.conditional_vae import ConditionalVAE
from facelab.model.lecture.elbo import Elbo
from facelab.model.lecture.family import BETAS, SPACES, LectureModels
from facelab.model.lecture.vae import VAE
from facelab.model.vae import shrink
from facelab.train.config import Config
from facelab.train.player import Objective, Player
from facelab.train.sampling import Batch

COLUMNS = 12
VALID, CODES = 500, 1000
"""Validation faces that are looked at, and whose places in the planes are kept."""
BEGUN_WITH = 4000
"""Training faces that the conditional VAE begins with, as a linear model."""
DRAWN = ("autoencoder", "space_reconstruction", "space_kl", "space_both")
SHOWN = ("Smiling", "Eyeglasses", "Male")
"""Whose draws from N(0, I) the sheet shows, and what the conditional VAE changes on it."""


class AutoEncoderObjective(Objective):
    """The squared error, nothing else."""

    def __init__(self, model: AutoEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """``loss``: mean squared error of pixels 0..1."""
        return {"loss": self.model.squared_error(batch.pictures).mean()}


class ElboObjective(Objective):
    """The negative bound, its two terms weighted: (1, 1) is a VAE."""

    def __init__(self, model: VAE, likelihood: float, kl: float) -> None:
        super().__init__()
        self.model, self.weights = model, (likelihood, kl)

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """``loss`` in thousands of nats; its terms in nats."""
        return weighted(self.model.elbo(batch.pictures, batch.draws.normal(self.model.latents)), *self.weights)


class ConditionalObjective(Objective):
    """The negative bound of a conditional VAE, labels hidden at random: whatever is told, the rest is left to it."""

    def __init__(self, model: ConditionalVAE) -> None:
        super().__init__()
        self.model = model

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """``loss`` in thousands of nats; its terms in nats."""
        labels = hidden(batch.labels, batch.draws.uniform(1 + len(ATTRIBUTES)))
        return weighted(self.model.elbo(batch.pictures, labels, batch.draws.normal(self.model.latents)))


def weighted(elbo: Elbo, likelihood: float = 1.0, kl: float = 1.0) -> dict[str, Tensor]:
    """What is minimised, and its terms, means over a batch."""
    terms = {"nll": -elbo.likelihood.mean(), "kl": elbo.kl.mean()}
    return {"loss": (likelihood * terms["nll"] + kl * terms["kl"]) / 1000, **terms}


def hidden(labels: Tensor, u: Tensor) -> Tensor:
    """Labels (N, 40) of which every other face loses a share of its own, by u (N, 41) in 0..1: -1 is unknown."""
    return torch.where(u[:, 1:] < 2 * u[:, :1] - 1, -1.0, labels)


class LectureStage:
    """Trains the family, a player for each model."""

    def __init__(self, config: Config, device: torch.device) -> None:
        self.models = channels_last(_begun(config)).to(device)
        self.device, self.data = device, config.data
        objectives = {name: _objective(name, model) for name, model in self.models.unconditional().items()}
        objectives["conditional"] = ConditionalObjective(self.models.conditional)
        how = config.optimiser
        self.players = [
            Player(name, objectives[name].to(device), how, how.learning_rate) for name in _chosen(config, objectives)
        ]

    def validate(self, faces: Faces) -> dict[str, float]:
        """PSNR in dB of each model's reconstruction from the mean of z, over all pixels; bound and KL, in nats, of the
        conditional VAE."""
        rows, generator = [], torch.Generator().manual_seed(0)
        for crops, labels in faces.crops(limit=VALID, chunk=100):
            crops, labels = crops.to(self.device), labels.to(self.device)
            seen = {name: _psnr(picture, crops) for name, picture in self._reconstructed(crops, labels).items()}
            told = self.models.conditional
            elbo = told.elbo(crops, labels, torch.randn(len(crops), told.latents, generator=generator).to(crops))
            rows.append({**seen, "conditional_bound": elbo.bound, "conditional_kl": elbo.kl})
        return {name: torch.cat([row[name] for row in rows]).mean().item() for name in rows[0]}

    def _reconstructed(self, crops: Tensor, labels: Tensor) -> dict[str, Tensor]:
        plain = self.models.unconditional()
        pictures = {name: model.decode(model.encode(crops).mode()) for name, model in plain.items()}
        conditional = self.models.conditional
        z = conditional.encode(crops, labels).mode()
        return pictures | {"conditional": conditional.decode(z, labels)}

    def picture(self, faces: Faces) -> Tensor:
        """Originals; what each model makes of them; what it draws; the conditional VAE with a label changed."""
        crops, labels = (x.to(self.device) for x in next(iter(faces.crops(chunk=COLUMNS))))
        made = self._reconstructed(crops, labels)
        # They draw at more than one size; the sheet shows their own pixels.
        size = max(self.models.config.body.size, self.models.conditional.config.size)
        rows = [shrink(crops, size), *made.values()]
        generator, plain = torch.Generator().manual_seed(1), self.models.unconditional()
        drawn = {name: plain[name].sample(len(crops), generator).to(self.device) for name in DRAWN}
        rows += [plain[name].decode(z) for name, z in drawn.items()]
        conditional = self.models.conditional
        z = conditional.encode(crops, labels).mode()
        for name in SHOWN:
            wanted = flipped(labels, name)
            rows.append(conditional.decode(conditional.changed(z, labels, wanted), wanted))
        return torch.stack([F.interpolate(row, size=size, mode="nearest").cpu() for row in rows])

    def export(self, path: Path, faces: Faces, notes: dict[str, object]) -> None:
        """Write the family, and beside it where its planes put validation faces."""
        save_network(path, self.models, {**notes, "faces": len(faces)}, half=True)
        codes = [
            plane_codes(self.models, crops.to(self.device), labels)
            for crops, labels in open_split(self.data, "valid").crops(limit=CODES)
        ]
        save_codes(codes_path(path), joined(codes), file_hash(path))


def _objective(name: str, model: AutoEncoder | VAE) -> Objective:
    if isinstance(model, AutoEncoder):
        return AutoEncoderObjective(model)
    kind, _, which = name.partition("_")
    return ElboObjective(model, *((1.0, BETAS[which]) if kind == "beta" else SPACES[which]))


def _begun(config: Config) -> LectureModels:
    """The models that a run begins with: those of ``init``, else new ones."""
    if config.init is not None:
        begun = load_network(config.init, LectureModels).requires_grad_(True).train()
        if begun.config != config.lecture:
            raise DataError("{path} holds models of other shapes than the configuration asks for.", path=config.init)
        return begun
    models = LectureModels(config.lecture)
    crops, labels = next(open_split(config.data, "train").crops(chunk=BEGUN_WITH))
    models.conditional.begin(shrink(crops, models.conditional.config.size), labels)
    return models


def _chosen(config: Config, names: Collection[str]) -> list[str]:
    only = config.lecture_training.only or tuple(names)
    for name in only:
        if name not in names:
            raise DataError("{name} is none of the lecture's models: {names}.", name=name, names=", ".join(names))
    return [name for name in names if name in only]


def flipped(labels: Tensor, name: str) -> Tensor:
    """Labels (N, 40) with one the other way round."""
    wanted = labels.clone()
    k = ATTRIBUTES.index(name)
    wanted[:, k] = 1 - wanted[:, k].clamp_min(0)
    return wanted


def _psnr(picture: Tensor, crops: Tensor) -> Tensor:
    error = (picture - shrink(crops, picture.shape[-1])).square().flatten(1).mean(1)
    return -10 * torch.log10(error)
