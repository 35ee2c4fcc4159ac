"""The engine: the weights, networks and attributes that everything else works with.

Nothing is loaded before it is needed; torch is imported with the first network.
"""

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab import files
from facelab.photo.centerface import CenterFace
from facelab.photo.faces import FaceDetector
from facelab.pipeline.arrays import checked_crops, checked_draw, checked_latents

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.latent import Attributes
    from facelab.latent.anomaly import Reference
    from facelab.latent.codes import PlaneCodes
    from facelab.latent.identity import Identity
    from facelab.latent.limits import Limits
    from facelab.latent.priors import Prior
    from facelab.model import AttributeNet, ConvVAE, DiagonalGaussian
    from facelab.model.compiled import CompiledVAE
    from facelab.model.glasses_remover import GlassesRemover
    from facelab.model.lecture.family import LectureModels
    from facelab.model.parser import Parser
    from facelab.render.motion import Mesh

Crops = NDArray[np.float32]
"""(N, 128, 128, 3) in the canonical frame, sRGB 0..1."""

NETWORK = "celeba-attributes-128.safetensors"
PARSER = "face-parser.safetensors"
REMOVER = "glasses-remover.safetensors"
LECTURE = "celeba-lecture-32.safetensors"
CHUNK = 64
"""Faces that a network is given at once."""


@dataclass(frozen=True, eq=False)
class Engine:
    """A model with its attributes, a network that reads attributes in pictures, and a face detector.

    Wherever it takes an array it takes a tensor too; it gives float32 arrays. Only ``encode`` gives tensors: its
    Gaussian is the model's own. What is no such array is an ``ArrayError``.

    Attributes:
        weights: the checkpoint's file.
        loading: gives the model, or the error why there is none.
        given_detector: None for CenterFace.
    """

    weights: Path
    loading: "Future[ConvVAE]"
    given_detector: FaceDetector | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} with {self.weights.name}>"

    @property
    def vae(self) -> "ConvVAE":
        """The model."""
        return self.loading.result()

    @property
    def width(self) -> int:
        """How many numbers z has, S + D."""
        return self.vae.config.structure.latents + self.vae.config.details

    @cached_property
    def compiled(self) -> "CompiledVAE":
        """What draws one face at a time for the screen."""
        from facelab.model.compiled import compile_vae

        return compile_vae(self.vae)

    @cached_property
    def attributes(self) -> "Attributes":
        """What the attributes file beside the checkpoint holds.

        Raises:
            WeightsError: there is none, or it belongs to another checkpoint.
        """
        from facelab.files import attributes_path
        from facelab.latent import load_attributes
        from facelab.model.checkpoint import file_hash

        self.loading.result()  # if the checkpoint itself is unfit, that is what to say
        return load_attributes(attributes_path(self.weights), file_hash(self.weights))

    @cached_property
    def prior(self) -> "Prior":
        """What faces are drawn from.

        Raises:
            WeightsError: the file of the flow is damaged, or belongs to another checkpoint.
        """
        from facelab.files import prior_path
        from facelab.latent.priors import load_prior

        return load_prior(prior_path(self.weights), self.vae, lambda: self.attributes)

    @cached_property
    def identity(self) -> "Identity | None":
        """Tells people apart; None where the checkpoint has nothing for it.

        Raises:
            WeightsError: the file is damaged, or belongs to another checkpoint.
        """
        from facelab.files import identity_path
        from facelab.latent.identity import load_identity
        from facelab.model.checkpoint import structure_hash

        return load_identity(identity_path(self.weights), structure_hash(self.vae))

    @cached_property
    def known_faces(self) -> "Reference | None":
        """How strange faces are that the model has not been trained on; None where the checkpoint has no such file.

        Raises:
            WeightsError: the file is damaged, or belongs to another checkpoint.
        """
        from facelab.latent.anomaly import anomaly_path, read_reference

        path = anomaly_path(self.weights)
        return read_reference(path, self.attributes.checkpoint) if path.exists() else None

    @cached_property
    def limits(self) -> "Mapping[str, Limits]":
        """How far each attribute is to be moved.

        Raises:
            WeightsError: the file that says so is damaged.
        """
        from facelab.latent.limits import limits_path, read_limits

        return read_limits(limits_path(self.weights), self.attributes.checkpoint)

    @cached_property
    def network(self) -> "AttributeNet":
        """Tells which attributes are seen in a picture, whatever the model makes of it."""
        from facelab.model import AttributeNet, load_network

        return load_network(files.weights(NETWORK), AttributeNet)

    @cached_property
    def parser(self) -> "Parser":
        """Tells which part of a head every pixel shows."""
        from facelab.model import load_network
        from facelab.model.parser import Parser

        return load_network(files.weights(PARSER), Parser)

    @cached_property
    def glasses_remover(self) -> "GlassesRemover":
        """Tells where the frame of glasses is, and what is behind it."""
        from facelab.model import load_network
        from facelab.model.glasses_remover import GlassesRemover

        return load_network(files.weights(REMOVER), GlassesRemover)

    @cached_property
    def lecture(self) -> "LectureModels":
        """The lecture's models, small: autoencoder, three latent spaces, conditional VAE.

        Raises:
            WeightsError: they are damaged.
        """
        import torch

        from facelab.model import load_network
        from facelab.model.lecture.family import LectureModels

        with torch.inference_mode(mode=False):  # gradients shall flow through them, whoever asks for them first
            return load_network(files.weights(LECTURE), LectureModels)

    @cached_property
    def plane_codes(self) -> "PlaneCodes":
        """Where the planes among ``lecture`` put faces that were not trained on.

        Raises:
            WeightsError: the file is damaged, or of other models.
        """
        from facelab.latent.codes import codes_path, load_codes
        from facelab.model.checkpoint import file_hash

        path = files.weights(LECTURE)
        return load_codes(codes_path(path), file_hash(path))

    @cached_property
    def average_mesh(self) -> "Mesh":
        """The mesh of D(m), m the prior's mean: the average face, for which areas are known."""
        from facelab.photo.mesh import face_mesh
        from facelab.render.motion import Mesh

        drawn = self.vae.structure(self.vae.prior_mean[None])[0].permute(1, 2, 0)
        return Mesh(face_mesh().points(np.ascontiguousarray(drawn.numpy())))

    @cached_property
    def detector(self) -> FaceDetector:
        """What finds the faces."""
        return self.given_detector or CenterFace()

    def encode(self, crops: "Crops | Tensor") -> "DiagonalGaussian":
        """Crops (N, 128, 128, 3) to the Gaussian of z = (s, d): mean and logvar (N, S + D), tensors."""
        import torch

        from facelab.model import DiagonalGaussian

        pictures = torch.from_numpy(checked_crops(crops)).permute(0, 3, 1, 2)
        encoded = [self.vae.encode(chunk) for chunk in torch.split(pictures, CHUNK)]
        return DiagonalGaussian(torch.cat([e.mean for e in encoded]), torch.cat([e.logvar for e in encoded]))

    def decode(self, z: "Tensor | NDArray[np.float32]", fade: "Tensor | float" = 0.0) -> Crops:
        """Pictures (N, 128, 128, 3) of z (N, S + D); ``fade``, 0..1 or (N, 1, 64, 64): where the detail is dropped."""
        import torch

        z = torch.from_numpy(checked_latents(z, self.width))
        fades = torch.as_tensor(fade, dtype=torch.float32).expand(len(z), 1, *[self.vae.config.structure.size] * 2)
        pictures = [
            self.vae.decode(*pair) for pair in zip(torch.split(z, CHUNK), torch.split(fades, CHUNK), strict=True)
        ]
        return np.ascontiguousarray(torch.cat(pictures).permute(0, 2, 3, 1).numpy())

    def decode_drawn(self, z: "Tensor | NDArray[np.float32]") -> Crops:
        """Pictures (N, 128, 128, 3) of faces without detail, z (N, S + D), as those drawn from the prior are."""
        from facelab.model.fade import drawing_map

        return self.decode(z, drawing_map(self.vae.config.structure.size))

    def reconstruct(self, crops: "Crops | Tensor") -> Crops:
        """Crops encoded and decoded again."""
        return self.decode(self.encode(crops).mode())

    def sample_latents(self, n: int, seed: int = 0, spread: float = 1.0) -> NDArray[np.float32]:
        """z (n, S + D) drawn from the prior, as ``sample`` draws them; ``decode_drawn`` shows their faces."""
        checked_draw(n, seed, spread)
        import torch

        eps = torch.randn(n, self.prior.noise, generator=torch.Generator().manual_seed(seed))
        return self.without_detail(self.prior.draw(eps, spread))

    def without_detail(self, s: NDArray[np.float32]) -> NDArray[np.float32]:
        """z (N, S + D) of faces s (N, S), d = 0, as ``decode_drawn`` takes them."""
        return np.pad(s, ((0, 0), (0, self.width - s.shape[1])))

    def sample(self, n: int, seed: int = 0, spread: float = 1.0) -> Crops:
        """Faces (n, 128, 128, 3) drawn from the prior; the same seed gives the same faces.

        Args:
            n: how many.
            seed: of the random numbers.
            spread: 1 is the prior itself; less gives faces that are more alike.
        """
        return self.decode_drawn(self.sample_latents(n, seed, spread))

    def seen(self, crops: "Crops | Tensor") -> NDArray[np.float32]:
        """Log-odds (N, 40) of the attributes that ``network`` sees in crops (N, 128, 128, 3)."""
        import torch

        pictures = torch.from_numpy(checked_crops(crops)).permute(0, 3, 1, 2)
        log_odds: NDArray[np.float32] = torch.cat([self.network(p) for p in torch.split(pictures, CHUNK)]).numpy()
        return log_odds

    def probes(self, mu: "Tensor | NDArray[np.float32]") -> NDArray[np.float32]:
        """Log-odds (N, 40) of the attributes for mu (N, S + D) of encoded pictures."""
        from facelab.latent import log_odds

        latents = checked_latents(mu, self.width)
        return log_odds(latents[:, : self.vae.config.structure.latents], self.attributes)
