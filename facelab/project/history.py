"""The steps that led to an edit, kept beside a project in a recovery file: undo goes on after a crash."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from facelab.errors import FaceLabError
from facelab.pipeline.crops import Crop
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.source_photo import SourcePhoto
from facelab.project.edit import StoredFaceEdit, StoredModel, StoredStroke, Strokes
from facelab.project.file import MAX_JSON, FileName, StoredPlace

ENTRY = "history.json"
"""Beside ``project.json`` in the archive."""
MOST = 100
"""Steps that are kept: the latest."""

Step = tuple[str, Photo, int]
"""What a step is called, and the photo and the number of the chosen face after it."""


class StoredStep(StoredModel):
    """One step: what it is called, and what was asked after it."""

    text: str
    face: int
    keep: float = Field(ge=0, le=1)
    places: tuple[StoredPlace, ...]
    asked: tuple[StoredFaceEdit | None, ...]
    strokes: Strokes = ()


class History(StoredModel):
    """What a recovery file holds beside the project.

    Attributes:
        project: the person's own project file, in which the photo is; None where it is in none.
        steps: the first is what was there before the others.
    """

    project: FileName | None = None
    steps: tuple[StoredStep, ...] = ()


def history_of(steps: Sequence[Step], project: Path | None) -> History:
    """Steps as they are stored; none where one of them is an edit that no slider reaches."""
    try:
        stored = tuple(_stored(*step) for step in steps[-MOST - 1 :])
    except ValidationError:
        stored = ()
    return History(project=str(project) if project is not None else None, steps=stored)


def load_history(path: Path) -> History:
    """The history in a project file; an empty one where there is none, or none that can be read."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(ENTRY) as stream:
            return History.model_validate_json(stream.read(MAX_JSON))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return History()


def steps_of(history: History, now: Photo) -> list[Step]:
    """The steps again, for the photo as it is now; those in which faces lie as they do now share its faces."""
    originals = {_places(now): now.original}
    try:
        return [_step(stored, now, originals) for stored in history.steps]
    except FaceLabError:  # points that make no face in this photo: another one was chosen for it
        return []


def _stored(text: str, photo: Photo, face: int) -> StoredStep:
    asked = tuple(
        StoredFaceEdit.of(edit) if (edit := photo.edits.get(n)) else None for n in range(len(photo.original.crops))
    )
    strokes = tuple(map(StoredStroke.of, photo.strokes))
    return StoredStep(text=text, face=face, keep=photo.keep, places=_places(photo), asked=asked, strokes=strokes)


def _places(photo: Photo) -> tuple[StoredPlace, ...]:
    by_hand = photo.original.by_hand
    return tuple(StoredPlace.of(crop.face, by_hand=n in by_hand) for n, crop in enumerate(photo.original.crops))


def _step(stored: StoredStep, now: Photo, originals: dict[tuple[StoredPlace, ...], SourcePhoto]) -> Step:
    if stored.places not in originals:
        originals[stored.places] = _original(stored.places, now.original)
    edits = {number: asked.edit() for number, asked in enumerate(stored.asked) if asked is not None}
    strokes = tuple(one.stroke() for one in stored.strokes)
    return stored.text, Photo(originals[stored.places], edits, stored.keep, strokes), stored.face


def _original(places: tuple[StoredPlace, ...], now: SourcePhoto) -> SourcePhoto:
    size = now.picture.width, now.picture.height
    crops = tuple(Crop(now.engine, now.picture, place.face(*size)) for place in places)
    return SourcePhoto(now.engine, now.picture, {n: crops[n] for n, place in enumerate(places) if place.by_hand}, crops)
