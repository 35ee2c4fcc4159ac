"""Whether the lecture's conditional VAE does what it is told, beside arithmetic with attributes."""

import torch
from torch import Tensor

from facelab.attributes import index_of
from facelab.evaluate.figures import Figure
from facelab.evaluate.judging import Judges
from facelab.evaluate.lecture import PART, enlarged
from facelab.model.lecture.conditional_vae import CALM
from facelab.model.lecture.family import LectureModels
from facelab.model.vae import shrink

ASKED = "Male", "Smiling", "Young", "Blond_Hair", "Black_Hair", "Bangs", "Eyeglasses"
FIGURES = (
    "faces with",
    "faces without",
    "drawn with",
    "drawn without",
    "emphasised with",
    "emphasised without",
    "added",
    "added by arithmetic",
)
"""Shares in which the judge sees an attribute: of faces as small as the model's; of draws told their labels, by
themselves and with this label emphasised as the window does; of faces without it that were given it, by the label with
their noise kept, and by the mean vector in the VAE of many latents."""


@torch.inference_mode()
def measure(models: LectureModels, judges: Judges, crops: Tensor, labels: Tensor) -> list[Figure]:
    """FIGURES of each attribute asked for (``attribute``); NaN where no face is so.

    Args:
        models: the lecture's. judges: who look at pictures, enlarged.
        crops: (N, 3, 128, 128), sRGB 0..1. labels: (N, 40).
    """
    told, generator = models.conditional, torch.Generator().manual_seed(0)
    small = shrink(crops, told.config.size)
    faces, drawn = (
        torch.from_numpy(judges.see(enlarged(pictures)).log_odds) > 0
        for pictures in (small, told.decode(told.sample(labels, generator), labels))
    )
    calm = told.sample(labels, generator, CALM)
    z, vae = told.encode(crops, labels).mode(), models.space("both")
    codes = vae.encode(crops).mode()
    found = []
    for name in ASKED:
        k = index_of(name)
        there, without = labels[:, k] > 0, labels[:, k] == 0
        meant = torch.from_numpy(judges.see(enlarged(told.emphasised(calm, labels, [k]))).log_odds)[:, k] > 0
        wanted = labels[without].clone()
        wanted[:, k] = 1
        by_label = told.decode(told.changed(z[without], labels[without], wanted), wanted)
        by_vector = vae.decode(codes[without] + codes[there].mean(0) - codes[without].mean(0))
        added, moved = (torch.from_numpy(judges.see(enlarged(p)).log_odds)[:, k] > 0 for p in (by_label, by_vector))
        rows = faces[there, k], faces[without, k], drawn[there, k], drawn[without, k], meant[there], meant[without]
        shares = (row.float().mean().item() for row in (*rows, added, moved))
        found += [Figure(PART, figure, share, name) for figure, share in zip(FIGURES, shares, strict=True)]
    return found
