"""Regions: where each attribute changes the structure of a face, so that old detail may have to go (the fade map).

A region is found on training faces, from the mean strength of the change that twice the partial vector makes. An
attribute whose change is faint everywhere has none: the difference that it makes is carried over, and every pore stays.
"""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from facelab.attributes import ATTRIBUTES
from facelab.canonical import LANDMARKS, SIZE
from facelab.model.fade import blur, change_strength, face_map, smooth_step
from facelab.model.precision import fast_arithmetic
from facelab.model.vae import ConvVAE

Array = NDArray[np.float32]

AMOUNT = 2.0
CHUNK = 100
SHARE = (0.30, 0.55)
"""Of the attribute's strongest place: weaker than the first is outside, stronger than the second inside."""
STRENGTH = (0.04, 0.08)
"""Strength of the strongest place, sRGB 0..1, below which an attribute has no region, and from which it has all."""
WIDER = 2
"""Pixels of the 64 x 64 map by which a region is grown: mouths are not all as wide."""

Ellipse = tuple[float, float, float, float]
"""Its centre, x y, and its half axes across and down, in pixels of the crop; a fifth of these further it has ended."""
EYES: tuple[Ellipse, ...] = tuple((x, y - 3.0, 14.0, 12.0) for x, y in LANDMARKS[:2].tolist())
"""The eyes with their brows."""
MOUTH: tuple[Ellipse, ...] = tuple((x, y, 20.0, 11.0) for x, y in LANDMARKS[3:].mean(0, keepdims=True).tolist())
"""A mouth that smiles."""
AT_THE_EYES = frozenset({"Eyeglasses", "Narrow_Eyes"})
"""What may redraw the eyes. Everything else leaves them to the person, for no one is the same with eyes drawn anew."""
ALL_OF_THE_FACE = frozenset({"Young"})
"""What is faint everywhere and shows in the skin of all of the face."""
COLOURS = frozenset({"Black_Hair", "Blond_Hair", "Brown_Hair", "Gray_Hair", "Pale_Skin", "Rosy_Cheeks"})
"""What changes colours and leaves every strand where it is."""


@torch.no_grad()
def regions(vae: ConvVAE, mu: Array, vectors: Array, progress: Callable[[str, int], None] | None = None) -> Array:
    """Where adding and taking away each attribute acts.

    The mean vectors use the same regions, for where an attribute shows does not depend on what it is mixed with.

    Args:
        vae: the network.
        mu: (N, S), some hundred faces.
        vectors: (40, S), the partial vectors.
        progress: called after every attribute.

    Returns:
        (40, 2, 64, 64) float32 in 0..1: adding, taking away; multiples of 1/255, as the file keeps them.
    """
    device = vae.log_sigma.device
    s, shifts = torch.from_numpy(mu).to(device), AMOUNT * torch.from_numpy(vectors).to(device)
    eyes = eye_map(vae.config.structure.size)[0].to(device)
    found = []
    with fast_arithmetic(device.type):
        unedited = [vae.structure(chunk) for chunk in torch.split(s, CHUNK)]
    for k, (name, shift) in enumerate(zip(ATTRIBUTES, shifts, strict=True)):
        with fast_arithmetic(device.type):
            both = (
                face_map(vae.config.structure.size).to(device).expand(2, -1, -1, -1)
                if name in ALL_OF_THE_FACE
                else torch.cat([region_of(_mean_strength(vae, s, unedited, sign * shift)) for sign in (1, -1)])
            )
        found.append((both * _allowed(name, eyes))[:, 0])
        if progress:
            progress("finding regions", k + 1)
    return (torch.stack(found) * 255).round().div(255).cpu().numpy()


def _allowed(name: str, eyes: Tensor) -> Tensor:
    if name in COLOURS:
        return torch.zeros_like(eyes)
    return torch.ones_like(eyes) if name in AT_THE_EYES else 1 - eyes


def _mean_strength(vae: ConvVAE, s: Tensor, unedited: list[Tensor], shift: Tensor) -> Tensor:
    strengths = [
        change_strength(vae.structure(chunk + shift), before).sum(0, keepdim=True)
        for chunk, before in zip(torch.split(s, CHUNK), unedited, strict=True)
    ]
    return torch.stack(strengths).sum(0) / len(s)


def region_of(strength: Tensor) -> Tensor:
    """Where an attribute acts, from the mean over some hundred faces of ``change_strength``, (1, 1, 64, 64).

    Returns:
        (1, 1, 64, 64) in 0..1: a smooth step over ``SHARE`` of the strongest place, grown by ``WIDER`` pixels and
        blurred by 1.5.
    """
    most = strength.max()
    within = F.max_pool2d(smooth_step(strength / most.clamp_min(1e-6), *SHARE), 2 * WIDER + 1, 1, WIDER)
    return (blur(within, 1.5) * smooth_step(most, *STRENGTH)).clamp(0, 1)


def eye_map(size: int) -> Tensor:
    """The eyes with their brows, (1, 1, size, size): 1 inside, falling to 0 around them."""
    return ellipses(size, EYES)


def mouth_map(size: int) -> Tensor:
    """The mouth, (1, 1, size, size): 1 inside, falling to 0 around it."""
    return ellipses(size, MOUTH)


def ellipses(size: int, shapes: Sequence[Ellipse]) -> Tensor:
    """Ellipses on a map of the crop, (1, 1, size, size): 1 inside of any, falling to 0 around them."""
    centres = (np.arange(size) + 0.5) * SIZE / size
    radii = [np.hypot((centres[None] - x) / across, (centres[:, None] - y) / down) for x, y, across, down in shapes]
    return smooth_step(torch.from_numpy(np.min(radii, 0).astype(np.float32)), 1.2, 0.8)[None, None]
