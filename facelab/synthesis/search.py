"""Search: many sampled faces that meet conditions."""

from typing import TYPE_CHECKING

from facelab.errors import DataError
from facelab.synthesis.samples import SPREAD, Conditions, SampleSpec, described, sample_faces
from facelab.synthesis.sources import EncodedFace

if TYPE_CHECKING:
    from facelab.pipeline.lab import Lab

TRIES = 3
"""Seeds that are tried for each face that is wanted."""
Found = tuple[SampleSpec, EncodedFace]
"""How a face was drawn, and the face."""


def find_samples(
    lab: "Lab", wanted: Conditions, count: int, first_seed: int = 0, spread: float = SPREAD
) -> list[Found]:
    """Sampled faces in which the attribute network sees what is wanted, in the order of their seeds.

    Args:
        lab: the model.
        wanted: attribute -> whether it shall be there; nothing wanted takes every seed.
        count: how many.
        first_seed: the first seed that is tried; TRIES times ``count`` are.
        spread: of the draws.

    Returns:
        ``count`` faces, or fewer where there are not so many.

    Raises:
        EditError: an unknown attribute. DataError: no face is found.
    """
    faces: list[Found] = []
    for first in range(first_seed, first_seed + TRIES * count, count):
        made = sample_faces(lab, range(first, first + count), spread, wanted)
        faces += [(face.draw, EncodedFace(f"seed {face.draw.seed}", face.z, drawn=True)) for face in made if face.seen]
        if len(faces) >= count:
            break
    if not faces:
        raise DataError(
            "No face that is {wanted} is found among {tries} draws; ask for less.",
            wanted=described(wanted),
            tries=TRIES * count,
        )
    return faces[:count]
