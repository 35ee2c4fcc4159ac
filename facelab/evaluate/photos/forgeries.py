"""Forgeries: heads to learn from, half of them edited, and what networks that learned from them say of portraits."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import torch

from facelab.evaluate.figures import Figure
from facelab.evaluate.photos.edits import AMOUNTS, EDITS, PART, PhotoEdit
from facelab.evaluate.photos.measuring import OpenPortrait, Studio, forgery_crop
from facelab.evaluate.photos.portraits import HEADS, PAIRS, Portrait
from facelab.evaluate.photos.rows import Key, Row, Rows
from facelab.evaluate.photos.told_apart import Scored, Training, auc, interval, maps, score, train
from facelab.photo.colour import to_srgb8
from facelab.progress import CountCallback, quiet

SOURCE = "train"
NAME = "told apart"


@dataclass(frozen=True, eq=False)
class Lesson:
    """Heads to learn from: every other one edited, each by one edit that suits it.

    Attributes:
        studio: the model and who looks. rows: what is made already; the rest is added.
    """

    studio: Studio
    rows: Rows
    used: "Counter[tuple[str, str]]" = field(default_factory=Counter)

    def make(self, heads: Sequence[Portrait], progress: CountCallback = quiet) -> None:
        """Of the edits that suit a head the one that was used least so far, by an amount between 1 and 2."""
        there = {row.photo: row for row in self.rows}
        for number, head in enumerate(heads):
            row = there.get(head.name) or self._made(number, OpenPortrait(self.studio, head))
            self.used[row.attribute, row.way] += 1
            progress(number + 1)

    def _made(self, number: int, opened: OpenPortrait) -> Row:
        edit = self._next(opened) if number % 2 else None
        row, pixels = Row(opened.portrait.name, SOURCE), opened.pixels
        if edit:
            amount = float(np.random.default_rng(number).uniform(*AMOUNTS))
            row = Row(row.photo, SOURCE, (), edit.attribute, edit.way, amount)
            pixels = to_srgb8(opened.edited(edit, amount))
        self.rows.add(row, forgery_crop(pixels, opened.crop.similarity))
        return row

    def _next(self, opened: OpenPortrait) -> PhotoEdit | None:
        suiting = (edit for edit in EDITS if opened.suits(edit))
        return min(suiting, key=lambda edit: self.used[edit.attribute, edit.way], default=None)


def scores(lesson: Rows, rows: Rows, training: Training, progress: CountCallback = quiet) -> dict[Key, Scored]:
    """What networks that learned from a lesson, one of each seed, say of the portraits, edited and not.

    Args:
        lesson: heads to learn from. rows: portraits.
        training: how. progress: of the steps of all seeds.
    """
    asked = [row for row in rows if row.attribute or not row.amount]
    learned, seen = _maps(lesson, list(lesson)), _maps(rows, asked)
    edited = torch.tensor([float(bool(row.attribute)) for row in lesson])
    said = []
    for number, seed in enumerate(training.seeds):
        network = train(learned, edited, training, seed, _after(number * training.steps, progress))
        said.append(score(network, seen))
    columns = np.stack(said, 1)
    return {row.key: Scored(_person(row), row.source, of) for row, of in zip(asked, columns, strict=True)}


def _maps(rows: Rows, some: Iterable[Row]) -> torch.Tensor:
    return torch.from_numpy(np.stack([maps(rows.crop(row.key)) for row in some]))


def _after(done: int, progress: CountCallback) -> CountCallback:
    return lambda step: progress(done + step)


def _person(row: Row) -> str:
    return row.photo.split("_")[0] if row.source == PAIRS else row.photo


def figures(rows: Sequence[Row], scored: Mapping[Key, Scored]) -> list[Figure]:
    """How each edit is told apart, in all portraits with its interval, in each source, and in each group of people."""
    asked = [row for row in rows if row.key in scored]
    unedited = [row for row in asked if not row.attribute]
    found = []
    for edit in EDITS:
        for amount in AMOUNTS:
            edited = [row for row in asked if row.is_of(edit, amount)]
            note = partial(Figure, PART, attribute=edit.attribute, way=edit.way, amount=amount)
            found += _of_edit(edited, unedited, scored, note) if edited and unedited else []
    return found


def _of_edit(
    edited: list[Row], unedited: list[Row], scored: Mapping[Key, Scored], note: "partial[Figure]"
) -> list[Figure]:
    def ones(rows: Iterable[Row]) -> list[Scored]:
        return [scored[row.key] for row in rows]

    low, high = interval(ones(edited), ones(unedited))
    found = [note(NAME, auc(ones(edited), ones(unedited)))]
    found += [note(f"{NAME}: {end} end", float(value)) for end, value in (("lower", low), ("upper", high))]
    for source in (PAIRS, HEADS):
        these = [row for row in edited if row.source == source]
        if these:
            found.append(note(NAME, auc(ones(these), ones(unedited)), method=source))
        for group in dict.fromkeys(group for row in these for group in row.groups):
            members, others = ([row for row in some if group in row.groups] for some in (these, unedited))
            found.append(note(f"{NAME}, {group}", auc(ones(members), ones(others)), method=source))
    return found
