"""The stages in which an edited photo is drawn, and how long each takes, so that drawing can say how far it is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from facelab.photo.picture import Picture

if TYPE_CHECKING:
    from facelab.latent import Edit

KNOWN, HAIR, RECOLOURED, FACE, PUT_BACK, PROTECTED = 0.07, 0.8, 0.3, 0.25, 0.05, 0.03
"""Seconds on a core of 2023: a face is encoded, its hair found, a megapixel recoloured, a face drawn; a megapixel put
back, kept."""
SPLIT = 1e-3
"""The same for all edits that are told apart; above 0, so that there is something to be done where nothing is asked."""


def seconds_of_stages(picture: Picture, edits: "Mapping[int, Edit]", *, refined: bool) -> tuple[float, ...]:
    """How long each stage of drawing takes, about; all together more than 0.

    Args:
        picture: the photo.
        edits: face number -> what is asked.
        refined: whether it is known already what brings the picture to that, and so the faces.

    Returns:
        Seconds until the faces are known, edits split, hair recoloured, faces drawn, put back, pixels protected.
    """
    from facelab.latent.scope import HAIR_COLOURS

    coloured = sum(not HAIR_COLOURS.isdisjoint((*edit.amounts, *edit.to)) for edit in edits.values())
    area, faces = picture.width * picture.height / 1e6, len(edits)
    knowing, recolouring = 0.0 if refined else KNOWN * faces, RECOLOURED * area if coloured else 0.0
    return knowing, HAIR * coloured + SPLIT, recolouring, FACE * faces, PUT_BACK * area, PROTECTED * area
