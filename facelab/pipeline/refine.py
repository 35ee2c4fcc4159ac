"""Values and locks met in the finished picture: an edit refined until the linear probes show there what is asked.

In the latent space a value is reached and a lock holds exactly (``latent.edits``). But a picture shows what the network
and the composite make of it, and is looked at anew (docs/design.md, "Edits").
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import ATTRIBUTES, RANGE, index_of
from facelab.edit import Edit, listed
from facelab.errors import AttributeName, Message
from facelab.photo.align import Similarity
from facelab.photo.colour import encode_srgb
from facelab.photo.crop import linear_view
from facelab.photo.picture import Picture
from facelab.pipeline.crops import Crop

Vector = NDArray[np.float64]

ROOM = 32
"""Pixels around the crop that a face is looked at with: an edit's own pixels may come from there."""
CLOSE = 0.1
"""Log-odds, as near as a value and a lock are brought."""
TOLERATED = 0.3
"""Log-odds, beyond which it is said that a value was not reached, or that a lock did not hold."""
EVALUATIONS = 12
"""Pictures that are looked at, at most."""
MOST_HELD = 2.0
"""Amounts that a lock may ask for to hold: beyond, holding it would be an edit of its own."""


@dataclass(frozen=True)
class Refined:
    """An edit by amounts alone, and what it does not reach.

    Attributes:
        edit: without values; ``held`` says what holds its locks.
        warnings: a sentence for each value that is not reached, and each lock that does not hold.
    """

    edit: Edit
    warnings: tuple[Message, ...] = ()


def refine(crop: Crop, edit: Edit, keep: float) -> Refined:
    """The amounts of an edit that bring the finished picture to what is asked.

    Where neither values nor locks are asked, or the locks are held already, the edit stays as it is.

    Args:
        crop: the face.
        edit: what is asked of it.
        keep: how much of the photo's own pixels stays, 0..1.

    Raises:
        EditError: it cannot be made.
    """
    from facelab.latent.broyden import broyden

    move = crop.solve(edit)
    amounts = {name: amount for name, amount in move.amounts.items() if name not in (edit.held or {})}
    solved = replace(edit, amounts=amounts, to={})
    if not move.delta.any() or (not edit.to and (not edit.locks or edit.held is not None)):
        return Refined(solved)
    if _is_so(crop, edit):
        return Refined(replace(solved, amounts=dict.fromkeys(edit.to, 0.0)), (is_so_already(edit.to),))
    goals = _Goals(crop, edit, solved, keep)
    root = broyden(goals.missing, goals.start, goals.jacobian, goals.limits, close=CLOSE, evaluations=EVALUATIONS)
    return Refined(goals.edit(root.unknowns), goals.warnings(root.missing))


def is_so_already(names: Iterable[str]) -> Message:
    """That nothing is done, for what is asked is there."""
    return Message("{attributes}: it is so already, so nothing is added.", attributes=listed(sorted(names)))


def _is_so(crop: Crop, edit: Edit) -> bool:
    """Whether the photo shows the values that are asked, and nothing else is asked."""
    beyond = [crop.probes[index_of(name)] - value for name, value in edit.to.items()]
    return not any(edit.amounts.values()) and bool(beyond) and max(map(abs, beyond)) <= CLOSE


@dataclass(frozen=True, eq=False)
class _Goals:
    """What the probes are to show of a face: values asked for, and where they stand already of what is locked.

    The unknowns are the amounts of these attributes, in the order of ``names``.
    """

    crop: Crop
    asked: Edit
    solved: Edit
    keep: float

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name in ATTRIBUTES if name in self.asked.to or name in self.asked.locks)

    @cached_property
    def rows(self) -> list[int]:
        return [index_of(name) for name in self.names]

    @cached_property
    def values(self) -> Vector:
        before = self.crop.probes[self.rows]
        return np.array([self.asked.to.get(name, stands) for name, stands in zip(self.names, before, strict=True)])

    @cached_property
    def limits(self) -> Vector:
        """Sliders' own, beyond which a picture falls apart, but for what the latent space already asks."""
        most = [RANGE[1] if name in self.asked.to else MOST_HELD for name in self.names]
        limits: Vector = np.maximum(most, np.abs(self.start))
        return limits

    @property
    def start(self) -> Vector:
        return np.array([self.solved.amounts.get(name, 0.0) for name in self.names])

    @property
    def jacobian(self) -> Vector:
        """How the probes would change with the unknowns if the picture showed all of a shift of s, and nothing else."""
        from facelab.latent.locks import lock_of

        attributes = self.crop.engine.attributes
        vectors = attributes.vectors(self.asked.method)[self.rows].astype(np.float64)
        free = np.array([name in self.asked.to for name in self.names])
        vectors[free] = lock_of(self.asked.locks, attributes)(vectors[free])
        effects: Vector = attributes.probe_weights[self.rows].astype(np.float64) @ vectors.T
        return effects

    def edit(self, unknowns: Vector) -> Edit:
        found = dict(zip(self.names, unknowns.tolist(), strict=True))
        amounts = {name: found.get(name, amount) for name, amount in self.solved.amounts.items()}
        return replace(self.solved, amounts=amounts, held={name: found[name] for name in self.asked.locks})

    def missing(self, unknowns: Vector) -> Vector:
        probes = self._miniature.probes_of(self.edit(unknowns), self.keep)
        return probes[self.rows] - self.values

    @cached_property
    def _miniature(self) -> "_Miniature":
        return _Miniature.of(self.crop)

    def warnings(self, missing: Vector) -> tuple[Message, ...]:
        return tuple(
            self._warning(name, float(beyond))
            for name, beyond in zip(self.names, missing, strict=True)
            if abs(beyond) > TOLERATED
        )

    def _warning(self, name: str, beyond: float) -> Message:
        if name in self.asked.to:
            return Message(
                "{attribute} came to {reached:+.1f}, not to {value:+.1f}, which this face cannot be brought to.",
                attribute=AttributeName(name),
                reached=self.asked.to[name] + beyond,
                value=self.asked.to[name],
            )
        return Message(
            "The lock on {attribute} does not hold wholly: it moved by {moved:+.1f}.",
            attribute=AttributeName(name),
            moved=beyond,
        )


@dataclass(frozen=True, eq=False)
class _Miniature:
    """A face with what is around it, at the resolution of the crop, edited in place of its photo: much quicker."""

    crop: Crop
    picture: Picture

    @classmethod
    def of(cls, crop: Crop) -> "_Miniature":
        side = 2 * ROOM + len(crop.pixels)
        seen = linear_view(crop.picture, Similarity(crop.similarity.matrix + np.array([0, 0, ROOM])), (side, side))
        return cls(crop, Picture(np.rint(65535 * np.clip(encode_srgb(seen), 0, 1)).astype(np.uint16)))

    def probes_of(self, edit: Edit, keep: float) -> NDArray[np.float32]:
        """What the probes show, (40,), of the finished picture that an edit by amounts makes."""
        from facelab.pipeline.editing import face_change
        from facelab.pipeline.hair_edit import hair_shift
        from facelab.pipeline.parts import split
        from facelab.render.composite import composite
        from facelab.render.recolour import recolour

        parts, picture = split(self.crop, edit, self.crop.solve(edit)), self.picture
        if parts.colours is not None and self.crop.hair is not None:
            shift = hair_shift(self.crop, parts.colours, self.crop.engine.vae)
            picture = recolour(picture, [(self.crop.hair.seen_by(_PLACE), shift)])
        change = replace(face_change(self.crop, parts), similarity=_PLACE)
        finished = composite(picture, [change], keep)
        shown = finished.samples[ROOM:-ROOM, ROOM:-ROOM].astype(np.float32) / np.float32(65535)
        probes: NDArray[np.float32] = self.crop.engine.probes(self.crop.engine.encode(shown[None]).mode())[0]
        return probes


_PLACE = Similarity(np.array([(1.0, 0, -ROOM), (0, 1.0, -ROOM)]))
"""Of the miniature to the canonical frame."""
