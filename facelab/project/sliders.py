"""The sliders, as data: which attributes there are to move, in which groups, how far."""

from collections.abc import Mapping
from dataclasses import dataclass

RANGE = -3.0, 3.0
"""Amounts that a slider reaches; more changes who it is."""
STEP = 0.1


@dataclass(frozen=True)
class Group:
    """Attributes that belong together.

    Attributes:
        name: what it is called.
        attributes: by CelebA's names, the useful ones first.
        opened: whether a person sees them at once.
    """

    name: str
    attributes: tuple[str, ...]
    opened: bool = False


GROUPS = (
    Group("Expression", ("Smiling", "Mouth_Slightly_Open", "High_Cheekbones", "Narrow_Eyes"), opened=True),
    Group("Eyewear and hats", ("Eyeglasses", "Wearing_Hat"), opened=True),
    Group("Age and gender", ("Young", "Male", "Attractive"), opened=True),
    Group(
        "Hair",
        (
            "Bangs", "Blond_Hair", "Brown_Hair", "Black_Hair", "Gray_Hair", "Wavy_Hair", "Straight_Hair",
            "Receding_Hairline", "Bald", "No_Beard", "5_o_Clock_Shadow", "Mustache", "Goatee", "Sideburns",
        ),
    ),
    Group(
        "Face shape",
        (
            "Bushy_Eyebrows", "Arched_Eyebrows", "Bags_Under_Eyes", "Big_Nose", "Pointy_Nose", "Big_Lips",
            "Oval_Face", "Chubby", "Double_Chin",
        ),
    ),
    Group(
        "Make-up",
        (
            "Heavy_Makeup", "Wearing_Lipstick", "Rosy_Cheeks", "Pale_Skin", "Wearing_Earrings", "Wearing_Necklace",
            "Wearing_Necktie",
        ),
    ),
    Group("Photo", ("Blurry",)),
)  # fmt: skip

TITLES: Mapping[str, str] = {
    "5_o_Clock_Shadow": "Stubble",
    "Bags_Under_Eyes": "Bags under the eyes",
    "Big_Lips": "Full lips",
    "Gray_Hair": "Grey hair",
    "Heavy_Makeup": "Make-up",
    "Mouth_Slightly_Open": "Open mouth",
    "No_Beard": "Clean-shaven",
    "Wearing_Earrings": "Earrings",
    "Wearing_Hat": "Hat",
    "Wearing_Lipstick": "Lipstick",
    "Wearing_Necklace": "Necklace",
    "Wearing_Necktie": "Necktie",
}
"""What an attribute is called where its own name, with spaces, would not do."""


def title(attribute: str) -> str:
    """What a person reads for an attribute: ``High_Cheekbones`` as "High cheekbones"."""
    return TITLES.get(attribute, attribute.replace("_", " ").capitalize())


def matches(attribute: str, words: str) -> bool:
    """Whether a search for ``words`` finds an attribute: each of them is in its title or its own name."""
    text = f"{title(attribute)} {attribute}".casefold()
    return all(word in text for word in words.casefold().split())
