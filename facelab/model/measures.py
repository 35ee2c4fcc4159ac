"""Measures of a picture against its original (PSNR, sharpness), and of verification (AUC)."""

import torch
from torch import Tensor
from torch.nn import functional as F

from facelab.canonical import ellipse_radius


def face_psnr(picture: Tensor, original: Tensor) -> Tensor:
    """PSNR inside the face ellipse, (N,) in dB, of pictures (N, 3, H, H), sRGB 0..1."""
    error = (picture - original).square().mean(1)[:, _inside(original)].mean(1)
    return -10 * torch.log10(error.clamp_min(1e-12))


def whole_psnr(picture: Tensor, original: Tensor) -> Tensor:
    """PSNR of the whole crop, (N,) in dB."""
    return -10 * torch.log10((picture - original).square().flatten(1).mean(1).clamp_min(1e-12))


def sharpness(picture: Tensor, original: Tensor) -> Tensor:
    """Mean absolute 4-neighbour Laplacian of the mean colour inside the ellipse, as a ratio to the original's, (N,)."""
    return _roughness(picture) / _roughness(original).clamp_min(1e-9)


def laplacian_correlation(picture: Tensor, original: Tensor) -> Tensor:
    """Correlation of that Laplacian with the original's, (N,) in -1..1: 0 for noise, and for edges drawn elsewhere."""
    a, b = (side - side.mean(1, keepdim=True) for side in (_laplacian(picture), _laplacian(original)))
    return F.cosine_similarity(a, b, dim=1, eps=1e-9)


def brightness(picture: Tensor) -> Tensor:
    """Mean of R, G, B inside the ellipse, (N,) in 0..1."""
    return picture.mean(1)[:, _inside(picture)].mean(1)


def _roughness(picture: Tensor) -> Tensor:
    return _laplacian(picture).abs().mean(1)


def _laplacian(picture: Tensor) -> Tensor:
    kernel = torch.tensor([[0.0, 1, 0], [1, -4, 1], [0, 1, 0]], device=picture.device)[None, None]
    return F.conv2d(picture.mean(1, keepdim=True), kernel, padding=1)[:, 0][:, _inside(picture)]


def _inside(picture: Tensor) -> Tensor:
    return torch.from_numpy(ellipse_radius(picture.shape[-1]) <= 1).to(picture.device)


def verification_auc(embeddings: Tensor, identities: Tensor) -> float:
    """How well cosines tell whether two pictures show one person: the area under the ROC curve over all pairs.

    Args:
        embeddings: (N, E) of length 1.
        identities: (N,); faces below 0 are not known and left out.

    Returns:
        0.5 for chance, 1 when all pairs of one person are nearer than any of two; NaN without both kinds of pairs.
    """
    known = identities >= 0
    cosines, who = embeddings[known] @ embeddings[known].T, identities[known]
    rows, columns = torch.triu_indices(len(who), len(who), offset=1)
    one = who[rows] == who[columns]
    pairs = cosines[rows, columns]
    same, others = pairs[one], pairs[~one].sort().values
    below = (torch.searchsorted(others, same) + torch.searchsorted(others, same, right=True)).double() / 2
    return (below.mean() / len(others)).item()
