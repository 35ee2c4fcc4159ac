"""What each attribute is made of: the labels that its partial vector does not hold equal.

A partial vector is the difference with the other labels equal. Held equal to a beard, a necktie and make-up, Male would
be what little remains of it; so what an attribute consists of, brings about or rules out goes along with it. What
merely goes together in CelebA (smiling women, glasses and age) is no part and stays equal.
"""

from collections.abc import Mapping

from facelab.attributes import ATTRIBUTES

_NO_PARTS: tuple[str, ...] = ()

PARTS: Mapping[str, tuple[str, ...]] = {
    # Hair of the face. A face with any beard has not the label No_Beard, and the other way round.
    "5_o_Clock_Shadow": ("No_Beard",),
    "Goatee": ("No_Beard",),
    "Mustache": ("No_Beard",),
    "Sideburns": ("No_Beard",),
    "No_Beard": ("5_o_Clock_Shadow", "Goatee", "Mustache", "Sideburns"),
    "Arched_Eyebrows": _NO_PARTS,
    "Bushy_Eyebrows": _NO_PARTS,
    # Colours of hair exclude one another: a colour comes in the place of whichever was there.
    "Black_Hair": ("Blond_Hair", "Brown_Hair", "Gray_Hair"),
    "Blond_Hair": ("Black_Hair", "Brown_Hair", "Gray_Hair"),
    "Brown_Hair": ("Black_Hair", "Blond_Hair", "Gray_Hair"),
    "Gray_Hair": ("Black_Hair", "Blond_Hair", "Brown_Hair"),
    # Its shape, and what is left of it.
    "Straight_Hair": ("Wavy_Hair",),
    "Wavy_Hair": ("Straight_Hair",),
    "Bangs": ("Receding_Hairline",),
    "Receding_Hairline": ("Bangs",),
    "Bald": (
        "Bangs", "Black_Hair", "Blond_Hair", "Brown_Hair", "Gray_Hair", "Receding_Hairline", "Straight_Hair",
        "Wavy_Hair",
    ),
    "Wearing_Hat": (
        "Bald", "Bangs", "Black_Hair", "Blond_Hair", "Brown_Hair", "Gray_Hair", "Receding_Hairline", "Straight_Hair",
        "Wavy_Hair",
    ),
    # Expression. A smile lifts the cheeks, bares the teeth and narrows the eyes; an open mouth alone does nothing more.
    "Smiling": ("High_Cheekbones", "Mouth_Slightly_Open", "Narrow_Eyes"),
    "Mouth_Slightly_Open": _NO_PARTS,
    "High_Cheekbones": _NO_PARTS,
    "Narrow_Eyes": _NO_PARTS,
    # Build of the face.
    "Bags_Under_Eyes": _NO_PARTS,
    "Big_Lips": _NO_PARTS,
    "Big_Nose": ("Pointy_Nose",),
    "Pointy_Nose": ("Big_Nose",),
    "Chubby": ("Double_Chin", "Oval_Face"),
    "Double_Chin": ("Chubby",),
    "Oval_Face": _NO_PARTS,
    "Pale_Skin": _NO_PARTS,
    "Rosy_Cheeks": _NO_PARTS,
    # What is worn. Rims are labelled as bags under the eyes and hide them.
    "Eyeglasses": ("Bags_Under_Eyes",),
    "Heavy_Makeup": ("Arched_Eyebrows", "Attractive", "Rosy_Cheeks", "Wearing_Lipstick"),
    "Wearing_Lipstick": _NO_PARTS,
    "Wearing_Earrings": _NO_PARTS,
    "Wearing_Necklace": _NO_PARTS,
    "Wearing_Necktie": _NO_PARTS,
    # The whole person.
    "Attractive": (
        "Arched_Eyebrows", "Bags_Under_Eyes", "Big_Nose", "Chubby", "Double_Chin", "Heavy_Makeup", "Oval_Face",
        "Pointy_Nose", "Rosy_Cheeks", "Wearing_Lipstick",
    ),
    "Male": (
        "5_o_Clock_Shadow", "Arched_Eyebrows", "Attractive", "Bald", "Bangs", "Big_Nose", "Bushy_Eyebrows", "Goatee",
        "Heavy_Makeup", "Mustache", "No_Beard", "Receding_Hairline", "Rosy_Cheeks", "Sideburns", "Straight_Hair",
        "Wavy_Hair", "Wearing_Earrings", "Wearing_Lipstick", "Wearing_Necklace", "Wearing_Necktie",
    ),
    "Young": (
        "Attractive", "Bags_Under_Eyes", "Bald", "Big_Nose", "Chubby", "Double_Chin", "Gray_Hair", "Heavy_Makeup",
        "Receding_Hairline",
    ),
    # The photo.
    "Blurry": _NO_PARTS,
}  # fmt: skip


def held_equal(name: str) -> list[int]:
    """Indices of the labels that ``name`` is regressed with: all 40 but its parts, itself among them."""
    return [i for i, other in enumerate(ATTRIBUTES) if other not in PARTS[name]]
