"""``facelab anomaly``: how unlike the faces that the model has learned pictures are."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facelab.cli.inputs import check_alone, crops_of
from facelab.cli.many import each, finish
from facelab.cli.options import Aligned, Json, Pictures, Weights

if TYPE_CHECKING:
    from facelab.latent.anomaly import Reference
    from facelab.pipeline.lab import Lab


def anomaly(
    pictures: Pictures,
    aligned: Aligned = False,
    above: Annotated[
        float | None,
        typer.Option(
            min=0, max=100, metavar="PERCENT", help="Tell of those alone that are stranger than so many faces of 100."
        ),
    ] = None,
    weights: Weights = None,
    as_json: Json = False,
) -> None:
    """Tell how strange each largest face is to the model: of 100 faces that it has not been trained on, how many less.

    By five scores; the first one told is the one that tells faces best from what is none. A whole picture is measured
    as it is, face or not, with --aligned.
    """
    check_alone(pictures)
    from facelab.latent.anomaly import anomaly_path, read_reference
    from facelab.model.checkpoint import file_hash
    from facelab.pipeline.lab import begin

    lab, rows = begin(weights), []
    reference = read_reference(anomaly_path(lab.weights), file_hash(lab.weights))

    def work(path: Path) -> None:
        rows.append({"source": str(path), **_measured(lab, reference, path, aligned=aligned)})

    failed = each(pictures, work, "Scoring")
    shown = [row for row in rows if above is None or row["percentiles"][reference.best] > above]
    print(json.dumps(shown, indent=1) if as_json else "\n".join(map(_lines, shown)))
    finish(failed)


def _measured(lab: "Lab", reference: "Reference", path: Path, *, aligned: bool) -> dict[str, Any]:
    import torch

    from facelab.latent.anomaly import anomaly_scores

    crops = torch.from_numpy(crops_of(lab, path, aligned=aligned)).permute(0, 3, 1, 2)
    scores = anomaly_scores(lab.vae, lab.prior, crops, reference.log_sigma, reference.typical)
    order = sorted(scores, key=lambda name: name != reference.best)
    of = reference.percentiles(scores)
    return {
        "scores": {name: float(f"{scores[name][0]:.6g}") for name in order},
        "percentiles": {name: round(float(of[name][0]), 1) for name in order},
    }


def _lines(row: dict[str, Any]) -> str:
    from facelab.latent.anomaly import SCORES

    told = (
        f"  {SCORES[name]:<28} {row['scores'][name]:>12.6g}   stranger than {percent:.0f} of 100 faces"
        for name, percent in row["percentiles"].items()
    )
    return "\n".join([row["source"], *told])
