"""Where results go: names in folders, and sources that are never written over."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from facelab.errors import OutputError
from facelab.files import check_folder, check_place, make_folder
from facelab.photo.picture import Picture
from facelab.photo.write import FORMATS, write
from facelab.photo.xmp import Mark

USUAL = {"JPEG": ".jpg", "HEIF": ".jpg", "WEBP": ".webp", "AVIF": ".avif", "TIFF": ".tif"}
"""Stored format -> extension of a photo written into a folder, where its own does not say the format; else .png."""


@dataclass(frozen=True)
class OutputFolder:
    """A folder that results are put into, each under a name of its own.

    Attributes:
        path: the folder; made with the first result.
        sources: files that must not be written over.
        taken: names given so far, without regard to capitals, as some file systems have none.
    """

    path: Path
    sources: Sequence[Path]
    taken: set[str] = field(default_factory=set)

    def check(self) -> Self:
        """The same, if it can be made.

        Raises:
            OutputError: it is a file, or cannot be made.
        """
        check_folder(self.path)
        return self

    def check_result(self, name: str, *, overwrite: bool) -> None:
        """Refuse a name now, before the work, that a result could not have.

        Raises:
            OutputError: a source would be written over, or the file exists and may not be replaced.
        """
        if self.path.is_dir():
            ready(self.path / name, self.sources, overwrite=overwrite)

    def place(self, stem: str, suffix: str, *, overwrite: bool = True) -> Path:
        """A path for a result: ``stem.ext``, or ``stem-2.ext`` and so on where the name was given already.

        Raises:
            OutputError: the folder cannot be made, a source would be written over, or the file exists and ``overwrite``
                does not allow to replace it.
        """
        make_folder(self.path)
        number, name = 1, stem + suffix
        while name.casefold() in self.taken:
            number += 1
            name = f"{stem}-{number}{suffix}"
        self.taken.add(name.casefold())
        return ready(self.path / name, self.sources, overwrite=overwrite)


def output_folder(output: str, sources: Sequence[Path]) -> OutputFolder | None:
    """The folder that ``-o`` means, which is also any name without an extension; None where it means a file.

    Raises:
        OutputError: several photos cannot go into one file.
    """
    path = Path(output)
    there = _status(path)
    if (there and stat.S_ISDIR(there.st_mode)) or output.endswith(("/", os.sep)) or not (path.suffix or there):
        return OutputFolder(path, sources).check()
    if len(sources) == 1:
        return None
    if path.suffix.lower() in FORMATS or there:
        raise OutputError(
            "{output} is a file's name, but there are {count} photos; name a folder.", output=output, count=len(sources)
        )
    return OutputFolder(path, sources).check()


def _status(path: Path) -> os.stat_result | None:
    """What lies at a path; None where there is nothing, or nothing that may be looked at."""
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


def suffix_for(source: Path, stored: str) -> str:
    """The extension under which a photo keeps its format: its own where that fits, as not for HEIC, BMP and GIF."""
    form = FORMATS.get(source.suffix.lower())
    return source.suffix if form and form.name == stored else USUAL.get(stored, ".png")


def ready(path: Path, sources: Sequence[Path], *, overwrite: bool) -> Path:
    """The path of a file to make, if it can be made: now, before the work.

    Raises:
        OutputError: it is one of the sources, exists and may not be replaced, or cannot be written there.
    """
    check_place(spare(path, sources), overwrite=overwrite)
    return path


def spare(path: Path, sources: Sequence[Path]) -> Path:
    """The path, if it is none of the sources.

    Raises:
        OutputError: it is one.
    """
    for source in sources:
        try:
            same = path.samefile(source)
        except (OSError, ValueError):  # one of them does not exist
            same = path.absolute() == source.absolute()
        if same:
            raise OutputError(
                "{path} is itself given to be read, and FaceLab never overwrites that; choose another name.", path=path
            )
    return path


def write_drawn(picture: NDArray[np.uint8], path: Path, *, overwrite: bool) -> None:
    """Write a picture (H, W, 3), sRGB, made wholly by the model, marked as such.

    Raises:
        OutputError: it cannot be written there.
    """
    write(Picture(picture), path, overwrite=overwrite, mark=Mark.GENERATED)


def levels(drawn: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Pictures 0..1 as levels 0..255."""
    return np.rint(drawn * 255).astype(np.uint8)
