"""``facelab compress`` and ``facelab decompress``: a face as a few hundred bytes."""

from pathlib import Path
from typing import Annotated

import typer

from facelab.cli.completion import PHOTOS, files
from facelab.cli.inputs import check_photos, crops_of
from facelab.cli.options import Aligned, Overwrite, Weights, to_file

SUFFIX = ".flc"


def compress(
    photo: Annotated[Path, typer.Argument(metavar="PHOTO", show_default=False, autocompletion=files(*PHOTOS))],
    output: Annotated[Path, to_file(SUFFIX, kind="the compressed face, FACE.flc")],
    quality: Annotated[int, typer.Option(min=0, max=5, help="More is better and longer.")] = 3,
    residual: Annotated[
        int | None,
        typer.Option(min=0, max=100, metavar="QUALITY", help="Add what the model leaves over, as a WebP of a quality."),
    ] = None,
    aligned: Aligned = False,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Compress the largest face of a photo, 128 x 128, to its quantised latent: 150 to 600 bytes.

    The same weights draw it again: facelab decompress.
    """
    from facelab.photo.outputs import ready

    check_photos([photo])
    ready(output, [photo], overwrite=overwrite)
    import torch

    from facelab.latent.compression import compress, save_compressed
    from facelab.model.checkpoint import file_hash
    from facelab.pipeline.lab import begin

    lab = begin(weights)
    crop = torch.from_numpy(crops_of(lab, photo, aligned=aligned)[0]).permute(2, 0, 1)
    face = compress(lab.vae, crop, quality, residual)
    size = save_compressed(output, face, file_hash(lab.weights), overwrite=overwrite)
    print(f"{output}: {size} bytes")


def decompress(
    face: Annotated[
        Path, typer.Argument(metavar="FACE.flc", show_default=False, autocompletion=files(SUFFIX), help="Of compress.")
    ],
    output: Annotated[Path, to_file(".png", kind="a picture file, OUT.png")],
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Draw a compressed face, 128 x 128."""
    from facelab.photo.outputs import levels, ready, write_drawn

    check_photos([face])
    ready(output, [face], overwrite=overwrite)
    from facelab.latent.compression import decompress, load_compressed
    from facelab.model.checkpoint import file_hash
    from facelab.pipeline.lab import begin

    lab = begin(weights)
    crop = decompress(lab.vae, load_compressed(face, file_hash(lab.weights)))
    write_drawn(levels(crop.permute(1, 2, 0).numpy()[None])[0], output, overwrite=overwrite)
