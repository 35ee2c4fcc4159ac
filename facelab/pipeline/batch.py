"""Batch editing: one edit for many photos; one that fails does not stop the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from facelab.edit import Stroke
from facelab.errors import Cancelled, DataError, FaceLabError, Message, WeightsError, reason
from facelab.photo.outputs import OutputFolder, suffix_for
from facelab.photo.sniff import stored_format
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.export import Export, export
from facelab.pipeline.lab import Lab
from facelab.progress import ShareCallback, quiet, stages

if TYPE_CHECKING:
    from facelab.latent import Edit

STAGES = 1.0, 1.0, 4.0
"""How long reading a photo, finding its faces, and drawing and writing it take, beside each other."""
HEAD = 64
"""Bytes of a file that tell its format."""


@dataclass(frozen=True)
class Remark:
    """A sentence about a photo."""

    photo: Path
    why: Message


@dataclass
class BatchReport:
    """What is to be said of many photos, while they are edited and afterwards.

    Attributes:
        edited: how many are written.
        failed: why a photo could not be edited.
        warnings: why a photo's edit is not to be trusted.
    """

    edited: int = 0
    failed: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)


def photos_in(folder: Path) -> list[Path]:
    """The photos of a folder, known by content, in the order of their names; none of those in folders below it.

    Raises:
        DataError: it cannot be listed.
    """
    try:
        there = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise DataError("{folder} cannot be listed ({reason}).", folder=folder, reason=reason(error)) from error
    return [path for path in there if _is_photo(path)]


def edit_all(
    lab: Lab,
    photos: Sequence[Path],
    edit: "Edit",
    folder: Path,
    *,
    keep: float = 1.0,
    face: int | Literal["all"] = "all",
    how: Export | None = None,
    report: BatchReport,
    progress: ShareCallback = quiet,
    strokes: Mapping[Path, tuple[Stroke, ...]] = MappingProxyType({}),
) -> None:
    """Ask the same of many photos and write them into a folder, each under its own name and in its own format.

    Args:
        lab: the model.
        photos: the files.
        edit: what is asked.
        folder: where they go; made if missing.
        keep: how much of the photos' own pixels stays.
        face: of which face, or of all.
        how: how they are written.
        report: is told what is done, which photos failed, and what warnings there are of the others.
        progress: is told the share that is done; what it raises ends the work, and what is written by then stays.
        strokes: resolved path of a photo -> those of the brush, which hold in that photo alone.

    Raises:
        WeightsError: the model cannot be used, which is no photo's fault.
    """
    places = OutputFolder(folder, photos)

    def edit_one(path: Path, progress: ShareCallback) -> None:
        reading, finding, exporting = stages(progress, *STAGES)
        reading(0)
        opened = lab.open(path)
        if face == "all":
            opened.original.detection.find_all(finding)
        asked = dict.fromkeys(opened.original.chosen(face), edit)
        place = places.place(path.stem, suffix_for(path, opened.original.picture.format))
        photo = Photo(opened.original, asked, keep, strokes.get(path.resolve(), ()))
        export(photo, place, how or Export(), progress=exporting)
        report.edited += 1
        sentences = dict.fromkeys(sentence for face in photo.warnings.values() for sentence in face)
        report.warnings.extend(Remark(path, sentence) for sentence in sentences)

    for path, stage in zip(photos, stages(progress, *[1.0] * len(photos)), strict=True):
        try:
            edit_one(path, stage)
        except (WeightsError, Cancelled):
            raise
        except FaceLabError as error:
            report.failed.append(Remark(path, error.message))
        except MemoryError:
            report.failed.append(Remark(path, Message("There is not enough memory for it; make it smaller.")))
        stage(1)


def _is_photo(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stored_format(stream.read(HEAD)) is not None
    except OSError:
        return False
