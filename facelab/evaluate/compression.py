"""Faces compressed as latents beside JPEG, WebP and AVIF: bytes, face PSNR and MS-SSIM over rates."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from facelab.evaluate.figures import Figure
from facelab.evaluate.reconstruction import ms_ssim
from facelab.latent.compression import DETAIL_STEPS, compress, decompress, to_bytes
from facelab.model.measures import face_psnr
from facelab.model.vae import ConvVAE
from facelab.progress import CountCallback, quiet

PART = "compression"
FACES = 100
NAMES = ("bytes", "face PSNR", "MS-SSIM")
_ANY = "00" * 32

Coded = tuple[int, Tensor]
"""Bytes, and the crop (3, 128, 128) that comes back."""


@dataclass(frozen=True, eq=False)
class Codec:
    """A way to store a crop.

    Attributes:
        qualities: from the smallest to the best. code: vae, crop (3, 128, 128) and quality to what comes back.
    """

    qualities: tuple[int, ...]
    code: Callable[[ConvVAE, Tensor, int], Coded]


def _latent(vae: ConvVAE, crop: Tensor, quality: int, residual: int | None = None) -> Coded:
    face = compress(vae, crop, quality, residual)
    return len(to_bytes(face, _ANY)), decompress(vae, face)


def _with_residual(vae: ConvVAE, crop: Tensor, quality: int) -> Coded:
    return _latent(vae, crop, 4, quality)


def _picture(kind: str, **options: object) -> Callable[[ConvVAE, Tensor, int], Coded]:
    def code(_: ConvVAE, crop: Tensor, quality: int) -> Coded:
        stream = io.BytesIO()
        levels = (crop.permute(1, 2, 0).numpy() * 255).round().astype(np.uint8)
        Image.fromarray(levels).save(stream, kind, quality=quality, **options)
        with Image.open(stream) as picture:
            back = np.asarray(picture.convert("RGB"))
        return len(stream.getvalue()), torch.from_numpy(back.astype(np.float32) / 255).permute(2, 0, 1)

    return code


CODECS: Mapping[str, Codec] = {
    "latent": Codec(tuple(range(len(DETAIL_STEPS))), _latent),
    "latent and residual": Codec((10, 30, 60, 80), _with_residual),
    "JPEG": Codec((1, 5, 10, 20, 40), _picture("JPEG", optimize=True)),
    "WebP": Codec((0, 5, 20, 50), _picture("WEBP", method=6)),
    "AVIF": Codec((0, 10, 25, 40, 55), _picture("AVIF", speed=4)),
}


def measure(vae: ConvVAE, faces: Tensor, progress: CountCallback = quiet) -> list[Figure]:
    """Means over faces (N, 3, 128, 128): NAMES of each codec (``method``) at each quality (``amount``, from 1)."""
    found = []
    for done, (name, codec) in enumerate(CODECS.items()):
        for number, quality in enumerate(codec.qualities):
            coded = [codec.code(vae, crop, quality) for crop in faces]
            back = torch.stack([crop for _, crop in coded])
            size = float(np.mean([size for size, _ in coded]))
            values = size, face_psnr(back, faces).mean().item(), ms_ssim(back, faces).mean().item()
            found += [
                Figure(PART, figure, value, amount=number + 1.0, method=name)
                for figure, value in zip(NAMES, values, strict=True)
            ]
        progress(done + 1)
    return found
