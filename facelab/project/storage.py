"""Photos to project files and back."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from facelab.errors import DataError
from facelab.photo import encode
from facelab.photo.picture import Picture
from facelab.photo.read import read_bytes
from facelab.pipeline.crops import Crop
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.lab import Lab
from facelab.pipeline.source_photo import SourcePhoto
from facelab.project.edit import StoredFaceEdit, StoredStroke
from facelab.project.file import (
    Project,
    StoredFace,
    StoredSource,
    StoredView,
    file_sha256,
    find_source,
    load_project,
    save_project,
    sha256,
)
from facelab.project.history import ENTRY, StoredHistory

if TYPE_CHECKING:
    from facelab.latent import Edit


def save(
    photo: Photo,
    path: Path,
    *,
    name: str = "",
    view: StoredView | None = None,
    embed: bool = False,
    history: StoredHistory | None = None,
) -> None:
    """Write a photo with its edits as a project file.

    Args:
        photo: what to write.
        path: the file.
        name: what the photo is called, where it has no file.
        view: what of it is seen.
        embed: whether the photo travels along; one that is no file always does.
        history: the steps that led there, in the file of a session that may end in a crash.

    Raises:
        DataError: an edit that sliders do not reach.
        OutputError: the file cannot be written.
    """
    picture = photo.original.picture
    data = picture.data or _as_png(picture)
    source = StoredSource(
        name=picture.source.name if picture.source else name or "picture.png",
        path=str(picture.source.absolute()) if picture.source else None,
        sha256=sha256(data),
    )
    try:
        edits = photo.solved_edits if any(edit.to for edit in photo.edits.values()) else photo.edits
        faces = tuple(_stored(photo, number, edits.get(number)) for number in range(len(photo.faces)))
    except ValidationError as error:
        raise DataError("{path} cannot hold this edit: a project holds amounts from -3 to 3.", path=path) from error
    weights = file_sha256(photo.original.engine.weights)
    project = Project(
        source=source,
        weights=weights,
        faces=faces,
        keep=photo.keep,
        view=view or StoredView(),
        strokes=tuple(map(StoredStroke.of, photo.strokes)),
    )
    travels = data if embed or picture.source is None else None
    save_project(path, project, travels, {} if history is None else {ENTRY: history.model_dump_json()})


def load(lab: Lab, path: Path, photo: Path | None = None) -> tuple[Photo, Project]:
    """A project file's photo with its edits.

    Args:
        lab: the model that makes them.
        path: the project file.
        photo: the photo to take, whatever the project says.

    Raises:
        DataError: no project.
        SourceError: the photo is gone or was changed, and ``photo`` is None.
        PhotoError: the photo cannot be read.
    """
    project, data = load_project(path)
    if photo is not None:
        opened = lab.open(photo).original.picture
    elif data is not None:
        opened = _named(read_bytes(data), project)
    else:
        opened = lab.open(find_source(project, path)).original.picture
    return _photo(lab, opened, project), project


def carries_photo(path: Path) -> bool:
    """Whether a project file has its photo in it. Of a file that cannot be read nobody knows: yes, to be safe."""
    try:
        return load_project(path)[1] is not None
    except DataError:
        return True


def _as_png(picture: Picture) -> bytes:
    file = BytesIO()
    encode.png(picture, 0, file)
    return file.getvalue()


def _named(picture: Picture, project: Project) -> Picture:
    """The picture that travelled along, with the place that it came from, which must not be written over."""
    return replace(picture, source=Path(project.source.path)) if project.source.path else replace(picture, data=b"")


def _photo(lab: Lab, picture: Picture, project: Project) -> Photo:
    size = picture.width, picture.height
    crops = tuple(Crop(lab, picture, stored.face(*size)) for stored in project.faces)
    by_hand = {number: crops[number] for number, stored in enumerate(project.faces) if stored.by_hand}
    edits = {number: stored.asked.edit() for number, stored in enumerate(project.faces) if stored.asked}
    strokes = tuple(stored.stroke() for stored in project.strokes)
    photo = Photo(SourcePhoto(lab, picture, by_hand, crops), edits, project.keep, strokes)
    photo.check()
    return photo


def _stored(photo: Photo, number: int, edit: "Edit | None") -> StoredFace:
    crop = photo.original.crops[number]
    return StoredFace.of(
        crop.face,
        by_hand=number in photo.original.by_hand,
        latent=tuple(crop.mu[0].tolist()),
        asked=StoredFaceEdit.of(edit) if edit is not None else None,
    )
