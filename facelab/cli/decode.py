"""``facelab decode``: latents to pictures."""

from pathlib import Path
from typing import Annotated

import typer

from facelab.cli.options import Folder, Overwrite, Weights


def decode(
    latents: Annotated[
        Path, typer.Argument(metavar="Z.safetensors", help="As encode writes them.", show_default=False)
    ],
    output: Folder,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Decode latents: one 128 x 128 PNG for each row of mu, named by it (00000.png)."""
    from facelab.latent.storage import load_mu
    from facelab.photo.outputs import OutputFolder, levels, write_drawn
    from facelab.pipeline.engine import CHUNK
    from facelab.pipeline.lab import begin

    lab = begin(weights)
    folder = OutputFolder(output, [latents])
    mu = load_mu(latents, lab.vae.config.latents)
    for start in range(0, len(mu), CHUNK):
        for row, picture in enumerate(levels(lab.decode(mu[start : start + CHUNK])), start):
            write_drawn(picture, folder.place(f"{row:05d}", ".png"), overwrite=overwrite)
