"""``facelab likelihood``: how likely faces are to the model, in nats and bits."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facelab.cli.inputs import check_alone, crops_of
from facelab.cli.many import each, finish
from facelab.cli.options import Aligned, Json, Pictures, Weights

if TYPE_CHECKING:
    from facelab.model.likelihood import Bound
    from facelab.pipeline.lab import Lab

SAMPLES = (1, 10, 100, 1000)


def likelihood(
    pictures: Pictures,
    most: Annotated[
        int, typer.Option("--samples", min=1, max=1000, help="Latents that are drawn for a face; 1000 take a minute.")
    ] = 100,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="The same seed draws the same latents.")] = 1,
    aligned: Aligned = False,
    weights: Weights = None,
    as_json: Json = False,
) -> None:
    """Tell lower bounds of the log-likelihood of each largest face: the ELBO (K = 1) and importance-weighted ones.

    And the exact log-density of its structure under the prior. The noise of a picture is the likeliest one for each.
    """
    check_alone(pictures)
    from facelab.pipeline.lab import begin

    lab, rows = begin(weights), []

    def work(path: Path) -> None:
        rows.append({"source": str(path), **_measured(lab, path, most, seed, aligned=aligned)})

    failed = each(pictures, work, "Measuring")
    print(json.dumps(rows, indent=1) if as_json else "\n".join(map(_table, rows)))
    finish(failed)


def _measured(lab: "Lab", path: Path, most: int, seed: int, *, aligned: bool) -> dict[str, Any]:
    import torch

    from facelab.model.likelihood import importance_bounds, likeliest_log_sigma, log_weights

    crop = torch.from_numpy(crops_of(lab, path, aligned=aligned)).permute(0, 3, 1, 2)
    mu = lab.vae.encode(crop).mode()
    log_sigma = likeliest_log_sigma(lab.vae, crop, lab.vae.decode(mu))
    weights = log_weights(lab.vae, crop[0], most, log_sigma, torch.Generator().manual_seed(seed))
    s, _ = lab.vae.split(mu)
    return {
        "bounds": [_row(bound) for bound in importance_bounds(weights, [k for k in SAMPLES if k <= most])],
        "structure": round(lab.prior.log_density(s).item(), 3),
    }


def _row(bound: "Bound") -> dict[str, float | None]:
    from facelab.model.likelihood import bits_per_dimension

    return {
        "samples": bound.samples,
        "nats": round(bound.nats, 3),
        "error": None if bound.error != bound.error else round(bound.error, 3),
        "bits": round(bits_per_dimension(bound.nats), 5),
    }


def _table(row: dict[str, Any]) -> str:
    lines = [f"{row['source']}: log p(s) {row['structure']:.1f} nats"]
    for bound in row["bounds"]:
        error = "" if bound["error"] is None else f" ± {bound['error']:.1f}"
        lines.append(
            f"  K = {bound['samples']:<5} {bound['nats']:.1f}{error} nats, {bound['bits']:.4f} bits per dimension"
        )
    return "\n".join(lines)
