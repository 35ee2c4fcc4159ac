"""Reach: whether an edit concerns the face, or the head with its hair.

In CelebA everything goes with everything: who smiles has lighter hair, and men have none in front of their ears. What
asks for the face shall leave the hair to the person; what asks for hair may have the whole head.
"""

from collections.abc import Mapping

WHOLE_HEAD = frozenset({
    "Bald", "Bangs", "Black_Hair", "Blond_Hair", "Brown_Hair", "Gray_Hair", "Receding_Hairline", "Straight_Hair",
    "Wavy_Hair", "Wearing_Hat", "Wearing_Earrings", "Wearing_Necklace", "Wearing_Necktie", "Chubby", "Double_Chin",
    "Blurry", "Eyeglasses",
})  # fmt: skip
"""Attributes that act on hair, on the outline of the face or beside it; every other one acts on the face alone."""


def share_of_head(amounts: Mapping[str, float]) -> float:
    """How much of the head beside the face an edit may change.

    Args:
        amounts: attribute -> amount.

    Returns:
        0 where nothing is asked of the head, 1 from half of the largest amount on: no slider makes it jump.
    """
    largest = max(map(abs, amounts.values()), default=0.0)
    heads = max((abs(amount) for name, amount in amounts.items() if name in WHOLE_HEAD), default=0.0)
    return min(1.0, 2 * heads / largest) if largest else 0.0
