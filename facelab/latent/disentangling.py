"""Partial vectors that spare the other attributes in the picture, too, not only among the labels.

What holds the labels equal still widens a nose with every smile, for D draws it so. So to each vector others are added,
a little of each, until several networks that read attributes see the least change of those that are no part of it, in
composites of training faces, changed where the attribute may show. They move along the 40 partial vectors alone: free
vectors learn what fools the networks.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from facelab.attributes import ATTRIBUTES
from facelab.latent.areas import area_of
from facelab.latent.parts import PARTS
from facelab.latent.probes import LinearProbes
from facelab.model.precision import fast_arithmetic
from facelab.model.vae import ConvVAE, shrink

Array = NDArray[np.float32]
Reader = Callable[[Tensor], Tensor]
"""Crops (N, 3, 128, 128), sRGB 0..1, to log-odds (N, 40)."""

FACES = 3000
STEPS = 40
BATCH = 12
"""Faces of each step that have the attribute, and as many that lack it."""
RATE = 0.03
AMOUNTS = 1.0, 3.0
WEIGHT = 0.03
"""Of the squared amounts of the other vectors."""
PULL = 2.0
"""What it costs where the attribute itself changes by less than before, as a share of that."""
LOOK = 1.0
"""What it costs where an attribute shows otherwise than before, as a share of its change: a smile whose red lips the
networks took for make-up became a brown one, of which the upsampler made a moustache that no network minded."""

PAINT = frozenset({"Heavy_Makeup", "Wearing_Lipstick"})
"""What may look otherwise than before: theirs is light skin, seen where paint should be."""
UNTOUCHED = frozenset({"Attractive", "Eyeglasses", "Wearing_Necktie"})
"""What keeps its vector. Glasses are made from faces whose lenses are bright, which no reader tells from sunglasses; of
the others validation faces lost the person with it, or no less was changed."""


@dataclass(frozen=True, eq=False)
class _Faces:
    """Training faces, ready for edits.

    Attributes:
        crops: (N, 3, 128, 128) uint8. labels: (N, 40).
        s: (N, S). structure, detail: (N, 3, 64, 64), D(s) and the detail picture.
        read: (R, N, 40), what each reader sees. spread: (R, 1, 40), its standard deviation.
    """

    crops: Tensor
    labels: Tensor
    s: Tensor
    structure: Tensor
    detail: Tensor
    read: Tensor
    spread: Tensor


def disentangle(
    vae: ConvVAE,
    vectors: Array,
    probes: LinearProbes,
    regions: Array,
    faces: Iterable[tuple[Tensor, Tensor]],
    readers: Sequence[Reader],
    progress: Callable[[str, int], None] | None = None,
) -> Array:
    """Vectors with which the other attributes change least for as much of their own.

    Args:
        vae: the network.
        vectors: (40, S), the partial ones.
        probes: those of mu; each follows its new vector as it follows the old one. They are a reader, too.
        regions: (40, 2, 64, 64), where the vectors act.
        faces: crops (n, 3, 128, 128), sRGB 0..1, and labels (n, 40), of training faces, some at a time.
        readers: networks, of more than one kind; never those that judge the edits afterwards.
        progress: called after every attribute.

    Returns:
        (40, S). ``UNTOUCHED``, and what all of the faces have, or none, keep their vectors.
    """
    device = vae.log_sigma.device
    weights, bias, base, where = (
        torch.from_numpy(np.ascontiguousarray(values, np.float32)).to(device)
        for values in (probes.weights, probes.bias, vectors, regions)
    )

    def by_probes(crops: Tensor) -> Tensor:
        return vae.encode_structure(crops).mean.float() @ weights.T + bias

    known = _ready(vae, faces, [by_probes, *readers])
    found = []
    for k in range(len(ATTRIBUTES)):
        found.append(_disentangle(vae, k, base, weights[k], where[k], known, [by_probes, *readers]))
        if progress:
            progress("sparing other attributes", k + 1)
    return torch.stack(found).cpu().numpy()


@torch.no_grad()
def _ready(vae: ConvVAE, faces: Iterable[tuple[Tensor, Tensor]], readers: Sequence[Reader]) -> _Faces:
    device, rows = vae.log_sigma.device, []
    for crops, labels in faces:
        crops = crops.to(device, memory_format=torch.channels_last)
        with fast_arithmetic(device.type):
            s = vae.encode_structure(crops).mean
            structure = vae.structure(s)
            left = shrink(crops, vae.config.structure.size) - structure
            detail = vae.detail(vae.detail_code.encode(left) if vae.detail_code else s[:, :0])
        rows.append(((crops * 255).round().byte(), labels, s, structure, detail, _read(readers, crops).transpose(0, 1)))
    crops, labels, s, structure, detail, read = (torch.cat(column) for column in zip(*rows, strict=True))
    read = read.transpose(0, 1)
    return _Faces(crops, labels, s, structure, detail, read, read.std(1, keepdim=True).clamp_min(1e-3))


def _read(readers: Sequence[Reader], crops: Tensor) -> Tensor:
    """Log-odds (R, N, 40)."""
    with fast_arithmetic(crops.device.type):
        return torch.stack([reader(crops).float() for reader in readers])


def _disentangle(
    vae: ConvVAE,
    k: int,
    vectors: Tensor,
    probe: Tensor,
    regions: Tensor,
    faces: _Faces,
    readers: Sequence[Reader],
) -> Tensor:
    draw = np.random.default_rng(k)  # its own: no attribute's vector depends on which others were done before
    area = torch.from_numpy(area_of(ATTRIBUTES[k])).to(vectors)
    look = 0.0 if ATTRIBUTES[k] in PAINT else LOOK
    others = [j for j in range(len(ATTRIBUTES)) if j != k and ATTRIBUTES[j] not in PARTS[ATTRIBUTES[k]]]
    sides = [np.flatnonzero(faces.labels[:, k].cpu().numpy() == label) for label in (0, 1)]
    effect = probe @ vectors[k]
    if ATTRIBUTES[k] in UNTOUCHED or not all(map(len, sides)) or effect <= 0:
        return vectors[k]

    def vector(amounts: Tensor) -> Tensor:
        moved = vectors[k] + amounts @ vectors[others]
        return moved * effect / (probe @ moved).clamp_min(0.5 * effect)

    def seen(crops: Tensor, members: Tensor, shift: Tensor, sign: int) -> tuple[Tensor, Tensor, Tensor]:
        """How far, for each reader, the attribute moves, and the others: (R,), in standard deviations; the pictures."""
        edited = _composites(vae, crops, faces, members, sign * shift, regions[int(sign < 0)])
        pictures = torch.lerp(crops, edited, area)
        moved = (_read(readers, pictures) - faces.read[:, members]) / faces.spread
        return sign * moved[:, :, k].mean(1), moved[:, :, others].abs().mean((1, 2)), pictures

    with torch.enable_grad():
        amounts = vectors.new_zeros(len(others), requires_grad=True)
        optimiser = torch.optim.Adam([amounts], lr=RATE, betas=(0.9, 0.98))
        for step in range(STEPS):
            optimiser.param_groups[0]["lr"] = RATE * (1 - step / STEPS) ** 0.5
            loss = WEIGHT * amounts.square().sum()
            for side, sign in zip(sides, (1, -1), strict=True):
                members = torch.from_numpy(draw.choice(side, BATCH))
                far = torch.from_numpy(draw.uniform(*AMOUNTS, (BATCH, 1)).astype(np.float32)).to(vectors)
                crops = faces.crops[members].to(vectors) / 255
                with torch.no_grad():
                    usual_own, usual_other, usual = seen(crops, members, far * vectors[k], sign)
                own, other, pictures = seen(crops, members, far * vector(amounts), sign)
                kept = own / usual_own.clamp_min(0.05)
                loss = loss + (other / usual_other / kept.clamp_min(0.1)).mean() + PULL * F.relu(1 - kept).mean()
                loss = loss + look * _otherwise(pictures, usual, crops)
            (amounts.grad,) = torch.autograd.grad(loss, amounts)
            optimiser.step()
    return vector(amounts.detach())


def _otherwise(pictures: Tensor, usual: Tensor, crops: Tensor) -> Tensor:
    """Squared difference of edited pictures from the usual ones, as a share of those' from the crops, mostly there."""
    change = usual - crops
    strength = change.abs().mean(1, keepdim=True)
    return (strength * (pictures - usual).square()).sum() / (strength * change.square()).sum().clamp_min(1e-6)


def _composites(vae: ConvVAE, crops: Tensor, faces: _Faces, members: Tensor, shift: Tensor, region: Tensor) -> Tensor:
    """Edited crops (N, 3, 128, 128), put together as a composite is where the photo is no larger than they are."""
    s, structure, detail = (values[members] for values in (faces.s, faces.structure, faces.detail))
    nowhere = torch.zeros_like(structure[:, :1])
    with fast_arithmetic(crops.device.type):
        edited = vae.structure(s + shift)
        drawn, fade = vae.edit(s + shift, edited, structure, detail, region, torch.zeros_like(region))
        with torch.no_grad():
            plain = vae.draw(structure, detail, nowhere, s).clamp(0, 1).float()
    fade = fade.float()
    return (crops + (drawn.float() - plain) + fade * (plain - crops)).clamp(0, 1)
