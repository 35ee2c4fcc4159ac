"""The crops of a picture that a command is given: faces found and aligned in it, or its middle."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from facelab.photo.crop import middle_crop
from facelab.photo.read import read

if TYPE_CHECKING:
    from facelab.pipeline.engine import Crops
    from facelab.pipeline.lab import Lab


def crops_of(lab: "Lab", path: Path, *, aligned: bool, which: int | Literal["all"] = 0) -> "Crops":
    """The crops (N, 128, 128, 3) of a picture: its faces, or, where it is aligned, its middle.

    Raises:
        PhotoError: it cannot be read, or is too small.
        FaceError: there is no such face.
    """
    if aligned:
        return middle_crop(read(path))[None]
    return np.stack([crop.pixels for crop in lab.open(path).original.chosen(which).values()])
