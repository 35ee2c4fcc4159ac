"""``facelab train``: one stage of training."""

import os
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from facelab.cli.many import bar, complain


def train(
    config: Annotated[
        Path, typer.Argument(metavar="CONFIG", help="A TOML file, or a shipped one's name.", show_default=False)
    ],
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from the saved state (the stage detail, of minutes, has none).")
    ] = False,
    init: Annotated[
        Path | None, typer.Option(metavar="WEIGHTS", help="Start from these weights.", show_default=False)
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="A few steps of everything, to see that it works.")
    ] = False,
    data: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="The data folder.", show_default="the config's")
    ] = None,
    run: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the results go.", show_default="the config's")
    ] = None,
) -> None:
    """Train a stage: structure, detail, upsampler and more. Ctrl-C stops after the step and saves."""
    from facelab.train.config import read_config
    from facelab.train.stages import run as run_stage

    given = {name: value for name, value in {"init": init, "data": data, "run": run}.items() if value is not None}
    chosen = read_config(config).model_copy(update=given)
    with bar(f"Training {chosen.stage}") if _first_process() else nullcontext() as show:
        done = run_stage(
            chosen,
            resume=resume,
            dry_run=dry_run,
            progress=show and (lambda now: show(now.step, now.steps)),
        )
    if not done:
        complain(f"stopped; go on with: facelab train {config} --resume")
        raise typer.Exit(130)


def _first_process() -> bool:
    # torchrun starts several; one bar is enough.
    return os.environ.get("RANK", "0") == "0"
