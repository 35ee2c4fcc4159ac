"""Faces of nobody: drawn from the prior by seeds, and searched for by what is wanted of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.errors import DataError
from facelab.latent.attributes import index_of
from facelab.subjects import SPREAD, Subject

if TYPE_CHECKING:
    from facelab.lab import Lab

Array = NDArray[np.float32]

AMONG = 8192
"""Seeds that are searched, one after another from the first."""
CANDIDATES = 24
"""For each face that is wanted, how many that promise well are drawn and looked at."""

Wanted = Mapping[str, bool]
"""Attribute -> whether a face shall have it."""


@dataclass(frozen=True, eq=False)
class Draws:
    """Many draws from the prior, not decoded yet.

    Attributes:
        lab: the model. seeds: one for each. z: (N, S + D).
        odds: (N, 40), the log-odds that the readouts give s. (They promise; what is drawn must be looked at.)
    """

    lab: "Lab"
    seeds: NDArray[np.int64]
    z: Array
    odds: Array

    def subject(self, number: int) -> Subject:
        """One of them."""
        return Subject(f"seed {self.seeds[number]}", self.z[number], drawn=True)

    def promising(self, wanted: Wanted, count: int) -> list[int]:
        """The ``count`` draws that most surely are as wanted, the surest first."""
        signed = [self.odds[:, index_of(name)] * (1 if there else -1) for name, there in wanted.items()]
        least = np.min(signed, axis=0) if signed else np.zeros(len(self.seeds))
        order: list[int] = np.argsort(-least, kind="stable")[:count].tolist()
        return order


def draws(lab: "Lab", first_seed: int, count: int = AMONG, spread: float = SPREAD) -> Draws:
    """Draw latents for ``count`` seeds from the first on; ``seed:N`` means the same face everywhere."""
    import torch

    seeds = np.arange(first_seed, first_seed + count)
    z = torch.cat([lab.vae.sample(1, torch.Generator().manual_seed(int(seed)), spread) for seed in seeds])
    return Draws(lab, seeds, z.numpy(), lab.readouts(z))


def found(lab: "Lab", wanted: Wanted, count: int, first_seed: int = 0, spread: float = SPREAD) -> list[Subject]:
    """Faces of nobody in which the attribute network sees what is wanted, in the order of their seeds.

    Args:
        lab: the model.
        wanted: attribute -> whether it shall be there; nothing wanted takes every seed.
        count: how many.
        first_seed, spread: of the draws; AMONG seeds are searched.

    Returns:
        ``count`` faces, or fewer where there are not so many.

    Raises:
        EditError: an unknown attribute. DataError: no face is found.
    """
    if not wanted:
        made = draws(lab, first_seed, count, spread)
        return [made.subject(number) for number in range(count)]
    made, taken = draws(lab, first_seed, spread=spread), list[int]()
    promising = made.promising(wanted, AMONG)
    for first in range(0, CANDIDATES * count, CANDIDATES):
        chunk = promising[first : first + CANDIDATES]
        if not chunk or len(taken) >= count:
            break
        odds = lab.seen(lab.decode(made.z[chunk], fade=1.0))
        taken += [number for number, read in zip(chunk, odds, strict=True) if fits(read, wanted)]
    if not taken:
        raise DataError(f"No face that is {told(wanted)} is found among {AMONG} draws; ask for less.")
    return [made.subject(number) for number in sorted(taken[:count])]


def fits(log_odds: Array, wanted: Wanted) -> bool:
    """Whether log-odds (40,) are as wanted."""
    return all((log_odds[index_of(name)] > 0) == there for name, there in wanted.items())


def told(wanted: Wanted) -> str:
    """What is wanted, in words."""
    return ", ".join(name if there else f"not {name}" for name, there in wanted.items())
