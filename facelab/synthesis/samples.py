"""Samples: faces drawn from the prior, each by a specification that draws it again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import by_name, index_of, known_as
from facelab.errors import AttributeName, EditError, Listing, Message

if TYPE_CHECKING:
    from facelab.pipeline.edited_photo import Photo
    from facelab.pipeline.engine import Engine
    from facelab.pipeline.lab import Lab

Array = NDArray[np.float32]
Conditions = Mapping[str, bool]
"""Attribute -> whether a face shall have it."""

NOTHING: Conditions = {}
SPREAD = 0.6
"""Scale of what is drawn: faces that are plainly faces, and not all alike."""
TARGETS = (2.0, 4.0, 6.0, 8.0)
"""Log-odds that the probes are brought to, one after another, until the conditions are seen met in the picture."""
COST = 0.25
"""How much surer each log-odds more must make a picture that is not plain yet, where something is to be there: what few
people have is never seen so surely, and moved on and on, faces become strange.
"""
SURE = 2.0
"""Log-odds of the attribute network above which a condition is plainly met: who is asked to smile, smiles."""
AWAY = 1.875
"""How many times as sure what is to be away must be to be plainly so: most of it few people have, and a judge, which
learned that, sees it from small odds on.
"""
SEEDS = 1_000_000
"""The window draws its random faces from so many seeds."""
WORD = re.compile(r"seed:(?P<seed>\d{1,19})(@(?P<spread>\d(\.\d{1,20})?))?(?P<conditions>([+-]\w+)*)", re.ASCII)
CONDITION = re.compile(r"([+-])(\w+)", re.ASCII)


@dataclass(frozen=True)
class SampleSpec:
    """How one face is drawn from the prior.

    Attributes:
        seed: of the random numbers.
        spread: 1 is the prior itself; less gives faces that are more alike. 0..2.
        conditions: attribute -> whether the face shall have it.
    """

    seed: int
    spread: float = SPREAD
    conditions: Conditions = field(default_factory=dict)

    @property
    def word(self) -> str:
        """What this face is called on the command line: ``seed:7``, ``seed:7@0.9``, ``seed:7+Smiling-Male``."""
        spread = "" if self.spread == SPREAD else f"@{Decimal(repr(self.spread)).normalize():f}"
        signed = (f"{'+' if there else '-'}{name}" for name, there in self.conditions.items())
        return f"seed:{self.seed}{spread}{''.join(signed)}"

    @classmethod
    def of(cls, word: str) -> Self | None:
        """The spec of a word; None where it is no such word.

        Raises:
            EditError: it names an unknown attribute, one twice, or a spread above 2.
        """
        match = WORD.fullmatch(word)
        if match is None:
            return None
        pairs = CONDITION.findall(match["conditions"])
        if len({known_as(name) for _, name in pairs}) < len(pairs):
            raise EditError("{word} names an attribute twice; name each once.", word=word)
        conditions = checked_conditions({name: sign == "+" for sign, name in pairs})
        spread = float(match["spread"] or SPREAD)
        if spread > 2:
            raise EditError("The spread of {word} must be between 0 and 2.", word=word)
        return cls(int(match["seed"]), spread, conditions)


def sample_latent(engine: "Engine", spec: SampleSpec) -> Array:
    """z (S + D,) of a sampled face; the same specification always gives the same.

    Where the conditions are not plainly met in the draw itself, it is moved until they are; if they never are, as far
    as moving it is worth it, by COST.
    """
    return sample_faces(engine, [spec.seed], spec.spread, spec.conditions)[0].z


@dataclass(frozen=True, eq=False)
class SampledFace:
    """A face drawn from the prior.

    Attributes:
        spec: how it is sampled, by the shortest word. z: (S + D,).
        margin: log-odds that the condition seen least surely is met; infinite without conditions.
    """

    spec: SampleSpec
    z: Array
    margin: float

    @property
    def satisfied(self) -> bool:
        """Whether all conditions are seen met."""
        return self.margin > 0

    @property
    def plain(self) -> bool:
        """Whether all conditions are plainly met."""
        return self.margin >= SURE


def sample_faces(engine: "Engine", seeds: Sequence[int], spread: float, conditions: Conditions) -> list[SampledFace]:
    """The faces of some seeds; see ``sample_latent``.

    Raises:
        EditError: an unknown attribute.
    """
    faces = {face.spec.seed: face for face in unmoved_faces(engine, seeds, spread, conditions)}
    worth = {seed: face.margin for seed, face in faces.items()}
    for target in TARGETS:
        left = [seed for seed in seeds if not faces[seed].plain]
        if not left:
            break
        cost = COST * (target - TARGETS[0]) if any(conditions.values()) else 0.0
        for face in _looked_at(engine, left, spread, conditions, conditions, target):
            reached = face.margin if face.plain else face.margin - cost
            if reached > worth[face.spec.seed]:
                faces[face.spec.seed], worth[face.spec.seed] = face, reached
    return [faces[seed] for seed in seeds]


def unmoved_faces(engine: "Engine", seeds: Sequence[int], spread: float, conditions: Conditions) -> list[SampledFace]:
    """The faces that some seeds draw with nothing asked of them, and how well they meet conditions by themselves."""
    return _looked_at(engine, seeds, spread, conditions, NOTHING, 0.0)


def _looked_at(
    engine: "Engine", seeds: Sequence[int], spread: float, conditions: Conditions, asked: Conditions, least: float
) -> list[SampledFace]:
    z = _drawn(engine, seeds, spread, asked, least)
    margins = _margins(engine, z, conditions)
    return [
        SampledFace(SampleSpec(seed, spread, asked), row, margin)
        for seed, row, margin in zip(seeds, z, margins, strict=True)
    ]


def _margins(engine: "Engine", z: Array, conditions: Conditions) -> list[float]:
    if not conditions:  # nothing to look for
        return [inf] * len(z)
    return [margin(read, conditions) for read in engine.seen(engine.decode_drawn(z))]


def _drawn(
    engine: "Engine", seeds: Sequence[int], spread: float, conditions: Conditions = NOTHING, least: float = 0.0
) -> Array:
    """z (N, S + D), a face for each seed."""
    import torch

    noise = [torch.randn(engine.prior.noise, generator=torch.Generator().manual_seed(seed)) for seed in seeds]
    return engine.without_detail(engine.prior.draw(torch.stack(noise), spread, conditions, least))


def margin(log_odds: Array, conditions: Conditions) -> float:
    """Of log-odds (40,) those that the least sure condition is met, by AWAY if it is to be away; infinite without."""
    seen = ((log_odds[index_of(name)], there) for name, there in conditions.items())
    met = (odds if there else -odds / AWAY for odds, there in seen)
    return min(map(float, met), default=inf)


def checked_conditions(conditions: Conditions) -> Conditions:
    """The same by CelebA's names.

    Raises:
        EditError: there is no such attribute, or it is named twice.
    """
    for name in conditions:
        index_of(name)
    return by_name(conditions)


def described(conditions: Conditions) -> Listing:
    """The conditions in words."""
    names = ((AttributeName(name), there) for name, there in conditions.items())
    return Listing(name if there else Message("not {attribute}", attribute=name) for name, there in names)


def sample_photo(lab: "Lab", spec: SampleSpec) -> "Photo":
    """A sampled face as a photo to edit; saved it says that it was generated."""
    return lab.drawn_photo(sample_latent(lab, spec))
