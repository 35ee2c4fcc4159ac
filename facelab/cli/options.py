"""The options and arguments that several commands share.

What is wrong with a word alone is said as it is parsed, before any library is loaded that takes long.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from facelab.attributes import checked, known_as
from facelab.cli import completion
from facelab.errors import EditError, FaceError, OutputError, WeightsError, reason


def to_file(*suffixes: str, kind: str = "a picture file", formats: Callable[[], tuple[str, ...]] | None = None) -> Any:
    """The option ``-o OUT``: a file to make.

    Args:
        suffixes: the extensions that Tab offers.
        kind: what it is, for the help.
        formats: gives the extensions that can be written; any, if left out.
    """

    def parse(word: str) -> Path:
        return named_output(word) if formats is None else checked_suffix(named_output(word), formats())

    return typer.Option(
        "-o",
        "--output",
        metavar="OUT",
        help=f"{kind[0].upper()}{kind[1:]}.",
        parser=parse,
        autocompletion=completion.files(*suffixes),
    )


def named_output(word: str) -> Path:
    """The path that a word names, where a result shall go.

    Raises:
        OutputError: it is ``-``, which means standard output elsewhere.
    """
    if word == "-":
        raise OutputError("FaceLab writes files, not standard output; name a file or folder (a file named -: ./-).")
    return Path(word)


def checked_suffix(path: Path, suffixes: tuple[str, ...]) -> Path:
    """The path of a result, if its extension says a format.

    Raises:
        OutputError: it does not.
    """
    if path.suffix.lower() not in suffixes:
        raise OutputError(
            "{path} has no extension of a format to write; use one of {formats}.",
            path=path,
            formats=", ".join(suffixes),
        )
    return path


def picture_formats() -> tuple[str, ...]:
    """The extensions that a picture is written by."""
    from facelab.photo.write import FORMATS

    return tuple(FORMATS)


def sheet_formats() -> tuple[str, ...]:
    """The extensions that a sheet is written by."""
    from facelab.render.sheet import SUFFIXES

    return SUFFIXES


def animation_formats() -> tuple[str, ...]:
    """The extensions that an animation is written by."""
    from facelab.render.animation import FORMATS

    return FORMATS


def weights_file(word: str) -> Path:
    """The path of a file of weights, if there is one.

    Raises:
        WeightsError: there is none.
    """
    path = Path(word)
    if path.is_dir():
        raise WeightsError("{path} is no file; name a FaceLab weights file (safetensors).", path=path)
    try:
        path.stat()
    except (OSError, ValueError) as error:
        raise WeightsError(
            "{path} cannot be read ({reason}); check its name and its permissions.", path=path, reason=reason(error)
        ) from error
    return path


def folder(*names: str, helped: str, **more: Any) -> Any:
    """An option that names a folder for results."""
    return typer.Option(
        *names, metavar="FOLDER", help=helped, parser=named_output, autocompletion=completion.folders, **more
    )


def existing(*names: str, metavar: str, helped: str, suffixes: tuple[str, ...] | None = (), **more: Any) -> Any:
    """An option that names a file to read, or, without ``suffixes``, a folder."""
    completer = completion.files(*suffixes) if suffixes else completion.folders
    return typer.Option(*names, metavar=metavar, help=helped, autocompletion=completer, **more)


def attribute(*names: str, helped: str) -> Any:
    """An option that names an attribute, in any case."""
    return typer.Option(*names, metavar="NAME", help=helped, parser=checked, autocompletion=completion.attribute_names)


def assigned(name: str, metavar: str, helped: str) -> Any:
    """An option that gives an attribute a number."""
    return typer.Option(name, metavar=metavar, help=helped, autocompletion=completion.assigned_names)


Photos = Annotated[
    list[Path],
    typer.Argument(
        metavar="PHOTO", help="Photos.", show_default=False, autocompletion=completion.files(*completion.PHOTOS)
    ),
]
Pictures = Annotated[
    list[Path],
    typer.Argument(
        metavar="PICTURE",
        help="Pictures with a face.",
        show_default=False,
        autocompletion=completion.files(*completion.PHOTOS),
    ),
]
FACES = typer.Argument(
    metavar="FACE",
    help="Photos, projects, or seed:N for sampled faces.",
    show_default=False,
    autocompletion=completion.files(*completion.PHOTOS, ".facelab"),
)
Picture = Annotated[Path, to_file(*completion.WRITTEN, formats=picture_formats)]
Folder = Annotated[Path, folder("-o", "--output", helped="Where to put them; made if missing.")]
Weights = Annotated[
    Path | None,
    existing(
        "--weights",
        metavar="FILE",
        helped="Another checkpoint, its attributes file beside it.",
        suffixes=(".safetensors",),
        show_default="the shipped one",
        parser=weights_file,
    ),
]
Aligned = Annotated[
    bool, typer.Option("--aligned", help="The pictures are in the canonical frame: take their middle 128 x 128 pixels.")
]
WhichFace = Annotated[str, typer.Option("--face", metavar="N|all", help="Which face: 0 is the largest.")]
PLAIN = 0.6
"""``synthesis.samples.SPREAD``, which is not imported for a line of help."""
Spread = Annotated[
    float,
    typer.Option(min=0, max=2, help="1: as different as faces are, some hardly plain; less: more alike and plainer."),
]
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
        written, _, number = text.partition("=")
        name = known_as(written)
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
