"""``facelab spaces``: three latent spaces side by side, and why a VAE needs both terms of its loss."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facelab.cli.figures import Form
from facelab.cli.inputs import check_data
from facelab.cli.options import Folder, Overwrite, Weights, attribute, existing, weights_file

if TYPE_CHECKING:
    from facelab.pipeline.engine import Engine
    from facelab.synthesis.spaces import LabelledFaces

SPLIT = "valid"


def spaces(
    output: Folder,
    colour: Annotated[str, attribute("--attribute", helped="What the points are coloured by.")] = "Smiling",
    data: Annotated[
        Path | None,
        existing(
            "--data",
            metavar="FOLDER",
            helped="Put the labelled validation faces of a data folder into the planes.",
            show_default="sampled faces",
        ),
    ] = None,
    n: Annotated[int, typer.Option("--n", min=2, max=4096, help="How many faces.")] = 400,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="The same seed draws the same faces.")] = 1,
    models: Annotated[
        Path | None,
        existing(
            "--models",
            metavar="WEIGHTS",
            helped="The lecture's models, made by facelab train lecture.",
            suffixes=(".safetensors",),
            show_default="those that are shipped",
        ),
    ] = None,
    beta: Annotated[
        bool, typer.Option("--beta", help="VAEs with β from 0.1 to 1000 instead, how much the KL divergence counts.")
    ] = False,
    form: Annotated[Form, typer.Option("--format", help="Pixels, or a page with text.")] = Form.png,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Show three latent spaces of two dimensions: trained by reconstruction alone, by KL alone, and by both, a VAE.

    With --beta: five VAEs of which each minds the KL divergence more than the one before.

    Of each: faces as points, coloured by an attribute; the plane decoded; what N(0, I) draws. And a table of points.
    """
    from facelab.files import make_folder
    from facelab.photo.outputs import OutputFolder

    if data:
        check_data(data)
    if models:
        weights_file(str(models))
    folder = OutputFolder(output, []).check()
    for name in (f"spaces.{form.value}", "spaces.csv"):
        folder.check_result(name, overwrite=overwrite)
    from facelab.model import load_network
    from facelab.model.lecture.family import LectureModels
    from facelab.pipeline.lab import begin
    from facelab.synthesis.spaces import BY_BETA, THREE, write_spaces

    lecture = load_network(models or _shipped(), LectureModels)
    lab = begin(weights)
    faces = _labelled(data, colour, n) if data else _sampled(lab, colour, n, seed)
    make_folder(output)
    planes, suffix = BY_BETA if beta else THREE, f".{form.value}"
    write_spaces(lab, lecture, faces, colour, output, planes=planes, suffix=suffix, seed=seed, overwrite=overwrite)


def _shipped() -> Path:
    """The lecture's models that are shipped.

    Raises:
        WeightsError: none are.
    """
    from facelab.errors import WeightsError
    from facelab.files import weights as shipped
    from facelab.synthesis.spaces import WEIGHTS

    try:
        return shipped(WEIGHTS)
    except WeightsError:
        raise WeightsError(
            "{name} is not among FaceLab's weights; make your own (facelab train lecture) and name it by --models.",
            name=WEIGHTS,
        ) from None


def _labelled(data: Path, colour: str, n: int) -> "LabelledFaces":
    """Faces of a data folder whose attribute is known.

    Raises:
        DataError: there are none.
    """
    import numpy as np

    from facelab.attributes import index_of
    from facelab.data.folder import centre, open_split
    from facelab.errors import DataError
    from facelab.synthesis.spaces import LabelledFaces

    faces = open_split(data, SPLIT)
    labels = faces.labels[:, index_of(colour)].numpy()
    known = np.flatnonzero(labels >= 0)[:n]
    if not len(known):
        raise DataError("{data} says of no face whether it has {attribute}; name another.", data=data, attribute=colour)
    return LabelledFaces(centre(faces.rows(known)), labels[known] > 0)


def _sampled(engine: "Engine", colour: str, n: int, seed: int) -> "LabelledFaces":
    """Faces drawn from the prior; the attribute network says what they have."""
    import torch

    from facelab.attributes import index_of
    from facelab.synthesis.spaces import LabelledFaces

    crops = engine.sample(n, seed)
    there = engine.seen(crops)[:, index_of(colour)] > 0
    return LabelledFaces(torch.from_numpy(crops).permute(0, 3, 1, 2), there)
