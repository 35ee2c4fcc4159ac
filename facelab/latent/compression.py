"""Compression: a face as its quantised latent, entropy-coded under the prior; what a VAE is as a codec.

s is whitened by the prior, quantised and coded first; d is then the residual of D(s) *as it was coded*, so that it
makes up for what s lost, and is quantised in steps of pixels: components smaller than a step cost next to nothing
(reverse water-filling). Both are coded by asymmetric numeral systems (Duda 2013; the library constriction, Bamler 2022)
under Gaussians of their prior. What z leaves over can follow as a WebP of the difference.
"""

import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import constriction
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from facelab.errors import DataError, Hint, reason
from facelab.files import atomic_write
from facelab.latent.priors import whitened
from facelab.model.detail import Detail
from facelab.model.vae import ConvVAE, shrink

SIGNATURE = b"FLC1"
STEP = 0.4
"""Quantisation step of s, in standard deviations of the prior; finer or coarser, a face as good costs more bytes."""
DETAIL_STEPS = (0.56, 0.37, 0.28, 0.19, 0.09, 0.045)
"""Quantisation step of d by quality, 0 to 5, in units of the residual picture (weighted, sRGB 0..1)."""
FARTHEST = 4000
"""The largest symbol; what is farther is cut off."""
RESIDUAL = 2.0
"""The difference is stored at half its size, so that it fits into 0..1 whatever it is."""
MIDDLE = 128 / 255
_TAG = 4
_HEAD = len(SIGNATURE) + _TAG + 7
_MODEL = constriction.stream.model.QuantizedGaussian(-FARTHEST, FARTHEST)

Symbols = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class CompressedFace:
    """A face as it is stored.

    Attributes:
        quality: index into DETAIL_STEPS.
        latent: words of z as bytes.
        residual: a WebP of what z leaves over; empty: there is none.
    """

    quality: int
    latent: bytes
    residual: bytes = b""


def compress(vae: ConvVAE, crop: Tensor, quality: int = 3, residual: int | None = None) -> CompressedFace:
    """A crop as a quantised latent.

    Args:
        vae: with a detail code.
        crop: (3, 128, 128), sRGB 0..1.
        quality: index into DETAIL_STEPS; greater is better and longer.
        residual: WebP's quality, 0..100, of the difference that follows; None: none does.
    """
    with torch.inference_mode():
        s = vae.encode_structure(crop[None]).mean
        structure = _symbols(whitened(vae, s)[0] / STEP)
        drawn = vae.structure(_s(vae, structure))
        d = _code(vae).encode(shrink(crop[None], vae.config.structure.size) - drawn)[0]
        details = _symbols(d.double() * _spread(vae, quality))
        left = None if residual is None else crop - vae.decode(_z(vae, structure, details, quality))[0]
    coder = constriction.stream.stack.AnsCoder()
    # What is coded last is decoded first.
    coder.encode_reverse(details, _MODEL, np.zeros(len(details)), _spread(vae, quality).numpy())
    coder.encode_reverse(structure, _MODEL, np.zeros(len(structure)), np.full(len(structure), 1 / STEP))
    latent = coder.get_compressed().astype("<u4").tobytes()
    return CompressedFace(quality, latent, b"" if left is None or residual is None else _webp(left, residual))


def decompress(vae: ConvVAE, face: CompressedFace) -> Tensor:
    """The crop (3, 128, 128), sRGB 0..1, of what ``from_bytes`` gave."""
    spread = _spread(vae, face.quality).numpy()
    size = vae.config.structure.latents
    coder = constriction.stream.stack.AnsCoder(np.frombuffer(face.latent, "<u4").astype(np.uint32))
    structure = coder.decode(_MODEL, np.zeros(size), np.full(size, 1 / STEP))
    details = coder.decode(_MODEL, np.zeros(len(spread)), spread)
    difference = _difference(face.residual) if face.residual else torch.zeros(())
    with torch.inference_mode():
        picture = vae.decode(_z(vae, structure, details, face.quality))[0]
    return (picture + difference).clamp(0, 1)


def to_bytes(face: CompressedFace, checkpoint: str) -> bytes:
    """A file: signature, tag of the weights, quality, length of the latent, checksum, latent, residual.

    Args:
        face: it. checkpoint: SHA-256 of the weights, hexadecimal; their first four bytes are the tag.
    """
    content = face.latent + face.residual
    head = bytes([face.quality]) + len(face.latent).to_bytes(2, "little") + zlib.crc32(content).to_bytes(4, "little")
    return SIGNATURE + bytes.fromhex(checkpoint)[:_TAG] + head + content


def from_bytes(data: bytes, checkpoint: str) -> CompressedFace:
    """What ``to_bytes`` wrote.

    Raises:
        DataError: it is no such file, is damaged, or was compressed with other weights.
    """
    if len(data) < _HEAD or not data.startswith(SIGNATURE):
        raise DataError("It is no compressed face{hint}.", hint=Hint("; make one with: facelab compress"))
    if data[len(SIGNATURE) : len(SIGNATURE) + _TAG] != bytes.fromhex(checkpoint)[:_TAG]:
        raise DataError("It was compressed with other weights; only those can draw it.")
    quality, length, checksum = data[_HEAD - 7], data[_HEAD - 6 : _HEAD - 4], data[_HEAD - 4 : _HEAD]
    content = data[_HEAD:]
    if zlib.crc32(content) != int.from_bytes(checksum, "little") or quality >= len(DETAIL_STEPS):
        raise DataError("The compressed face is damaged; get a fresh copy of it.")
    end = int.from_bytes(length, "little")
    return CompressedFace(quality, content[:end], content[end:])


def save_compressed(path: Path, face: CompressedFace, checkpoint: str, *, overwrite: bool) -> int:
    """Write a compressed face; how many bytes it has.

    Raises:
        OutputError: it cannot be written there.
    """
    data = to_bytes(face, checkpoint)
    with atomic_write(path, overwrite=overwrite) as temporary:
        temporary.write_bytes(data)
    return len(data)


def load_compressed(path: Path, checkpoint: str) -> CompressedFace:
    """Read a compressed face.

    Raises:
        DataError: it cannot be read, or see ``from_bytes``.
    """
    try:
        return from_bytes(path.read_bytes(), checkpoint)
    except OSError as error:
        raise DataError("{path} cannot be read ({reason}).", path=path, reason=reason(error)) from error
    except DataError as error:
        raise DataError("{path}: {sentence}", path=path, sentence=error.message) from error


def _symbols(values: Tensor) -> Symbols:
    return values.round().clamp(-FARTHEST, FARTHEST).numpy().astype(np.int32)


def _code(vae: ConvVAE) -> Detail:
    if vae.detail_code is None:
        raise DataError("These weights have no detail, which compression needs; take others.")
    return vae.detail_code


def _spread(vae: ConvVAE, quality: int) -> Tensor:
    """Standard deviations (D,) of d's components in steps."""
    return _code(vae).scale.double() / DETAIL_STEPS[quality]


def _s(vae: ConvVAE, structure: Symbols) -> Tensor:
    eps = torch.from_numpy(structure.astype(np.float64)) * STEP
    return (vae.prior_mean.double() + eps @ vae.prior_root.double().T).float()[None]


def _z(vae: ConvVAE, structure: Symbols, details: Symbols, quality: int) -> Tensor:
    d = (torch.from_numpy(details.astype(np.float64)) / _spread(vae, quality)).float()
    return torch.cat([_s(vae, structure), d[None]], 1)


def _webp(difference: Tensor, quality: int) -> bytes:
    stored = (difference / RESIDUAL + MIDDLE).clamp(0, 1).permute(1, 2, 0).numpy()
    stream = io.BytesIO()
    Image.fromarray((stored * 255).round().astype(np.uint8)).save(stream, "WEBP", quality=quality, method=6)
    return stream.getvalue()


def _difference(data: bytes) -> Tensor:
    with Image.open(io.BytesIO(data)) as picture:
        stored = np.asarray(picture.convert("RGB"), np.float32) / 255
    return (torch.from_numpy(stored).permute(2, 0, 1) - MIDDLE) * RESIDUAL
