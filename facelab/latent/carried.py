"""How each attribute is carried into a photo: what moves the person's own pixels, and where the network's lines show.

What the network knows at 128 pixels says what is to become of the photo; its drawing itself is seen only where nothing
in the photo can become it. A smile moves lips and cheeks, and brings light and shade; a moustache must be drawn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from facelab.canonical import SIZE
from facelab.latent.areas import Areas, area_of
from facelab.latent.attribute_file import Array


@dataclass(frozen=True)
class Carried:
    """How an attribute is carried.

    Attributes:
        moves: whether it changes the shape of the face, so that the person's own pixels move.
        lines: how much of the network's own lines it shows, 0..1; the rest is light, shade and colour.
    """

    moves: bool = False
    lines: float = 1.0


MOVED, SHADED, DRAWN = Carried(moves=True, lines=0.0), Carried(lines=0.0), Carried()
CARRIED: Mapping[str, Carried] = {
    "5_o_Clock_Shadow": SHADED,
    "Arched_Eyebrows": MOVED,
    "Attractive": MOVED,
    "Bags_Under_Eyes": MOVED,
    "Big_Lips": MOVED,
    "Big_Nose": MOVED,
    "Bushy_Eyebrows": MOVED,
    "Chubby": MOVED,
    "Double_Chin": MOVED,
    "Heavy_Makeup": MOVED,
    "High_Cheekbones": MOVED,
    "Male": MOVED,
    "Mouth_Slightly_Open": MOVED,
    "Narrow_Eyes": MOVED,
    "Oval_Face": MOVED,
    "Pale_Skin": SHADED,
    "Pointy_Nose": MOVED,
    "Rosy_Cheeks": SHADED,
    "Smiling": MOVED,
    "Wearing_Lipstick": SHADED,
    "Young": MOVED,
}
"""Every other attribute is drawn: what is worn, hair, and hair of the face."""
OPENS = ("Mouth_Slightly_Open", "Smiling")
"""What a mouth opens and closes with."""


def moved_area(amounts: Mapping[str, float], areas: Areas = area_of) -> Array:
    """Where what is asked moves pixels, (128, 128) float32 in 0..1: 0 everywhere where nothing does."""
    return _widest(((share, name) for name, share in _shares(amounts).items() if _carried(name).moves), areas)


def drawn_area(amounts: Mapping[str, float], areas: Areas = area_of) -> Array:
    """Where what is asked shows the network's own lines, and how much of them, (128, 128) float32 in 0..1."""
    lines = ((share * np.float32(_carried(name).lines), name) for name, share in _shares(amounts).items())
    return _widest(lines, areas)


def of_mouth(amounts: Mapping[str, float]) -> np.float32:
    """How far an edit concerns how open a mouth is, 0..1: other attributes close none that is drawn less open."""
    shares = _shares(amounts)
    return max((shares[name] for name in OPENS if name in shares), default=np.float32(0))


def _carried(name: str) -> Carried:
    return CARRIED.get(name, DRAWN)


def _widest(shares: Iterable[tuple[np.float32, str]], areas: Areas) -> Array:
    area: Array = np.maximum.reduce([_nowhere(), *(share * areas(name) for share, name in shares if share)])
    return area


def _shares(amounts: Mapping[str, float]) -> dict[str, np.float32]:
    """All of what is asked from half of the largest amount on: no slider makes it jump."""
    largest = max(map(abs, amounts.values()), default=0.0)
    return {name: np.float32(min(1.0, 2 * abs(amount) / largest)) for name, amount in amounts.items() if amount}


@cache
def _nowhere() -> Array:
    return np.zeros((SIZE, SIZE), np.float32)
