"""Which edits of photos are measured: on whom each is plausible, and which parts of the face it concerns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from facelab.latent.scope import HAIR_COLOURS

PART = "photos"
AMOUNTS = (1.0, 2.0)

REPORTED: Mapping[str, tuple[str, ...]] = {
    "skin": ("skin", "ears"),
    "eyes": ("eyes",),
    "brows": ("brows",),
    "nose": ("nose",),
    "lips": ("lips", "mouth"),
    "hair": ("hair",),
    "neck": ("neck",),
    "cloth": ("cloth",),
    "background": ("background",),
}
"""Parts whose change is reported, with the classes of ``model.parser`` that they are made of."""

_FACE = frozenset({"skin", "eyes", "brows", "nose", "lips"})
_MOUTH = frozenset({"skin", "nose", "lips"})


@dataclass(frozen=True, eq=False)
class PhotoEdit:
    """An attribute added or taken away.

    Attributes:
        attribute: its name. way: "+" or "-".
        concerns: parts, of REPORTED, that it may change.
        only: other attributes that a face must have, or must not have, for it to be plausible.
        of_smile: whether it is asked of the smiling photo of a pair and not of the neutral one.
    """

    attribute: str
    way: str
    concerns: frozenset[str]
    only: Mapping[str, bool] = field(default_factory=dict)
    of_smile: bool = False

    @property
    def sign(self) -> int:
        """1 for what is added, -1 for what is taken away."""
        return 1 if self.way == "+" else -1

    @property
    def is_hair_colour(self) -> bool:
        """Whether hair is to have another colour."""
        return self.attribute in HAIR_COLOURS

    @property
    def label(self) -> str:
        """For people."""
        return f"{self.attribute} {'−' if self.way == '-' else '+'}"

    def suits(self, has: Callable[[str], bool]) -> bool:
        """Whether a face that has some attributes lacks what is to be added, and so on."""
        asked = {self.attribute: self.way == "-", **self.only}
        return all(has(name) == wanted for name, wanted in asked.items())


def _both(attribute: str, concerns: frozenset[str], *, of_smile: bool = False) -> tuple[PhotoEdit, PhotoEdit]:
    return PhotoEdit(attribute, "+", concerns), PhotoEdit(attribute, "-", concerns, of_smile=of_smile)


_WITH_HAIR = {"Bald": False, "Wearing_Hat": False}

EDITS: tuple[PhotoEdit, ...] = (
    *_both("Smiling", _FACE, of_smile=True),
    *_both("Mouth_Slightly_Open", _MOUTH, of_smile=True),
    *_both("Eyeglasses", _FACE | {"hair"}),
    *_both("Young", _FACE | {"neck", "hair"}),
    *_both("Male", _FACE | {"neck"}),
    *_both("Bangs", frozenset({"skin", "eyes", "brows", "hair"})),
    *(
        PhotoEdit(name, "+", frozenset({"hair"}), _WITH_HAIR | {"Gray_Hair": False})
        for name in ("Blond_Hair", "Black_Hair", "Gray_Hair")
    ),
    PhotoEdit("Wearing_Lipstick", "+", frozenset({"lips"}), {"Male": False}),
    PhotoEdit("Mustache", "+", _MOUTH, {"Male": True}),
)
