"""How well a lock holds in pictures: composites, read by the judge and, encoded again, by the probes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import index_of
from facelab.evaluate.edits import Bench, crops_of
from facelab.evaluate.figures import Figure
from facelab.pipeline.edited_photo import Photo
from facelab.progress import CountCallback, quiet

Array = NDArray[np.float32]

PART = "locks"
METHODS = ("free", "held")
"""Without the lock, and with it."""
JUDGE, PROBE = "judge", "readout"
"""What reports call those who read: they keep their first names."""


@dataclass(frozen=True)
class Case:
    """An edit of ``attribute`` by ``amount``, with a lock on ``locked``."""

    attribute: str
    amount: float
    locked: str


CASES = (
    Case("Smiling", 2, "Mouth_Slightly_Open"),
    Case("Smiling", -2, "High_Cheekbones"),
    Case("Eyeglasses", 2, "Young"),
    Case("Male", 2, "Young"),
    Case("Male", -2, "Smiling"),
    Case("Young", -2, "Male"),
    Case("Young", -2, "Gray_Hair"),
    Case("Bangs", 2, "Male"),
)


def figures(
    bench: Bench, photos: Sequence[Photo], cases: Iterable[Case] = CASES, progress: CountCallback = quiet
) -> list[Figure]:
    """The drift of locked attributes in composites.

    A lock is exact in s; but a picture shows what the decoder makes of s, and is looked at anew.

    Args:
        bench: the model and the judges.
        photos: some 50 held-out faces.
        cases: what to ask for.
        progress: of the cases that are done.

    Returns:
        By case, without ("free") and with the lock ("held"), and by reader (the judge, the probes of the encoded
        composite): ``drift``, the locked attribute's mean absolute change, and ``moved``, the mean change of what was
        asked for; in standard deviations over unedited faces.

    Raises:
        EditError: a case that cannot be asked for.
    """
    plain, usual = _read(bench, photos), _usual(bench)
    found: list[Figure] = []
    for number, case in enumerate(cases):
        for method, lock in zip(METHODS, ((), (case.locked,)), strict=True):
            edited = [photo.edit({case.attribute: case.amount}, lock=lock) for photo in photos]
            for reader, after in _read(bench, edited).items():
                found += _drift(case, method, reader, (after - plain[reader]) / usual[reader])
        progress(number + 1)
    return found


def _drift(case: Case, method: str, reader: str, moved: Array) -> list[Figure]:
    edited, locked = index_of(case.attribute), index_of(case.locked)
    about = f"{case.attribute}, lock {case.locked}", "+" if case.amount > 0 else "-", abs(case.amount), method
    return [
        Figure(PART, f"drift by {reader}", float(np.abs(moved[:, locked]).mean()), *about),
        Figure(PART, f"moved by {reader}", float(moved[:, edited].mean()), *about),
    ]


def _read(bench: Bench, photos: Sequence[Photo]) -> dict[str, Array]:
    crops = crops_of(np.stack([photo.picture.samples for photo in photos]))
    mu = bench.lab.encode(np.ascontiguousarray(crops.permute(0, 2, 3, 1).numpy())).mode()
    return {JUDGE: bench.judges.see(crops).log_odds, PROBE: bench.lab.probes(mu)}


def _usual(bench: Bench) -> dict[str, Array]:
    return {JUDGE: bench.usual, PROBE: bench.lab.attributes.probe_std}
