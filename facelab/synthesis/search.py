"""Search: many sampled faces that meet conditions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facelab.errors import DataError
from facelab.progress import CountCallback, quiet
from facelab.synthesis.samples import (
    SPREAD,
    Conditions,
    SampledFace,
    SampleSpec,
    described,
    sample_faces,
    unmoved_faces,
)
from facelab.synthesis.sources import EncodedFace

if TYPE_CHECKING:
    from facelab.pipeline.engine import Engine

TRIES = 4
"""Seeds that are tried for each face that is asked for."""
STEP = 8
"""Seeds that are tried together."""
Sample = tuple[SampleSpec, EncodedFace]
"""How a face is sampled, and the face."""


def find_samples(
    engine: "Engine",
    conditions: Conditions,
    count: int,
    first_seed: int = 0,
    spread: float = SPREAD,
    progress: CountCallback = quiet,
) -> list[Sample]:
    """Sampled faces in which the attribute network sees the conditions met, in the order of their seeds.

    Of the first ``count`` seeds those stay whose faces plainly meet the conditions by themselves: a sheet is filtered,
    not bent. What is missing is drawn from the seeds that follow, given the conditions; faces that meet them less
    plainly are taken only where there are not enough others.

    Args:
        engine: the model.
        conditions: attribute -> whether it shall be there; no condition takes every seed.
        count: how many.
        first_seed: the first seed that is tried; TRIES times ``count`` are, at most.
        spread: of the draws.
        progress: is told how many are found so far; what it raises ends the search.

    Returns:
        ``count`` faces, or fewer where there are not so many.

    Raises:
        EditError: an unknown attribute. DataError: no face is found.
    """
    plain: list[SampledFace] = []
    spare: list[SampledFace] = []
    for face in _tried(engine, conditions, count, first_seed, spread):
        if face.satisfied:
            (plain if face.plain else spare).append(face)
        progress(min(len(plain), count))
        if len(plain) == count:
            break
    spare.sort(key=lambda face: -face.margin)
    found = sorted([*plain, *spare][:count], key=lambda face: face.spec.seed)
    if not found:
        raise DataError(
            "No face that is {wanted} is found among {tries} draws; ask for less.",
            wanted=described(conditions),
            tries=TRIES * count,
        )
    return [(face.spec, EncodedFace(f"seed {face.spec.seed}", face.z, drawn=True)) for face in found]


def _tried(
    engine: "Engine", conditions: Conditions, count: int, first_seed: int, spread: float
) -> Iterator[SampledFace]:
    by_itself, given = first_seed + count, first_seed + TRIES * count
    for first in range(first_seed, by_itself, STEP):
        seeds = range(first, min(first + STEP, by_itself))
        yield from unmoved_faces(engine, seeds, spread, conditions)
    for first in range(by_itself, given, STEP):
        yield from sample_faces(engine, range(first, min(first + STEP, given)), spread, conditions)
