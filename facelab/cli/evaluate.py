"""``facelab evaluate``: how well the model knows faces it was not trained on."""

import json
from pathlib import Path
from typing import Annotated

import typer

from facelab.cli.many import bar
from facelab.cli.options import Json, Weights


def evaluate(
    data: Annotated[Path, typer.Option(metavar="FOLDER", help="A data folder, made by facelab prepare.")],
    split: Annotated[str, typer.Option(metavar="SPLIT", help="train, valid or test.")] = "test",
    weights: Weights = None,
    as_json: Json = False,
) -> None:
    """Measure reconstruction from mu on a split: PSNR in dB, sharpness, the evidence lower bound in nats."""
    from facelab.evaluate.reconstruction import reconstruction
    from facelab.lab import load
    from facelab.train.data import open_split

    vae, faces = load(weights).vae, open_split(data, split)
    with bar("Evaluating") as told:
        figures = reconstruction(vae, faces.crops(), lambda done: told(done, len(faces)))
    lines = [f"{name:<20} {value:10.3f}" for name, value in figures.items()]
    print(json.dumps(figures, indent=1) if as_json else "\n".join(lines))
