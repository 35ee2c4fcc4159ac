"""Samples: faces drawn from the prior, each by a specification that draws it again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from facelab.errors import AttributeName, EditError, Listing, Message

if TYPE_CHECKING:
    from facelab.pipeline.edited_photo import Photo
    from facelab.pipeline.lab import Lab

Array = NDArray[np.float32]
Conditions = Mapping[str, bool]
"""Attribute -> whether a face shall have it."""

SPREAD = 0.75
"""Scale of what is drawn: faces that are plainly faces, and not all alike."""
LEASTS = (2.0, 4.0, 6.0, 8.0)
"""Log-odds that the probes are brought to, one after another, until what is wanted is seen in the picture."""
SEEDS = 1_000_000
"""The window draws its random faces from so many seeds."""
WORD = re.compile(r"seed:(?P<seed>\d{1,19})(@(?P<spread>\d(\.\d{1,20})?))?(?P<wanted>([+-]\w+)*)", re.ASCII)
CONDITION = re.compile(r"([+-])(\w+)", re.ASCII)


@dataclass(frozen=True)
class SampleSpec:
    """How one face is drawn from the prior.

    Attributes:
        seed: of the random numbers.
        spread: 1 is the prior itself; less gives faces that are more alike. 0..2.
        wanted: attribute -> whether the face shall have it.
    """

    seed: int
    spread: float = SPREAD
    wanted: Conditions = field(default_factory=dict)

    @property
    def word(self) -> str:
        """What this face is called on the command line: ``seed:7``, ``seed:7@0.9``, ``seed:7+Smiling-Male``."""
        spread = "" if self.spread == SPREAD else f"@{Decimal(repr(self.spread)).normalize():f}"
        return f"seed:{self.seed}{spread}" + "".join(f"{'+' if there else '-'}{n}" for n, there in self.wanted.items())

    @classmethod
    def of(cls, word: str) -> Self | None:
        """The draw of a word; None where it is no such word.

        Raises:
            EditError: it names an unknown attribute, one twice, or a spread above 2.
        """
        found = WORD.fullmatch(word)
        if found is None:
            return None
        conditions = CONDITION.findall(found["wanted"])
        wanted = checked_conditions({name: sign == "+" for sign, name in conditions})
        if len(wanted) < len(conditions):
            raise EditError("{word} names an attribute twice; name each once.", word=word)
        spread = float(found["spread"] or SPREAD)
        if spread > 2:
            raise EditError("The spread of {word} must be between 0 and 2.", word=word)
        return cls(int(found["seed"]), spread, wanted)


def sample_latent(lab: "Lab", draw: SampleSpec) -> Array:
    """z (S + D,) of a sampled face; the same specification always gives the same.

    Where what is wanted is not seen in the draw itself, it is moved until it is, or as far as LEASTS go.
    """
    return sample_faces(lab, [draw.seed], draw.spread, draw.wanted)[0].z


@dataclass(frozen=True, eq=False)
class SampledFace:
    """A face drawn from the prior.

    Attributes:
        draw: how it was drawn, by the shortest word. z: (S + D,).
        seen: whether what was wanted is seen in it.
    """

    draw: SampleSpec
    z: Array
    seen: bool


def sample_faces(lab: "Lab", seeds: Sequence[int], spread: float, wanted: Conditions) -> list[SampledFace]:
    """The faces of some seeds; see ``sample_latent``.

    Raises:
        EditError: an unknown attribute.
    """
    import torch

    from facelab.latent.conditional import conditioned

    drawn = [lab.vae.sample(1, torch.Generator().manual_seed(seed), spread)[0].numpy() for seed in seeds]
    faces = [SampledFace(SampleSpec(seed, spread), z, not wanted) for seed, z in zip(seeds, drawn, strict=True)]
    latents, root = lab.vae.config.structure.latents, lab.vae.prior_root.numpy().astype(np.float64)
    for least in (None, *LEASTS):
        left = [number for number, face in enumerate(faces) if not face.seen]
        if not left:
            break
        z = np.stack([drawn[number] for number in left])
        if least is not None:
            for row in z:
                row[:latents] = conditioned(row[:latents].astype(np.float64), wanted, lab.attributes, root, least)
        for number, row, read in zip(left, z, lab.seen(lab.decode_drawn(z)), strict=True):
            faces[number] = SampledFace(
                SampleSpec(seeds[number], spread, {} if least is None else wanted), row, fits(read, wanted)
            )
    return faces


def fits(log_odds: Array, wanted: Conditions) -> bool:
    """Whether log-odds (40,) are as wanted."""
    from facelab.attributes import index_of

    return all((log_odds[index_of(name)] > 0) == there for name, there in wanted.items())


def checked_conditions(wanted: Conditions) -> Conditions:
    """The same, if there are such attributes.

    Raises:
        EditError: an unknown one.
    """
    from facelab.attributes import index_of

    for name in wanted:
        index_of(name)
    return wanted


def described(wanted: Conditions) -> Listing:
    """What is wanted, in words."""
    names = ((AttributeName(name), there) for name, there in wanted.items())
    return Listing(name if there else Message("not {attribute}", attribute=name) for name, there in names)


def sample_photo(lab: "Lab", draw: SampleSpec) -> "Photo":
    """A sampled face as a photo to edit; saved it says that it was generated."""
    return lab.drawn_photo(sample_latent(lab, draw))
