"""The likelihood of whole faces: the evidence lower bound (ELBO), and importance-weighted bounds above it."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from facelab.canonical import SIZE, face_weight
from facelab.model.losses import gaussian_nll
from facelab.model.vae import ConvVAE


def elbo(vae: ConvVAE, crops: Tensor, generator: torch.Generator, *, log_sigma: Tensor | None = None) -> Tensor:
    """A lower bound of log p(x) in nats: E[log p(x | s, d)] - KL(s) - KL(d), by one draw of z = (s, d) a face.

    p(x | z) = N(decode(z), sigma^2 / w) at 128 x 128 with face weight w. The prior is N(0, I).

    Args:
        crops: (N, 3, 128, 128), sRGB 0..1.
        generator: source of the noise.
        log_sigma: logarithm of sigma, (); None: the likeliest one over these faces (Rybkin et al. 2021, "optimal
            sigma").

    Returns:
        (N,).
    """
    posterior = vae.encode(crops)
    picture = vae.decode(posterior.sample(generator))
    log_sigma = likeliest_log_sigma(vae, crops, picture) if log_sigma is None else log_sigma
    return -gaussian_nll(crops, picture, log_sigma, _weight(vae)) - posterior.kl().sum(1)


def likeliest_log_sigma(vae: ConvVAE, crops: Tensor, pictures: Tensor) -> Tensor:
    """The logarithm, (), of the sigma under which crops are likeliest, given their pictures, both (N, 3, 128, 128)."""
    return 0.5 * ((pictures - crops).square() * _weight(vae)).mean().log()


def _weight(vae: ConvVAE) -> Tensor:
    return torch.from_numpy(face_weight(SIZE, vae.config.outside))[None, None]


def log_weights(
    vae: ConvVAE, crop: Tensor, count: int, log_sigma: Tensor, generator: torch.Generator, chunk: int = 50
) -> Tensor:
    """log p(x, z) - log q(z | x) in nats, (count,), of so many z of the posterior of a crop.

    Args:
        crop: (3, 128, 128), sRGB 0..1.
        count: how many.
        log_sigma: of p(x | z), (); see ``elbo``.
        generator: source of the noise.
        chunk: how many are decoded at once.
    """
    posterior = vae.encode(crop[None])
    noise = torch.randn(count, posterior.mean.shape[1], generator=generator)
    found = []
    for eps in noise.split(chunk):
        z = posterior.reparameterise(eps)
        likelihood = -gaussian_nll(crop.expand(len(z), -1, -1, -1), vae.decode(z), log_sigma, _weight(vae))
        # log p(z) - log q(z | x); what both have of 2 pi falls away
        ratio = 0.5 * (eps.square() + posterior.logvar - z.square()).sum(1)
        found.append(likelihood + ratio)
    return torch.cat(found)


@dataclass(frozen=True)
class Bound:
    """A lower bound of log p(x), estimated.

    Attributes:
        samples: K, the z of one estimate; 1 is the ELBO.
        nats: the mean of the estimates.
        error: its standard error; not a number where there was one estimate.
    """

    samples: int
    nats: float
    error: float


def importance_bounds(weights: Tensor, samples: list[int]) -> list[Bound]:
    """E[log mean of K weights], for several K: never less for more samples (Burda et al. 2016, theorem 1).

    Args:
        weights: logarithms (T,), of ``log_weights``; all of them are used for each K, in T // K groups.
        samples: each K, at most T.
    """
    bounds = []
    for k in samples:
        groups = weights.double()[: len(weights) // k * k].view(-1, k)
        each = groups.logsumexp(1) - math.log(k)
        error = each.std().item() / math.sqrt(len(each)) if len(each) > 1 else math.nan
        bounds.append(Bound(k, each.mean().item(), error))
    return bounds


def bits_per_dimension(nats: float, dimensions: int = 3 * SIZE**2) -> float:
    """Bits for each colour of each pixel, were it stored in 256 levels, of a log-density in nats of colours 0..1."""
    return 8 - nats / (dimensions * math.log(2))
