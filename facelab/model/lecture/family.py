"""The whole family in one checkpoint: models of one body, trained alike on the same faces, to be compared."""

from dataclasses import dataclass, field
from typing import Annotated, cast

from pydantic import Field
from torch import nn

from facelab.model.lecture.autoencoder import AutoEncoder
from facelab.model.lecture.body import BodyConfig
from facelab.model.lecture.conditional_vae import ConditionalConfig, ConditionalVAE
from facelab.model.lecture.vae import VAE

Latents = Annotated[int, Field(ge=1, le=1024)]

SPACES: dict[str, tuple[float, float]] = {"reconstruction": (1.0, 0.0), "kl": (0.0, 1.0), "both": (1.0, 1.0)}
"""The three latent spaces: how much the likelihood and the divergence count in what each VAE is trained by."""
BETAS: dict[str, float] = {"tenth": 0.1, "ten": 10.0, "hundred": 100.0, "thousand": 1000.0}
"""How much the divergence counts in VAEs with two latents beside ``both``, where it counts 1 (Higgins et al. 2017)."""


@dataclass(frozen=True)
class LectureConfig:
    """Shape of the family.

    Attributes:
        body: of all of them.
        latents: dimensions of z. plane: of the z of those whose latent space is looked at, a plane.
        conditional: the conditional VAE, which draws larger pictures.
    """

    body: BodyConfig = field(default_factory=BodyConfig)
    latents: Latents = 32
    plane: Latents = 2
    conditional: ConditionalConfig = field(default_factory=ConditionalConfig)


class LectureModels(nn.Module):
    """Autoencoder, conditional VAE, and the three latent spaces; the ``plane`` ones and ``betas`` have two latents."""

    def __init__(self, config: LectureConfig) -> None:
        super().__init__()
        self.config = config
        body = config.body
        self.autoencoder = AutoEncoder(body, config.latents)
        self.spaces = nn.ModuleDict({name: VAE(body, config.latents) for name in SPACES})
        self.plane_autoencoder = AutoEncoder(body, config.plane)
        self.planes = nn.ModuleDict({name: VAE(body, config.plane) for name in SPACES})
        self.betas = nn.ModuleDict({name: VAE(body, config.plane) for name in BETAS})
        self.conditional = ConditionalVAE(config.conditional)

    def space(self, name: str) -> VAE:
        """One of ``spaces``."""
        return cast(VAE, self.spaces[name])

    def unconditional(self) -> dict[str, AutoEncoder | VAE]:
        """All that are told no labels, by name: ``autoencoder``, ``space_both``, ``plane_kl``, ``beta_ten``..."""
        spaces = {f"space_{name}": cast(VAE, model) for name, model in self.spaces.items()}
        planes = {f"plane_{name}": cast(VAE, model) for name, model in self.planes.items()}
        betas = {f"beta_{name}": cast(VAE, model) for name, model in self.betas.items()}
        return {
            "autoencoder": self.autoencoder,
            "plane_autoencoder": self.plane_autoencoder,
            **spaces,
            **planes,
            **betas,
        }

    def beta(self, name: str) -> VAE:
        """One of ``betas``, or ``both``."""
        return cast(VAE, self.planes[name] if name in SPACES else self.betas[name])

    def all_planes(self) -> dict[str, AutoEncoder | VAE]:
        """Those with ``plane`` latents by what they are trained by, the autoencoder first."""
        return {"autoencoder": self.plane_autoencoder, **{name: self.beta(name) for name in (*SPACES, *BETAS)}}
