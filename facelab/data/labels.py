"""Labels of one's own: ``labels.csv`` in a folder of pictures (docs/training.md, "Data")."""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from facelab.attributes import ATTRIBUTES, index_of
from facelab.data.folder import SPLITS
from facelab.errors import DataError, EditError

TABLE = "labels.csv"
FILE, SPLIT, IDENTITY = "file", "split", "identity"
VALUES = {"1": 1, "0": 0, "-1": -1, "": -1}
UNKNOWN = (-1,) * len(ATTRIBUTES)


@dataclass(frozen=True)
class Labelled:
    """What a table says of one picture.

    Attributes:
        labels: (40,) 1, 0, or -1 where unknown.
        split: ``train``, ``valid`` or ``test``; None where it does not say.
        identity: a number of 0 or more for each person, -1 where unknown.
    """

    labels: tuple[int, ...] = UNKNOWN
    split: str | None = None
    identity: int = -1


def read_labels(table: Path, known: Sequence[str]) -> dict[str, Labelled]:
    """The rows of a table by the names of their pictures, as ``docs/training.md`` has it.

    Args:
        table: a CSV in UTF-8, with a heading.
        known: the pictures, by their paths from the table's folder, with slashes.

    Raises:
        DataError: the table is not as it must be; says the line and the column.
    """
    heading, *rows = _rows(table)
    columns = _columns(table, heading[1])
    named: dict[str, Labelled] = {}
    for line, row in rows:
        if len(row) != len(columns):
            wrong = f"it has {len(row)} values, the heading {len(columns)}"
            raise _fault(table, line, min(len(row), len(columns)) + 1, wrong)
        name = str(PurePosixPath(row[columns.index(FILE)].strip()))
        if name in named or name not in known:
            wrong = f"{name} stands in it twice" if name in named else f"there is no picture {name}"
            raise _fault(table, line, columns.index(FILE) + 1, wrong)
        named[name] = _labelled(table, line, dict(zip(columns, map(str.strip, row), strict=True)))
    _check_notation(table, [row for _, row in rows], columns)
    return named


def fingerprint(table: Path) -> str | None:
    """SHA-256 of a table; None where there is none."""
    return hashlib.sha256(table.read_bytes()).hexdigest() if table.is_file() else None


def _rows(table: Path) -> list[tuple[int, list[str]]]:
    """Lines of a table that hold anything, with their numbers."""
    try:
        with table.open(newline="", encoding="utf-8-sig") as stream:
            reader = csv.reader(stream, strict=True)
            rows = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(
            "{path} cannot be read ({error}); save it as CSV in UTF-8.", path=table, error=str(error)
        ) from error
    if not rows:
        raise DataError("{path} is empty; write a heading: file, and names of attributes.", path=table)
    return rows


def _columns(table: Path, heading: list[str]) -> list[str]:
    columns = list(_named(table, heading))
    for number, column in enumerate(columns):
        if column in columns[:number]:
            raise _fault(table, 1, number + 1, f"{column} has a column already")
    if FILE not in columns:
        raise DataError("{path} has no column named file; put commas between the columns.", path=table)
    return columns


def _named(table: Path, heading: list[str]) -> Iterator[str]:
    for number, name in enumerate(heading, 1):
        if (word := name.strip().casefold()) in (FILE, SPLIT, IDENTITY):
            yield word
            continue
        try:
            yield ATTRIBUTES[index_of(name)]
        except EditError as error:
            raise _fault(table, 1, number, str(error).rstrip(".")) from error


def _labelled(table: Path, line: int, row: Mapping[str, str]) -> Labelled:
    found, labels = Labelled(), list(UNKNOWN)
    for column, (name, value) in enumerate(row.items(), 1):
        if name == SPLIT and value:
            if value not in SPLITS:
                raise _fault(table, line, column, f"{value!r} is none of {', '.join(SPLITS)}")
            found = replace(found, split=value)
        elif name == IDENTITY and value not in ("", "-1"):
            if not (value.isascii() and value.isdigit() and len(value) < 19):
                raise _fault(table, line, column, f"{value!r} is no whole number")
            found = replace(found, identity=int(value))
        elif name in ATTRIBUTES:
            if value not in VALUES:
                raise _fault(table, line, column, f"{value!r} is none of 1, 0, -1 and nothing")
            labels[index_of(name)] = VALUES[value]
    return replace(found, labels=tuple(labels))


def _check_notation(table: Path, rows: Sequence[Sequence[str]], columns: Sequence[str]) -> None:
    values = {row[k].strip() for row in rows for k, name in enumerate(columns) if name in ATTRIBUTES}
    if "-1" in values and "0" not in values:
        raise DataError(
            "{path} has -1 but nowhere 0: CelebA's own lists write -1 for without, here it is unknown; "
            "write 0 for without, and leave out what is unknown.",
            path=table,
        )


def _fault(table: Path, line: int, column: int, wrong: str) -> DataError:
    return DataError(
        "{path}, line {line}, column {column}: {wrong}; mend it and prepare again.",
        path=table,
        line=line,
        column=column,
        wrong=wrong,
    )
