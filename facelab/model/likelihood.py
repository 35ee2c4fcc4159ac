"""The likelihood of whole faces: the evidence lower bound (ELBO)."""

import torch
from torch import Tensor

from facelab.canonical import SIZE, face_weight
from facelab.model.losses import gaussian_nll
from facelab.model.vae import ConvVAE


def elbo(vae: ConvVAE, crops: Tensor, generator: torch.Generator) -> Tensor:
    """A lower bound of log p(x) in nats: E[log p(x | s, d)] - KL(s) - KL(d), by one draw of z = (s, d) a face.

    p(x | z) = N(decode(z), sigma^2 / w) at 128 x 128 with face weight w; sigma is the likeliest one over these faces
    (Rybkin et al. 2021, "optimal sigma"). The prior is N(0, I).

    Args:
        crops: (N, 3, 128, 128), sRGB 0..1.

    Returns:
        (N,).
    """
    posterior = vae.encode(crops)
    picture = vae.decode(posterior.sample(generator))
    weight = torch.from_numpy(face_weight(SIZE, vae.config.outside))[None, None]
    log_sigma = 0.5 * ((picture - crops).square() * weight).mean().log()
    return -gaussian_nll(crops, picture, log_sigma, weight) - posterior.kl().sum(1)
