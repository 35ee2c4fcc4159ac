"""Stage 2: the principal components of the detail d. Computed, not trained by gradients; it takes minutes."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import torch
from torch import Tensor

from facelab.data.folder import Faces
from facelab.model.detail import Detail
from facelab.model.precision import fast_arithmetic
from facelab.model.vae import ConvVAE, shrink

SPARE = 64
"""Columns beyond the wanted ones that the subspace iteration carries, so that the last ones converge too."""
ROUNDS = 6

ProgressCallback = Callable[[int, int], None]


def _silent(_done: int, _of: int) -> None: ...


@torch.no_grad()
def fit_detail(
    structure: ConvVAE, faces: Faces, details: int, *, seed: int = 0, progress: ProgressCallback | None = None
) -> ConvVAE:
    """Add a detail code to a VAE of s.

    Args:
        structure: a ConvVAE whose s is trained.
        faces: training faces; their mirror images count as well.
        details: dimensions of d.
        seed: of the start of the iteration.
        progress: called with the rounds done and the rounds in all.

    Returns:
        A ConvVAE with the same s and prior, the new d, and no upsampler.
    """
    config = replace(structure.config, details=details, upsampler=None)
    vae = ConvVAE(config)
    vae.load_state_dict(structure.state_dict(), strict=False)
    assert vae.detail_code is not None
    residuals = _weighted_residuals(vae, vae.detail_code, faces)
    progress = progress or _silent
    progress(1, ROUNDS + 2)
    basis, variances = _subspace(residuals, details, config.structure.size, seed, progress)
    total = _total_variance(residuals)
    vae.detail_code.components.copy_(basis.T)
    vae.detail_code.scale.copy_(variances.clamp_min(1e-12).sqrt())
    rest = (total - variances.sum()).clamp_min(0) / (residuals.shape[1] - details)
    vae.detail_code.noise.copy_(rest.sqrt())
    return vae


def _weighted_residuals(vae: ConvVAE, code: Detail, faces: Faces) -> Tensor:
    # (N, 3 * size * size) float16: half the memory, and its rounding is far below a level of 255.
    size = vae.config.structure.size
    rows = []
    for crops, _ in faces.crops():
        with fast_arithmetic():
            left = shrink(crops, size) - vae.structure(vae.encode_structure(crops).mean)
        rows.append((left.flatten(1) * code.root_weight).half())
    return torch.cat(rows)


def _subspace(
    residuals: Tensor, details: int, size: int, seed: int, progress: ProgressCallback
) -> tuple[Tensor, Tensor]:
    """Leading eigenvectors (P, details) and eigenvalues of the second moments (Halko et al. 2011, algorithm 4.4)."""
    generator = torch.Generator().manual_seed(seed)
    basis = torch.randn(residuals.shape[1], details + SPARE, generator=generator)
    for number in range(ROUNDS):
        basis = torch.linalg.qr(_moments(residuals, basis, size))[0]
        progress(number + 2, ROUNDS + 2)
    values, vectors = torch.linalg.eigh(basis.T @ _moments(residuals, basis, size))
    progress(ROUNDS + 2, ROUNDS + 2)
    return (basis @ vectors).flip(1)[:, :details], values.flip(0)[:details]


def _moments(residuals: Tensor, basis: Tensor, size: int) -> Tensor:
    """S @ basis for the second moments S of the residuals and their mirror images."""
    mirrored = _mirror(basis, size)
    straight, turned = torch.zeros_like(basis), torch.zeros_like(basis)
    for rows in _chunks(residuals):
        straight += rows.T @ (rows @ basis)
        turned += rows.T @ (rows @ mirrored)
    return (straight + _mirror(turned, size)) / (2 * len(residuals))


def _mirror(basis: Tensor, size: int) -> Tensor:
    return basis.view(3, size, size, -1).flip(2).reshape(basis.shape)


def _total_variance(residuals: Tensor) -> Tensor:
    return torch.stack([rows.square().sum() for rows in _chunks(residuals)]).sum() / len(residuals)


def _chunks(residuals: Tensor) -> Iterator[Tensor]:
    for rows in residuals.split(2048):
        yield rows.float()
