"""``facelab render``: the picture of a project, without a window."""

from pathlib import Path
from typing import Annotated

import typer

from facelab.cli.completion import PHOTOS, files
from facelab.cli.inputs import check_photos
from facelab.cli.many import complain
from facelab.cli.options import Overwrite, Picture, Weights, existing


def render(
    project: Annotated[
        Path,
        typer.Argument(
            metavar="PROJECT", help="A .facelab file.", show_default=False, autocompletion=files(".facelab")
        ),
    ],
    output: Picture,
    photo: Annotated[
        Path | None,
        existing(
            "--photo",
            metavar="FILE",
            helped="The photo, where it has moved or was changed.",
            suffixes=PHOTOS,
            show_default=False,
        ),
    ] = None,
    strip_gps: Annotated[bool, typer.Option("--strip-gps", help="Leave out where the photo was taken.")] = False,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Make a project's picture: facelab render holiday.facelab -o holiday.jpg"""
    from facelab.errors import SourceError
    from facelab.photo.outputs import ready
    from facelab.pipeline.lab import begin
    from facelab.project import storage

    given = [path for path in (project, photo) if path]
    check_photos(given)
    ready(output, given, overwrite=overwrite)
    try:
        made, _ = storage.load(begin(weights), project, photo)
    except SourceError as error:
        raise SourceError("{sentence} with --photo FILE.", sentence=str(error).rstrip(".")) from error
    made.save(output, overwrite=overwrite, strip_gps=strip_gps)
    for number, sentences in made.warnings.items():
        for sentence in sentences:
            complain(f"{project}, face {number}: {sentence}")
