"""How well faces come back, encoded (mu) and decoded: figures over a split, and of those whom the model knows less."""

from collections.abc import Iterable, Mapping
from types import ModuleType

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.attributes import ATTRIBUTES
from facelab.evaluate.figures import Figure
from facelab.model.likelihood import elbo
from facelab.model.measures import brightness, face_psnr, laplacian_correlation, sharpness, whole_psnr
from facelab.model.upsampler import enlarge
from facelab.model.vae import ConvVAE, shrink
from facelab.progress import CountCallback, quiet

PART = "reconstruction"
BY_ATTRIBUTE = ("face_psnr", "sharpness")
"""What is given by attribute, too."""
DARKEST = "darkest tenth"
TURNED = "turned heads"
TURNED_RESIDUAL = 5.0
"""Of the landmarks, in crop pixels: above it most heads are turned."""
MS_SSIM_SCALES = np.array((0.0448, 0.2856, 0.3001, 0.2363))
"""The first four of the five weights of Wang et al. 2003; the fifth scale would need more than 160 pixels."""

Rows = Mapping[str, NDArray[np.float64]]


@torch.inference_mode()
def measure(
    vae: ConvVAE, batches: Iterable[tuple[Tensor, Tensor]], progress: CountCallback = quiet
) -> tuple[Rows, Tensor]:
    """Figures of every face.

    Args:
        vae: the model.
        batches: crops (n, 3, 128, 128), sRGB 0..1, with labels (n, 40).
        progress: of the faces that are done.

    Returns:
        Name -> (N,), and the labels (N, 40). From s and d at 128 x 128: ``face_psnr``, ``whole_psnr`` (dB), ``ssim``,
        ``ms_ssim`` (4 scales), ``sharpness`` (ratio), ``laplacian_correlation``; ``enlarged_face_psnr``: the same
        64 x 64 picture enlarged by bicubic interpolation; of s alone: ``s_face_psnr_64`` and, drawn at 128 x 128,
        ``s_face_psnr``, ``s_ssim``, ``s_ms_ssim``, ``s_sharpness``; ``elbo`` in nats; ``brightness`` of the original.
    """
    rows: list[dict[str, Tensor]] = []
    labels: list[Tensor] = []
    for crops, known in batches:
        rows.append(_figures(vae, crops, torch.Generator().manual_seed(len(rows))))
        labels.append(known)
        progress(sum(map(len, labels)))
    names = rows[0] if rows else {}
    return {name: torch.cat([row[name] for row in rows]).double().numpy() for name in names}, torch.cat(labels)


def _figures(vae: ConvVAE, crops: Tensor, generator: torch.Generator) -> dict[str, Tensor]:
    z = vae.encode(crops).mode()
    s, d = vae.split(z)
    structure = vae.structure(s)
    drawn, alone = vae.decode(z), vae.decode(z, fade=1)
    return {
        "face_psnr": face_psnr(drawn, crops),
        "whole_psnr": whole_psnr(drawn, crops),
        "ssim": ssim(drawn, crops),
        "ms_ssim": ms_ssim(drawn, crops),
        "sharpness": sharpness(drawn, crops),
        "laplacian_correlation": laplacian_correlation(drawn, crops),
        "enlarged_face_psnr": face_psnr(enlarge(structure + vae.detail(d)).clamp(0, 1), crops),
        "s_face_psnr_64": face_psnr(structure, shrink(crops, structure.shape[-1])),
        "s_face_psnr": face_psnr(alone, crops),
        "s_ssim": ssim(alone, crops),
        "s_ms_ssim": ms_ssim(alone, crops),
        "s_sharpness": sharpness(alone, crops),
        "elbo": elbo(vae, crops, generator),
        "brightness": brightness(crops),
    }


def ssim(picture: Tensor, original: Tensor) -> Tensor:
    """Structural similarity (Wang et al. 2004) of (N, 3, 128, 128), sRGB 0..1: (N,)."""
    found = _measures().structural_similarity_index_measure(picture, original, data_range=1.0, reduction="none")
    return torch.as_tensor(found)


def ms_ssim(picture: Tensor, original: Tensor) -> Tensor:
    """The same at four scales (Wang et al. 2003), 128, 64, 32 and 16 pixels: (N,)."""
    betas = tuple((MS_SSIM_SCALES / MS_SSIM_SCALES.sum()).tolist())
    found = _measures().multiscale_structural_similarity_index_measure(
        picture, original, data_range=1.0, reduction="none", betas=betas
    )
    return torch.as_tensor(found)


def _measures() -> ModuleType:
    """torchmetrics' measures of pictures, slow to import. They bring torchvision, which has to come by its own door."""
    import facelab.model.vision  # noqa: F401

    # isort: split
    from torchmetrics.functional import image

    return image


def figures(rows: Rows, labels: Tensor, residuals: Tensor) -> list[Figure]:
    """Means, means of the worst tenth of faces ("worst tenth NAME"), and means by attribute.

    Args:
        rows, labels: what ``measure`` found of N faces.
        residuals: (N,), how far their landmarks lie from the frame's, in crop pixels; NaN where unknown.
    """
    names = [name for name in rows if name != "brightness"]
    found = [Figure(PART, name, float(rows[name].mean())) for name in names]
    found += [Figure(PART, f"worst tenth {name}", _worst_tenth(rows[name])) for name in names]
    for group, members in _groups(rows, labels, residuals).items():
        found += [Figure(PART, name, float(rows[name][members].mean()), group) for name in BY_ATTRIBUTE]
        found.append(Figure(PART, "faces", int(members.sum()), group))
    return found


def _worst_tenth(values: NDArray[np.float64]) -> float:
    return float(np.sort(values)[: max(1, len(values) // 10)].mean())


def _groups(rows: Rows, labels: Tensor, residuals: Tensor) -> dict[str, NDArray[np.bool_]]:
    groups = {name: (labels[:, k] > 0.5).numpy() for k, name in enumerate(ATTRIBUTES)}
    dark = rows["brightness"] <= np.quantile(rows["brightness"], 0.1)
    turned = (residuals > TURNED_RESIDUAL).numpy()
    return {name: members for name, members in {**groups, DARKEST: dark, TURNED: turned}.items() if members.any()}
