"""``facelab encode``: pictures to latents."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from facelab.cli.many import each, finish
from facelab.cli.options import Aligned, Overwrite, Pictures, Weights, WhichFace, to_file, which_face

if TYPE_CHECKING:
    from facelab.model import DiagonalGaussian


def encode(
    pictures: Pictures,
    output: Annotated[Path, to_file(".safetensors", kind="the file of latents, Z.safetensors")],
    face: WhichFace = "0",
    aligned: Aligned = False,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Encode faces: tensors mu and logvar (float32, a row a face: structure, then detail), and the list of sources."""
    from facelab.cli.inputs import check_alone, crops_of
    from facelab.photo.outputs import ready
    from facelab.pipeline.lab import begin

    which = which_face(face)
    check_alone(pictures)
    ready(output, pictures, overwrite=overwrite)
    lab = begin(weights)
    encoded: list[DiagonalGaussian] = []
    sources: list[str] = []

    def work(path: Path) -> None:
        encoded.append(lab.encode(crops_of(lab, path, aligned=aligned, which=which)))
        sources.extend([str(path)] * len(encoded[-1].mean))

    failed = each(pictures, work, "Encoding")
    if encoded:
        _save(output, encoded, sources, overwrite=overwrite)
    finish(failed)


def _save(output: Path, encoded: "list[DiagonalGaussian]", sources: list[str], *, overwrite: bool) -> None:
    import torch

    from facelab.latent.storage import save_latents
    from facelab.model import DiagonalGaussian

    mean, logvar = torch.cat([e.mean for e in encoded]), torch.cat([e.logvar for e in encoded])
    save_latents(output, DiagonalGaussian(mean, logvar), sources, overwrite=overwrite)
