"""Areas: where an attribute shows that has its place in the face.

In CelebA everything goes with everything: who wears lipstick has light skin, a beard goes with dark brows and without
glasses, and the vectors draw it all. What is asked of the lips shall leave the rest to the person. The mean vectors
have no areas: they are the lecture's, and show all that goes along.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal

import numpy as np

from facelab.canonical import SIZE
from facelab.latent.attribute_file import Array
from facelab.latent.regions import Ellipse, ellipses

_LIPS: tuple[Ellipse, ...] = ((64, 96, 24, 14),)
_EYES: tuple[Ellipse, ...] = ((47, 58, 17, 14), (81, 58, 17, 14))
_BROWS: tuple[Ellipse, ...] = ((45, 50, 23, 17), (83, 50, 23, 17))
_UNDER_THE_EYES: tuple[Ellipse, ...] = ((45, 70, 22, 16), (83, 70, 22, 16))
_CHEEKS: tuple[Ellipse, ...] = ((38, 82, 16, 15), (90, 82, 16, 15))
_NOSE: tuple[Ellipse, ...] = ((64, 72, 22, 24),)
_JAW: tuple[Ellipse, ...] = ((64, 106, 40, 28),)
_BELOW_THE_EYES: tuple[Ellipse, ...] = ((64, 102, 48, 34),)
_BEARD: tuple[Ellipse, ...] = ((64, 128, 80, 48), (24, 74, 14, 28), (104, 74, 14, 28))
_WITHIN_THE_OUTLINE: tuple[Ellipse, ...] = ((64, 76, 42, 54),)

AREAS: Mapping[str, tuple[Ellipse, ...]] = {
    "5_o_Clock_Shadow": _BEARD,
    "Arched_Eyebrows": _BROWS,
    "Bags_Under_Eyes": _UNDER_THE_EYES,
    "Big_Lips": _LIPS,
    "Big_Nose": _NOSE,
    "Bushy_Eyebrows": _BROWS,
    "Goatee": _JAW,
    "Heavy_Makeup": (*_LIPS, *_EYES, *_CHEEKS),
    "High_Cheekbones": _BELOW_THE_EYES,
    "Male": _WITHIN_THE_OUTLINE,
    "Mouth_Slightly_Open": _JAW,
    "Mustache": _JAW,
    "Narrow_Eyes": _EYES,
    "No_Beard": _BEARD,
    "Pointy_Nose": _NOSE,
    "Rosy_Cheeks": _CHEEKS,
    "Sideburns": _BEARD,
    "Smiling": _BELOW_THE_EYES,
    "Wearing_Lipstick": _LIPS,
}
"""In pixels of the crop of the average face, as wide as faces need; a photo brings them to its own (``Crop.area_of``).
Every other attribute may show everywhere."""
ShownOn = Literal["everything", "lips", "skin"]
SHOWN_ON: Mapping[str, ShownOn] = {"Wearing_Lipstick": "lips", "Male": "skin", "Young": "skin"}
"""What shows, within its area, on the lips or the skin that this person has. Every other attribute shows on all."""
EVERYWHERE: Array = np.ones((SIZE, SIZE), np.float32)


Areas = Callable[[str], Array]
"""Gives where an attribute may show, (128, 128) float32 in 0..1, by its name."""


@cache
def area_of(name: str) -> Array:
    """Where an attribute may show in the average face, (128, 128) float32 in 0..1."""
    area: Array = ellipses(SIZE, AREAS[name])[0, 0].numpy() if name in AREAS else EVERYWHERE
    return area


def coarser(area: Array) -> Array:
    """The same at half the resolution, (64, 64), as D draws."""
    above, below = area[::2], area[1::2]
    sums = above[:, ::2] + above[:, 1::2] + below[:, ::2] + below[:, 1::2]  # numpy's mean takes ten times as long
    half: Array = sums / np.float32(4)
    return half
