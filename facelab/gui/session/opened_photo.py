"""What opening a photo or a project gives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QImage

from facelab.errors import SourceError
from facelab.gui.qt.images import image_of
from facelab.gui.session.edit_model import Outlines
from facelab.photo.colour import to_srgb8
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.lab import Lab
from facelab.pipeline.live import outlines_of
from facelab.project import storage
from facelab.project.file import StoredView
from facelab.project.history import Step, load_history, steps_of


@dataclass(frozen=True, eq=False)
class OpenedPhoto:
    """What the reader gives.

    Attributes:
        name: what the photo is called. photo: with what is asked of it. image: the same, unedited.
        project: the person's own project that it is in, if it is in one. view: what was seen of it.
        outlines: the heads, if they are known.
        recovered: the file that a crash left over, which alone holds what is asked. steps: that led there.
    """

    name: str
    photo: Photo
    image: QImage
    project: Path | None = None
    view: StoredView | None = None
    outlines: Outlines | None = None
    recovered: Path | None = None
    steps: Sequence[Step] = ()


@dataclass(frozen=True, eq=False)
class MissingSource:
    """A project whose photo is gone or was changed.

    Attributes:
        project: its file. error: what is wrong.
        kept: whether it is a person's own file; not so where a crash left it over.
    """

    project: Path
    error: SourceError
    kept: bool


def opened_photo(name: str, photo: Photo) -> OpenedPhoto:
    """A photo with nothing known of it yet but its picture."""
    return OpenedPhoto(name, photo, image_of(to_srgb8(photo.original.picture)))


def opened_project(lab: Lab, path: Path, photo: Path | None, *, kept: bool) -> OpenedPhoto | MissingSource:
    """The photo of a project as it was left; ``photo`` takes the place of one that is gone."""
    try:
        made, project = storage.load(lab, path, photo)
    except SourceError as error:
        return MissingSource(path, error, kept)
    bare = opened_photo(project.source.name, made)
    seen = replace(bare, project=path, view=project.view, outlines=outlines_of(made))
    return seen if kept else _recovered(seen, path)


def _recovered(opened: OpenedPhoto, path: Path) -> OpenedPhoto:
    history = load_history(path)
    project = Path(history.project) if history.project is not None else None
    return replace(opened, project=project, recovered=path, steps=steps_of(history, opened.photo))
