from pathlib import Path

import torch

from facelab.data.folder import open_split
from facelab.model.structure import StructureConfig
from facelab.model.vae import ConvVAE, VAEConfig, shrink
from facelab.train.detail import fit_detail

PLAIN = VAEConfig(StructureConfig(latents=8, widths=(4, 4, 4, 4)), details=0, upsampler=None)


def fitted(data: Path, details: int) -> ConvVAE:
    torch.manual_seed(0)
    return fit_detail(ConvVAE(PLAIN).eval(), open_split(data, "train"), details).eval().requires_grad_(False)


def weighted_residuals(vae: ConvVAE, data: Path) -> torch.Tensor:
    crops = torch.cat([crops for crops, _ in open_split(data, "train").crops()])
    assert vae.detail_code is not None
    left = shrink(crops, 64) - vae.structure(vae.encode_structure(crops).mean)
    left = torch.cat([left, left])
    left[len(crops) :] = left[: len(crops)].flip(3)
    return left.flatten(1) * vae.detail_code.root_weight


def test_components_are_the_leading_ones_of_the_residuals_and_their_mirror_images(data: Path) -> None:
    vae = fitted(data, 5)
    residuals = weighted_residuals(vae, data)
    values = torch.linalg.svdvals(residuals)[:5].square() / len(residuals)
    assert vae.detail_code is not None
    torch.testing.assert_close(vae.detail_code.scale.square(), values, rtol=2e-2, atol=1e-3)
    basis = vae.detail_code.components
    torch.testing.assert_close(basis @ basis.T, torch.eye(5), atol=1e-4, rtol=0)


def test_the_detail_of_training_faces_has_variance_one(data: Path) -> None:
    vae = fitted(data, 5)
    code = vae.detail_code
    assert code is not None
    residuals = weighted_residuals(vae, data) / code.root_weight
    d = code.encode(residuals.view(-1, 3, 64, 64))
    torch.testing.assert_close(d.square().mean(0), torch.ones(5), atol=0.05, rtol=0)


def test_more_components_leave_less_noise(data: Path) -> None:
    few, many = (fitted(data, k).detail_code for k in (3, 12))
    assert few is not None
    assert many is not None
    assert many.noise < few.noise
