"""Search: many sampled faces that meet conditions."""

from typing import TYPE_CHECKING

from facelab.errors import DataError
from facelab.synthesis.samples import SPREAD, Conditions, SampleSpec, described, sample_faces
from facelab.synthesis.sources import EncodedFace

if TYPE_CHECKING:
    from facelab.pipeline.engine import Engine

TRIES = 3
"""Seeds that are tried for each face that is asked for."""
Sample = tuple[SampleSpec, EncodedFace]
"""How a face is sampled, and the face."""


def find_samples(
    engine: "Engine", conditions: Conditions, count: int, first_seed: int = 0, spread: float = SPREAD
) -> list[Sample]:
    """Sampled faces in which the attribute network sees the conditions met, in the order of their seeds.

    Args:
        engine: the model.
        conditions: attribute -> whether it shall be there; no condition takes every seed.
        count: how many.
        first_seed: the first seed that is tried; TRIES times ``count`` are.
        spread: of the draws.

    Returns:
        ``count`` faces, or fewer where there are not so many.

    Raises:
        EditError: an unknown attribute. DataError: no face is found.
    """
    faces: list[Sample] = []
    for first in range(first_seed, first_seed + TRIES * count, count):
        made = sample_faces(engine, range(first, first + count), spread, conditions)
        faces += [
            (face.spec, EncodedFace(f"seed {face.spec.seed}", face.z, drawn=True)) for face in made if face.satisfied
        ]
        if len(faces) >= count:
            break
    if not faces:
        raise DataError(
            "No face that is {wanted} is found among {tries} draws; ask for less.",
            wanted=described(conditions),
            tries=TRIES * count,
        )
    return faces[:count]
