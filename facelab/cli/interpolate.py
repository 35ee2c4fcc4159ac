"""``facelab interpolate``: faces between faces."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facelab.cli.inputs import check_faces
from facelab.cli.many import complain
from facelab.cli.options import FACES, Aligned, Overwrite, Picture, Weights, attribute
from facelab.errors import EditError, FaceError

if TYPE_CHECKING:
    from facelab.synthesis.grids import Grid

Faces = Annotated[list[str], FACES]
MOST_STEPS = 999


class InterpolationMethodOption(StrEnum):
    """How s goes from one face to the next."""

    linear = "linear"
    spherical = "spherical"


def interpolate(
    faces: Faces,
    output: Picture,
    steps: Annotated[int, typer.Option(min=2, max=MOST_STEPS, help="Pictures of a strip; of a sheet, each way.")] = 11,
    method: Annotated[
        InterpolationMethodOption, typer.Option(help="The straight way (Figure 5), or one that turns.")
    ] = InterpolationMethodOption.linear,
    sheet: Annotated[bool, typer.Option("--sheet", help="Four faces in the corners of a sheet.")] = False,
    at: Annotated[
        float | None,
        typer.Option(
            metavar="0..1", help="Instead of a strip: the first photo, its face so far on the way.", show_default=False
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        attribute("--only", helped="Take over this attribute of the second face alone. Repeatable."),
    ] = None,
    keep: Annotated[
        float, typer.Option(metavar="0..1", help="With --at: how much of the photo's pixels to keep.")
    ] = 1.0,
    aligned: Aligned = False,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Go from face to face: facelab interpolate a.jpg b.jpg -o strip.png

    Several faces make a path, four with --sheet a sheet. With --at 0.5 the first photo comes back at full resolution,
    its face half way to the second; at 0 it is the photo itself.
    """
    from facelab.photo.outputs import ready
    from facelab.pipeline.edited_photo import checked_keep
    from facelab.pipeline.lab import begin

    _check(faces, sheet=sheet, at=at, only=only or [])
    checked_keep(keep)
    ready(output, check_faces(faces), overwrite=overwrite)
    import numpy as np

    from facelab.synthesis import grids
    from facelab.synthesis.interpolation import Interpolation
    from facelab.synthesis.sources import encoded_faces

    lab = begin(weights)
    between = Interpolation(lab, encoded_faces(lab, faces, aligned=aligned), method.value, tuple(only or ()))
    if at is not None:
        between.save_photo(at, output, keep=keep, overwrite=overwrite)
        crop = between.faces[0].crop
        for sentence in crop.warnings if crop and at else ():
            complain(f"{faces[0]}: {sentence}")
        if at and between.is_mirrored:
            complain(f"{faces[1]}: this head looks the other way, so it was mirrored.")
        if at and between.is_turned_apart:
            complain(f"{faces[1]}: this head looks in another direction; from about --at 0.5 on it leaves marks.")
    elif sheet:
        _write(grids.sheet(lab, between.faces, steps, steps, method.value), output, overwrite=overwrite)
    else:
        _write(between.strip(np.linspace(0, 1, steps).tolist()), output, overwrite=overwrite)


def _write(made: "Grid", output: Path, *, overwrite: bool) -> None:
    import numpy as np

    from facelab.photo.outputs import write_drawn
    from facelab.render.grid import grid

    drawn = np.concatenate([pictures for _, pictures, _ in made.chunks()])
    write_drawn(grid(drawn, columns=made.columns), output, overwrite=overwrite)


def _check(faces: list[str], *, sheet: bool, at: float | None, only: list[str]) -> None:
    if len(faces) < 2:
        raise FaceError("There is nothing to go to; name two faces or more.")
    if sheet and len(faces) != 4:
        raise FaceError("A sheet has a face in each of its four corners, not {count}; name four.", count=len(faces))
    if sheet and at is not None:
        raise EditError("--sheet and --at cannot go together; leave one out.")
    if (only or at is not None) and len(faces) != 2:
        raise FaceError("--only and --at go from one face to one other; name two.")
    if at is not None and not 0 <= at <= 1:
        raise EditError("--at {at:g}: give a number from 0, the photo, to 1, the other face.", at=at)
