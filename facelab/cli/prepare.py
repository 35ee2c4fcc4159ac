"""``facelab prepare``: a data folder to train on."""

from pathlib import Path
from typing import Annotated

import typer

from facelab.cli.completion import folders
from facelab.cli.many import bar, complain
from facelab.cli.options import folder
from facelab.errors import DataError


def prepare(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE",
            help="A folder of pictures, CelebA as published, or shards.",
            show_default=False,
            autocompletion=folders,
        ),
    ],
    output: Annotated[Path, folder("-o", "--output", helped="The data folder to make or complete.")],
) -> None:
    """Bring the faces of a source into a data folder; what was interrupted goes on where it stopped."""
    from facelab.files import check_folder

    if not source.is_dir():
        raise DataError("{source} is no folder; name a folder of pictures, of CelebA, or of shards.", source=source)
    check_folder(output)
    from facelab.data.prepare import prepare as run

    with bar("Preparing") as progress:
        manifest = run(source, output, progress)
    for skipped in manifest["skipped"]:
        complain(f"{skipped['name']} was skipped: {skipped['reason']}")
    faces = sum(shard["count"] for shard in manifest["shards"])
    print(f"{faces} faces in {output}, {len(manifest['skipped'])} pictures skipped.")
