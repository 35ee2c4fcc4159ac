"""What edits do to held-out faces, as a person gets them: composites, looked at by the judges."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from facelab.attributes import ATTRIBUTES
from facelab.canonical import LANDMARKS, MARGIN
from facelab.data.folder import Faces
from facelab.edit import Method
from facelab.evaluate.distances import kernel_distance
from facelab.evaluate.figures import Figure
from facelab.evaluate.judging import Judges, Seen, Standard, same_person
from facelab.evaluate.seams import border_jump
from facelab.latent.parts import PARTS
from facelab.model.measures import sharpness
from facelab.photo.picture import Picture
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.lab import Lab
from facelab.pipeline.source_photo import SourcePhoto
from facelab.progress import CountCallback, quiet
from facelab.render.mask import mask

Array = NDArray[np.float32]
Samples = NDArray[np.uint8]

PART = "edits"
AMOUNTS = (1.0, 2.0, 3.0)
METHODS: tuple[Method, ...] = ("partial", "mean")
WAYS: Mapping[str, int] = {"+": 1, "-": -1}
LOOKED_AT = AMOUNTS.index(2.0)
"""Which amount the pictures show, and whose borders are measured."""
SEEN = 0.1
"""Change of the judged attribute, in standard deviations, from which the others' change is given for one of it."""
MOST = 0.9
"""Share of faces that an amount must flip to be called enough, and that it must leave the same person to be borne."""
IN_THE_PHOTO = (
    "share of change outside the region",
    "border jump before",
    "border jump after",
    "sharpness",
    "largest change outside the mask",
)
"""What is measured of the photo that an edit leaves."""
COMPARED = 1000
"""Real faces that edited ones are compared with."""


@dataclass(frozen=True, eq=False)
class Bench:
    """What edits are measured with.

    Attributes:
        lab: the model. judges, standard: who looks, and by which thresholds.
        faces: held-out faces. seen: what the judges see in them, unedited.
        count: how many faces each attribute is tried on, each way.
        regions: (40, 2, 64, 64), where each attribute acts, added and taken away, on validation faces.
    """

    lab: Lab
    judges: Judges
    standard: Standard
    faces: Faces
    seen: Seen
    count: int
    regions: Array

    @property
    def usual(self) -> Array:
        """(40,): standard deviation of the judge's log-odds over unedited faces."""
        return np.asarray(np.maximum(self.seen.log_odds.std(0), 1e-6))

    @cached_property
    def same_person(self) -> float:
        """Mean cosine of two photos of one person."""
        return same_person(self.seen.embedding, self.faces.identities)[1]

    @property
    def scale(self) -> Array:
        """(F,): standard deviation of the judge's features over unedited faces."""
        return np.asarray(np.maximum(self.seen.features.std(0), 1e-6))

    def photo(self, index: int) -> Photo:
        """A face with its margin as a photo, (144, 144), the landmarks where the alignment put them."""
        samples = (self.faces.rows(np.array([index]))[0].permute(1, 2, 0) * 255).round().byte().numpy()
        return Photo(SourcePhoto(self.lab, Picture(samples)).with_landmarks(0, LANDMARKS + MARGIN))


@dataclass(frozen=True, eq=False)
class Tried:
    """An attribute added or taken away on N faces that the judge sees on the other side first.

    Attributes:
        attribute: its place among the 40. way: "+" or "-".
        before: what the judges see in the faces. after: in the composites, by method, for each of AMOUNTS.
        photos: (N, 144, 144, 3). edited: the same with the partial vector, for each of AMOUNTS.
    """

    attribute: int
    way: str
    before: Seen
    after: Mapping[Method, Sequence[Seen]]
    photos: Samples
    edited: Sequence[Samples]


def try_all(bench: Bench, progress: CountCallback = quiet) -> Iterator[Tried]:
    """Every attribute, both ways; those that no face can be found for are left out."""
    photos: dict[int, Photo] = {}
    for number, (k, way) in enumerate((k, way) for k in range(len(ATTRIBUTES)) for way in WAYS):
        indices = on_the_other_side(bench, k, way)
        if len(indices):
            # Opened photos are large: those that this attribute has no use for are forgotten.
            photos = {index: photos.get(index) or bench.photo(index) for index in indices.tolist()}
            yield _try(bench, k, way, indices, list(photos.values()))
        progress(number + 1)


def on_the_other_side(bench: Bench, attribute: int, way: str) -> NDArray[np.int64]:
    """The first faces in which the judge sees the attribute (to take it away), or does not (to add it)."""
    has = bench.standard.has(bench.seen.log_odds)[:, attribute]
    return np.flatnonzero(has == (way == "-"))[: bench.count]


def _try(bench: Bench, k: int, way: str, indices: NDArray[np.int64], photos: list[Photo]) -> Tried:
    edited = {
        method: [_composites(photos, {ATTRIBUTES[k]: WAYS[way] * amount}, method) for amount in AMOUNTS]
        for method in METHODS
    }
    after = {method: [bench.judges.see(crops_of(s)) for s in rows] for method, rows in edited.items()}
    plain = np.stack([photo.picture.samples for photo in photos])
    return Tried(k, way, bench.seen.of(indices), after, plain, edited["partial"])


def _composites(photos: Sequence[Photo], amounts: Mapping[str, float], method: Method) -> Samples:
    return np.stack([photo.edit(amounts, method=method).picture.samples for photo in photos])


def crops_of(samples: Samples) -> Tensor:
    """The crops (N, 3, 128, 128), 0..1, in the middle of photos (N, 144, 144, 3)."""
    middle = np.ascontiguousarray(samples[:, MARGIN:-MARGIN, MARGIN:-MARGIN])
    return torch.from_numpy(middle).permute(0, 3, 1, 2).float() / 255


def figures(bench: Bench, tried: Tried) -> list[Figure]:
    """What became of one attribute, one way.

    Returns:
        By method and amount: ``success`` (the share of faces whose judged label flips), ``change`` of the judged
        attribute (in standard deviations over unedited faces), ``leakage`` (the others' mean absolute change for one
        of that), ``kernel distance`` to real faces that are so, as a ratio to the unedited faces', ``identity`` (mean
        cosine with the unedited face), ``same person`` (the share of faces that are as near to the unedited one as two
        photos of one person are). By method ``leakage at equal change``: where both methods change the attribute
        alike. Of the partial vector: ``enough`` (the amount that flips 90 of 100 faces, NaN if none does), ``borne``
        (the amount up to which 90 of 100 are the same person, NaN if they are at every amount) and what is seen of the
        edit in the photo. An attribute that the judge may not judge has no success and no leakage.
    """
    k = tried.attribute
    note = partial(Figure, PART, attribute=ATTRIBUTES[k], way=tried.way)
    judged = bool(bench.standard.fit[k])
    found = [note("faces", len(tried.photos)), *_in_the_photo(bench, tried, note)]
    leaks: dict[Method, tuple[list[float], list[float]]] = {}
    for method, rows in tried.after.items():
        changes, others = zip(*(_changes(bench, tried, after) for after in rows), strict=True)
        leaks[method] = list(changes), list(others)
        for amount, after, change, other in zip(AMOUNTS, rows, changes, others, strict=True):
            at = partial(note, amount=amount, method=method)
            found += [
                at("identity", float(_cosines(tried, after).mean())),
                at("same person", _same(bench, tried, after)),
            ]
            if judged:
                found += [at("success", _success(bench, tried, after)), at("change", change)]
                found.append(at("leakage", other / change if change > SEEN else float("nan")))
                found.append(at("kernel distance", _kernel_ratio(bench, tried, after)))
    if judged:
        for method, value in _at_equal_change(leaks).items():
            found.append(note("leakage at equal change", value, method=method))
        successes = [_success(bench, tried, after) for after in tried.after["partial"]]
        found.append(note("enough", crossing(successes, up=True), method="partial"))
    same = [_same(bench, tried, after) for after in tried.after["partial"]]
    return [*found, note("borne", crossing(same, up=False), method="partial")]


def _changes(bench: Bench, tried: Tried, after: Seen) -> tuple[float, float]:
    """How far the judged attribute went its way, and the others either way: means, in standard deviations."""
    k = tried.attribute
    moved = (after.log_odds - tried.before.log_odds) / bench.usual
    others = bench.standard.fit.copy()
    others[[k, *(ATTRIBUTES.index(part) for part in PARTS[ATTRIBUTES[k]])]] = False
    return float(WAYS[tried.way] * moved[:, k].mean()), float(np.abs(moved[:, others]).mean())


def _success(bench: Bench, tried: Tried, after: Seen) -> float:
    return float((bench.standard.has(after.log_odds)[:, tried.attribute] == (tried.way == "+")).mean())


def _cosines(tried: Tried, after: Seen) -> Array:
    return np.asarray((tried.before.embedding * after.embedding).sum(1))


def _same(bench: Bench, tried: Tried, after: Seen) -> float:
    return float((_cosines(tried, after) >= bench.same_person).mean())


def _kernel_ratio(bench: Bench, tried: Tried, after: Seen) -> float:
    labels = bench.faces.labels[:, tried.attribute].numpy()
    real = bench.seen.features[labels > 0.5 if tried.way == "+" else (labels >= 0) & (labels <= 0.5)][:COMPARED]
    made, plain = (kernel_distance(s.features / bench.scale, real / bench.scale) for s in (after, tried.before))
    return made / plain if plain > 0 else float("nan")


def _at_equal_change(leaks: Mapping[Method, tuple[list[float], list[float]]]) -> dict[Method, float]:
    """Others' change for one of the target's, where both methods have changed the target as far as the weaker can."""
    reach = min(max(changes) for changes, _ in leaks.values())
    if reach <= SEEN:
        return dict.fromkeys(leaks, float("nan"))
    return {
        method: float(np.interp(reach, np.maximum.accumulate([0.0, *changes]), [0.0, *others])) / reach
        for method, (changes, others) in leaks.items()
    }


def crossing(shares: Sequence[float], *, up: bool) -> float:
    """The amount, between those tried, at which a share of faces comes up to MOST or falls below; NaN if it never does.

    Args:
        shares: at each of AMOUNTS. Where nothing is asked none is counted on the way up, and all are on the way down.
        up: which way.
    """
    before, last = (0.0, 0.0) if up else (1.0, 0.0)
    for amount, share in zip(AMOUNTS, shares, strict=True):
        if share >= MOST if up else share < MOST:
            return last + (amount - last) * (MOST - before) / (share - before)
        before, last = share, amount
    return float("nan")


def _in_the_photo(bench: Bench, tried: Tried, note: Callable[..., Figure]) -> list[Figure]:
    """What the partial vector's edit by 2 leaves in the photo."""
    edited, plain = tried.edited[LOOKED_AT], tried.photos
    similarity = bench.photo(0).crop(0).similarity
    outside = mask(similarity, (0, 0, plain.shape[2], plain.shape[1])) == 0
    moved = np.abs(edited.astype(np.int16) - plain).astype(np.float32)
    jumps = np.array([border_jump(a, b, similarity) for a, b in zip(plain, edited, strict=True)])
    region = torch.from_numpy(bench.regions[tried.attribute, "+-".index(tried.way)])
    inside = F.interpolate(region[None, None], (128, 128), mode="bilinear")[0, 0].numpy()[..., None]
    within = moved[:, MARGIN:-MARGIN, MARGIN:-MARGIN]
    acts = inside.max() > 0 and within.max(initial=0) > 0  # some attributes are of the whole face, and have no region
    at = partial(note, amount=AMOUNTS[LOOKED_AT], method="partial")
    values = (
        float(1 - (within * inside).sum() / within.sum()) if acts else float("nan"),
        float(jumps[:, 0].mean()),
        float(jumps[:, 1].mean()),
        float(sharpness(crops_of(edited), crops_of(plain)).mean()),
        float(moved[:, outside].max(initial=0)),
    )
    return [at(name, value) for name, value in zip(IN_THE_PHOTO, values, strict=True)]
