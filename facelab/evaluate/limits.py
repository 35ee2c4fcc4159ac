"""How far a slider should go, chosen from a report on validation faces."""

import math

from facelab.attributes import ATTRIBUTES
from facelab.evaluate.edits import PART
from facelab.evaluate.figures import Report
from facelab.latent.limits import FAR, Limit, Limits, LimitsFile

STEP, LEAST = 0.5, 1.0
"""Of what a slider reaches."""


def limits_of(report: Report) -> LimitsFile:
    """The limits of every attribute: a slider reaches what 90 of 100 faces need to flip.

    Farther, the judged attribute hardly moves, and faces become caricatures of it. What is needed is unknown where the
    judge may not judge, or 90 of 100 faces never flip: there it is all.
    """
    return LimitsFile(
        checkpoint=report.about["SHA-256"],
        limits={name: Limits(more=_way(report, name, "+"), less=_way(report, name, "-")) for name in ATTRIBUTES},
    )


def _way(report: Report, attribute: str, way: str) -> Limit:
    needed, borne = (
        _or_all(report.value(PART, name, attribute, way, method="partial")) for name in ("enough", "borne")
    )
    reach = math.ceil(max(needed, LEAST) / STEP) * STEP
    return Limit(reach=min(reach, FAR), safe=round(borne, 2))


def _or_all(amount: float) -> float:
    return FAR if math.isnan(amount) else amount
