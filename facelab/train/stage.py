"""The interface of a training stage: its players, its validation, its picture, its export."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from torch import Tensor

from facelab.data.folder import Faces
from facelab.train.player import Player


class Stage(Protocol):
    """One stage of training: players that take their steps in turn on every batch."""

    @property
    def players(self) -> Sequence[Player]:
        """In the order of their steps."""
        ...

    def validate(self, faces: Faces) -> dict[str, float]:
        """Figures on validation faces, by name."""
        ...

    def picture(self, faces: Faces) -> Tensor:
        """A sheet of results to look at, (R, C, 3, H, W), sRGB 0..1."""
        ...

    def export(self, path: Path, faces: Faces, notes: dict[str, object]) -> None:
        """Write the weights; called with the running means in place."""
        ...
