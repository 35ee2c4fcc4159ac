"""What was measured of each edited photo, kept in a folder as it comes, so that an interrupted run goes on."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

import facelab
from facelab.errors import DataError
from facelab.evaluate.photos.edits import PhotoEdit
from facelab.files import make_folder
from facelab.model.checkpoint import file_hash

Pixels = NDArray[np.uint8]
Key = tuple[str, str, str, float]
"""Photo, attribute, way, amount."""

CROPS = "crops"
_LEFT_OUT = (
    *("cli/", "gui/", "project/", "train/", "evaluate/page", "evaluate/run", "evaluate/edits", "evaluate/locks"),
    *(
        "evaluate/photos/told_apart",
        "evaluate/photos/forgeries",
        "evaluate/photos/measured",
        "evaluate/photos/page",
        "evaluate/photos/rows",
    ),
)
"""How names of files begin that no row depends on."""


@dataclass(frozen=True)
class Row:
    """One photo and one edit of it; without an edit, attribute and way are "" and the amount is 0.

    Attributes:
        photo: its name. source: of the portrait. groups: that the person belongs to.
        attribute, way, amount: the edit. values: name -> what was measured.
    """

    photo: str
    source: str
    groups: tuple[str, ...] = ()
    attribute: str = ""
    way: str = ""
    amount: float = 0.0
    values: Mapping[str, float] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """What it is of."""
        return self.photo, self.attribute, self.way, self.amount

    def is_of(self, edit: PhotoEdit, amount: float) -> bool:
        """Whether it is of an edit."""
        return (self.attribute, self.way, self.amount) == (edit.attribute, edit.way, amount)


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a folder, in the order in which they came, and crops of the photos they are of."""

    folder: Path

    @cached_property
    def known(self) -> dict[Key, Row]:
        """Key -> row.

        Raises:
            DataError: the file is damaged.
        """
        make_folder(self.folder / CROPS)
        try:
            rows = [_row(json.loads(line)) for line in self._lines()]
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise DataError("{path} is damaged; remove it and run again.", path=self._file) from error
        return {row.key: row for row in rows}

    def _lines(self) -> list[str]:
        """Those of the file; one that an interrupted run left unfinished is taken out of it."""
        text = self._file.read_text("utf-8") if self._file.exists() else ""
        whole = text[: text.rfind("\n") + 1]
        if whole != text:
            self._file.write_text(whole, "utf-8")
        return whole.splitlines()

    @property
    def _file(self) -> Path:
        return self.folder / "rows.jsonl"

    def __iter__(self) -> Iterator[Row]:
        return iter(self.known.values())

    def add(self, row: Row, crop: Pixels) -> None:
        """Keep a row and the crop (256, 256, 3), sRGB, in which its face is told apart."""
        known = self.known
        _write(self.crop_path(row.key), crop)
        known[row.key] = row
        with self._file.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(asdict(row)) + "\n")

    def crop_path(self, key: Key) -> Path:
        """Where the crop of a row is."""
        photo, attribute, way, amount = key
        edit = f"-{attribute}{way}{amount:g}" if attribute else ""
        return self.folder / CROPS / f"{photo}{edit}.png"

    def crop(self, key: Key) -> Pixels:
        """The crop (256, 256, 3) of a row.

        Raises:
            DataError: it is gone or damaged.
        """
        path = self.crop_path(key)
        pixels = cv2.imread(str(path), cv2.IMREAD_COLOR_RGB) if path.exists() else None
        if pixels is None:
            raise DataError("{path} is missing or damaged; remove its folder and run again.", path=path)
        return np.asarray(pixels, np.uint8)


def _row(stored: Mapping[str, object]) -> Row:
    return Row(**{**stored, "groups": tuple(stored["groups"])})  # type: ignore[arg-type]


def _write(path: Path, pixels: Pixels) -> None:
    cv2.imwrite(str(path), cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))


def fingerprint(weights: Path) -> str:
    """Twelve digits of what rows depend on: the weights and the package's code. Another state, other rows."""
    root = Path(facelab.__file__).parent
    digest = sha256(file_hash(weights).encode())
    for path in _sources(root):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _sources(root: Path) -> Iterable[Path]:
    return sorted(p for p in root.rglob("*.py") if not p.relative_to(root).as_posix().startswith(_LEFT_OUT))
