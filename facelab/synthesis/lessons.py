"""What the lessons compute, in the window and in the notebook."""

import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

from facelab.attributes import index_of
from facelab.latent.compression import compress, decompress, to_bytes
from facelab.model.lecture.elbo import Elbo, log_likelihood
from facelab.model.lecture.vae import VAE
from facelab.model.vae import shrink
from facelab.photo.outputs import levels
from facelab.synthesis.sources import EncodedFace, pixels_of

if TYPE_CHECKING:
    from facelab.pipeline.engine import Engine

Pixels = NDArray[np.uint8]

SHOWN = 256
"""Pixels along each side to which small pictures are enlarged."""
_crops: WeakKeyDictionary[EncodedFace, Tensor] = WeakKeyDictionary()


def crop_of(engine: "Engine", face: EncodedFace) -> Tensor:
    """A face as networks take it, (1, 3, 128, 128), sRGB 0..1; computed once."""
    if face not in _crops:
        pixels = np.ascontiguousarray(pixels_of(engine, face), np.float32)
        _crops[face] = torch.from_numpy(pixels).permute(2, 0, 1)[None].clamp(0, 1)
    return _crops[face]


def drawn_between(engine: "Engine", one: EncodedFace, other: EncodedFace, t: float) -> Tensor:
    """What D draws of (1 - t) s1 + t s2, (1, 3, 128, 128): the decoder alone, no detail of either face."""
    count = engine.vae.config.structure.latents
    s = ((1 - t) * one.z[:count] + t * other.z[:count])[None].astype(np.float32)
    return torch.from_numpy(engine.decode_drawn(engine.without_detail(s))).permute(0, 3, 1, 2)


def enlarged(pictures: Tensor, side: int = SHOWN) -> Pixels:
    """Pictures (N, 3, H, H), sRGB 0..1, as (N, side, side, 3); larger ones stay as they are."""
    if pictures.shape[-1] < side:
        pictures = F.interpolate(pictures, size=side, mode="bicubic", align_corners=False)
    return levels(pictures.clamp(0, 1).permute(0, 2, 3, 1).contiguous().numpy())


def labels_with(known: Tensor, asked: Mapping[str, bool], like: Tensor, count: int = 1) -> Tensor:
    """Labels (count, 40) as of real faces that have what is asked: what is not asked comes along as it does on them.

    Args:
        known: labels (N, 40) of faces; what nobody knows counts as not there.
        asked: attribute -> whether it is there. It is so in all that is given, even if no known face has all of it.
        like: (40,), 0..1: of faces that fit as well the most alike come first.
        count: how many.
    """
    chosen = [index_of(name) for name in asked]
    wanted = torch.tensor([float(there) for there in asked.values()])
    faces = known.clamp_min(0)
    amiss = (faces[:, chosen] - wanted).abs().sum(1)
    unlike = (faces - like).abs().mean(1)  # at most 1
    found = faces[(2 * amiss + unlike).argsort()[:count]].clone()
    found[:, chosen] = wanted
    return found


@torch.inference_mode()
def terms_over_width(model: VAE, crop: Tensor, widths: Tensor, eps: Tensor) -> Elbo:
    """Both terms of the bound where q(z | x) is so many times as wide as the encoder says.

    Args:
        model: a VAE of the lecture.
        crop: (1, 3, 128, 128), sRGB 0..1.
        widths: (W,), factors of sigma. eps: standard normal, (T, K).

    Returns:
        Terms (W,) in nats: means over the T draws; the divergence exact.
    """
    posterior = model.encode(crop)
    logvar = posterior.logvar + 2 * widths.log()[:, None]  # (W, K)
    z = posterior.mean + (0.5 * logvar).exp()[:, None] * eps  # (W, T, K)
    pictures = model.decode(z.flatten(0, 1))
    each = log_likelihood(crop.expand(len(pictures), -1, -1, -1), pictures, model.log_sigma)
    kl = 0.5 * (posterior.mean.square() + logvar.exp() - 1 - logvar).sum(1)
    return Elbo(each.view(len(widths), -1).mean(1), kl)


@dataclass(frozen=True, eq=False)
class Gradients:
    """What one draw of epsilon says of the parameters of q(z | x).

    Attributes:
        z: (K,), mu + sigma * eps. picture: (3, H, H), what it decodes to.
        mu, sigma: (K,), derivatives of the loss, the reconstruction's negative log-likelihood in nats.
        loss: that, in nats.
    """

    z: Tensor
    picture: Tensor
    mu: Tensor
    sigma: Tensor
    loss: float


def reparameterised(model: VAE, crop: Tensor, mean: Tensor, std: Tensor, eps: Tensor) -> Gradients:
    """One draw, and what flows back through it to mu and sigma: the reparameterisation trick.

    Args:
        model: a VAE of the lecture.
        crop: (1, 3, 128, 128), sRGB 0..1.
        mean, std: of q(z | x), (K,). eps: standard normal, (K,).
    """
    with torch.enable_grad():
        mu, sigma = mean.clone().requires_grad_(), std.clone().requires_grad_()
        z = mu + sigma * eps.clone()
        picture = model.decode(z[None])
        loss = -log_likelihood(crop.clone(), picture, model.log_sigma).sum()
        by_mu, by_sigma = torch.autograd.grad(loss, (mu, sigma))
    return Gradients(z.detach(), picture.detach()[0], by_mu, by_sigma, loss.item())


def squared_error(crop: Tensor, picture: Tensor) -> float:
    """Mean over pixels and colours of the squared difference of a crop (1, 3, 128, 128) and a small picture of it."""
    return float((shrink(crop, picture.shape[-1]) - picture).square().mean())


@dataclass(frozen=True, eq=False)
class Coded:
    """A face as a file.

    Attributes:
        picture: (3, 128, 128), what is seen of it. size: bytes. psnr: dB, over all pixels.
    """

    picture: Tensor
    size: int
    psnr: float


def coded_as_latent(engine: "Engine", crop: Tensor, quality: int) -> Coded:
    """A crop (3, 128, 128) as its quantised latent, of a quality as in ``latent.compression``."""
    face = compress(engine.vae, crop, quality)
    return _coded(crop, decompress(engine.vae, face), len(to_bytes(face, "0" * 64)))


def coded_as_picture(crop: Tensor, kind: str, most: int) -> Coded:
    """A crop (3, 128, 128) in a format that Pillow knows, as good as ``most`` bytes allow, or as small as it gets."""
    image = Image.fromarray(levels(crop.permute(1, 2, 0).contiguous().numpy()))
    low, high = 0, 100
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(_written(image, kind, middle)) <= most else (low, middle - 1)
    data = _written(image, kind, low)
    seen = np.array(Image.open(io.BytesIO(data)).convert("RGB"), np.float32) / 255
    return _coded(crop, torch.from_numpy(seen).permute(2, 0, 1), len(data))


def _written(image: Image.Image, kind: str, quality: int) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, quality=quality)
    return stream.getvalue()


def _coded(crop: Tensor, picture: Tensor, size: int) -> Coded:
    return Coded(picture, size, -10 * math.log10(max(float((crop - picture).square().mean()), 1e-12)))
