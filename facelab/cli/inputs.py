"""What a command is given to read: whether it is there, and the crops of a picture."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from facelab.errors import DataError, PhotoError

if TYPE_CHECKING:
    from facelab.pipeline.engine import Crops
    from facelab.pipeline.lab import Lab


def check_photos(paths: Sequence[Path]) -> None:
    """Refuse photos that are not there, before a model is loaded; the rest is known when they are read.

    Raises:
        PhotoError: one is not there, or is a folder.
    """
    for path in paths:
        if path.is_dir():
            raise PhotoError("{path} is a folder; name the photos in it.", path=path)
        if not os.path.lexists(path):
            raise PhotoError("{path} does not exist; check its name.", path=path)


def check_alone(paths: Sequence[Path], more: Callable[[Path], None] = lambda _path: None) -> None:
    """Refuse the only photo, if it is not there or ``more`` refuses it; one of several does not stop the rest."""
    if len(paths) == 1:
        check_photos(paths)
        more(paths[0])


def check_faces(words: Sequence[str]) -> list[Path]:
    """The files among words for faces; see ``synthesis.sources.encoded_face``.

    Raises:
        EditError: a word for a sampled face that names no attribute.
        PhotoError: a file that is not there.
    """
    from facelab.synthesis.sources import files_of

    files = files_of(words)
    check_photos(files)
    return files


def check_data(folder: Path) -> None:
    """Refuse a folder that is no data folder, before a library is loaded.

    Raises:
        DataError: it has no manifest.
    """
    if not os.path.isfile(folder / "manifest.json"):  # noqa: PTH113  (raises nothing)
        raise DataError("{folder} is no data folder; make one with: facelab prepare SOURCE -o {folder}", folder=folder)


def crops_of(lab: "Lab", path: Path, *, aligned: bool, which: int | Literal["all"] = 0) -> "Crops":
    """The crops (N, 128, 128, 3) of a picture: its faces, or, where it is aligned, its middle.

    Raises:
        PhotoError: it cannot be read, or is too small.
        FaceError: there is no such face.
    """
    import numpy as np

    from facelab.photo.crop import middle_crop
    from facelab.photo.read import read

    if aligned:
        return middle_crop(read(path))[None]
    return np.stack([crop.pixels for crop in lab.open(path).original.chosen(which).values()])
