"""Stage 1: the VAE of s."""

import math
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from facelab.attributes import ATTRIBUTES
from facelab.canonical import ellipse_radius, face_weight
from facelab.data.folder import Faces
from facelab.errors import DataError
from facelab.model.checkpoint import load_network, save_network
from facelab.model.judges import AttributeJudge
from facelab.model.layers import channels_last
from facelab.model.losses import attribute_nll, gaussian_nll
from facelab.model.residual import ResidualConfig
from facelab.model.vae import ConvVAE, VAEConfig, shrink
from facelab.train.config import Config
from facelab.train.player import Objective, Player
from facelab.train.sampling import Batch

STRUCTURE = ("encoder", "decoder", "log_sigma")
"""What of a ConvVAE this stage trains."""

FIRST = "encoder.features.1.weight"
"""The kernels that see the picture."""


class StructureObjective(Objective):
    """Reconstruction, KL divergence and attributes read along, all in nats of a face (Kingma & Welling 2014)."""

    weight: Tensor

    def __init__(self, vae: ConvVAE, config: Config) -> None:
        super().__init__()
        self.vae = vae
        self.how = config.structure_loss
        self.probe = nn.Linear(config.structure.latents, len(ATTRIBUTES))
        nn.init.zeros_(self.probe.weight)  # random ones would first pull s that is trained astray
        weight = torch.from_numpy(face_weight(config.structure.size, config.outside))[None, None]
        self.register_buffer("weight", weight, persistent=False)

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """``loss`` in thousands of nats; its terms in nats."""
        small = shrink(batch.pictures, self.vae.config.structure.size)
        posterior = self.vae.encode_structure(batch.pictures)
        s = posterior.reparameterise(batch.draws.normal(posterior.mean.shape[1]))
        nll = gaussian_nll(small, self.vae.decoder(s), self.vae.log_sigma, self.weight).mean()
        kl = posterior.kl().sum(1).mean()
        with torch.autocast(small.device.type, enabled=False):
            read = attribute_nll(self.probe(posterior.mean), batch.labels).mean()
        beta = self.how.beta * min(1.0, (batch.seen + 1) / max(self.how.kl_warmup, 1))
        loss = (nll + beta * kl + self.how.probe * read) / 1000
        sigma = self.vae.log_sigma.exp()
        return {"loss": loss, "elbo": -(nll + kl), "nll": nll, "kl": kl, "attributes": read, "sigma": sigma}


def _structure_of(path: Path, shape: VAEConfig) -> dict[str, Tensor]:
    vae = load_network(path, ConvVAE)
    given, wanted = vae.config.structure, shape.structure
    alike = replace(given, input_scale=wanted.input_scale, reader=given.reader or wanted.reader)
    if alike != wanted or wanted.input_scale % given.input_scale:
        raise DataError("{path} has no structure of the shape that the configuration asks for.", path=path)
    tensors = {name: tensor for name, tensor in vae.state_dict().items() if name.split(".")[0] in STRUCTURE}
    return tensors | {FIRST: finer_input(tensors[FIRST], wanted.input_scale // given.input_scale)}


def finer_input(weight: Tensor, factor: int) -> Tensor:
    """The first kernels of an encoder, (C, 3 r^2, k, k), for ``factor`` times as many pixels along each side.

    They see the mean of each square of pixels, as before: the encoder computes the same and may learn to see more.

    Returns:
        (C, 3 (factor r)^2, k, k).
    """
    outputs, inputs, kernel = weight.shape[:3]
    square = math.isqrt(inputs // 3)
    pixels = weight.view(outputs, 3, square, square, kernel, kernel) / factor**2
    return pixels.repeat_interleave(factor, 2).repeat_interleave(factor, 3).reshape(outputs, -1, kernel, kernel)


def _reader_of(path: Path, shape: ResidualConfig | None) -> dict[str, Tensor]:
    judge = load_network(path, AttributeJudge)
    if shape is None or (judge.config.widths, judge.config.blocks) != (shape.widths, shape.blocks):
        raise DataError("{path} has no reader of the shape that the configuration asks for.", path=path)
    return {f"levels.{name}": tensor for name, tensor in judge.levels.state_dict().items()}


class StructureStage:
    """Trains encoder and decoder of s; the fitted prior is added at the end."""

    def __init__(self, config: Config, device: torch.device) -> None:
        self.config = config
        shape = VAEConfig(config.structure, details=0, upsampler=None, outside=config.outside)
        vae = ConvVAE(shape)
        if config.init is not None:
            vae.load_state_dict(_structure_of(config.init, shape), strict=False)
        if vae.encoder.reader is not None:
            if config.reader is not None:
                vae.encoder.reader.load_state_dict(_reader_of(config.reader, config.structure.reader))
            vae.encoder.reader.requires_grad_(False)
        self.vae = channels_last(vae).to(device)
        self.objective = StructureObjective(self.vae, config).to(device)
        self.players = [Player("vae", self.objective, config.optimiser, config.optimiser.learning_rate)]

    def validate(self, faces: Faces) -> dict[str, float]:
        """Face PSNR at 64 x 64 in dB, KL in nats, labels read in per cent; over a thousand faces, from mu."""
        inside = torch.from_numpy(ellipse_radius(self.config.structure.size) <= 1)
        rows = []
        for crops, labels in faces.crops(limit=1000):
            crops = crops.to(self.objective.weight.device)
            small = shrink(crops, self.config.structure.size)
            posterior = self.vae.encode_structure(crops)
            read = (self.objective.probe(posterior.mean) > 0).cpu() == (labels > 0.5)
            known = labels >= 0
            error = (self.vae.structure(posterior.mean) - small).square().mean(1).cpu()[:, inside].mean(1)
            psnr = -10 * torch.log10(error)
            share = 100 * (read & known).sum(1) / known.sum(1).clamp_min(1)
            rows.append(torch.stack([psnr, posterior.kl().sum(1).cpu(), share], 1))
        figures = torch.cat(rows).mean(0).tolist()
        return dict(zip(("face_psnr_64", "kl", "attributes"), figures, strict=True))

    def picture(self, faces: Faces) -> Tensor:
        """Originals, reconstructions, and draws from the Gaussian fitted to these faces."""
        crops = next(iter(faces.crops(chunk=1000)))[0].to(self.objective.weight.device)
        small = shrink(crops, self.config.structure.size)
        means = self.vae.encode_structure(crops).mean
        columns = min(12, len(small))
        self.vae.fit_prior(means)
        drawn = self.vae.structure(self.vae.sample(2 * columns, torch.Generator().manual_seed(1)))
        sheets = small[:columns], self.vae.structure(means[:columns]), *drawn.split(columns)
        return torch.stack([sheet.cpu() for sheet in sheets])

    def export(self, path: Path, faces: Faces, notes: dict[str, object]) -> None:
        """Fit the prior to all training faces and write the weights."""
        device = self.objective.weight.device
        means = [self.vae.encode_structure(crops.to(device)).mean.cpu() for crops, _ in faces.crops()]
        self.vae.fit_prior(torch.cat(means))
        save_network(path, self.vae, notes, half=True)
