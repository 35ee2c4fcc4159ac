"""The 40 attributes of CelebA as data: their names, their groups and titles, and how far their sliders go."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from facelab.errors import AttributeName, EditError, Hint, Listing

ATTRIBUTES: tuple[str, ...] = (
    "5_o_Clock_Shadow", "Arched_Eyebrows", "Attractive", "Bags_Under_Eyes", "Bald", "Bangs", "Big_Lips", "Big_Nose",
    "Black_Hair", "Blond_Hair", "Blurry", "Brown_Hair", "Bushy_Eyebrows", "Chubby", "Double_Chin", "Eyeglasses",
    "Goatee", "Gray_Hair", "Heavy_Makeup", "High_Cheekbones", "Male", "Mouth_Slightly_Open", "Mustache", "Narrow_Eyes",
    "No_Beard", "Oval_Face", "Pale_Skin", "Pointy_Nose", "Receding_Hairline", "Rosy_Cheeks", "Sideburns", "Smiling",
    "Straight_Hair", "Wavy_Hair", "Wearing_Earrings", "Wearing_Hat", "Wearing_Lipstick", "Wearing_Necklace",
    "Wearing_Necktie", "Young",
)  # fmt: skip
"""By CelebA's names and in CelebA's order (Liu et al. 2015)."""

RANGE = -3.0, 3.0
"""Amounts that a slider reaches; more changes who it is."""
STEP = 0.1


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802
    """The text itself: by this name pyside6-lupdate knows what is to be translated."""
    return text


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
    Group(
        QT_TRANSLATE_NOOP("Attributes", "Expression"),
        ("Smiling", "Mouth_Slightly_Open", "High_Cheekbones", "Narrow_Eyes"),
        opened=True,
    ),
    Group(QT_TRANSLATE_NOOP("Attributes", "Eyewear and hats"), ("Eyeglasses", "Wearing_Hat"), opened=True),
    Group(QT_TRANSLATE_NOOP("Attributes", "Age and gender"), ("Young", "Male", "Attractive"), opened=True),
    Group(
        QT_TRANSLATE_NOOP("Attributes", "Hair"),
        (
            "Bangs", "Blond_Hair", "Brown_Hair", "Black_Hair", "Gray_Hair", "Wavy_Hair", "Straight_Hair",
            "Receding_Hairline", "Bald", "No_Beard", "5_o_Clock_Shadow", "Mustache", "Goatee", "Sideburns",
        ),
    ),
    Group(
        QT_TRANSLATE_NOOP("Attributes", "Face shape"),
        (
            "Bushy_Eyebrows", "Arched_Eyebrows", "Bags_Under_Eyes", "Big_Nose", "Pointy_Nose", "Big_Lips",
            "Oval_Face", "Chubby", "Double_Chin",
        ),
    ),
    Group(
        QT_TRANSLATE_NOOP("Attributes", "Make-up"),
        (
            "Heavy_Makeup", "Wearing_Lipstick", "Rosy_Cheeks", "Pale_Skin", "Wearing_Earrings", "Wearing_Necklace",
            "Wearing_Necktie",
        ),
    ),
    Group(QT_TRANSLATE_NOOP("Attributes", "Photo"), ("Blurry",)),
)  # fmt: skip

TITLES: Mapping[str, str] = {
    "5_o_Clock_Shadow": QT_TRANSLATE_NOOP("Attributes", "Stubble"),
    "Arched_Eyebrows": QT_TRANSLATE_NOOP("Attributes", "Arched eyebrows"),
    "Attractive": QT_TRANSLATE_NOOP("Attributes", "Attractive"),
    "Bags_Under_Eyes": QT_TRANSLATE_NOOP("Attributes", "Bags under the eyes"),
    "Bald": QT_TRANSLATE_NOOP("Attributes", "Bald"),
    "Bangs": QT_TRANSLATE_NOOP("Attributes", "Bangs"),
    "Big_Lips": QT_TRANSLATE_NOOP("Attributes", "Full lips"),
    "Big_Nose": QT_TRANSLATE_NOOP("Attributes", "Big nose"),
    "Black_Hair": QT_TRANSLATE_NOOP("Attributes", "Black hair"),
    "Blond_Hair": QT_TRANSLATE_NOOP("Attributes", "Blond hair"),
    "Blurry": QT_TRANSLATE_NOOP("Attributes", "Blurry"),
    "Brown_Hair": QT_TRANSLATE_NOOP("Attributes", "Brown hair"),
    "Bushy_Eyebrows": QT_TRANSLATE_NOOP("Attributes", "Bushy eyebrows"),
    "Chubby": QT_TRANSLATE_NOOP("Attributes", "Chubby"),
    "Double_Chin": QT_TRANSLATE_NOOP("Attributes", "Double chin"),
    "Eyeglasses": QT_TRANSLATE_NOOP("Attributes", "Eyeglasses"),
    "Goatee": QT_TRANSLATE_NOOP("Attributes", "Goatee"),
    "Gray_Hair": QT_TRANSLATE_NOOP("Attributes", "Grey hair"),
    "Heavy_Makeup": QT_TRANSLATE_NOOP("Attributes", "Make-up"),
    "High_Cheekbones": QT_TRANSLATE_NOOP("Attributes", "High cheekbones"),
    "Male": QT_TRANSLATE_NOOP("Attributes", "Male"),
    "Mouth_Slightly_Open": QT_TRANSLATE_NOOP("Attributes", "Open mouth"),
    "Mustache": QT_TRANSLATE_NOOP("Attributes", "Mustache"),
    "Narrow_Eyes": QT_TRANSLATE_NOOP("Attributes", "Narrow eyes"),
    "No_Beard": QT_TRANSLATE_NOOP("Attributes", "Clean-shaven"),
    "Oval_Face": QT_TRANSLATE_NOOP("Attributes", "Oval face"),
    "Pale_Skin": QT_TRANSLATE_NOOP("Attributes", "Pale skin"),
    "Pointy_Nose": QT_TRANSLATE_NOOP("Attributes", "Pointy nose"),
    "Receding_Hairline": QT_TRANSLATE_NOOP("Attributes", "Receding hairline"),
    "Rosy_Cheeks": QT_TRANSLATE_NOOP("Attributes", "Rosy cheeks"),
    "Sideburns": QT_TRANSLATE_NOOP("Attributes", "Sideburns"),
    "Smiling": QT_TRANSLATE_NOOP("Attributes", "Smiling"),
    "Straight_Hair": QT_TRANSLATE_NOOP("Attributes", "Straight hair"),
    "Wavy_Hair": QT_TRANSLATE_NOOP("Attributes", "Wavy hair"),
    "Wearing_Earrings": QT_TRANSLATE_NOOP("Attributes", "Earrings"),
    "Wearing_Hat": QT_TRANSLATE_NOOP("Attributes", "Hat"),
    "Wearing_Lipstick": QT_TRANSLATE_NOOP("Attributes", "Lipstick"),
    "Wearing_Necklace": QT_TRANSLATE_NOOP("Attributes", "Necklace"),
    "Wearing_Necktie": QT_TRANSLATE_NOOP("Attributes", "Necktie"),
    "Young": QT_TRANSLATE_NOOP("Attributes", "Young"),
}
"""What an attribute is called."""


def title(attribute: str) -> str:
    """What a person reads for an attribute: ``High_Cheekbones`` as "High cheekbones"."""
    return TITLES[known_as(attribute)]


def matches(words: str, *names: str) -> bool:
    """Whether a search for ``words`` finds something of these names: each word is in one of them."""
    text = " ".join(names).casefold()
    return all(word in text for word in words.casefold().split())


def known_as(name: str) -> str:
    """CelebA's name for an attribute written in any case, with ``_``, ``-`` or spaces between its words; what is
    no attribute stays as it is."""
    return _SPELT.get(_spelling(name), name)


def _spelling(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", str(name).strip()).casefold()


_SPELT: Mapping[str, str] = {_spelling(name): name for name in ATTRIBUTES}

Given = TypeVar("Given")


def by_name(values: Mapping[str, Given]) -> dict[str, Given]:
    """Values with their attributes named as CelebA does.

    Raises:
        EditError: two of the names are spellings of one attribute.
    """
    named = {known_as(name): value for name, value in values.items()}
    if len(named) < len(values):
        name = next(name for name in values if name not in named)
        raise EditError("{attribute} is given twice; give it once.", attribute=AttributeName(known_as(name)))
    return named


def index_of(name: str) -> int:
    """Place among the 40 of an attribute, as ``known_as`` knows it.

    Raises:
        EditError: there is no such attribute; names that are close are suggested.
    """
    if (known := known_as(name)) in ATTRIBUTES:
        return ATTRIBUTES.index(known)
    close = difflib.get_close_matches(_spelling(name), _SPELT)
    if close:
        alike = Listing(AttributeName(_SPELT[spelling]) for spelling in close)
        raise EditError("There is no attribute {name!r}; did you mean {alike}?", name=str(name), alike=alike)
    raise EditError(
        "There is no attribute {name!r}; use CelebA's names{hint}.",
        name=str(name),
        hint=Hint(" (see: facelab attributes)"),
    )


def checked(name: str) -> str:
    """CelebA's name for an attribute, as ``known_as``.

    Raises:
        EditError: there is no such attribute.
    """
    return ATTRIBUTES[index_of(name)]
