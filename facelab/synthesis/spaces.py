"""Latent spaces side by side: of the reconstruction alone, of the KL divergence alone, and of both, the VAE's; or of
VAEs with a larger and larger beta.

Why a VAE needs both terms: without the divergence N(0, I) draws where no face lies; without the reconstruction all
faces lie in one place.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from facelab.files import atomic_write
from facelab.model.lecture.family import BETAS, LectureModels
from facelab.model.lecture.vae import VAE
from facelab.photo.outputs import levels
from facelab.pipeline.engine import LECTURE
from facelab.render.grid import grid
from facelab.render.scatter import reach, scatter
from facelab.render.sheet import Pixels, Style
from facelab.synthesis.cells import Chunk, TableRow
from facelab.synthesis.grids import Grid, write_grid

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.pipeline.engine import Engine

WEIGHTS = LECTURE
SHEET, TABLE = "spaces", "spaces.csv"
ACROSS = 8
"""Pictures along each side of a plane that is decoded, and of the draws."""
CELL = 384


@dataclass(frozen=True)
class Planes:
    """Latent spaces of two dimensions that are shown beside one another.

    Attributes:
        title: of the sheet. heads: the name of each among ``LectureModels.planes`` or ``betas``, and what is above it.
    """

    title: str
    heads: Mapping[str, str]


THREE = Planes(
    "Why a VAE needs both terms",
    {"reconstruction": "Reconstruction alone", "kl": "KL alone", "both": "Both: a VAE"},
)
BY_BETA = Planes(
    "β: how much the KL divergence counts",
    {
        name: f"β = {beta:g}"
        for beta, name in sorted({1.0: "both", **{beta: name for name, beta in BETAS.items()}}.items())
    },
)


@dataclass(frozen=True, eq=False)
class LabelledFaces:
    """Faces to be put into the planes.

    Attributes:
        crops: (N, 3, 128, 128), sRGB 0..1.
        there: (N,), whether each has the attribute that points are coloured by.
    """

    crops: "Tensor"
    there: NDArray[np.bool_]


@torch.inference_mode()
def points_of(models: LectureModels, faces: LabelledFaces, planes: Planes = THREE) -> dict[str, NDArray[np.float32]]:
    """Where each space puts the faces: the means of q(z | x), (N, 2), by the space's name."""
    return {name: models.beta(name).encode(faces.crops).mode().numpy() for name in planes.heads}


def write_spaces(
    engine: "Engine",
    models: LectureModels,
    faces: LabelledFaces,
    attribute: str,
    folder: Path,
    *,
    planes: Planes = THREE,
    suffix: str = ".png",
    seed: int = 1,
    overwrite: bool = False,
) -> None:
    """A sheet of planes with their points, decoded, and with what N(0, I) draws; and a table of the points.

    Args:
        engine: what writes sheets.
        models: the lecture's.
        faces: the points.
        attribute: what they are coloured by.
        planes: which.
        folder: for ``spaces`` with ``suffix`` (a format of sheets), and ``spaces.csv``.
        seed: of the draws.
        overwrite: whether existing files may be replaced.

    Raises:
        OutputError: a file cannot be written.
    """
    points = points_of(models, faces, planes)
    with atomic_write(folder / TABLE, overwrite=overwrite) as temporary:
        _write_table(temporary, points, faces.there, attribute)
    sides = (f"{attribute}: orange; rings: N(0, I)", "z decoded", "N(0, I) decoded")
    heads = list(planes.heads.values())
    planned = Grid(lambda: _rows(models, points, faces.there, seed), 3, len(heads), heads, sides)
    style = Style(CELL, title=planes.title)
    write_grid(engine, planned, style, folder / f"{SHEET}{suffix}", overwrite=overwrite)


def _rows(
    models: LectureModels, points: dict[str, NDArray[np.float32]], there: NDArray[np.bool_], seed: int
) -> Iterator[Chunk]:
    eps = torch.randn(ACROSS**2, 2, generator=torch.Generator().manual_seed(seed))
    far = max(map(reach, points.values()))  # one scale: so one sees whose points lie as N(0, I) does
    yield _chunk([scatter(plane, there, CELL, far, prior=True) for plane in points.values()])
    yield _chunk([_decoded(models.beta(name), lattice(far)) for name in points])
    yield _chunk([_decoded(models.beta(name), eps) for name in points])


def lattice(far: float) -> "Tensor":
    """Points (ACROSS^2, 2) of a plane row by row, the topmost first, to ``far`` each way."""
    steps = torch.linspace(-far, far, ACROSS)
    y, x = torch.meshgrid(-steps, steps, indexing="ij")
    return torch.stack([x.flatten(), y.flatten()], 1)


@torch.inference_mode()
def _decoded(model: VAE, z: "Tensor") -> Pixels:
    pictures = model.decode(z).permute(0, 2, 3, 1).numpy()
    return grid(levels(pictures), ACROSS)


def _chunk(pictures: list[Pixels]) -> Chunk:
    return [TableRow("")] * len(pictures), np.stack(pictures), np.zeros((len(pictures), 0), np.float32)


def _write_table(path: Path, points: dict[str, NDArray[np.float32]], there: NDArray[np.bool_], attribute: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(["face", attribute, *(f"{name} z{k}" for name in points for k in range(2))])
        for number, has in enumerate(there.tolist()):
            places = (f"{value:.5g}" for plane in points.values() for value in plane[number].tolist())
            rows.writerow([number, int(has), *places])
