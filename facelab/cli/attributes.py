"""``facelab attributes``: what the model knows of the 40 attributes, and what it reads in pictures."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facelab import files
from facelab.cli.inputs import check_data
from facelab.cli.many import each, finish, rounded, steps
from facelab.cli.options import Aligned, Json, Overwrite, Pictures, Weights, existing, weights_file
from facelab.errors import DataError, WeightsError
from facelab.files import attributes_path, check_place

if TYPE_CHECKING:
    from facelab.latent.disentangling import Reader

app = typer.Typer()


@app.callback(invoke_without_command=True)
def attributes(ctx: typer.Context, as_json: Json = False, weights: Weights = None) -> None:
    """List the 40 attributes with what their linear probes score on the test faces."""
    if ctx.invoked_subcommand is not None:
        if as_json or weights:  # else they would be left out without a word
            ctx.fail(f"Give the options behind the word {ctx.invoked_subcommand!r}.")
        return
    from facelab.attributes import ATTRIBUTES
    from facelab.pipeline.lab import load

    scores = load(weights).attributes.scores
    rows = [{"name": name, **{score: float(scores[score][k]) for score in scores}} for k, name in enumerate(ATTRIBUTES)]
    print(json.dumps(rounded(rows), indent=1) if as_json else _table(rows))


def _table(rows: list[dict[str, Any]]) -> str:
    return "\n".join(
        [f"{'attribute':<20}  accuracy  balanced    AUC"]
        + [
            f"{row['name']:<20}  {row['accuracy']:8.3f}  {row['balanced_accuracy']:8.3f}  {row['auc']:5.3f}"
            for row in rows
        ]
    )


@app.command()
def score(pictures: Pictures, aligned: Aligned = False, as_json: Json = False, weights: Weights = None) -> None:
    """Read the attributes of each largest face by linear probes: log-odds, above 0 more likely there than not."""
    from facelab.cli.inputs import check_alone, crops_of
    from facelab.pipeline.edited_photo import named
    from facelab.pipeline.lab import begin

    check_alone(pictures)
    lab = begin(weights)
    rows: list[dict[str, Any]] = []

    def work(path: Path) -> None:
        read = lab.probes(lab.encode(crops_of(lab, path, aligned=aligned)).mode())[0]
        rows.append({"source": str(path), "log_odds": named(read)})

    failed = each(pictures, work, "Reading")
    print(json.dumps(rounded(rows), indent=1) if as_json else "\n".join(map(_line, rows)))
    finish(failed)


def _line(row: dict[str, Any]) -> str:
    seen = sorted(((value, name) for name, value in row["log_odds"].items() if value > 0), reverse=True)
    return f"{row['source']}: " + (
        ", ".join(f"{name} {value:+.1f}" for value, name in seen) or "none of the attributes"
    )


@app.command()
def build(
    data: Annotated[
        Path, existing("--data", metavar="FOLDER", helped="A data folder with labels, made by facelab prepare.")
    ],
    weights: Weights = None,
    reuse: Annotated[
        Path | None,
        existing(
            "--reuse",
            metavar="FILE",
            helped="An attributes file of weights with the same structure: minutes are saved.",
            suffixes=(".safetensors",),
            parser=weights_file,
        ),
    ] = None,
    reader: Annotated[
        list[Path] | None,
        existing(
            "--reader",
            metavar="FILE",
            suffixes=(".safetensors",),
            parser=weights_file,
            helped="A network that reads attributes, of facelab train, no judge; several may be given. The vectors are "
            "made to change less of what these see beside what is asked: half an hour more.",
        ),
    ] = None,
    overwrite: Overwrite = False,
) -> None:
    """Make the attributes file of a checkpoint, beside it (NAME.attributes.safetensors)."""
    from facelab.pipeline.lab import SHIPPED

    if reuse and reader:
        raise DataError("Give either --reuse or --reader: vectors that are reused are no longer changed.")
    check_data(data)
    target = attributes_path(weights or files.weights(SHIPPED))
    check_place(target, overwrite=overwrite)
    from facelab.data.folder import open_split
    from facelab.latent import save_attributes
    from facelab.latent.attribute_file import read_attributes
    from facelab.latent.build import build as run
    from facelab.latent.build import rebind
    from facelab.model.checkpoint import file_hash
    from facelab.pipeline.lab import load

    lab, readers = load(weights), [_reader(path) for path in reader or ()]
    train, valid, test = (open_split(data, split).crops for split in ("train", "valid", "test"))
    with steps() as progress:
        digest = file_hash(lab.weights)
        if reuse:
            made = rebind(read_attributes(reuse), lab.vae, digest, test)
        else:
            made = run(lab.vae, digest, train, valid, test, progress, readers=readers)
    save_attributes(target, made, overwrite=overwrite)
    print(f"{target} is made.")


def _reader(path: Path) -> "Reader":
    from facelab.model.checkpoint import load_network
    from facelab.model.judges import AttributeJudge, AttributeNet

    try:
        return load_network(path, AttributeJudge)
    except WeightsError:
        return load_network(path, AttributeNet)
