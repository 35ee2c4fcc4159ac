"""The lecture's models, each on the same held-out faces: what comes back, the bound, its divergence, what is drawn."""

import math
from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn import functional as F

from facelab.evaluate.distances import kernel_distance
from facelab.evaluate.figures import Figure
from facelab.evaluate.judging import Judges
from facelab.model.lecture.autoencoder import AutoEncoder
from facelab.model.lecture.family import LectureModels
from facelab.model.lecture.vae import VAE
from facelab.model.vae import shrink
from facelab.progress import CountCallback, quiet

PART = "lecture"
FACES = 300
"""Faces that are measured, and drawn of each model."""
NAMES = ("PSNR", "ELBO", "KL", "kernel distance of draws")
"""dB over all pixels, from the mean of z; nats of a picture; nats; by the features of the attribute judge."""
CONDITIONAL = "conditional"
OWN = "faces themselves"
"""A row to compare with: how far one half of the faces is from the other."""

Row = Mapping[str, float]


def count(models: LectureModels) -> int:
    """How many models are measured."""
    return len(models.unconditional()) + 1


@torch.inference_mode()
def measure(
    models: LectureModels, judges: Judges, crops: Tensor, labels: Tensor, progress: CountCallback = quiet
) -> list[Figure]:
    """NAMES of each model (``method``); NaN where it has no such thing.

    Args:
        models: the lecture's. judges: who look at draws, enlarged.
        crops: (N, 3, 128, 128), sRGB 0..1. labels: (N, 40).
        progress: told how many models are measured.
    """
    generator = torch.Generator().manual_seed(0)
    small = shrink(crops, models.config.body.size)
    real = judges.see(enlarged(small)).features
    scale = real.std(0).clip(1e-6)
    half = len(real) // 2
    rows: dict[str, Row] = {OWN: {NAMES[3]: kernel_distance(real[:half] / scale, real[half:] / scale)}}

    def looked_at(drawn: Tensor) -> Row:
        return {NAMES[3]: kernel_distance(judges.see(enlarged(drawn)).features / scale, real / scale)}

    for done, (name, model) in enumerate(models.unconditional().items()):
        drawn = model.decode(model.sample(len(crops), generator))
        back = model.decode(model.encode(crops).mode())
        rows[name] = {NAMES[0]: psnr(back, small), **_bound(model, crops, generator), **looked_at(drawn)}
        progress(done + 1)
    told = models.conditional
    eps = torch.randn(len(crops), told.latents, generator=generator)
    elbo = told.elbo(crops, labels, eps)
    back = told.decode(told.encode(crops, labels).mode(), labels)
    drawn = told.decode(told.sample(labels, generator), labels)
    small = shrink(crops, told.config.size)
    bound = {NAMES[1]: elbo.bound.mean().item(), NAMES[2]: elbo.kl.mean().item()}
    rows[CONDITIONAL] = {NAMES[0]: psnr(back, small), **bound, **looked_at(drawn)}
    progress(count(models))
    return [
        Figure(PART, name, row.get(name, math.nan), method=method) for method, row in rows.items() for name in NAMES
    ]


def _bound(model: AutoEncoder | VAE, crops: Tensor, generator: torch.Generator) -> Row:
    if isinstance(model, AutoEncoder):
        return {}
    elbo = model.elbo(crops, torch.randn(len(crops), model.latents, generator=generator))
    return {NAMES[1]: elbo.bound.mean().item(), NAMES[2]: elbo.kl.mean().item()}


def psnr(pictures: Tensor, small: Tensor) -> float:
    """Mean PSNR in dB of pictures (N, 3, H, H), over all pixels and colours."""
    error = (pictures - small).square().flatten(1).mean(1).clamp_min(1e-12)
    return (-10 * error.log10()).mean().item()


def enlarged(pictures: Tensor) -> Tensor:
    """Pictures (N, 3, H, H), sRGB 0..1, as judges see them, (N, 3, 128, 128)."""
    return F.interpolate(pictures, size=128, mode="bicubic", align_corners=False).clamp(0, 1)
