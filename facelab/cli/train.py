"""``facelab train``: one stage of training."""

import os
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from facelab.cli.completion import configurations
from facelab.cli.inputs import check_data
from facelab.cli.many import bar, complain
from facelab.cli.options import existing, folder, weights_file
from facelab.train.files import DATA, check_run, read_table

OF_HEADS = ("parser", "remover")
"""Stages that learn from heads, whose folders have no manifest."""


def train(
    config: Annotated[
        Path,
        typer.Argument(
            metavar="CONFIG",
            help="A TOML file, or a shipped one's name.",
            show_default=False,
            autocompletion=configurations,
        ),
    ],
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from the saved state (the stage detail, of minutes, has none).")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an earlier run in the same folder.")] = False,
    init: Annotated[
        Path | None,
        existing(
            "--init",
            metavar="WEIGHTS",
            helped="Start from these weights.",
            suffixes=(".safetensors",),
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="A few steps of everything, to see that it works.")
    ] = False,
    data: Annotated[
        Path | None, existing("--data", metavar="FOLDER", helped="The data folder.", show_default="the config's")
    ] = None,
    run: Annotated[Path | None, folder("--run", helped="Where the results go.", show_default="the config's")] = None,
) -> None:
    """Train a stage: structure, detail, upsampler and more. Ctrl-C stops after the step and saves."""
    given = {name: value for name, value in {"init": init, "data": data, "run": run}.items() if value is not None}
    _check(read_table(config) | given, resume=resume, overwrite=overwrite, dry_run=dry_run)
    from facelab.train.config import read_config
    from facelab.train.stages import run as run_stage

    chosen = read_config(config).model_copy(update=given)
    with bar(f"Training {chosen.stage}") if _first_process() else nullcontext() as show:
        done = run_stage(
            chosen,
            resume=resume,
            overwrite=overwrite,
            dry_run=dry_run,
            progress=show and (lambda now: show(now.step, now.steps)),
        )
    if not done:
        complain(f"stopped; go on with: facelab train {config} --resume")
        raise typer.Exit(130)


def _check(settings: dict[str, Any], *, resume: bool, overwrite: bool, dry_run: bool) -> None:
    """Refuse what can be seen without torch; what else a configuration says is checked where it is read."""
    if isinstance(settings.get("run"), str | Path) and not dry_run:
        check_run(Path(settings["run"]), resume=resume, overwrite=overwrite)
    if isinstance(data := settings.get("data", DATA), str | Path) and settings.get("stage") not in OF_HEADS:
        check_data(Path(data))
    for name in ("init", "features", "reader", "start", "attributes"):
        if isinstance(settings.get(name), str | Path):
            weights_file(str(settings[name]))


def _first_process() -> bool:
    # torchrun starts several; one bar is enough.
    return os.environ.get("RANK", "0") == "0"
