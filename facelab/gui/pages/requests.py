"""What a person asks of each page beside Edit. Plain data without Qt; a page keeps one, and each step of undo two."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from facelab.latent.interpolation import InterpolationMethod
from facelab.pipeline.lab import Lab
from facelab.project.pages import COMMON
from facelab.render.sheet import Style
from facelab.synthesis import grids
from facelab.synthesis.samples import SPREAD, Conditions
from facelab.synthesis.sources import EncodedFace

LETTERS = "ABCD"
"""Of the slots for faces."""
GRID_KINDS = "amounts", "two", "attributes", "drawn", "reconstructions", "sheet"


@dataclass(frozen=True)
class InterpolationRequest:
    """What a person asks of the page Interpolate.

    Attributes:
        faces: in the slots, from the first on; None for an empty one.
        alpha: how far, 0..1. method: which way. only: what alone is taken over, "" for all of the face.
        in_photo: whether the face is seen in the first face's photo.
    """

    faces: tuple[EncodedFace | None, ...] = (None,) * len(LETTERS)
    alpha: float = 0.5
    method: InterpolationMethod = "linear"
    only: str = ""
    in_photo: bool = False

    @property
    def path(self) -> tuple[EncodedFace, ...]:
        """The faces that are there."""
        return tuple(face for face in self.faces if face is not None)


@dataclass(frozen=True)
class GridRequest:
    """What a person asks of the page Grid.

    Attributes:
        kind: one of GRID_KINDS.
        faces: in the slots, from the first on; None for an empty one.
        down, across: attributes. many: those of a grid of many, in their order.
        names: what the faces are called, with commas between; a missing one is what its photo is called.
        first, last, steps: amounts.
        rows, columns, seed, spread: of drawn faces.
        style: how it looks.
        captions, table: whether there are captions, and a CSV beside the sheet.
    """

    kind: str = "amounts"
    faces: tuple[EncodedFace | None, ...] = (None,) * len(LETTERS)
    down: str = "Smiling"
    across: str = "Eyeglasses"
    many: tuple[str, ...] = COMMON
    names: str = ""
    first: float = -2.0
    last: float = 2.0
    steps: int = 5
    rows: int = 6
    columns: int = 8
    seed: int = 1
    spread: float = 1.0
    style: Style = field(default_factory=Style)
    captions: bool = True
    table: bool = False

    @property
    def ready(self) -> bool:
        """Whether there is enough to draw."""
        return self.kind == "drawn" or (all if self.kind == "sheet" else any)(self.faces)

    def _named(self) -> list[EncodedFace]:
        faces = [face for face in self.faces if face is not None]
        typed = [name.strip() for name in self.names.split(",")]
        names = [*typed, *[""] * len(faces)][: len(faces)]
        return [replace(face, name=name or face.name) for face, name in zip(faces, names, strict=True)]

    def grid(self, lab: Lab, title: Callable[[str], str]) -> grids.Grid:
        """The grid that is asked for; ``title`` says what an attribute is called."""
        faces = self._named()
        amounts = [round(float(a), 3) for a in np.linspace(self.first, self.last, self.steps)]
        match self.kind:
            case "amounts":
                return grids.by_amount(lab, faces, self.down, amounts, title)
            case "two":
                return grids.by_two(lab, faces[0], (self.down, self.across), amounts, title)
            case "attributes":
                return grids.by_attribute(lab, faces, self.many, self.last, title)
            case "sheet":
                return grids.sheet(lab, faces, self.steps, self.steps)
            case "drawn":
                return grids.drawn(lab, self.rows, self.columns, self.seed, self.spread)
            case _:
                return grids.reconstructions(lab, faces)


@dataclass(frozen=True)
class GenerateRequest:
    """What a person asks of the page Generate.

    Attributes:
        seed: the first. spread: alike to wild.
        wanted: what the faces shall have, and shall not.
    """

    seed: int = 1
    spread: float = SPREAD
    wanted: Conditions = field(default_factory=dict)


@dataclass(frozen=True)
class LearnRequest:
    """What a person asks of the page Learn.

    Attributes:
        faces: the one that lessons look at; None for none.
    """

    faces: tuple[EncodedFace | None, ...] = (None,)
