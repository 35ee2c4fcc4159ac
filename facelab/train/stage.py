"""The interface of a training stage: its players, its validation, its picture, its export."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from torch import Tensor

from facelab.train.player import Player


class Stage(Protocol):
    """One stage of training: players that take their steps in turn on every batch.

    ``faces`` are what the loop opened for the stage: Faces, Heads for the parser.
    """

    @property
    def players(self) -> Sequence[Player]:
        """In the order of their steps."""
        ...

    def validate(self, faces: Any) -> dict[str, float]:
        """Figures on validation faces, by name."""
        ...

    def picture(self, faces: Any) -> Tensor:
        """A sheet of results to look at, (R, C, 3, H, W), sRGB 0..1."""
        ...

    def export(self, path: Path, faces: Any, notes: dict[str, object]) -> None:
        """Write the weights; called with the running means in place."""
        ...
