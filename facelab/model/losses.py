"""Losses in nats: Gaussian negative log-likelihood of a picture, cross-entropy of the attributes."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def gaussian_nll(picture: Tensor, mean: Tensor, log_sigma: Tensor, weight: Tensor) -> Tensor:
    """-log N(picture; mean, sigma^2 / weight), summed over pixels and colours (Rybkin et al. 2021, with face weights).

    The normaliser is kept whole, so that the weighted loss still bounds the likelihood.

    Args:
        picture, mean: (N, 3, H, W), sRGB 0..1.
        log_sigma: (), learned.
        weight: (1, 1, H, W), above 0.

    Returns:
        (N,) in nats.
    """
    squared = ((picture - mean).square() * weight).flatten(1).sum(1) * torch.exp(-2 * log_sigma) / 2
    values = picture[0].numel()
    normaliser = values * (log_sigma + 0.5 * math.log(2 * math.pi)) - 0.5 * weight.log().expand_as(picture[:1]).sum()
    return squared + normaliser


def attribute_nll(logits: Tensor, labels: Tensor, smoothing: float = 0.0) -> Tensor:
    """Cross-entropy of the 40 attributes, summed over the known ones.

    Args:
        logits: (N, 40), log-odds.
        labels: (N, 40): 1, 0, or below 0 where unknown.
        smoothing: how far targets stand from 0 and 1.

    Returns:
        (N,) in nats.
    """
    known = labels >= 0
    target = labels.clamp_min(0) * (1 - 2 * smoothing) + smoothing
    return (F.binary_cross_entropy_with_logits(logits, target, reduction="none") * known).sum(1)
