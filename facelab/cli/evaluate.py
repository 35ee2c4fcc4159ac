"""``facelab evaluate``: how well the model knows faces it was not trained on."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from facelab.cli.many import bar
from facelab.cli.options import Json, Weights

LOCK_FACES = 50


def evaluate(
    data: Annotated[Path, typer.Option(metavar="FOLDER", help="A data folder, made by facelab prepare.")],
    split: Annotated[str, typer.Option(metavar="SPLIT", help="train, valid or test.")] = "test",
    locks: Annotated[
        bool, typer.Option("--locks", help=f"Measure locks in place of reconstruction, on {LOCK_FACES} faces.")
    ] = False,
    weights: Weights = None,
    as_json: Json = False,
) -> None:
    """Measure reconstruction from mu on a split: PSNR in dB, sharpness, the evidence lower bound in nats.

    With --locks: how far locked readouts drift in edited pictures that are encoded again, in log-odds, means over
    faces, with the lock and without.
    """
    from facelab.evaluate.locks import lock_drifts, table
    from facelab.evaluate.reconstruction import reconstruction
    from facelab.lab import load
    from facelab.train.data import open_split

    lab, faces = load(weights), open_split(data, split)
    if locks:
        crops, _ = next(iter(faces.crops(chunk=LOCK_FACES)))
        drifts = lock_drifts(lab.vae, lab.attributes, crops)
        print(json.dumps([asdict(drift) for drift in drifts], indent=1) if as_json else table(drifts))
        return
    with bar("Evaluating") as told:
        figures = reconstruction(lab.vae, faces.crops(), lambda done: told(done, len(faces)))
    lines = [f"{name:<20} {value:10.3f}" for name, value in figures.items()]
    print(json.dumps(figures, indent=1) if as_json else "\n".join(lines))
