"""Beards: what of an edit a face shows as hairs of a beard (docs/design.md, "Beard")."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from facelab.pipeline.crops import Crop
from facelab.pipeline.layers import DecodedFaces, draw_layers
from facelab.render.beard import DrawnBeard, drawn_beard

if TYPE_CHECKING:
    from facelab.latent import Move

BEARDS: Mapping[str, int] = {"Mustache": 1, "Goatee": 1, "Sideburns": 1, "No_Beard": -1}
"""The attributes, and the sign of an amount that lets a beard grow."""


def beard_amounts(amounts: Mapping[str, float]) -> dict[str, float]:
    """Those amounts that let a beard grow."""
    return {name: amount for name, amount in amounts.items() if amount * BEARDS.get(name, 0) > 0}


def find_beard(crop: Crop, move: "Move", *, for_screen: bool = False) -> DrawnBeard:
    """The beard that a move of s, which is that of a beard alone, lets grow; ``for_screen`` as of ``face_change``."""
    network = crop.engine.compiled if for_screen else crop.engine.vae
    plain = crop.reconstruction_on_screen if for_screen else crop.reconstruction
    ((layer, *_),) = draw_layers(network, DecodedFaces.of(crop), [move])
    area = np.asarray(layer.area * crop.head.shown(0.0, 1.0) * (1 - crop.nose), np.float32)
    found = drawn_beard(plain, layer.picture, area, crop.mesh.points, crop.beard_colour)
    return replace(found, blur=crop.edge_blur)
