"""Scope: whether an edit concerns the face, the hair, or the head with both.

In CelebA everything goes with everything: who smiles has lighter hair, and men have none in front of their ears. What
asks for the face shall leave the hair to the person; what asks for hair may have the whole head.
"""

from collections.abc import Mapping, Set

WHOLE_HEAD = frozenset({
    "Bald", "Bangs", "Black_Hair", "Blond_Hair", "Brown_Hair", "Gray_Hair", "Receding_Hairline", "Straight_Hair",
    "Wavy_Hair", "Wearing_Hat", "Wearing_Earrings", "Wearing_Necklace", "Wearing_Necktie", "Chubby", "Double_Chin",
    "Blurry", "Eyeglasses",
})  # fmt: skip
"""Attributes that act on hair, on the outline of the face or beside it; every other one acts on the face alone."""
HAIR = frozenset({"Black_Hair", "Blond_Hair", "Brown_Hair", "Gray_Hair", "Straight_Hair", "Wavy_Hair"})
"""Those of them that leave the face to the person: blond hair goes with light skin, and grey with old."""
HAIR_COLOURS = frozenset({"Black_Hair", "Blond_Hair", "Brown_Hair", "Gray_Hair"})
"""Those that a photo's own hair takes as a colour, strand by strand, wherever it is."""
IN_THE_FACE = 0.4
"""How much of these shows there all the same: with nothing the hair has an edge, with all the skin another colour."""


def share_of_head(amounts: Mapping[str, float]) -> float:
    """How much of the head beside the face an edit may change.

    Args:
        amounts: attribute -> amount.

    Returns:
        0 where nothing is asked of the head, 1 from half of the largest amount on: no slider makes it jump.
    """
    return _share(amounts, WHOLE_HEAD)


def share_of_face(amounts: Mapping[str, float]) -> float:
    """How much of the face an edit may change: ``IN_THE_FACE`` where nothing but hair is asked for, likewise."""
    return IN_THE_FACE + (1 - IN_THE_FACE) * _share(amounts, amounts.keys() - HAIR)


def _share(amounts: Mapping[str, float], names: Set[str]) -> float:
    largest = max(map(abs, amounts.values()), default=0.0)
    those = max((abs(amount) for name, amount in amounts.items() if name in names), default=0.0)
    return min(1.0, 2 * those / largest) if largest else 0.0
