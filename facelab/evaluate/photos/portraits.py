"""Whose photos are edited: people of whom there is a neutral and a smiling photo, and heads that nothing was taught on.

Both lie in one folder: ``pairs/`` has ``people.csv`` (id, age, gender, ethnic_group) with ``ID_neutral.webp`` and
``ID_smiling.webp``; ``data/`` has ``heads.csv`` and its tars; ``models/face_parsing.onnx`` is the teacher of the
parser, which says where hair is.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from facelab.data.head_sources import StoredHead, stored_heads
from facelab.errors import DataError
from facelab.photo.picture import Picture
from facelab.photo.read import read

PAIRS, HEADS = "pairs", "heads"
"""The two sources of portraits."""
TEACHER = Path("models", "face_parsing.onnx")
_AGES = ((25, "under 25"), (30, "25 to 29"), (200, "30 and over"))
_NEEDED = (Path("pairs", "people.csv"), Path("data", "heads.csv"), TEACHER)


@dataclass(frozen=True, eq=False)
class Portrait:
    """A photo of one person.

    Attributes:
        name: unlike all others'.
        source: PAIRS or HEADS.
        file: where it is.
        known: attributes that are known; a judge says the others.
        groups: which groups the person belongs to, as they said; none where it is not known.
        smile: the same person's smile, beside a neutral photo.
    """

    name: str
    source: str
    file: "Path | StoredHead"
    known: Mapping[str, bool] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    smile: Path | None = None

    @property
    def is_smile(self) -> bool:
        """Whether it is the smiling photo of a pair."""
        return self.source == PAIRS and self.smile is None

    @property
    def picture(self) -> Picture:
        """The photo, read anew."""
        return Picture(self.file.photo) if isinstance(self.file, StoredHead) else read(self.file)

    @property
    def landmarks(self) -> NDArray[np.float64] | None:
        """Where the face is, (5, 2), if that is known; else it is to be found."""
        return self.file.landmarks if isinstance(self.file, StoredHead) else None


def check_photos(folder: Path) -> None:
    """Refuse a folder that lacks what is edited.

    Raises:
        DataError: what is missing.
    """
    for path in _NEEDED:
        if not (folder / path).is_file():
            raise DataError(
                "{path} is missing: give by --photos a folder with pairs, data and models (docs/evaluation.md).",
                path=folder / path,
            )


def portraits(folder: Path) -> list[Portrait]:
    """All portraits to measure on: the pairs, neutral and smiling, then the held-out heads in a mixed order.

    Raises:
        DataError: they cannot be read.
    """
    heads = stored_heads(folder / "data", "held")
    mixed = [heads[i] for i in np.random.default_rng(0).permutation(len(heads))]
    return [*pairs(folder / "pairs"), *(_of_head(head) for head in mixed)]


def training_heads(folder: Path) -> list[Portrait]:
    """The heads that told apart learns from, in a mixed order."""
    heads = stored_heads(folder / "data", "train")
    return [_of_head(heads[i]) for i in np.random.default_rng(1).permutation(len(heads))]


def pairs(folder: Path) -> list[Portrait]:
    """Each person's neutral photo, and then each one's smiling photo.

    Raises:
        DataError: ``people.csv`` is damaged.
    """
    try:
        with (folder / "people.csv").open(newline="", encoding="utf-8") as stream:
            rows = [(row["id"], row["gender"], int(row["age"]), row["ethnic_group"]) for row in csv.DictReader(stream)]
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise DataError(
            "{path} cannot be read ({error}); get it again.", path=folder / "people.csv", error=str(error)
        ) from error
    found: dict[bool, list[Portrait]] = {False: [], True: []}
    for name, gender, age, ethnic_group in rows:
        files = {smiles: folder / f"{name}_{'smiling' if smiles else 'neutral'}.webp" for smiles in (False, True)}
        for smiles, file in files.items():
            known = {"Smiling": smiles, "Male": gender == "male"}
            groups = gender, _age(age), ethnic_group.replace("_", " ")
            smile = None if smiles else files[True]
            found[smiles].append(Portrait(file.stem, PAIRS, file, known, groups, smile))
    return found[False] + found[True]


def _age(age: int) -> str:
    return next(name for below, name in _AGES if age < below)


def _of_head(head: StoredHead) -> Portrait:
    return Portrait(Path(head.name).stem, HEADS, head)
