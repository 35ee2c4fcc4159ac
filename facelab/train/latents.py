"""Encoded faces to train on: encoded once, kept in the run's folder, taken in batches."""

from dataclasses import dataclass

import torch
from torch import Tensor

from facelab.data.folder import open_split
from facelab.errors import DataError
from facelab.files import make_folder
from facelab.latent.build import structure_of
from facelab.model.checkpoint import VERSION, load_network, load_tensors, save_tensors, structure_hash
from facelab.model.layers import channels_last
from facelab.model.vae import ConvVAE
from facelab.train.config import Config
from facelab.train.sampling import EpochSampler

CHUNK = 64


@dataclass(frozen=True)
class Latents:
    """One split of a data folder, encoded: ``mu`` of s (N, S)."""

    mu: Tensor

    def __len__(self) -> int:
        return len(self.mu)


@dataclass(frozen=True)
class LatentSampler(EpochSampler[Latents]):
    """Batches of latents."""

    def take(self, step: int) -> Tensor:
        """The latents (n, S) of a step, counted from 0 over all epochs."""
        _, indices = self.own(step)
        return self.faces.mu[torch.from_numpy(indices)].to(self.device)


def encoder_of(config: Config) -> ConvVAE:
    """The network that encodes the faces of a run.

    Raises:
        DataError: the configuration names none. WeightsError: it cannot be used.
    """
    if config.init is None:
        raise DataError("The stage {stage} needs init: weights whose structure is trained.", stage=config.stage)
    return load_network(config.init, ConvVAE)


def encoded(config: Config, split: str, device: torch.device) -> Latents:
    """A split of the run's data, encoded by ``config.init``; what lies in the run's folder is not encoded again.

    Raises:
        DataError: no data, or no weights are named. WeightsError: they cannot be used.
    """
    vae = encoder_of(config)
    kept, belongs = config.run / f"latents-{split}.safetensors", structure_hash(vae)
    faces = open_split(config.data, split)
    if kept.is_file():
        file = load_tensors(kept)
        if file.metadata.get("structure") == belongs and len(file.tensors.get("mu", ())) == len(faces):
            return Latents(file.tensors["mu"])
    vae = channels_last(vae).to(device)
    with torch.no_grad():
        mu = torch.cat([structure_of(vae, crops).float().cpu() for crops, _ in faces.crops(chunk=CHUNK)])
    make_folder(config.run)
    save_tensors(kept, {"mu": mu}, {"version": VERSION, "structure": belongs})
    return Latents(mu)
