"""The steps that led to an edit, kept beside a project in a recovery file: undo goes on after a crash."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from facelab.errors import AttributeName, FaceLabError, Message, PresetName, Share, SignedAmount, Value
from facelab.pipeline.crops import Crop
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.source_photo import SourcePhoto
from facelab.project.edit import StoredFaceEdit, StoredModel, StoredStroke, Strokes
from facelab.project.file import MAX_JSON, FileName, StoredPlace

ENTRY = "history.json"
"""Beside ``project.json`` in the archive."""
MOST = 100
"""Steps that are kept: the latest."""

Step = tuple[Message, Photo, int]
"""The name of a step, and the photo and the number of the chosen face after it."""


KINDS: Mapping[str, Callable[[str | float], Value]] = {
    "attribute": AttributeName,
    "preset": PresetName,
    "amount": SignedAmount,
    "share": Share,
    "number": int,
}
"""What may stand in the name of a step, by what it is called in a file."""


class StoredValue(StoredModel):
    """A value in the name of a step."""

    kind: Literal["attribute", "preset", "amount", "share", "number"]
    value: str | float

    @classmethod
    def of(cls, value: Value) -> "StoredValue":
        """A value as it is stored."""
        kind = next(kind for kind, made in KINDS.items() if type(value) is made)
        return cls.model_validate({"kind": kind, "value": value})

    @property
    def given(self) -> Value:
        """The value again."""
        return KINDS[self.kind](self.value)


class StoredStep(StoredModel):
    """One step: its name, as a template with values, and what was asked after it."""

    text: str
    values: dict[str, StoredValue] = Field(default_factory=dict)
    face: int
    keep: float = Field(ge=0, le=1)
    places: tuple[StoredPlace, ...]
    asked: tuple[StoredFaceEdit | None, ...]
    strokes: Strokes = ()


class StoredHistory(StoredModel):
    """What a recovery file holds beside the project.

    Attributes:
        project: the person's own project file, in which the photo is; None where it is in none.
        steps: the first is what was there before the others.
    """

    project: FileName | None = None
    steps: tuple[StoredStep, ...] = ()


def history_of(steps: Sequence[Step], project: Path | None) -> StoredHistory:
    """Steps as they are stored; none where one of them is an edit that no slider reaches."""
    try:
        stored = tuple(_stored(*step) for step in steps[-MOST - 1 :])
    except ValidationError:
        stored = ()
    return StoredHistory(project=str(project) if project is not None else None, steps=stored)


def load_history(path: Path) -> StoredHistory:
    """The history in a project file; an empty one where there is none, or none that can be read."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(ENTRY) as stream:
            return StoredHistory.model_validate_json(stream.read(MAX_JSON))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return StoredHistory()


def steps_of(history: StoredHistory, now: Photo) -> list[Step]:
    """The steps again, for the photo as it is now; those in which faces lie as they do now share its faces."""
    originals = {_places(now): now.original}
    try:
        return [_step(stored, now, originals) for stored in history.steps]
    except FaceLabError:  # points that make no face in this photo: another one was chosen for it
        return []


def _stored(name: Message, photo: Photo, face: int) -> StoredStep:
    asked = tuple(
        StoredFaceEdit.of(edit) if (edit := photo.edits.get(n)) else None for n in range(len(photo.original.crops))
    )
    strokes = tuple(map(StoredStroke.of, photo.strokes))
    return StoredStep(
        text=name.template,
        values={key: StoredValue.of(value) for key, value in name.values.items()},
        face=face,
        keep=photo.keep,
        places=_places(photo),
        asked=asked,
        strokes=strokes,
    )


def _name(stored: StoredStep) -> Message:
    """The name of a step; one that an earlier version wrote in words stays in them."""
    values = {key: value.given for key, value in stored.values.items()}
    try:
        return Message.again(stored.text, values)
    except (LookupError, ValueError, AttributeError):
        return Message("{words}", words=stored.text)


def _places(photo: Photo) -> tuple[StoredPlace, ...]:
    by_hand = photo.original.by_hand
    return tuple(StoredPlace.of(crop.face, by_hand=n in by_hand) for n, crop in enumerate(photo.original.crops))


def _step(stored: StoredStep, now: Photo, originals: dict[tuple[StoredPlace, ...], SourcePhoto]) -> Step:
    if stored.places not in originals:
        originals[stored.places] = _original(stored.places, now.original)
    edits = {number: asked.edit() for number, asked in enumerate(stored.asked) if asked is not None}
    strokes = tuple(one.stroke() for one in stored.strokes)
    return _name(stored), Photo(originals[stored.places], edits, stored.keep, strokes), stored.face


def _original(places: tuple[StoredPlace, ...], now: SourcePhoto) -> SourcePhoto:
    size = now.picture.width, now.picture.height
    crops = tuple(Crop(now.engine, now.picture, place.face(*size)) for place in places)
    return SourcePhoto(now.engine, now.picture, {n: crops[n] for n, place in enumerate(places) if place.by_hand}, crops)
