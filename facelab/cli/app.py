"""The program ``facelab``: its commands, and what becomes of errors."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from facelab import __version__
from facelab.cli import (
    animate,
    anomaly,
    attributes,
    compress,
    decode,
    edit,
    encode,
    evaluate,
    faces,
    figures,
    grid,
    interpolate,
    likelihood,
    prepare,
    reconstruct,
    render,
    sample,
    spaces,
    train,
)
from facelab.cli.many import complain
from facelab.errors import FaceLabError

COMMANDS: dict[str, Callable[..., None]] = {
    "edit": edit.edit,
    "render": render.render,
    "faces": faces.faces,
    "encode": encode.encode,
    "decode": decode.decode,
    "reconstruct": reconstruct.reconstruct,
    "sample": sample.sample,
    "interpolate": interpolate.interpolate,
    "grid": grid.grid,
    "animate": animate.animate,
    "figures": figures.figures,
    "spaces": spaces.spaces,
    "likelihood": likelihood.likelihood,
    "anomaly": anomaly.anomaly,
    "compress": compress.compress,
    "decompress": compress.decompress,
    "evaluate": evaluate.evaluate,
    "prepare": prepare.prepare,
    "train": train.train,
}


class Commands(TyperGroup):
    """Errors that a person can mend are one sentence and exit code 2; anything else is a bug and shows itself."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except FaceLabError as error:
            complain(str(error))
            raise typer.Exit(2) from None
        except MemoryError:
            complain("There is not enough memory for this; close other programs or give smaller pictures.")
            raise typer.Exit(2) from None
        except KeyboardInterrupt:
            raise typer.Exit(130) from None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of the first word."""
        word = args[0]
        # (Unlike Path.exists, this raises nothing where a folder may not be looked into.)
        if word not in self.commands and (Path(word).suffix or os.path.exists(word)):  # noqa: PTH110
            ctx.fail(f"No such command {word!r}. To edit a photo: facelab edit {word} --set Smiling=+2 -o OUT.jpg")
        return super().resolve_command(ctx, args)


def version(wanted: bool) -> None:
    """Print the version."""
    if wanted:
        print(f"facelab {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="facelab",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def facelab(
    _version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Edit the faces in your own photos by attribute, on your own machine."""


for name, command in COMMANDS.items():
    app.command(name)(command)
app.add_typer(attributes.app, name="attributes")
