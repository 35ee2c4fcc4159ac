"""The parts of an edit that a photo shows each in its own way: hair recoloured or let down, glasses, beards, others."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from facelab.edit import Edit
from facelab.pipeline.beard_edit import beard_amounts
from facelab.pipeline.crops import BANGS, EYEGLASSES, YOUNG, Crop
from facelab.pipeline.editing import EditParts, SkinEdit
from facelab.pipeline.fringe_edit import let_down, shows_own_hair, taken_away
from facelab.pipeline.glasses_edit import put_on, taken_off
from facelab.pipeline.in_vain import asked_in_vain

if TYPE_CHECKING:
    from facelab.latent import Move

SMILING, UNFOLDED, FLATTEST = "Smiling", 0.35, 0.7
"""The attribute that folds a face; how much of the folds goes for an amount of 1 taken away, and at the most."""
DRAWN_OFF = 1.5
"""Most of Eyeglasses that is taken away where the network draws what is behind: with more of it eyes become holes."""
MALE, SHAVED = "Male", 2.0
"""The attribute that brings stubble, and the amount of it at which, taken away, all stubble is."""


def split(crop: Crop, edit: Edit, move: "Move") -> EditParts:
    """The parts of an edit that was solved as ``move``.

    The mean vectors are the lecture's: what they ask is drawn by the network.
    """
    from facelab.latent.scope import HAIR_COLOURS

    if edit.method != "partial":
        return EditParts(move)
    amounts = {name: amount for name, amount in move.amounts.items() if name not in (edit.held or {})}
    solved, glasses = replace(edit, to={}), amounts.get(EYEGLASSES, 0.0)
    beards = beard_amounts(amounts)
    skin, in_vain = _skin(crop, amounts), asked_in_vain(crop, amounts)
    colours = {name: amount for name, amount in amounts.items() if name in HAIR_COLOURS - in_vain and amount}
    bangs = 0.0 if BANGS in in_vain else amounts.get(BANGS, 0.0)
    own_hair = shows_own_hair(crop, bangs)
    if not (colours or glasses or own_hair or beards or in_vain):
        return EditParts(move, skin=skin)
    elsewhere = {*colours, *beards, *in_vain, *([BANGS] if own_hair else [])}
    if not (glasses < 0 and crop.loses_drawn_glasses):
        elsewhere.add(EYEGLASSES)
    others = {name: amount for name, amount in amounts.items() if name not in elsewhere}
    if EYEGLASSES in others:
        others[EYEGLASSES] = max(glasses, -DRAWN_OFF)
    coloured = crop.solve(replace(solved, amounts=colours, held=None)) if colours else None
    return EditParts(
        crop.solve(replace(solved, amounts=others)),
        coloured,
        let_down(crop, bangs, coloured)
        + taken_away(crop, -bangs)
        + (put_on(crop, glasses) if glasses > 0 else taken_off(crop, -glasses)),
        crop.solve(replace(solved, amounts=beards, held=None)) if beards else None,
        skin,
    )


def _skin(crop: Crop, amounts: Mapping[str, float]) -> SkinEdit:
    """What amounts of age, gender and a smile do to the skin."""
    male = amounts.get(MALE, 0.0)
    return SkinEdit(
        years=-amounts.get(YOUNG, 0.0),
        shaved=min(max(-male / SHAVED, 0.0), 1.0),
        unfolded=min(max(-amounts.get(SMILING, 0.0) * UNFOLDED, 0.0), FLATTEST),
        stubble=crop.beard_colour if male > 0 else None,
    )
