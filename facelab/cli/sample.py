"""``facelab sample``: faces of nobody."""

from pathlib import Path
from typing import Annotated

import typer

from facelab.cli.options import Overwrite, Weights


def sample(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="A picture file.")],
    n: Annotated[int, typer.Option("--n", min=1, max=4096, help="How many faces.")] = 64,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="The same seed draws the same faces.")] = 1,
    spread: Annotated[float, typer.Option(min=0, max=2, help="1: as different as faces are; less: more alike.")] = 1.0,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Draw faces from the model's prior into one picture."""
    from facelab.lab import begin
    from facelab.outputs import levels, write_drawn
    from facelab.render.grid import grid

    write_drawn(grid(levels(begin(weights).sample(n, seed, spread))), output, overwrite=overwrite)
