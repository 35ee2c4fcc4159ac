"""How long what cannot say how far it is will take: told from how long the like of it took before on this machine.

An encoder or a decoder works through a whole picture in one call. What is told of it is an estimate, and is called so.
"""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSettings

from facelab.photo.picture import Picture
from facelab.photo.read import size_told
from facelab.pipeline.export import Export
from facelab.project.file import photo_size_told

OPENING: Mapping[str, float] = {".avif": 0.07, ".tif": 0.035, ".tiff": 0.035, ".png": 0.035}
"""Seconds for a megapixel of a file on one core of 2023, before anything was measured here; by suffix."""
OTHER = 0.025
"""The same for any other file."""
SAVING: Mapping[str, float] = {".jpg": 0.05, ".jpeg": 0.05, ".webp": 0.12, ".avif": 0.5}
"""The same for a megapixel that is saved, its edits drawn; those that are not here tell how far they are."""
LOSSLESS = 0.5
"""The same for WebP without loss."""
PROJECT = 0.06
"""The same for a megapixel of a project's photo that is opened, its faces with it."""
STORED, DRAWN = 0.005, 0.15
"""The same for one that is saved in a project: as the bytes of its file, or packed, of a picture that is no file."""
LATEST = 0.5
"""The share of the latest that a pace becomes: a machine is not always as busy."""
LEAST = 2.0
"""Megapixels below which what something took says nothing of what takes long."""


class Pace:
    """One kind of work, and how much of it there is.

    Attributes:
        kind: what is done, as the settings call it. amount: how much, above 0.
        usual: seconds for one, before anything was measured here.
    """

    def __init__(self, kind: str, amount: float, usual: float) -> None:
        self.kind, self.amount, self.usual = f"pace/{kind}", amount, usual

    @classmethod
    def of_opening(cls, path: Path) -> "Pace | None":
        """Of a file that is opened; None where its header does not tell how large it is."""
        size, suffix = size_told(path), path.suffix.lower()
        return cls(f"open{suffix}", size[0] * size[1] / 1e6, OPENING.get(suffix, OTHER)) if size else None

    @classmethod
    def of_saving(cls, picture: Picture, path: Path, how: Export) -> "Pace | None":
        """Of a photo that is saved; None where its format tells how far it is."""
        suffix = path.suffix.lower()
        if suffix not in SAVING:
            return None
        lossless = suffix == ".webp" and how.quality >= 100
        kind = f"save-{how.what}{'-lossless' if lossless else ''}{suffix}"
        return cls(kind, picture.width * picture.height / 1e6, LOSSLESS if lossless else SAVING[suffix])

    @classmethod
    def of_project(cls, path: Path) -> "Pace | None":
        """Of a project that is opened; None where it does not tell how large its photo is."""
        size = photo_size_told(path)
        return cls("open.facelab", size[0] * size[1] / 1e6, PROJECT) if size else None

    @classmethod
    def of_saving_project(cls, picture: Picture) -> "Pace":
        """Of a project that is saved."""
        kind, usual = ("save.facelab", STORED) if picture.data else ("save-drawn.facelab", DRAWN)
        return cls(kind, picture.width * picture.height / 1e6, usual)

    @property
    def seconds(self) -> float:
        """How long it should take."""
        return self.amount * self._rate

    def learn(self, seconds: float) -> None:
        """It took so long."""
        if self.amount >= LEAST:
            QSettings().setValue(self.kind, (1 - LATEST) * self._rate + LATEST * seconds / self.amount)

    @property
    def _rate(self) -> float:
        try:
            known = float(str(QSettings().value(self.kind, self.usual)))
        except ValueError:  # a file of settings may hold anything
            return self.usual
        return known if 0 < known < 1e3 else self.usual
