"""Beards: what of an edit a face shows as hairs of a beard (docs/design.md, "Beard")."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.pipeline.crops import Crop
from facelab.pipeline.layers import DecodedFaces, draw_layers
from facelab.render.beard import DrawnBeard, drawn_beard

if TYPE_CHECKING:
    from facelab.latent import Move

BEARDS: Mapping[str, int] = {"Mustache": 1, "Goatee": 1, "Sideburns": 1, "No_Beard": -1}
"""The attributes, and the sign of an amount that lets a beard grow."""
DARKER = 0.75
"""Of the brows' colour, which is that of a beard."""
SURELY, LEAST = 0.6, 20
"""Of the parser's probability, from which a pixel is brow; pixels of the crop from which they tell the colour."""
DARK = np.array([0.2, 0.15, 0.12], np.float32)
"""sRGB, where no brows are seen."""


def beard_amounts(amounts: Mapping[str, float]) -> dict[str, float]:
    """Those amounts that let a beard grow."""
    return {name: amount for name, amount in amounts.items() if amount * BEARDS.get(name, 0) > 0}


def find_beard(crop: Crop, move: "Move") -> DrawnBeard:
    """The beard that a move of s, which is that of a beard alone, lets grow."""
    ((layer, *_),) = draw_layers(crop.engine.vae, DecodedFaces.of(crop), [move])
    area = np.asarray(layer.area * crop.head.shown(0.0, 1.0), np.float32)
    return drawn_beard(crop.reconstruction, layer.picture, area, crop.mesh.points, beard_colour(crop))


def beard_colour(crop: Crop) -> NDArray[np.float32]:
    """Of a beard's hairs, (3,), sRGB 0..1."""
    brows = crop.parse.in_crop("brows") > SURELY
    if brows.sum() < LEAST:
        return DARK
    return np.asarray(DARKER * np.median(crop.pixels[brows], axis=0), np.float32)
