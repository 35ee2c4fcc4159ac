"""Project files, ``.facelab``: what a person works on, to go on with another day.

A ZIP archive with ``project.json`` and, where the photo travels along, ``photo``: the very bytes of its file.
"""

import hashlib
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self
from urllib.parse import quote, unquote_to_bytes

import numpy as np
from pydantic import BeforeValidator, Field, PlainSerializer, ValidationError

from facelab.errors import DataError, SourceError, reason
from facelab.files import atomic_write
from facelab.photo.align import residual
from facelab.photo.faces import Face, face_from_landmarks
from facelab.photo.read import size_told
from facelab.project.edit import Number, Point, StoredFaceEdit, StoredModel, Strokes
from facelab.project.pages import Pages

VERSION = 1
_BYTES = "bytes:"
SUFFIX = ".facelab"
MAX_JSON = 64_000_000
"""Bytes of ``project.json`` beyond which it is none of ours: a face takes some 10,000."""
MAX_PHOTO = 200_000_000
"""Bytes of a photo, as ``photo.read`` takes them."""
_JSON, _PHOTO = "project.json", "photo"
_STAMP = 1980, 1, 1, 0, 0, 0
"""The time of the archive's entries: the same work gives the same bytes."""

Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def _as_text(name: str) -> str:
    text = name.encode("utf-8", "replace").decode() == name and not name.startswith(_BYTES)
    return name if text else _BYTES + quote(os.fsencode(name))


def _from_text(text: object) -> object:
    given = isinstance(text, str) and text.startswith(_BYTES)
    return os.fsdecode(unquote_to_bytes(str(text).removeprefix(_BYTES))) if given else text


FileName = Annotated[str, BeforeValidator(_from_text), PlainSerializer(_as_text, when_used="json")]
"""A file's name; one that is no text is stored as its bytes, percent-encoded."""


class StoredSource(StoredModel):
    """The photo.

    Attributes:
        name: what it is called.
        path: where it was, absolute; None where it never was a file.
        relative: the same, seen from the project's folder, for both may have moved together.
        sha256: of its bytes.
    """

    name: FileName
    path: FileName | None = None
    relative: FileName | None = None
    sha256: Hash


class StoredPlace(StoredModel):
    """Where one face lies.

    Attributes:
        box: x0, y0, x1, y1. landmarks: five x y. Both in pixels of the upright photo.
        score: the detector's confidence.
        by_hand: whether a person placed the landmarks.
    """

    box: tuple[Number, Number, Number, Number]
    landmarks: tuple[Point, Point, Point, Point, Point]
    score: Annotated[float, Field(ge=0, le=1)]
    by_hand: bool = False

    @classmethod
    def of(cls, face: Face, *, by_hand: bool, **more: object) -> Self:
        """Where a face lies; ``more`` are the fields of the class itself."""
        landmarks = tuple(map(tuple, face.landmarks.tolist()))
        return cls(box=face.box, landmarks=landmarks, score=min(face.score, 1.0), by_hand=by_hand, **more)

    def face(self, width: int, height: int) -> Face:
        """The face in a photo of so many pixels; its landmarks are checked, for a file may hold any numbers.

        Raises:
            FaceError: they make no face in this photo.
        """
        checked = face_from_landmarks(np.array(self.landmarks, np.float64), (width, height))
        return Face(self.box, self.score, checked.landmarks, residual(checked.landmarks))


class StoredFace(StoredPlace):
    """One face.

    Attributes:
        latent: mu of z = (s, d) of the unedited face.
        asked: its edit; None where nothing is asked.
    """

    latent: tuple[Number, ...]
    asked: StoredFaceEdit | None = None


class StoredView(StoredModel):
    """What of the photo is seen.

    Attributes:
        face: the number of the chosen one; -1 for none.
        zoom: screen pixels for one of the photo's; None: the whole photo.
        centre: the point of the photo in the middle of the canvas.
        compare: what of before and after is shown.
        pages: what is asked of the other pages.
    """

    face: int = -1
    zoom: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    centre: Point = (0.0, 0.0)
    compare: Literal["after", "split", "both"] = "after"
    pages: Pages = Pages()


class Project(StoredModel):
    """All that a person has done to a photo.

    Attributes:
        version: of this format.
        source: the photo.
        weights: SHA-256 of the checkpoint that ``latent`` belongs to.
        faces: in the order of their numbers.
        keep: how much of the photo's own pixels stays, 0..1.
        view: what is seen.
        strokes: of the brush.
    """

    version: Literal[1] = 1
    source: StoredSource
    weights: Hash
    faces: tuple[StoredFace, ...] = ()
    keep: Annotated[float, Field(ge=0, le=1)] = 1.0
    view: StoredView = StoredView()
    strokes: Strokes = ()


def save_project(
    path: Path, project: Project, photo: bytes | None = None, beside: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Write a project file, wholly or not at all.

    Args:
        path: the file. project: what it holds.
        photo: the photo's bytes, where they shall travel along.
        beside: names of further entries, and their text.

    Raises:
        OutputError: it cannot be written there.
    """
    if project.source.path is not None:
        source = project.source.model_copy(update={"relative": _relative(project.source.path, path)})
        project = project.model_copy(update={"source": source})
    with atomic_write(path) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        text = project.model_dump_json(indent=1)
        archive.writestr(zipfile.ZipInfo(_JSON, _STAMP), text, zipfile.ZIP_DEFLATED)
        for name, more in beside.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), more, zipfile.ZIP_DEFLATED)
        if photo is not None:
            archive.writestr(zipfile.ZipInfo(_PHOTO, _STAMP), photo, zipfile.ZIP_STORED)


def load_project(path: Path) -> tuple[Project, bytes | None]:
    """A project and, where it travels along, its photo's bytes.

    Raises:
        DataError: no such file, none of FaceLab's, a damaged one, or one of a later version.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            text = _entry(archive, _JSON, MAX_JSON)
            photo = _entry(archive, _PHOTO, MAX_PHOTO) if _PHOTO in archive.namelist() else None
        project = Project.model_validate_json(text)
    except FileNotFoundError as error:
        raise DataError("{path} does not exist; check its name.", path=path) from error
    except ValidationError as error:
        raise _unfit(path, error) from error
    except OSError as error:
        raise DataError("{path} cannot be read ({reason}).", path=path, reason=reason(error)) from error
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise DataError("{path} is no FaceLab project, or a damaged one; get a fresh copy of it.", path=path) from error
    except Exception as error:  # a damaged archive meets its decompressor with errors of every kind
        raise DataError("{path} is damaged; get a fresh copy of it.", path=path) from error
    if photo is not None and sha256(photo) != project.source.sha256:
        raise DataError("{path} is damaged: its photo is not the one it was; get a fresh copy of it.", path=path)
    return project, photo


def photo_size_told(path: Path) -> tuple[int, int] | None:
    """Pixels across and down of a project's photo, as its header tells them; None where nobody knows."""
    try:
        with zipfile.ZipFile(path) as archive:
            if _PHOTO in archive.namelist():
                return size_told(archive.open(_PHOTO))
            source = Project.model_validate_json(_entry(archive, _JSON, MAX_JSON)).source
    except Exception:  # as ``load_project`` tells a person
        return None
    return size_told(Path(source.path)) if source.path else None


def find_source(project: Project, path: Path) -> Path:
    """Where the photo of a project is: where it was, or at the same place as seen from the project's folder ``path``.

    Raises:
        SourceError: it is gone, or was changed since.
    """
    places = [Path(project.source.path)] if project.source.path else []
    places += [path.parent / name for name in (project.source.relative, project.source.name) if name]
    changed = None
    for place in places:
        try:
            if not place.is_file():  # a pipe or a device would be read without end
                continue
            if file_sha256(place) == project.source.sha256:
                return place
        except (OSError, ValueError):
            continue
        changed = changed or place
    if changed:
        raise SourceError(
            "{changed} was changed since {path} was saved; say which photo to use.", changed=changed, path=path
        )
    raise SourceError("The photo {photo} is gone; say where it is.", photo=places[0] if places else project.source.name)


def sha256(data: bytes) -> str:
    """SHA-256 of bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _relative(photo: str, project: Path) -> str | None:
    try:
        return os.path.relpath(photo, project.absolute().parent)
    except ValueError:  # on another drive
        return None


def _entry(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(most + 1)  # what an archive says of its sizes need not be true
    if len(data) > most:
        raise ValueError(name)
    return data


def _unfit(path: Path, error: ValidationError) -> DataError:
    for found in error.errors():
        if found["loc"] == ("version",) and isinstance(found.get("input"), int) and found["input"] > VERSION:
            return DataError("{path} was saved by a later FaceLab; open it with that.", path=path)
    return DataError("{path} is no project that FaceLab understands; get a fresh copy of it.", path=path)
