"""Figures and reports: one list of measured numbers, from which JSON, CSV, the page and comparisons are all made."""

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from facelab.errors import DataError
from facelab.files import atomic_write

VERSION = 1


@dataclass(frozen=True)
class Figure:
    """One number.

    Attributes:
        part: of the report: "reconstruction", "latent", "samples", "edits", "locks", "anomaly",
            "compression", "lecture", "photos".
        name: what was measured.
        value: NaN where it could not be.
        attribute: whose; "" for all faces.
        way: "+" for adding the attribute, "-" for taking it away, "" where nothing was edited.
        amount: of the edit, or the number of a quality; 0 where it is not of one amount.
        method: "partial" or "mean" vectors, whose photos ("pairs" or "heads"), an anomaly score, a codec, a model; ""
            where it does not matter.
    """

    part: str
    name: str
    value: float
    attribute: str = ""
    way: str = ""
    amount: float = 0.0
    method: str = ""

    @property
    def key(self) -> tuple[str, str, str, str, float, str]:
        """All but the value."""
        return self.part, self.name, self.attribute, self.way, self.amount, self.method


@dataclass(frozen=True)
class Report:
    """Figures, and what they are about: the weights, the faces, the judges and how well those judge."""

    about: Mapping[str, str]
    figures: Sequence[Figure]

    def value(
        self, part: str, name: str, attribute: str = "", way: str = "", amount: float = 0, method: str = ""
    ) -> float:
        """One value; NaN if it was not measured."""
        return self.values.get((part, name, attribute, way, amount, method), math.nan)

    @property
    def values(self) -> dict[tuple[str, str, str, str, float, str], float]:
        """Key -> value."""
        return {figure.key: figure.value for figure in self.figures}


def to_json(report: Report) -> str:
    """The report as JSON, a figure a line, values of six digits; NaN is null."""
    rows = ",\n".join(json.dumps(_row(figure)) for figure in report.figures)
    return f'{{"version": {VERSION}, "about": {json.dumps(dict(report.about))}, "figures": [\n{rows}\n]}}\n'


def _row(figure: Figure) -> dict[str, object]:
    """What is not left at its default."""
    said = {name: value for name, value in asdict(figure).items() if value not in ("", 0.0)}
    return said | {"value": float(f"{figure.value:.6g}") if math.isfinite(figure.value) else None}


def to_csv(report: Report) -> str:
    """The figures as CSV with a heading."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, [field.name for field in fields(Figure)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(figure) for figure in report.figures)
    return stream.getvalue()


def read_report(path: Path) -> Report:
    """A report that was written as JSON; a folder stands for the ``report.json`` in it.

    Raises:
        DataError: it is none.
    """
    file = path / "report.json" if path.is_dir() else path
    try:
        content = json.loads(file.read_text("utf-8"))
        if content["version"] != VERSION:
            raise DataError(
                "{file} is a report of another version of FaceLab; measure again with: facelab evaluate", file=file
            )
        rows = [
            {**row, "value": math.nan if row["value"] is None else float(row["value"])} for row in content["figures"]
        ]
        return Report({str(k): str(v) for k, v in content["about"].items()}, [Figure(**row) for row in rows])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError("{file} is no report; make one with: facelab evaluate -o FOLDER", file=file) from error


def write_text(path: Path, text: str) -> None:
    """Write a file atomically, in place of what is there."""
    with atomic_write(path) as temporary:
        temporary.write_text(text, "utf-8")
