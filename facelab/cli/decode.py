"""``facelab decode``: latents to pictures."""

from pathlib import Path
from typing import Annotated

import typer

from facelab.cli.completion import files
from facelab.cli.inputs import check_photos
from facelab.cli.options import Folder, Overwrite, Weights

NAME = "{:05d}.png"


def decode(
    latents: Annotated[
        Path,
        typer.Argument(
            metavar="Z.safetensors",
            help="As encode writes them.",
            show_default=False,
            autocompletion=files(".safetensors"),
        ),
    ],
    output: Folder,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Decode latents: one 128 x 128 PNG for each row of mu, named by it (00000.png)."""
    from facelab.files import make_folder
    from facelab.photo.outputs import OutputFolder, levels, write_drawn

    check_photos([latents])
    folder = OutputFolder(output, [latents]).check()
    folder.check_result(NAME.format(0), overwrite=overwrite)
    from facelab.latent.storage import load_mu
    from facelab.pipeline.engine import CHUNK
    from facelab.pipeline.lab import begin

    lab = begin(weights)
    mu = load_mu(latents, lab.vae.config.latents)
    for row in range(len(mu)):
        folder.check_result(NAME.format(row), overwrite=overwrite)
    make_folder(output)
    for start in range(0, len(mu), CHUNK):
        for row, picture in enumerate(levels(lab.decode(mu[start : start + CHUNK])), start):
            write_drawn(picture, folder.path / NAME.format(row), overwrite=overwrite)
