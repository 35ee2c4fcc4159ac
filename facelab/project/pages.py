"""What is asked of the pages beside Edit, as a project keeps it."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from facelab.project.edit import Attribute, StoredModel

EDITED = "edited"
Word = Annotated[str, Field(max_length=4096)]
"""Whose face: EDITED for the one that is edited, "seed:7" for one of nobody, else the path of a photo or project."""
COMMON = "Smiling", "Eyeglasses", "Male", "Young", "Bangs", "Mouth_Slightly_Open"
"""Attributes of a grid of many, unless others are chosen."""
Slots = Annotated[tuple[Word | None, ...], Field(max_length=4)]


class StoredBetween(StoredModel):
    """The page Interpolate: whose faces, how far, which way, what alone ("" for all), and whether in the photo."""

    faces: Slots = ()
    alpha: Annotated[float, Field(ge=0, le=1)] = 0.5
    method: Literal["linear", "spherical"] = "linear"
    only: Attribute | Literal[""] = ""
    in_photo: bool = False


class StoredGrid(StoredModel):
    """The page Grid: what is on the sheet, and how it looks."""

    kind: Literal["amounts", "two", "attributes", "drawn", "reconstructions", "sheet"] = "amounts"
    faces: Slots = ()
    down: Attribute = "Smiling"
    across: Attribute = "Eyeglasses"
    many: Annotated[tuple[Attribute, ...], Field(min_length=1, max_length=40)] = COMMON
    names: Annotated[str, Field(max_length=1000)] = ""
    first: Annotated[float, Field(ge=-3, le=3)] = -2.0
    last: Annotated[float, Field(ge=-3, le=3)] = 2.0
    steps: Annotated[int, Field(ge=2, le=31)] = 5
    rows: Annotated[int, Field(ge=1, le=1000)] = 6
    columns: Annotated[int, Field(ge=1, le=1000)] = 8
    seed: Annotated[int, Field(ge=0, le=1_000_000)] = 1
    cell: Annotated[int, Field(ge=64, le=512)] = 128
    margin: Annotated[int, Field(ge=0, le=64)] = 4
    dark: bool = False
    title: Annotated[str, Field(max_length=1000)] = ""
    captions: bool = True
    table: bool = False


class StoredDraws(StoredModel):
    """The page Generate: the first seed, how wild, and what the faces shall have or not."""

    seed: Annotated[int, Field(ge=0, le=1_000_000)] = 1
    spread: Annotated[float, Field(ge=0.2, le=1.3)] = 0.6
    wanted: Mapping[Attribute, bool] = {}


class Pages(StoredModel):
    """The pages beside Edit; None where nothing was asked of one."""

    between: StoredBetween | None = None
    grid: StoredGrid | None = None
    draws: StoredDraws | None = None
