"""ConvVAE: the whole model, from a crop to its latent z = (s, d) and back."""

from dataclasses import dataclass, field
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.model.detail import Detail
from facelab.model.fade import fade_map
from facelab.model.gaussian import DiagonalGaussian
from facelab.model.structure import StructureConfig, StructureDecoder, StructureEncoder
from facelab.model.upsampler import Upsampler, UpsamplerConfig, enlarge


@dataclass(frozen=True)
class VAEConfig:
    """Shape of a ConvVAE; kept in its checkpoint.

    Attributes:
        structure: the VAE of s.
        details: dimensions of d; 0 for a plain convolutional VAE.
        upsampler: the network that draws; None for bicubic enlargement.
        outside: the face weight far outside the face ellipse.
    """

    structure: StructureConfig = field(default_factory=StructureConfig)
    details: Annotated[int, Field(ge=0, le=8192)] = 512
    upsampler: UpsamplerConfig | None = field(default_factory=UpsamplerConfig)
    outside: Annotated[float, Field(gt=0, le=1)] = 0.08

    @property
    def latents(self) -> int:
        """Dimensions of z."""
        return self.structure.latents + self.details


class ConvVAE(nn.Module):
    """Two-rate convolutional VAE of faces in the canonical frame (docs/design.md, "The model").

    s, the structure, is a VAE's latent (Kingma & Welling 2014); d, the detail, whitened principal components of what
    D(mu) leaves over; the upsampler draws 128 x 128 pixels from both. With ``details=0`` and ``upsampler=None`` it is
    the lecture's plain convolutional VAE.
    """

    prior_mean: Tensor
    prior_root: Tensor

    def __init__(self, config: VAEConfig) -> None:
        super().__init__()
        self.config = config
        shape = config.structure
        self.encoder = StructureEncoder(shape)
        self.decoder = StructureDecoder(shape)
        self.log_sigma = nn.Parameter(torch.tensor(-2.0))
        self.detail_code = Detail(config.details, shape.size, config.outside) if config.details else None
        self.upsampler = Upsampler(config.upsampler, shape.latents, shape.size) if config.upsampler else None
        self.register_buffer("prior_mean", torch.zeros(shape.latents))
        # (torch.eye would import PyTorch's compiler where a checkpoint is read: see checkpoint.py.)
        self.register_buffer("prior_root", torch.zeros(shape.latents, shape.latents).fill_diagonal_(1))

    def split(self, z: Tensor) -> tuple[Tensor, Tensor]:
        """z (N, S + D) as s (N, S) and d (N, D)."""
        s, d = z.split((self.config.structure.latents, self.config.details), 1)
        return s, d

    def encode(self, x: Tensor) -> DiagonalGaussian:
        """Crops (N, 3, 128, 128), sRGB 0..1, to the Gaussian of z = (s, d), (N, S + D)."""
        s = self.encode_structure(x)
        if self.detail_code is None:
            return s
        d = self.detail_code.encode(shrink(x, self.config.structure.size) - self.structure(s.mean))
        logvar = self.detail_code.logvar().expand_as(d)
        return DiagonalGaussian(torch.cat([s.mean, d], 1), torch.cat([s.logvar, logvar], 1))

    def encode_structure(self, x: Tensor) -> DiagonalGaussian:
        """Crops (N, 3, 128, 128), sRGB 0..1, to the Gaussian of s, (N, S)."""
        shape = self.config.structure
        s: DiagonalGaussian = self.encoder(shrink(x, shape.size * shape.input_scale))
        return s

    def structure(self, s: Tensor) -> Tensor:
        """D(s): (N, S) to (N, 3, 64, 64), sRGB 0..1."""
        picture: Tensor = self.decoder(s).clamp(0, 1)
        return picture

    def detail(self, d: Tensor) -> Tensor:
        """The detail picture of d: (N, D) to (N, 3, 64, 64), centred on 0."""
        if self.detail_code is None:
            size = self.config.structure.size
            return d.new_zeros(len(d), 3, size, size)
        picture: Tensor = self.detail_code(d)
        return picture

    def draw(self, structure: Tensor, detail: Tensor, fade: Tensor, s: Tensor) -> Tensor:
        """The last step of ``decode``, for those who keep D(s) and the detail picture (see ``Upsampler.forward``)."""
        if self.upsampler is None:
            return enlarge(structure + (1 - fade) * detail)
        picture: Tensor = self.upsampler(structure, detail, fade, s)
        return picture

    def decode(self, z: Tensor, fade: Tensor | float = 0.0) -> Tensor:
        """The picture of z.

        Args:
            z: (N, S + D).
            fade: where the detail is dropped and the network draws, 0..1: a number or (N, 1, 64, 64).

        Returns:
            (N, 3, 128, 128), sRGB 0..1.
        """
        s, d = self.split(z)
        structure = self.structure(s)
        fade = torch.as_tensor(fade, dtype=structure.dtype, device=structure.device).expand_as(structure[:, :1])
        return self.draw(structure, self.detail(d), fade, s).clamp(0, 1)

    def edit(
        self, s: Tensor, structure: Tensor, unedited: Tensor, detail: Tensor, region: Tensor, anew: Tensor
    ) -> tuple[Tensor, Tensor]:
        """A face as an edit makes it, and where it was drawn anew.

        Args:
            s: the edited one, (N, S). structure: its D(s), (N, 3, 64, 64).
            unedited: D(s) before the edit. detail: the detail picture. Both (N, 3, 64, 64).
            region: (N, 1, 64, 64) in 0..1, where the edit acts.
            anew: the same, how much is drawn anew whatever changes.

        Returns:
            E and h (docs/design.md, "The composite"): (N, 3, 128, 128), sRGB 0..1, and (N, 1, 128, 128), 0..1.
        """
        fade = fade_map(structure, unedited, region)
        drawn = self.draw(structure, detail, fade.maximum(anew), s).clamp(0, 1)
        return drawn, F.interpolate(fade, scale_factor=2, mode="bilinear")

    def sample(self, n: int, generator: torch.Generator | None = None, spread: float = 1.0) -> Tensor:
        """Latents of faces of the fitted prior: s = m + S^(1/2) eps, d = 0; ``decode`` them with ``drawing_map``.

        Args:
            n: how many.
            generator: source of eps.
            spread: scale of eps; 1 is the prior itself, less gives faces that are more alike.

        Returns:
            (n, S + D).
        """
        eps = torch.randn(n, len(self.prior_mean), generator=generator).to(self.prior_mean.device)
        return F.pad(self.drawn(spread * eps), (0, self.config.details))

    def drawn(self, eps: Tensor) -> Tensor:
        """s = m + S^(1/2) eps of the fitted prior, (N, S), from eps ~ N(0, I) of the same shape."""
        return self.prior_mean + eps @ self.prior_root.T

    def fit_prior(self, means: Tensor) -> None:
        """Make the prior the Gaussian nearest to the posteriors' means, (N, S): their mean and covariance."""
        means = means.double()
        values, vectors = torch.linalg.eigh(torch.cov(means.T))
        root = (vectors * values.clamp_min(0).sqrt()) @ vectors.T
        self.prior_mean.copy_(means.mean(0))
        self.prior_root.copy_(root)


def shrink(x: Tensor, size: int) -> Tensor:
    """(N, C, H, W) to (N, C, size, size) by the mean of each block of pixels; H and W are multiples of size."""
    return F.avg_pool2d(x, x.shape[-1] // size)
