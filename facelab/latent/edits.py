"""Edits solved: from amounts, values and locks to the shift delta of s (docs/design.md, "Edits")."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import ATTRIBUTES, index_of
from facelab.edit import Edit, Method, check, listed
from facelab.errors import AttributeName, EditError, Message
from facelab.latent.areas import EVERYWHERE, SHOWN_ON, Areas, ShownOn, area_of, coarser
from facelab.latent.attribute_file import Array, Attributes
from facelab.latent.carried import drawn_area, moved_area
from facelab.latent.locks import lock_of
from facelab.latent.regions import mouth_map
from facelab.latent.scope import share_of_face

Vector = NDArray[np.float64]

MAX_SOLVED = 6.0
"""Amounts that a value may ask for; beyond, no face is left."""

AGEING = "Young"
"""The attribute that, taken away, has the upsampler draw all of its region anew, from an amount of 1 on entirely:
wrinkles are detail, which no skin gets that stays as it is. The mouth is left to the person, for teeth drawn anew
beside their own are seen at once. What the photo has beyond the crop's resolution stays."""

MIN_EFFECT = 0.05
"""What amounts of length 1 must at least change of the probes, in their standard deviations, to be solved for."""


@dataclass(frozen=True)
class Layer:
    """What of an edit shows in one area.

    Attributes:
        area: (128, 128) float32 in 0..1, where it shows.
        delta: (S,) float32, the shift of s that shows there.
        of_face: how much of it shows in the face, 0..1: little of what concerns hair alone.
        shown_on: the part of the face that it shows on.
    """

    area: Array
    delta: Array
    of_face: float
    shown_on: ShownOn = "everything"


@dataclass(frozen=True)
class Move:
    """An edit solved: the shift of s, and where it shows.

    Attributes:
        delta: (S,) float32, to be added to mu of s; exactly 0 where nothing is asked.
        amounts: attribute -> amount, asked for, solved, and what holds the locks, in CelebA's order.
        warnings: sentences for the person.
        region: (64, 64) float32 in 0..1, where the asked attributes act.
        anew: the same, how much the upsampler is to draw anew even where the structure stays.
        layers: what shows of it where, one upon the other.
        moved: (128, 128) float32 in 0..1, where it moves the person's own pixels; see ``latent.carried``.
        drawn: the same, where the network's own lines show, and how much of them; the rest is light and shade.
    """

    delta: Array
    amounts: dict[str, float]
    warnings: tuple[Message, ...]
    region: Array
    anew: Array
    layers: tuple[Layer, ...]
    moved: Array
    drawn: Array

    def __repr__(self) -> str:
        return f"<Move of {', '.join(f'{name} {amount:+g}' for name, amount in self.amounts.items()) or 'nothing'}>"


def solve(
    edit: Edit,
    attributes: Attributes,
    mu_s: Array,
    areas: Areas = area_of,
    in_face: Callable[[Array], Array] = lambda region: region,
) -> Move:
    """The shift of s that an edit asks for.

    Args:
        edit: what is asked.
        attributes: those of the checkpoint that encoded the face.
        mu_s: (S,), mu of s of the face.
        areas: where attributes may show in it.
        in_face: brings a region of the average face, (64, 64), to it.

    Raises:
        EditError: an unknown attribute, amounts that make no sense, a lock on what is asked for, or a value that cannot
            be reached.
    """
    check(edit)
    vectors = attributes.vectors(edit.method).astype(np.float64)
    amounts = _by_attribute(edit.amounts)
    lock = lock_of(edit.locks, attributes)
    if edit.to:
        amounts += _solve_to(edit, attributes, lock(vectors), lock(amounts @ vectors), mu_s)
    warnings = _warnings(edit.locks, amounts @ vectors, lock(amounts @ vectors))
    held = _by_attribute(edit.held or {})
    named = sorted(index_of(name) for name in {*edit.amounts, *edit.to, *(edit.held or {})})
    amounts += held

    def shift(part: Vector) -> Array:
        return (lock(np.where(held, 0, part) @ vectors) + np.where(held, part, 0) @ vectors).astype(np.float32)

    return Move(
        delta=shift(amounts),
        amounts=_named(amounts, named),
        warnings=warnings,
        region=_region(amounts, attributes, edit.method, areas, in_face),
        anew=_anew(amounts, attributes, in_face),
        layers=tuple(
            Layer(area, shift(part), _share_of_face(part, edit.method), shown_on)
            for area, part, shown_on in _layers(amounts, edit.method, areas)
        ),
        moved=moved_area(_carried(amounts, edit.method), areas),
        drawn=drawn_area(_carried(amounts, edit.method), areas) if edit.method == "partial" else EVERYWHERE,
    )


def _by_attribute(amounts: Mapping[str, float]) -> Vector:
    # Summed in CelebA's order whatever the order of asking, so that not even the rounding depends on it.
    values = np.zeros(len(ATTRIBUTES))
    for name, amount in amounts.items():
        values[index_of(name)] = amount
    return values


def _solve_to(edit: Edit, attributes: Attributes, vectors: Vector, shift: Vector, mu_s: Array) -> Vector:
    """Amounts (40,) that bring probes to their values beside ``shift`` (S,); ``vectors`` (40, S) obey the locks."""
    amounts = np.zeros(len(ATTRIBUTES))
    asked = sorted(index_of(name) for name in edit.to)
    probes = attributes.probe_weights[asked].astype(np.float64)
    values = np.array([edit.to[ATTRIBUTES[k]] for k in asked])
    missing = values - probes @ (mu_s + shift) - attributes.probe_bias[asked]
    effects = probes @ vectors[asked].T
    if _least_effect(effects, probes, attributes) < MIN_EFFECT:
        raise _unmoved(edit)
    amounts[asked] = np.linalg.solve(effects, missing)
    _check_solved(asked, amounts, edit.to)
    return amounts


def _least_effect(effects: Vector, probes: Vector, attributes: Attributes) -> float:
    variance = np.einsum("is,st,it->i", probes, attributes.residual_covariance.astype(np.float64), probes)
    scaled = effects / np.sqrt(np.maximum(variance, 1e-12))[:, None]
    return float(np.linalg.svd(scaled, compute_uv=False)[-1])


def _unmoved(edit: Edit) -> EditError:
    names = listed(sorted(edit.to))
    if edit.locks:
        return EditError(
            "{attributes} cannot be brought to a value beside the lock on {locked}; lock less.",
            attributes=names,
            locked=listed(sorted(edit.locks)),
        )
    if len(edit.to) > 1:
        return EditError(
            "{attributes} cannot be brought to values of their own, so alike are they; ask for fewer.", attributes=names
        )
    return EditError(
        "{attributes} cannot be brought to a value, for its probe hardly follows its vector; use an amount.",
        attributes=names,
    )


def _check_solved(asked: list[int], amounts: Vector, to: Mapping[str, float]) -> None:
    for k in asked:
        if abs(amounts[k]) > MAX_SOLVED:
            raise EditError(
                "{attribute} would need an amount of {amount:+.1f} to reach {value:g}, beyond ±{most:g}; "
                "ask for a value nearer to the face's own.",
                attribute=AttributeName(ATTRIBUTES[k]),
                amount=amounts[k],
                value=to[ATTRIBUTES[k]],
                most=MAX_SOLVED,
            )


def _warnings(locks: frozenset[str], free: Vector, delta: Vector) -> tuple[Message, ...]:
    if not locks or np.linalg.norm(delta - free) <= 0.5 * np.linalg.norm(free):
        return ()
    return (
        Message(
            "The lock on {attributes} takes away or replaces more than half of the edit.",
            attributes=listed(sorted(locks)),
        ),
    )


def _layers(amounts: Vector, method: Method, areas_of: Areas) -> Iterator[tuple[Array, Vector, ShownOn]]:
    """Areas, the widest first, the amounts (40,) that show there, of what is asked of it and of all wider ones, and the
    part of the face that what is asked of it shows on."""
    areas = {k: _area(k, method, areas_of) for k in np.flatnonzero(amounts).tolist()}
    sizes = {k: float(area.sum()) for k, area in areas.items()}
    for size in sorted({*sizes.values()}, reverse=True):
        part = np.zeros_like(amounts)
        shown = [k for k in sizes if sizes[k] >= size]
        part[shown] = amounts[shown]
        own = [k for k in shown if sizes[k] == size]
        yield areas[own[0]], part, _shown_on(own, shown, method)


def _shown_on(own: list[int], shown: list[int], method: Method) -> ShownOn:
    """What a layer shows on: lips, where all that is asked of its own area does; skin, where anything in it does."""
    if method == "mean":
        return "everything"
    if all(SHOWN_ON.get(ATTRIBUTES[k]) == "lips" for k in own):
        return "lips"
    return "skin" if any(SHOWN_ON.get(ATTRIBUTES[k]) == "skin" for k in shown) else "everything"


def _share_of_face(amounts: Vector, method: Method) -> float:
    return 1.0 if method == "mean" else share_of_face(_named(amounts, np.flatnonzero(amounts).tolist()))


def _named(amounts: Vector, which: Iterable[int]) -> dict[str, float]:
    return {ATTRIBUTES[k]: float(amounts[k]) for k in which}


def _carried(amounts: Vector, method: Method) -> dict[str, float]:
    """The amounts of what is carried as its attribute is; the mean vectors are the lecture's, and drawn."""
    return _named(amounts, np.flatnonzero(amounts).tolist()) if method == "partial" else {}


def _area(k: int, method: Method, areas: Areas) -> Array:
    """Where an attribute may show; with the mean vectors everywhere."""
    return EVERYWHERE if method == "mean" else areas(ATTRIBUTES[k])


def _region(
    amounts: Vector, attributes: Attributes, method: Method, areas: Areas, in_face: Callable[[Array], Array]
) -> Array:
    empty = np.zeros(attributes.regions.shape[2:], np.float32)
    asked = np.flatnonzero(amounts).tolist()
    sides = [in_face(attributes.regions[k, int(amounts[k] < 0)]) * coarser(_area(k, method, areas)) for k in asked]
    region: Array = np.maximum.reduce([empty, *sides])
    return region


def _anew(amounts: Vector, attributes: Attributes, in_face: Callable[[Array], Array]) -> Array:
    region = attributes.regions[index_of(AGEING), 1]
    share = np.float32(np.clip(-amounts[index_of(AGEING)], 0, 1))
    anew: Array = share * in_face(region * _beside_the_mouth(len(region))) if share else np.zeros_like(region)
    return anew


@cache
def _beside_the_mouth(size: int) -> Array:
    beside: Array = 1 - mouth_map(size)[0, 0].numpy()
    return beside
