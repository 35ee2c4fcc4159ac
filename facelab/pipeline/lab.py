"""The main way through: a photo in, an edited photo out.

    photo.read -> photo.faces -> photo.align -> model.encode -> latent.edits -> model.decode -> render.composite
    -> photo.write

The command line, the window and Python users all come this way.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab import files
from facelab.canonical import LANDMARKS
from facelab.photo.faces import FaceDetector, face_from_landmarks
from facelab.photo.metadata import Metadata
from facelab.photo.picture import Picture
from facelab.photo.read import read
from facelab.photo.xmp import Mark, packet
from facelab.pipeline.crops import Crop
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.engine import Engine
from facelab.pipeline.source_photo import SourcePhoto

if TYPE_CHECKING:
    from facelab.model import ConvVAE

SHIPPED = "celeba-vae-128.safetensors"


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


def begin(
    weights: Path | str | None = None, detector: FaceDetector | None = None, *, for_screen: bool = False
) -> "Lab":
    """Like ``load``, at once: the model comes meanwhile, for importing torch takes as long as finding the faces.

    ``for_screen``: then what draws for the screen is set up, too, before it is asked for.
    """
    path = Path(weights) if weights else files.weights(SHIPPED)
    pool = ThreadPoolExecutor(1)
    lab = Lab(path, pool.submit(_load_vae, path), detector)
    if for_screen:
        pool.submit(lambda: lab.compiled)
    pool.shutdown(wait=False)
    return lab


def _load_vae(path: Path) -> "ConvVAE":
    from facelab.model import ConvVAE, load_network

    return load_network(path, ConvVAE)


class Lab(Engine):
    """An engine that opens photos; made by ``load``."""

    def open(self, path: Path | str) -> Photo:
        """Open a photo.

        Raises:
            PhotoError: it cannot be read.
        """
        return self.photo(read(path))

    def photo(self, picture: Picture) -> Photo:
        """A picture in memory as a photo to edit."""
        return Photo(SourcePhoto(self, picture))

    def drawn_photo(self, z: NDArray[np.float32]) -> Photo:
        """A sampled face, drawn from z (S + D,), as a photo to edit; saved it says that it was generated."""
        samples = np.rint(255 * self.decode_drawn(z[None])[0]).astype(np.uint8)
        picture = Picture(samples, metadata=Metadata(xmp=packet(None, Mark.GENERATED)))
        face = face_from_landmarks(LANDMARKS, (picture.width, picture.height))
        return Photo(SourcePhoto(self, picture, known=(Crop(self, picture, face),)))
