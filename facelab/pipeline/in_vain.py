"""What of an edit leaves a face as it is, and why: it is bald, has a fringe, wears no glasses."""

from collections.abc import Mapping

from facelab.errors import Message
from facelab.pipeline.crops import BANGS, EYEGLASSES, Crop

LESS_HAIR = ("Bald", "Receding_Hairline")
"""The attributes that take hair away."""


def in_vain(crop: Crop, amounts: Mapping[str, float]) -> tuple[Message, ...]:
    """A sentence for each of an edit's amounts that does nothing to a face."""
    from facelab.latent.scope import HAIR_COLOURS

    glasses, bangs = (amounts.get(name, 0.0) for name in (EYEGLASSES, BANGS))
    vain = asked_in_vain(crop, amounts)
    told = (
        (
            glasses < 0 and crop.has_opaque_lenses,
            Message("its glasses stay: what is behind lenses that show no eyes is not known."),
        ),
        (
            glasses < 0 and crop.uncovered is None and not (crop.has_opaque_lenses or crop.loses_drawn_glasses),
            Message(
                "no glasses are seen that could be taken off; rims that are thin or clear may go unseen, and stay."
            ),
        ),
        (glasses > 0 and crop.glasses is None, Message("it wears glasses already; no others are put on.")),
        (bangs < 0 and crop.forehead is None, Message("it has no fringe that could be taken away.")),
        (not vain.isdisjoint(LESS_HAIR), Message("it is bald already; no hair is taken away.")),
        (BANGS in vain, Message("it is bald; there is no hair to make a fringe of.")),
        (not vain.isdisjoint(HAIR_COLOURS), Message("no hair is seen that could take another colour.")),
        (
            bangs > 0 and BANGS not in vain and crop.hairline is not None and crop.strands is None,
            Message("no hair is seen above its forehead that could be let down."),
        ),
        (bangs > 0 and crop.has_fringe, Message("it has a fringe already; no other is let down.")),
    )
    return tuple(message for so, message in told if so)


def asked_in_vain(crop: Crop, amounts: Mapping[str, float]) -> frozenset[str]:
    """What asks a bald head for less hair or for a fringe, or one without hair for a colour of it: drawn it is haze."""
    from facelab.latent.scope import HAIR_COLOURS

    asked = frozenset(name for name in (*LESS_HAIR, BANGS) if amounts.get(name, 0.0) > 0)
    colours = frozenset(name for name in HAIR_COLOURS if amounts.get(name, 0.0))
    of_bald = asked if asked and crop.is_bald else frozenset()
    return of_bald | (colours if colours and crop.hair is None else frozenset())
