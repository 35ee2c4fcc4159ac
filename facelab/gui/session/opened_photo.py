"""What opening a photo or a project gives."""

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


@dataclass(frozen=True, eq=False)
class OpenedPhoto:
    """What the reader gives.

    Attributes:
        name: what the photo is called. photo: with what is asked of it. image: the same, unedited.
        project: the file that it was in, if it was in one. view: what was seen of it.
        outlines: the heads, if they are known.
        kept: whether what is asked is kept in ``project``; not so where that was left over from a crash.
    """

    name: str
    photo: Photo
    image: QImage
    project: Path | None = None
    view: StoredView | None = None
    outlines: Outlines | None = None
    kept: bool = True


@dataclass(frozen=True, eq=False)
class MissingSource:
    """A project whose photo is gone or was changed.

    Attributes:
        project: its file. error: what is wrong.
        kept: as ``OpenedPhoto`` has it.
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
    return replace(bare, project=path, view=project.view, outlines=outlines_of(made), kept=kept)
