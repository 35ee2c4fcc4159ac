"""``facelab edit``: edits faces in photos."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from facelab.cli.completion import WRITTEN, files
from facelab.cli.inputs import check_alone
from facelab.cli.many import complain, each, finish, rounded
from facelab.cli.options import (
    Json,
    Overwrite,
    Photos,
    Weights,
    WhichFace,
    assigned,
    assignments,
    attribute,
    checked_suffix,
    named_output,
    picture_formats,
    which_face,
)
from facelab.errors import FaceError

if TYPE_CHECKING:
    from facelab.photo.outputs import OutputFolder
    from facelab.pipeline.edited_photo import Photo


READ_ONLY = (".heic", ".heif", ".bmp", ".gif")
"""What a photo that nothing is asked of may be copied to, as well."""


def given_output(word: str) -> str:
    """The word of ``-o`` as it is given: a slash at its end means a folder."""
    named_output(word)
    return word


class EditMethodOption(StrEnum):
    """How an attribute is moved."""

    partial = "partial"
    mean = "mean"


def edit(
    photos: Photos,
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT|FOLDER",
            help="A file by whose extension the format goes, or a folder.",
            parser=given_output,
            autocompletion=files(*WRITTEN),
        ),
    ],
    amounts: Annotated[
        list[str] | None,
        assigned("--set", "NAME=AMOUNT", "Move an attribute; 1 is the average difference. Repeatable."),
    ] = None,
    to: Annotated[
        list[str] | None,
        assigned("--to", "NAME=LOGODDS", "Move an attribute until its linear probe shows this. Repeatable."),
    ] = None,
    lock: Annotated[
        list[str] | None,
        attribute("--lock", helped="Keep an attribute's linear probe where it is. Repeatable."),
    ] = None,
    face: WhichFace = "0",
    landmarks: Annotated[
        str | None,
        typer.Option(
            metavar="X,Y,...",
            help="Where the face is: left and right eye, nose, left and right mouth corner, as seen in the picture.",
        ),
    ] = None,
    method: Annotated[
        EditMethodOption,
        typer.Option(help="partial: the other attributes equal; mean: the lecture's difference of means."),
    ] = EditMethodOption.partial,
    keep: Annotated[float, typer.Option(metavar="0..1", help="How much of the photo's own pixels to keep.")] = 1.0,
    strip_gps: Annotated[bool, typer.Option("--strip-gps", help="Leave out where the photo was taken.")] = False,
    overwrite: Overwrite = False,
    as_json: Json = False,
    weights: Weights = None,
) -> None:
    """Edit faces: facelab edit a.jpg --set Smiling=+2 -o b.jpg"""
    from facelab.photo.outputs import output_folder, ready
    from facelab.photo.write import keeps_bytes
    from facelab.pipeline.lab import begin

    request = EditOptions(
        assignments("--set", amounts or []),
        assignments("--to", to or []),
        tuple(lock or ()),
        which_face(face),
        landmarks,
        method.value,
        keep,
    )
    if landmarks is not None and len(photos) > 1:
        raise FaceError("--landmarks belong to one photo; give one.")
    request.check()
    folder = output_folder(output, photos)
    check_alone(photos)
    if folder is None:
        checked_suffix(Path(output), picture_formats() + (() if request.changes else READ_ONLY))
        ready(Path(output), photos, overwrite=overwrite)
    if not request.changes:
        complain("Nothing is asked, so photos are copied; to edit them give --set, as in --set Smiling=+2.")
    lab = begin(weights)
    rows: list[dict[str, Any]] = []

    def work(path: Path) -> None:
        opened = lab.open(path)
        place = _place(opened, path, output, folder, overwrite=overwrite)
        photo = request.made_of(opened)
        photo.save(place, overwrite=overwrite, strip_gps=strip_gps)
        if as_json:
            rows.append(_row(path, place, photo))
        elif request.changes or strip_gps or not keeps_bytes(opened.original.picture, place):
            _warn(path, photo)

    failed = each(photos, work, "Editing")
    if as_json:
        print(json.dumps(rows, indent=1))
    finish(failed)


@dataclass(frozen=True)
class EditOptions:
    """What the options ask for."""

    amounts: dict[str, float]
    to: dict[str, float]
    lock: tuple[str, ...]
    face: int | Literal["all"]
    landmarks: str | None
    method: Literal["partial", "mean"]
    keep: float

    @property
    def changes(self) -> bool:
        """Whether anything may change a photo's pixels."""
        return any(self.amounts.values()) or bool(self.to) or self.keep < 1

    def check(self) -> None:
        """Refuse what no photo allows, before one is read.

        Raises:
            EditError: what is wrong with the edit.
        """
        from facelab.edit import Edit, check
        from facelab.pipeline.edited_photo import checked_keep

        checked_keep(self.keep)
        check(Edit(self.amounts, self.to, frozenset(self.lock), self.method))

    def made_of(self, photo: "Photo") -> "Photo":
        """The photo with the edit."""
        from facelab.photo.faces import parse_landmarks

        points = None
        if self.landmarks is not None:
            size = photo.original.picture.width, photo.original.picture.height
            points = parse_landmarks(self.landmarks, size).landmarks
        return photo.edit(
            self.amounts,
            to=self.to,
            lock=self.lock,
            face=self.face,
            landmarks=points,
            method=self.method,
            keep=self.keep,
        )


def _place(photo: "Photo", source: Path, output: str, folder: "OutputFolder | None", *, overwrite: bool) -> Path:
    from facelab.photo.outputs import suffix_for

    if folder is None:
        return Path(output)
    return folder.place(source.stem, suffix_for(source, photo.original.picture.format), overwrite=overwrite)


def _row(source: Path, place: Path, photo: "Photo") -> dict[str, Any]:
    faces = [rounded(asdict(report) | {"warnings": [*map(str, report.warnings)]}) for report in photo.report()]
    return {"source": str(source), "output": str(place), "faces": faces}


def _warn(source: Path, photo: "Photo") -> None:
    for number, sentences in photo.warnings.items():
        for sentence in sentences:
            complain(f"{source}, face {number}: {sentence}")
