"""From rows of edited photos to figures: means by edit, amount and source, and by group of people."""

import math
from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from facelab.evaluate.figures import Figure
from facelab.evaluate.photos.edits import AMOUNTS, EDITS, PART, PhotoEdit
from facelab.evaluate.photos.portraits import HEADS, PAIRS
from facelab.evaluate.photos.rows import Row

HALF_WAY = "eyes and brows half way for the softer one's"
REAL_RIMS, RIMS = "rims of real glasses", "rims"
SMILES, OWN = "identity with the real smile", "its own"
CHANGE, OTHERS = "change", "change of others"
HEADLINES = frozenset(
    {
        "mouth for the real smile's",
        "rims for real glasses'",
        "hair that took it",
        "correlation of strands",
        "changed beyond hair",
        "identity with the real smile for the neutral photo's",
        "told apart",
    }
)
"""Names of what is printed of each edit by the largest amount."""
_PARTS_OF_RATIOS = {RIMS, OWN, SMILES, CHANGE, OTHERS}
SEEN = 0.1
"""Change of the judged attribute from which the others' is given for one of it."""


def figures(rows: Sequence[Row]) -> list[Figure]:
    """All figures; ``method`` says of which source. Those of a group are named "NAME, GROUP"."""
    found = _of_no_edit(rows)
    for edit in EDITS:
        for amount in AMOUNTS:
            these = [row for row in rows if row.is_of(edit, amount)]
            for source in (PAIRS, HEADS):
                found += _of_edit([row for row in these if row.source == source], rows, edit, amount, source)
    return found


def _of_edit(rows: Sequence[Row], every: Sequence[Row], edit: PhotoEdit, amount: float, source: str) -> list[Figure]:
    if not rows:
        return []
    note = partial(Figure, PART, attribute=edit.attribute, way=edit.way, amount=amount, method=source)
    found = [note("faces", len(rows)), *(note(name, value) for name, value in _means(rows).items())]
    rims = _mean(rows, RIMS)
    if source == HEADS and math.isfinite(rims):
        found.append(note("rims for real glasses'", rims / _mean(every, REAL_RIMS)))
    for group in dict.fromkeys(group for row in rows for group in row.groups):
        members = [row for row in rows if group in row.groups]
        found += [note(f"{name}, {group}", value) for name, value in _means(members).items()]
    return found


def _means(rows: Sequence[Row]) -> dict[str, float]:
    names = dict.fromkeys(name for row in rows for name in row.values)
    found = {name: _mean(rows, name) for name in names if name not in _PARTS_OF_RATIOS}
    change = _mean(rows, CHANGE)
    if change > SEEN:
        found["leakage"] = _mean(rows, OTHERS) / change
    if any(SMILES in row.values for row in rows):
        found["identity with the real smile for the neutral photo's"] = _mean(rows, SMILES) / _mean(rows, OWN)
    return found


def _of_no_edit(rows: Sequence[Row]) -> list[Figure]:
    found = []
    for name, amount in ((HALF_WAY, 0.5), (REAL_RIMS, 0.0)):
        values = [row.values[name] for row in rows if not row.attribute and name in row.values]
        if values:
            found.append(Figure(PART, name, float(np.mean(values)), amount=amount))
    return found


def _mean(rows: Iterable[Row], name: str) -> float:
    values = [row.values[name] for row in rows if name in row.values]
    return float(np.mean(values)) if values else math.nan
