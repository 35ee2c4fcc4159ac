"""An edit of one face as it is asked for, and what no face allows; it is solved in ``latent.edits``."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from numbers import Real
from typing import Literal, TypeAlias

from facelab.attributes import STEP, by_name, index_of, known_as
from facelab.errors import AttributeName, EditError, Listing, Message

Method: TypeAlias = Literal["partial", "mean"]

MAX_AMOUNT = 20.0
"""Amounts beyond this are taken for a mistake: useful ones are 1 to 3."""


@dataclass(frozen=True)
class Edit:
    """An edit of one face, as it is asked for.

    Attributes:
        amounts: attribute -> amount; 1 is the average difference between faces with it and without.
        to: attribute -> the log-odds that its probe shall show.
        locks: attributes whose probes shall stay.
        method: ``partial`` (other labels equal) or ``mean`` (the lecture's vectors).
        held: amounts of locked attributes that keep their probes in the finished picture; None: not looked for yet.

    Attributes are named as ``attributes.known_as`` allows.

    Raises:
        EditError: one is named twice, in two spellings.
    """

    amounts: Mapping[str, float] = field(default_factory=dict)
    to: Mapping[str, float] = field(default_factory=dict)
    locks: frozenset[str] = frozenset()
    method: Method = "partial"
    held: Mapping[str, float] | None = None

    def __post_init__(self) -> None:
        for name in ("amounts", "to"):
            object.__setattr__(self, name, by_name(getattr(self, name)))
        object.__setattr__(self, "locks", frozenset(map(known_as, self.locks)))
        object.__setattr__(self, "held", self.held and by_name(self.held))


@dataclass(frozen=True)
class Stroke:
    """A stroke of the brush over a photo: what edits may not change, or may again.

    Attributes:
        points: x, y in pixels of the upright photo, one after another.
        radius: of the brush, in the same pixels.
        hardness: 0..1, how much of the radius is wholly covered; beyond, it fades to nothing.
        protects: whether the photo's own pixels stay there; else edits are seen there again.
    """

    points: tuple[tuple[float, float], ...]
    radius: float
    hardness: float = 0.5
    protects: bool = True


def unheld(edits: Mapping[int, Edit]) -> dict[int, Edit]:
    """Edits by face without what held their locks, which it did in another picture."""
    return {number: replace(edit, held=None) for number, edit in edits.items()}


def toward(edit: Edit, has: Mapping[str, float]) -> Edit:
    """What is left to ask of a face to bring it to the state that an edit stands for: what is there is not added again.

    Args:
        edit: as it is meant for faces of the other side: without what it adds, with what it takes away.
        has: attribute -> how surely the face has it, 0..1.
    """
    missing = {name: 1 - has[name] if amount > 0 else has[name] for name, amount in edit.amounts.items()}
    steps = {name: round(amount * missing[name] / STEP) for name, amount in edit.amounts.items()}
    return replace(edit, amounts={name: round(STEP * count, 1) for name, count in steps.items() if count})


def check(edit: Edit) -> None:
    """Refuse what no face allows.

    Raises:
        EditError: an unknown attribute or method, amounts that make no sense, or a lock on what is asked for.
    """
    for name in (*edit.amounts, *edit.to, *edit.locks):
        index_of(name)
    if edit.method not in ("partial", "mean"):
        raise EditError("There is no method {method!r}; use partial or mean.", method=edit.method)
    for name, amount in edit.amounts.items():
        _check_number(Message("The amount of {attribute}", attribute=AttributeName(name)), amount)
        if abs(amount) > MAX_AMOUNT:
            raise EditError(
                "The amount {amount:g} of {attribute} is far too large; 1 to 3 are useful, {most:g} the limit.",
                amount=amount,
                attribute=AttributeName(name),
                most=MAX_AMOUNT,
            )
    for name, value in edit.to.items():
        _check_number(Message("The log-odds asked for {attribute}", attribute=AttributeName(name)), value)
    _check_names(edit)


def _check_number(what: Message, value: object) -> None:
    if not isinstance(value, Real) or not math.isfinite(value):
        raise EditError("{what} must be a finite number, not {value}.", what=what, value=repr(value))


def _check_names(edit: Edit) -> None:
    twice = sorted(edit.amounts.keys() & edit.to.keys())
    if twice:
        raise EditError(
            "{attributes} cannot be asked for both by an amount and by a value; give one of the two.",
            attributes=listed(twice),
        )
    moved = {name for name, amount in edit.amounts.items() if amount} | edit.to.keys()
    locked = sorted(moved & edit.locks)
    if locked:
        raise EditError(
            "{attributes} cannot be both asked for and locked; take the lock or the request away.",
            attributes=listed(locked),
        )


def listed(names: Iterable[str]) -> Listing:
    """Attributes with commas between them."""
    return Listing(map(AttributeName, names))


def joined(
    before: Edit | None,
    amounts: Mapping[str, float],
    to: Mapping[str, float],
    lock: Iterable[str],
    method: Method | None,
) -> Edit:
    """What was asked before and what is asked now; of a value and an amount for one attribute the later one holds."""
    before, now = before or Edit(), Edit(amounts, to, frozenset([lock] if isinstance(lock, str) else lock))
    check(Edit(now.amounts, now.to))
    amounts, to = now.amounts, now.to
    kept = {name: amount for name, amount in before.amounts.items() if name not in to}
    sums = {name: kept[name] + amounts[name] for name in kept.keys() & amounts.keys()}
    return Edit(
        amounts={**kept, **amounts, **sums},
        to={name: value for name, value in before.to.items() if name not in amounts} | dict(to),
        locks=before.locks | now.locks,
        method=method or before.method,
    )
