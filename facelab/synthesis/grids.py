"""Grids of faces: which cells there are, and how a grid and its table are written."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import ATTRIBUTES, index_of, title
from facelab.edit import Edit
from facelab.errors import FaceError
from facelab.files import atomic_write
from facelab.latent import interpolation
from facelab.latent.interpolation import InterpolationMethod
from facelab.photo.encode import png_by_strips
from facelab.photo.outputs import levels
from facelab.photo.picture import Picture
from facelab.photo.write import write
from facelab.photo.xmp import Mark, packet
from facelab.progress import CountCallback, quiet
from facelab.render.sheet import (
    PDF,
    PNG,
    Pixels,
    Sheet,
    Style,
    pictures_of,
    strips_of,
    strips_with_text,
    to_pdf,
    with_text,
)
from facelab.synthesis.blends import Blend
from facelab.synthesis.cells import Cell, Chunk, TableRow, draw_cells
from facelab.synthesis.sources import EncodedFace

if TYPE_CHECKING:
    from facelab.pipeline.engine import Engine

Words = Callable[[str], str]
"""Gives what an attribute is called."""


@dataclass(frozen=True, eq=False)
class Grid:
    """Pictures row by row, and what is written beside them.

    Attributes:
        chunks: gives the cells, some at a time, each time anew.
        rows, columns: how many.
        heads, sides: captions above the columns and beside the rows; none, or one each.
        mark: how a trained model took part.
    """

    chunks: Callable[[], Iterator[Chunk]]
    rows: int
    columns: int
    heads: Sequence[str] = ()
    sides: Sequence[str] = ()
    mark: Mark = Mark.GENERATED

    @property
    def count(self) -> int:
        """How many cells."""
        return self.rows * self.columns


def of_cells(
    engine: "Engine", cells: Sequence[Cell], columns: int, heads: Sequence[str] = (), sides: Sequence[str] = ()
) -> Grid:
    """A grid of faces with edits; where a photo's own pixels are among them, it is a composite."""
    mark = Mark.EDITED if any(cell.original for cell in cells) else Mark.GENERATED
    return Grid(lambda: draw_cells(engine, cells), len(cells) // columns, columns, heads, sides, mark)


def of_blends(blends: Sequence[Blend], shares: NDArray[np.float32], sides: Sequence[str] = ()) -> Grid:
    """A grid with a blend in each row, in steps of ``shares`` (columns, faces)."""

    def chunks() -> Iterator[Chunk]:
        for blend in blends:
            names = " to ".join(face.name for face in blend.faces)
            entries = [TableRow(names, alpha=float(share[-1])) for share in shares]
            yield entries, levels(blend.pictures(shares)), blend.latents(shares)

    heads = [f"α = {share[-1]:g}" for share in shares.round(3)]
    return Grid(chunks, len(blends), len(shares), heads, sides)


def sheet(
    engine: "Engine", faces: Sequence[EncodedFace], across: int, down: int, method: InterpolationMethod = "linear"
) -> Grid:
    """Four faces in the corners, top left, top right, bottom left, bottom right, and what lies between them.

    Raises:
        FaceError: there are not four.
    """
    if len(faces) != 4:
        raise FaceError("A sheet has a face in each of its four corners, not {count}; name four.", count=len(faces))
    blend, rows = Blend(engine, faces, method), interpolation.sheet(across, down).reshape(down, across, 4)

    def chunks() -> Iterator[Chunk]:
        for row in rows:
            shares = [" ".join(f"{share:.3g}" for share in cell) for cell in row]
            names = " | ".join(face.name for face in faces)
            yield [TableRow(names, text) for text in shares], levels(blend.pictures(row)), blend.latents(row)

    return Grid(chunks, down, across)


def _written(amount: float) -> str:
    """An amount with its sign, as it is printed: a hyphen is no minus."""
    return f"{amount:+g}".replace("-", "\N{MINUS SIGN}")


def by_amount(
    engine: "Engine", faces: Sequence[EncodedFace], attribute: str, amounts: Sequence[float], words: Words = title
) -> Grid:
    """Faces down, amounts of one attribute across."""
    cells = [Cell(face, Edit({attribute: amount}), alpha=amount) for face in faces for amount in amounts]
    heads = [f"{words(attribute)} {_written(amount)}" if amount else "0" for amount in amounts]
    return of_cells(engine, cells, len(amounts), heads, _names(faces))


def by_two(
    engine: "Engine", face: EncodedFace, attributes: tuple[str, str], amounts: Sequence[float], words: Words = title
) -> Grid:
    """One face: amounts of one attribute down, of another across."""
    down, across = attributes
    cells = [Cell(face, Edit({down: a, across: b}), alpha=b) for a in amounts for b in amounts]
    heads, sides = ([f"{words(name)} {_written(amount)}" for amount in amounts] for name in (across, down))
    return of_cells(engine, cells, len(amounts), heads, sides)


def by_attribute(
    engine: "Engine", faces: Sequence[EncodedFace], attributes: Sequence[str], amount: float, words: Words = title
) -> Grid:
    """Faces down, attributes across, the face as it is first."""
    edits = [Edit(), *(Edit({name: amount}) for name in attributes)]
    cells = [Cell(face, edit, alpha=amount if edit.amounts else 0.0) for face in faces for edit in edits]
    heads = ["", *(f"{words(name)} {_written(amount)}" for name in attributes)]
    return of_cells(engine, cells, len(edits), heads, _names(faces))


def drawn(engine: "Engine", rows: int, columns: int, seed: int, spread: float) -> Grid:
    """Faces drawn from the prior; the same seed draws the same faces, whatever the columns."""
    z = engine.sample_latents(rows * columns, seed, spread)
    return of_cells(
        engine, [Cell(EncodedFace(f"{seed}/{number}", row, drawn=True)) for number, row in enumerate(z)], columns
    )


def reconstructions(engine: "Engine", faces: Sequence[EncodedFace]) -> Grid:
    """Faces down: the photo's crop, and what the model knows of it."""
    cells = [Cell(face, original=own) for face in faces for own in (face.crop is not None, False)]
    return of_cells(engine, cells, 2, sides=_names(faces))


def _names(faces: Sequence[EncodedFace]) -> list[str]:
    return [face.name for face in faces]


def write_grid(
    engine: "Engine",
    grid: Grid,
    style: Style,
    path: Path,
    *,
    table: Path | None = None,
    seen: Sequence[str] = (),
    captions: bool = True,
    overwrite: bool = False,
    progress: CountCallback = quiet,
) -> None:
    """Draw a grid and write it.

    Args:
        engine: the model. grid: what is on it. style: how it looks.
        path: .png, .jpg, .webp, .tif, .avif or .pdf.
        table: a CSV file: a row for each cell, with its latents and what the attribute network sees in it.
        seen: for every row, the attribute whose probability, as the attribute network sees it, is written under its
            pictures; none if left out.
        captions: whether anything is written beside the pictures.
        overwrite: whether existing files may be replaced.
        progress: of the cells that are done; what it raises stops the work, and nothing is written.

    Raises:
        DataError: more than one sheet, or one file of that format, can hold.
        OutputError: it cannot be written there.
    """
    under: list[str] = ["…"] * grid.count if seen else []
    plan = Sheet(style, grid.rows, grid.columns, *((grid.heads, grid.sides, under) if captions else ()))
    with _table(table, overwrite, grid.columns) if table else nullcontext() as tell:

        def pictures() -> Iterator[Pixels]:
            done = 0
            for entries, made, z in grid.chunks():
                if tell or seen:
                    odds = engine.seen(np.asarray(made / np.float32(255), np.float32))
                    if seen:
                        under[done : done + len(entries)] = _said(odds, seen, done, grid.columns)
                    if tell:
                        tell(done, entries, odds, z)
                yield made
                done += len(entries)
                progress(done)

        _write(plan, pictures(), path, grid.mark, overwrite)


def _said(odds: NDArray[np.float32], seen: Sequence[str], first: int, columns: int) -> list[str]:
    """What is written under cells from the ``first`` on."""
    names = [seen[number // columns] for number in range(first, first + len(odds))]
    shares = [100 / (1 + np.exp(-read[index_of(name)])) for read, name in zip(odds, names, strict=True)]
    return [f"{title(name)} {share:.0f} %" for name, share in zip(names, shares, strict=True)]


@contextmanager
def _table(path: Path, overwrite: bool, columns: int) -> "Iterator[Callable[..., None]]":
    """A CSV file; gives what writes the rows of some cells."""
    with (
        atomic_write(path, overwrite=overwrite) as temporary,
        temporary.open("w", encoding="utf-8", newline="") as stream,
    ):
        rows = csv.writer(stream, lineterminator="\n")

        def tell(first: int, entries: Sequence[TableRow], odds: NDArray[np.float32], z: NDArray[np.float32]) -> None:
            if first == 0:
                latents = [f"z{number}" for number in range(z.shape[1])]
                rows.writerow(["row", "column", "face", "edit", "alpha", *(f"seen {n}" for n in ATTRIBUTES), *latents])
            for number, (entry, read, latent) in enumerate(zip(entries, odds, z, strict=True), first):
                values = (f"{value:.5g}" for value in (*read.tolist(), *latent.tolist()))
                rows.writerow([*divmod(number, columns), entry.face, entry.edit, f"{entry.alpha:g}", *values])

        yield tell


def _write(plan: Sheet, pictures: Iterable[Pixels], path: Path, mark: Mark, overwrite: bool) -> None:
    """Write a sheet; as PNG or PDF row by row, since a sheet of a hundred million pixels would fill the memory."""
    suffix, xmp = path.suffix.lower(), packet(None, mark)
    if suffix == PNG:
        parts = png_by_strips((plan.width, plan.height), strips_with_text(plan, pictures), xmp)
        with atomic_write(path, overwrite=overwrite) as temporary, temporary.open("wb") as stream:
            stream.writelines(parts)
    elif suffix == PDF:
        page = to_pdf(plan, strips_of(plan, pictures), xmp)
        with atomic_write(path, overwrite=overwrite) as temporary:
            temporary.write_bytes(page)
    else:
        plan.check_whole(path.suffix)
        write(Picture(with_text(plan, pictures_of(plan, pictures))), path, overwrite=overwrite, mark=mark)
