"""The main way through: a photo in, an edited photo out.

    photo.read -> photo.faces -> photo.align -> model.encode -> latent.edits -> model.decode -> render.composite
    -> photo.write

The command line, the window and Python users all come this way. Nothing is computed before it is needed, and nothing
twice; torch is imported with the first model.
"""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab import files
from facelab.crops import Original
from facelab.edited import Photo
from facelab.frame import LANDMARKS
from facelab.photo.centerface import CenterFace
from facelab.photo.faces import FaceDetector
from facelab.photo.picture import Picture
from facelab.photo.read import read
from facelab.photo.xmp import Mark, packet

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.latent import Attributes
    from facelab.latent.limits import Limits
    from facelab.model import AttributeNet, ConvVAE, DiagonalGaussian
    from facelab.model.quick import Quick

Crops = NDArray[np.float32]
"""(N, 128, 128, 3) in the canonical frame, sRGB 0..1."""

SHIPPED = "celeba-vae-128.safetensors"
NETWORK = "celeba-attributes-128.safetensors"
CHUNK = 64


def load(weights: Path | str | None = None, detector: FaceDetector | None = None) -> "Lab":
    """A lab, ready to open photos.

    Args:
        weights: a checkpoint with its attributes file beside it; FaceLab's own if left out.
        detector: finds the faces; CenterFace if left out.

    Raises:
        WeightsError: the checkpoint cannot be used.
    """
    lab = begin(weights, detector)
    lab.loading.result()
    return lab


def begin(weights: Path | str | None = None, detector: FaceDetector | None = None, *, quick: bool = False) -> "Lab":
    """Like ``load``, at once: the model comes meanwhile, for importing torch takes as long as finding the faces.

    ``quick``: then what draws for the screen comes, too, before it is asked for.
    """
    path = Path(weights) if weights else files.weights(SHIPPED)
    pool = ThreadPoolExecutor(1)
    lab = Lab(path, pool.submit(_load_vae, path), detector)
    if quick:
        pool.submit(lambda: lab.quick)
    pool.shutdown(wait=False)
    return lab


def _load_vae(path: Path) -> "ConvVAE":
    from facelab.model import ConvVAE, load_network

    return load_network(path, ConvVAE)


@dataclass(frozen=True, eq=False)
class Lab:
    """A model with its attributes and a face detector; made by ``load``.

    Attributes:
        weights: the checkpoint's file.
        loading: gives the model, or the error why there is none.
        given_detector: None for CenterFace.
    """

    weights: Path
    loading: "Future[ConvVAE]"
    given_detector: FaceDetector | None = None

    @property
    def vae(self) -> "ConvVAE":
        """The model."""
        return self.loading.result()

    @cached_property
    def quick(self) -> "Quick":
        """What draws one face at a time for the screen."""
        from facelab.model.quick import quick

        return quick(self.vae)

    @cached_property
    def attributes(self) -> "Attributes":
        """What the attributes file beside the checkpoint holds.

        Raises:
            WeightsError: there is none, or it belongs to another checkpoint.
        """
        from facelab.latent import attributes_path, load_attributes
        from facelab.model.checkpoint import file_hash

        self.loading.result()  # if the checkpoint itself is unfit, that is what to say
        return load_attributes(attributes_path(self.weights), file_hash(self.weights))

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
    def detector(self) -> FaceDetector:
        """What finds the faces."""
        return self.given_detector or CenterFace()

    def open(self, path: Path | str) -> Photo:
        """Open a photo.

        Raises:
            PhotoError: it cannot be read.
        """
        return self.photo(read(path))

    def photo(self, picture: Picture) -> Photo:
        """A picture in memory as a photo to edit."""
        return Photo(Original(self, picture))

    def encode(self, crops: Crops) -> "DiagonalGaussian":
        """Crops (N, 128, 128, 3) to the Gaussian of z = (s, d): mean and logvar (N, S + D), tensors."""
        import torch

        from facelab.model import DiagonalGaussian

        pictures = torch.from_numpy(np.ascontiguousarray(crops)).permute(0, 3, 1, 2)
        encoded = [self.vae.encode(chunk) for chunk in torch.split(pictures, CHUNK)]
        return DiagonalGaussian(torch.cat([e.mean for e in encoded]), torch.cat([e.logvar for e in encoded]))

    def decode(self, z: "Tensor | NDArray[np.float32]", fade: "Tensor | float" = 0.0) -> Crops:
        """Pictures (N, 128, 128, 3) of z (N, S + D); ``fade``, 0..1 or (N, 1, 64, 64): where the detail is dropped."""
        import torch

        z = torch.as_tensor(z, dtype=torch.float32)
        fades = torch.as_tensor(fade, dtype=torch.float32).expand(len(z), 1, *[self.vae.config.structure.size] * 2)
        pictures = [
            self.vae.decode(*pair) for pair in zip(torch.split(z, CHUNK), torch.split(fades, CHUNK), strict=True)
        ]
        return np.ascontiguousarray(torch.cat(pictures).permute(0, 2, 3, 1).numpy())

    def decode_drawn(self, z: "Tensor | NDArray[np.float32]") -> Crops:
        """Pictures (N, 128, 128, 3) of faces without detail, z (N, S + D), as those drawn from the prior are."""
        from facelab.model.fade import drawing_map

        return self.decode(z, drawing_map(self.vae.config.structure.size))

    def reconstruct(self, crops: Crops) -> Crops:
        """Crops encoded and decoded again."""
        return self.decode(self.encode(crops).mode())

    def sample(self, n: int, seed: int = 0, spread: float = 1.0) -> Crops:
        """Faces (n, 128, 128, 3) drawn from the fitted prior; the same seed gives the same faces.

        Args:
            n: how many.
            seed: of the random numbers.
            spread: 1 is the prior itself; less gives faces that are more alike.
        """
        import torch

        return self.decode_drawn(self.vae.sample(n, torch.Generator().manual_seed(seed), spread))

    def drawn_photo(self, z: NDArray[np.float32]) -> Photo:
        """A face of nobody, drawn from z (S + D,), as a photo to edit; saved it says that it was generated."""
        samples = np.rint(255 * self.decode_drawn(z[None])[0]).astype(np.uint8)
        picture = Picture(samples, xmp=packet(None, Mark.GENERATED))
        return Photo(Original(self, picture, known=()).with_landmarks(0, LANDMARKS))

    def seen(self, crops: Crops) -> NDArray[np.float32]:
        """Log-odds (N, 40) of the attributes that ``network`` sees in crops (N, 128, 128, 3)."""
        import torch

        pictures = torch.from_numpy(np.ascontiguousarray(crops)).permute(0, 3, 1, 2)
        log_odds: NDArray[np.float32] = torch.cat([self.network(p) for p in torch.split(pictures, CHUNK)]).numpy()
        return log_odds

    def readouts(self, mu: "Tensor") -> NDArray[np.float32]:
        """Log-odds (N, 40) of the attributes for mu (N, S + D) of encoded pictures."""
        from facelab.latent import log_odds

        return log_odds(self.vae.split(mu)[0].numpy(), self.attributes)
