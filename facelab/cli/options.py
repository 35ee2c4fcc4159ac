"""The options and arguments that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from facelab.errors import EditError, FaceError

Photos = Annotated[list[Path], typer.Argument(metavar="PHOTO", help="Photos.", show_default=False)]
Pictures = Annotated[list[Path], typer.Argument(metavar="PICTURE", help="Pictures with a face.", show_default=False)]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Where to put them; made if missing.")]
Weights = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Another checkpoint, its attributes file beside it.", show_default="the shipped one"
    ),
]
Aligned = Annotated[
    bool, typer.Option("--aligned", help="The pictures are in the canonical frame: take their middle 128 x 128 pixels.")
]
WhichFace = Annotated[str, typer.Option("--face", metavar="N|all", help="Which face: 0 is the largest.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace existing files.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def which_face(text: str) -> int | Literal["all"]:
    """What ``--face`` says: a number, or "all".

    Raises:
        FaceError: neither.
    """
    if text == "all":
        return "all"
    try:
        return int(text)
    except ValueError:
        raise FaceError("--face {text}: give the number of a face, 0 for the largest, or all.", text=text) from None


def assignments(option: str, texts: list[str]) -> dict[str, float]:
    """What ``--set`` or ``--to`` say: NAME=NUMBER each.

    Raises:
        EditError: one is written otherwise, or names an attribute again.
    """
    values: dict[str, float] = {}
    for text in texts:
        name, _, number = text.partition("=")
        try:
            value = float(number)
        except ValueError:
            raise EditError(
                "{option} {text}: write NAME=NUMBER, for example {option} Smiling=+2.", option=option, text=text
            ) from None
        if name in values:
            raise EditError(
                "{option} {text}: {name} is given twice; give it once.", option=option, text=text, name=name
            )
        values[name] = value
    return values
