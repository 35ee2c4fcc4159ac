"""One face of a picture as the model sees it: aligned, cropped and encoded, each once and not before it is needed."""

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facelab.attributes import ATTRIBUTES
from facelab.photo.align import Similarity, align
from facelab.photo.colour import Linear, decode_srgb
from facelab.photo.crop import face_crop
from facelab.photo.faces import Face
from facelab.photo.picture import Picture

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.pipeline.engine import Engine

SHOWN = 1024
"""Pixels in height and width, at most, of what a notebook shows."""


@dataclass(frozen=True, eq=False)
class EncodedCrop:
    """A face of a picture, its crop and what the model makes of it."""

    engine: "Engine"
    picture: Picture
    face: Face

    def __repr__(self) -> str:
        x0, y0, x1, y1 = self.box
        return f"<Face of {x1 - x0:.0f} x {y1 - y0:.0f} pixels at {x0:.0f}, {y0:.0f}>"

    def _repr_png_(self) -> bytes:
        return png(np.rint(255 * self.pixels.clip(0, 1)).astype(np.uint8))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 in pixels of the upright photo."""
        return self.face.box

    @property
    def landmarks(self) -> NDArray[np.float64]:
        """(5, 2), x y in pixels of the upright photo."""
        return self.face.landmarks

    @property
    def crop(self) -> NDArray[np.float32]:
        """The face as the model sees it, (128, 128, 3), sRGB 0..1; a copy."""
        return self.pixels.copy()

    @property
    def latent(self) -> NDArray[np.float32]:
        """z, (S + D,), the mode of what the model encodes; a copy."""
        z: NDArray[np.float32] = self.mu[0].numpy().copy()
        return z

    @cached_property
    def similarity(self) -> Similarity:
        """Photo to canonical frame."""
        return align(self.face.landmarks)

    @cached_property
    def pixels(self) -> NDArray[np.float32]:
        """(128, 128, 3), sRGB 0..1."""
        return face_crop(self.picture, self.similarity)

    @cached_property
    def mu(self) -> "Tensor":
        """(1, S + D)."""
        return self.engine.encode(self.pixels[None]).mode()

    @cached_property
    def s(self) -> "Tensor":
        """The structure's part of mu, (1, S)."""
        return self.engine.vae.split(self.mu)[0]

    @cached_property
    def structure(self) -> "Tensor":
        """D(s), (1, 3, 64, 64)."""
        return self.engine.vae.structure(self.s)

    @cached_property
    def detail(self) -> "Tensor":
        """The detail picture of d, (1, 3, 64, 64)."""
        return self.engine.vae.detail(self.engine.vae.split(self.mu)[1])

    @cached_property
    def reconstruction(self) -> NDArray[np.float32]:
        """R = decode(s, d, 0): (128, 128, 3), sRGB 0..1."""
        drawn: NDArray[np.float32] = self.engine.decode(self.mu)[0]
        return drawn

    @cached_property
    def unedited(self) -> Linear:
        """The same in linear light."""
        light: Linear = decode_srgb(self.reconstruction)
        return light

    @cached_property
    def reconstruction_on_screen(self) -> NDArray[np.float32]:
        """R as the screen needs it: made as edits are for it, so that it differs only where edits do."""
        nowhere = self.structure.new_zeros(self.structure[:, :1].shape)
        drawn, _ = self.engine.compiled.edit(self.s, self.structure, self.structure, self.detail, nowhere, nowhere)
        picture: NDArray[np.float32] = drawn[0].permute(1, 2, 0).numpy()
        return picture

    @cached_property
    def unedited_on_screen(self) -> Linear:
        """The same in linear light."""
        light: Linear = decode_srgb(self.reconstruction_on_screen)
        return light

    @property
    def probes(self) -> NDArray[np.float32]:
        """Log-odds (40,) of the attributes."""
        log_odds: NDArray[np.float32] = self.engine.probes(self.mu)[0]
        return log_odds

    @cached_property
    def has(self) -> dict[str, float]:
        """Attribute -> how surely the attribute network sees it in the face, 0..1."""
        seen = 1 / (1 + np.exp(-self.engine.seen(self.pixels[None])[0]))
        return dict(zip(ATTRIBUTES, seen.tolist(), strict=True))

    @property
    def _seen_landmarks(self) -> NDArray[np.float64]:
        """(5, 2), x y in the crop."""
        return self.similarity.apply(self.face.landmarks)

    @property
    def turn(self) -> float:
        """How far the nose lies to the right of the middle between eyes and mouth, in pixels of the crop: about 13 in a
        profile, at most 4 in a face that looks at the camera."""
        x = self._seen_landmarks[:, 0]
        return float(x[2] - (x[:2].mean() + x[3:].mean()) / 2)


def planes_last(picture: "Tensor") -> NDArray[np.float32]:
    """(1, 3, H, W) as (H, W, 3)."""
    found: NDArray[np.float32] = picture[0].permute(1, 2, 0).contiguous().numpy()
    return found


def png(samples: NDArray[np.uint8]) -> bytes:
    """A picture (H, W, 3), sRGB, as a PNG file for a notebook, at most 1024 pixels high and wide."""
    image, stream = Image.fromarray(samples), BytesIO()
    image.thumbnail((SHOWN, SHOWN))
    image.save(stream, "PNG")
    return stream.getvalue()
