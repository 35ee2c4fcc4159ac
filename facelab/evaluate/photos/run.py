"""All edits of all portraits, one portrait after the other; what is measured already is passed over."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from facelab.errors import FaceError
from facelab.evaluate.photos import sharpness
from facelab.evaluate.photos.edits import AMOUNTS, EDITS, PhotoEdit
from facelab.evaluate.photos.measured import HALF_WAY, REAL_RIMS
from facelab.evaluate.photos.measuring import (
    OpenPortrait,
    Studio,
    forgery_crop,
    head_of,
    measure,
    side_by_side,
)
from facelab.evaluate.photos.portraits import HEADS, PAIRS, Portrait
from facelab.evaluate.photos.rows import Row, Rows
from facelab.photo.colour import to_srgb8
from facelab.photo.picture import Picture
from facelab.pipeline.edited_photo import Photo
from facelab.progress import CountCallback
from facelab.render.parsing import parse_head

Pixels = NDArray[np.uint8]
Morph = Callable[[Photo, Photo], Picture]
"""The first photo, its face half way to the second's."""
Show = Callable[[str, Pixels], None]
"""Keeps a picture to be looked at, by its name."""

SHOWN = 12
"""Portraits that the page shows of an edit; of smiles added it shows all that have a real one."""


@dataclass(frozen=True, eq=False)
class Session:
    """One measurement.

    Attributes:
        studio: the model and who looks.
        rows: what is measured already; the rest is added.
        count: portraits of each source that each edit is tried on.
        show: keeps pictures to be looked at.
    """

    studio: Studio
    rows: Rows
    count: int
    show: Show

    def measure_all(self, portraits: Sequence[Portrait], progress: CountCallback) -> None:
        """Every edit by every amount, on the first ``count`` portraits of each source that it suits."""
        tried: Counter[tuple[PhotoEdit, str]] = Counter()
        for number, portrait in enumerate(portraits):
            opened = OpenPortrait(self.studio, portrait)
            if _has_face(opened):
                self._measure_unedited(opened)
                for edit in self._suiting(opened, tried):
                    self._measure(opened, edit, shown=tried[edit, portrait.source])
                    tried[edit, portrait.source] += 1
            progress(number + 1)

    def _suiting(self, opened: OpenPortrait, tried: "Counter[tuple[PhotoEdit, str]]") -> list[PhotoEdit]:
        source = opened.portrait.source
        return [edit for edit in EDITS if tried[edit, source] < self.count and opened.suits(edit)]

    def _measure_unedited(self, opened: OpenPortrait) -> None:
        row = Row(opened.portrait.name, opened.portrait.source, opened.portrait.groups)
        if row.key in self.rows.known:
            return
        values = {}
        if opened.portrait.source == HEADS and opened.has("Eyeglasses"):
            values[REAL_RIMS] = sharpness.rims(opened.luma, opened.crop.parse)
        kept = {name: value for name, value in values.items() if np.isfinite(value)}
        crop = forgery_crop(opened.pixels, opened.crop.similarity)
        self.rows.add(Row(row.photo, row.source, row.groups, values=kept), crop)

    def _measure(self, opened: OpenPortrait, edit: PhotoEdit, *, shown: int) -> None:
        portrait = opened.portrait
        for amount in AMOUNTS:
            row = Row(portrait.name, portrait.source, portrait.groups, edit.attribute, edit.way, amount)
            if row.key in self.rows.known:
                continue
            picture = opened.edited(edit, amount)
            values = measure(opened, edit, amount, picture)
            pixels = to_srgb8(picture)
            if amount == AMOUNTS[-1] and (shown < SHOWN or (portrait.smile and edit is EDITS[0])):
                self.show(picture_name(edit, portrait.name), _beside(opened, pixels, edit))
            row = Row(row.photo, row.source, row.groups, row.attribute, row.way, amount, values)
            self.rows.add(row, forgery_crop(pixels, opened.crop.similarity))

    def measure_morphs(self, portraits: Sequence[Portrait], morph: Morph, progress: CountCallback) -> None:
        """Half way from each neutral portrait to the next of the same gender: eyes and brows."""
        for number, (first, second) in enumerate(_neighbours(portraits)[: self.count]):
            name = f"{first.name}-to-{second.name}"
            if (name, "", "", 0.5) not in self.rows.known:
                self._measure_morph(name, OpenPortrait(self.studio, first), OpenPortrait(self.studio, second), morph)
            progress(number + 1)

    def _measure_morph(self, name: str, first: OpenPortrait, second: OpenPortrait, morph: Morph) -> None:
        similarity = first.crop.similarity
        picture = morph(first.photo, second.photo)
        parse = parse_head(picture, similarity, self.studio.lab.parser)
        softer = min(sharpness.eyes_and_brows(one.luma, one.crop.parse) for one in (first, second))
        value = sharpness.ratio(sharpness.eyes_and_brows(sharpness.luma(picture, similarity), parse), softer)
        pixels = to_srgb8(picture)
        there = [head_of(one.pixels, one.crop.similarity) for one in (first, second)]
        self.show(f"photos-half-way-{name}", side_by_side([there[0], head_of(pixels, similarity), there[1]]))
        values = {HALF_WAY: value} if np.isfinite(value) else {}
        self.rows.add(Row(name, PAIRS, amount=0.5, values=values), forgery_crop(pixels, similarity))


def _has_face(opened: OpenPortrait) -> bool:
    try:
        return bool(opened.crop)
    except FaceError:
        return False


def _beside(opened: OpenPortrait, pixels: Pixels, edit: PhotoEdit) -> Pixels:
    """The photo, the same edited, and where a smile was added the real one."""
    similarity, smile = opened.crop.similarity, opened.smile if edit is EDITS[0] else None
    heads = [head_of(opened.pixels, similarity), head_of(pixels, similarity)]
    return side_by_side(heads + ([head_of(to_srgb8(smile.picture), smile.similarity)] if smile else []))


def _neighbours(portraits: Sequence[Portrait]) -> list[tuple[Portrait, Portrait]]:
    neutral = [portrait for portrait in portraits if portrait.smile]
    found: list[tuple[Portrait, Portrait]] = []
    for male in (True, False):
        these = [portrait for portrait in neutral if portrait.known["Male"] == male]
        found += zip(these, these[1:] + these[:1], strict=True)
    return found


def picture_name(edit: PhotoEdit, portrait: str) -> str:
    """What the picture of an edited portrait is called."""
    return f"photos-{edit.attribute}-{'adding' if edit.way == '+' else 'removing'}-{portrait}"


def shown_in(folder: Path) -> Iterator[str]:
    """The names of pictures of edited photos that are in a folder."""
    return (path.stem for path in sorted(folder.glob("photos-*.jpg")))
