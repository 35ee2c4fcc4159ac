"""``facelab grid``: many faces on one sheet."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facelab.cli.completion import WRITTEN, files
from facelab.cli.inputs import check_faces
from facelab.cli.many import bar
from facelab.cli.options import (
    FACES,
    PLAIN,
    Aligned,
    Overwrite,
    Spread,
    Weights,
    attribute,
    named_output,
    sheet_formats,
    to_file,
)
from facelab.errors import DataError, EditError, FaceError, OutputError

if TYPE_CHECKING:
    from facelab.pipeline.lab import Lab
    from facelab.render.sheet import Style
    from facelab.synthesis.grids import Grid


class Kind(StrEnum):
    """What is on the sheet."""

    amounts = "amounts"
    two = "two"
    attributes = "attributes"
    drawn = "drawn"
    reconstructions = "reconstructions"
    sheet = "sheet"


def grid(
    kind: Annotated[
        Kind,
        typer.Argument(
            help="amounts: faces by amounts of one attribute; two: one face by amounts of two; attributes: faces by "
            "attributes; drawn: sampled faces; reconstructions: photos and what the model knows of them; sheet: four "
            "faces in the corners and what lies between.",
            show_default=False,
        ),
    ],
    output: Annotated[Path, to_file(*WRITTEN, ".pdf", kind="a picture file, or a PDF", formats=sheet_formats)],
    faces: Annotated[
        list[str] | None,
        FACES,
    ] = None,
    attributes: Annotated[list[str] | None, attribute("--attribute", helped="Which attribute. Repeatable.")] = None,
    amounts: Annotated[
        str, typer.Option(metavar="FIRST:LAST:STEPS", help="Amounts of an attribute, evenly spaced.")
    ] = "-2:2:5",
    amount: Annotated[float, typer.Option(metavar="AMOUNT", help="Of each attribute, where there are many.")] = 2.0,
    rows: Annotated[int, typer.Option(min=1, max=1000, help="Of sampled faces, or of a sheet.")] = 8,
    columns: Annotated[int, typer.Option(min=1, max=1000, help="Of sampled faces, or of a sheet.")] = 8,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="The same seed draws the same faces.")] = 1,
    spread: Spread = PLAIN,
    cell: Annotated[int, typer.Option(metavar="64..512", help="Pixels along each side of a picture.")] = 128,
    margin: Annotated[int, typer.Option(metavar="0..64", help="Pixels between pictures.")] = 4,
    dark: Annotated[bool, typer.Option("--dark", help="A dark ground.")] = False,
    title: Annotated[str, typer.Option(metavar="TEXT", help="Above all.")] = "",
    captions: Annotated[bool, typer.Option("--captions/--no-captions", help="Names and amounts beside.")] = True,
    seen: Annotated[
        str | None,
        attribute("--seen", helped="Write under each picture how surely this attribute is seen in it."),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A CSV of latents, amounts and what is seen in every cell.",
            parser=named_output,
            autocompletion=files(".csv"),
        ),
    ] = None,
    aligned: Aligned = False,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Many faces on one sheet: facelab grid amounts a.jpg seed:7 --attribute Smiling -o grid.png"""
    from facelab.photo.outputs import ready
    from facelab.pipeline.lab import begin
    from facelab.render.sheet import Style

    style = Style(cell, margin, dark, title)
    options = GridOptions(tuple(attributes or ()), tuple(spaced(amounts)), amount, (rows, columns), seed, spread)
    _check(kind, faces or [], options, style)
    sources = check_faces(faces or [])
    ready(output, sources, overwrite=overwrite)
    if table:
        ready(table, sources, overwrite=overwrite)
        if table.absolute() == output.absolute():
            raise OutputError("{path} is named by -o and by --table; give each a name of its own.", path=table)
    from facelab.synthesis.grids import write_grid

    lab = begin(weights)
    made = _made(lab, kind, faces or [], options, aligned=aligned)
    with bar("Drawing", made.count) as tell:
        write_grid(
            lab,
            made,
            style,
            output,
            table=table,
            seen=[seen] * made.rows if seen else (),
            captions=captions,
            overwrite=overwrite,
            progress=lambda done: tell(done, made.count),
        )


@dataclass(frozen=True)
class GridOptions:
    """What the options ask for."""

    attributes: tuple[str, ...]
    amounts: tuple[float, ...]
    amount: float
    shape: tuple[int, int]
    seed: int
    spread: float


def _made(lab: "Lab", kind: Kind, words: list[str], options: GridOptions, *, aligned: bool) -> "Grid":
    from facelab.synthesis import grids
    from facelab.synthesis.sources import encoded_faces

    if kind is Kind.drawn:
        return grids.drawn(lab, *options.shape, options.seed, options.spread)
    faces = encoded_faces(lab, words, aligned=aligned)
    match kind:
        case Kind.two:
            down, across = options.attributes
            return grids.by_two(lab, faces[0], (down, across), options.amounts)
        case Kind.attributes:
            return grids.by_attribute(lab, faces, options.attributes, options.amount)
        case Kind.amounts:
            return grids.by_amount(lab, faces, options.attributes[0], options.amounts)
        case Kind.sheet:
            return grids.sheet(lab, faces, options.shape[1], options.shape[0])
        case _:
            return grids.reconstructions(lab, faces)


def _check(kind: Kind, words: list[str], options: GridOptions, style: "Style") -> None:
    """Refuse what the words alone show."""
    from facelab.edit import Edit, check
    from facelab.render.sheet import Sheet

    _check_words(kind, words, options.attributes)
    for amount in (*options.amounts, options.amount):
        check(Edit(dict.fromkeys(options.attributes, amount)))
    rows, columns = {
        Kind.amounts: (len(words), len(options.amounts)),
        Kind.two: (len(options.amounts), len(options.amounts)),
        Kind.attributes: (len(words), len(options.attributes) + 1),
        Kind.reconstructions: (len(words), 2),
    }.get(kind, options.shape)
    Sheet(style, rows, columns)


def _check_words(kind: Kind, words: list[str], attributes: tuple[str, ...]) -> None:
    needed = {Kind.amounts: 1, Kind.two: 2}.get(kind)
    if needed and len(attributes) != needed:
        raise EditError(
            "A grid of {kind} needs --attribute NAME {often}.", kind=kind, often="once" if needed == 1 else "twice"
        )
    if kind is Kind.attributes and not attributes:
        raise EditError("A grid of attributes needs --attribute NAME, once for each.")
    if kind is Kind.drawn and words:
        raise DataError("A grid of drawn faces takes none of yours; leave them out, or ask for another grid.")
    if kind is not Kind.drawn and not words:
        raise DataError("No face is given: name a photo or a project, or write seed:7 for a face that is drawn.")
    if kind is Kind.sheet and len(words) != 4:
        raise FaceError("A sheet has a face in each of its four corners, not {count}; name four.", count=len(words))
    if kind is Kind.two and len(words) != 1:
        raise DataError("A grid of two attributes is of one face, not of {count}.", count=len(words))


def spaced(text: str) -> list[float]:
    """FIRST:LAST:STEPS as evenly spaced amounts.

    Raises:
        EditError: it is written otherwise.
    """
    import numpy as np

    try:
        first, last, steps = text.split(":")
        count = int(steps)
        if not 2 <= count <= 1000:
            raise ValueError
        return [round(float(amount), 4) for amount in np.linspace(float(first), float(last), count)]
    except ValueError:
        raise EditError("--amounts {text}: write FIRST:LAST:STEPS, for example --amounts=-2:2:5.", text=text) from None
