"""``facelab figures``: the figures of the lecture."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from facelab.cli.many import bar
from facelab.cli.options import Folder, Overwrite, Weights, existing

FIGURES = "figure-5", "figure-6", "figure-6-to-3"
SEED = 30_000
"""Of six that were looked at the one whose faces show best what the figures are about."""


class Form(StrEnum):
    """What the sheets are written as."""

    png = "png"
    pdf = "pdf"


def figures(
    output: Folder,
    source: Annotated[
        Path | None,
        existing(
            "--from",
            metavar="FOLDER",
            helped="Real photos to choose faces from, but for the row of draws; else sampled faces serve.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="The same seed draws the same faces.")] = SEED,
    form: Annotated[Form, typer.Option("--format", help="Pixels, or pages with text.")] = Form.png,
    cell: Annotated[int, typer.Option(metavar="64..512", help="Pixels along each side of a picture.")] = 128,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Remake Figures 5 and 6 of "Deep Feature Consistent Variational Autoencoder", with a table of each."""
    from facelab.files import make_folder
    from facelab.photo.outputs import OutputFolder
    from facelab.pipeline.batch import photos_in
    from facelab.pipeline.lab import begin
    from facelab.render.sheet import Style

    Style(cell)
    folder = OutputFolder(output, photos_in(source) if source else []).check()
    for name in FIGURES:
        for suffix in (f".{form.value}", ".csv"):
            folder.check_result(name + suffix, overwrite=overwrite)
    from facelab.synthesis.figures import drawn_pool, photo_pool, write_figures

    lab = begin(weights)
    pool = photo_pool(lab, source, seed) if source else drawn_pool(lab, seed)
    make_folder(output)
    with bar("Drawing", 3) as tell:
        done = iter(range(3))
        write_figures(
            lab,
            pool,
            output,
            suffix=f".{form.value}",
            cell=cell,
            overwrite=overwrite,
            begun=lambda name: tell(next(done), 3, name),
        )
