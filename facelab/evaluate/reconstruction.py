"""How well faces come back: figures over a split."""

from collections.abc import Callable, Iterable

import torch
from torch import Tensor

from facelab.model.finish import enlarge
from facelab.model.likelihood import elbo
from facelab.model.measures import face_psnr, sharpness, whole_psnr
from facelab.model.vae import ConvVAE, shrink

FIGURES = ("face_psnr", "whole_psnr", "sharpness", "enlarged_face_psnr", "s_face_psnr_64", "s_face_psnr", "elbo")


@torch.no_grad()
def reconstruction(
    vae: ConvVAE, batches: Iterable[tuple[Tensor, Tensor]], progress: Callable[[int], None] | None = None
) -> dict[str, float]:
    """Means over faces of what becomes of them, encoded (mu) and decoded.

    Args:
        vae: the model.
        batches: crops (n, 3, 128, 128), sRGB 0..1, with labels that are not used.
        progress: told how many faces are done.

    Returns:
        ``face_psnr``, ``whole_psnr`` (dB), ``sharpness`` (ratio) from s and d at 128 x 128; ``enlarged_face_psnr``: the
        same 64 x 64 picture enlarged by bicubic interpolation; ``s_face_psnr_64``, ``s_face_psnr``: s alone, at
        64 x 64 and drawn at 128 x 128; ``elbo`` in nats.
    """
    rows: list[Tensor] = []
    for crops, _ in batches:
        rows.append(_figures(vae, crops, torch.Generator().manual_seed(len(rows))))
        if progress:
            progress(sum(map(len, rows)))
    return dict(zip(FIGURES, torch.cat(rows).double().mean(0).tolist(), strict=True))


def _figures(vae: ConvVAE, crops: Tensor, generator: torch.Generator) -> Tensor:
    z = vae.encode(crops).mode()
    s, d = vae.split(z)
    structure = vae.structure(s)
    drawn, alone = vae.decode(z), vae.decode(z, fade=1)
    figures = [
        face_psnr(drawn, crops),
        whole_psnr(drawn, crops),
        sharpness(drawn, crops),
        face_psnr(enlarge(structure + vae.detail(d)).clamp(0, 1), crops),
        face_psnr(structure, shrink(crops, structure.shape[-1])),
        face_psnr(alone, crops),
        elbo(vae, crops, generator),
    ]
    return torch.stack(figures, 1)
