"""The wall of the page Generate: its faces drawn, and written as a sheet."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from facelab.errors import EditError
from facelab.gui.pages.requests import GenerateRequest
from facelab.gui.qt.images import image_of
from facelab.photo.outputs import levels
from facelab.pipeline.lab import Lab
from facelab.progress import CountCallback, ShareCallback
from facelab.render.sheet import Style
from facelab.synthesis.cells import Cell
from facelab.synthesis.grids import of_cells, write_grid
from facelab.synthesis.search import Sample, find_samples

TOGETHER = 5
"""Faces that are drawn in one go."""

Wall = tuple[Sequence[Sample], list[QImage]]
"""Faces, and their pictures."""


def draw_wall(lab: Lab, request: GenerateRequest, count: int, progress: ShareCallback) -> Wall:
    """The first ``count`` faces that are asked for, or as many as there are; ``progress`` is told the share drawn."""
    faces = find_samples(
        lab, request.wanted, count, request.seed, request.spread, lambda found: progress(found / count / 2)
    )
    images: list[QImage] = []
    for first in range(0, len(faces), TOGETHER):
        pictures = levels(lab.decode_drawn(np.stack([face.z for _, face in faces[first : first + TOGETHER]])))
        images += [image_of(picture) for picture in pictures]
        progress((1 + len(images) / len(faces)) / 2)
    return faces, images


def write_sheet(
    lab: Lab,
    request: GenerateRequest,
    seen: Sequence[Sample],
    size: tuple[int, int],
    path: Path,
    progress: CountCallback,
) -> None:
    """Write the faces that are seen, and where they are too few such as follow, in so many rows and columns.

    Raises:
        EditError: there are too few of them. OutputError: it cannot be written there.
    """
    count = size[0] * size[1]
    found = list(seen[:count])
    if missing := count - len(found):
        first = found[-1][0].seed + 1 if found else request.seed
        found += find_samples(lab, request.wanted, missing, first, request.spread, progress)
    if len(found) < count:
        raise EditError(
            "Only {found} such faces were found, not {count}; ask for fewer, or of less.", found=len(found), count=count
        )
    cells = [Cell(face) for _, face in found]
    grid = of_cells(lab, cells, size[1])
    write_grid(lab, grid, Style(), path, captions=False, overwrite=True, progress=lambda done: progress(count + done))
