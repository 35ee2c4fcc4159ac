"""Values as tables of the report's page."""

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape

COUNTS = {"faces", "active units"}
"""Figures that are whole numbers."""

Key = tuple[str, str, str, str, float, str]
Values = Mapping[Key, float]


class Cells:
    """Values as cells of a table, those of another report beside them."""

    def __init__(self, values: Values, others: Values) -> None:
        self.values, self.others = values, others

    def __call__(
        self, part: str, name: str, attribute: str = "", way: str = "", amount: float = 0.0, method: str = ""
    ) -> str:
        """The value of a figure, and that of the other report, paler."""
        key = part, name, attribute, way, amount, method
        shown = count if name in COUNTS else number
        other = f'<span class="other">{shown(self.others[key])}</span>' if key in self.others else ""
        return f"{shown(self.values.get(key, math.nan))}{other}"


def number(value: float) -> str:
    """Three digits after the point, fewer of large numbers; a dash where nothing was measured."""
    if not math.isfinite(value):
        return "–"
    digits = 3 if abs(value) < 10 else 2 if abs(value) < 1000 else 0
    return f"{value:,.{digits}f}"


def count(value: float) -> str:
    """How many there are; a dash where nobody counted."""
    return f"{value:,.0f}" if math.isfinite(value) else "–"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a heading, its cells HTML; nothing where there is no row."""
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    if not lines:
        return ""
    titles = "".join(f"<th>{escape(title)}</th>" for title in head)
    body = "".join(f"<tr>{line}</tr>\n" for line in lines)
    return f'<div class="wide"><table><thead><tr>{titles}</tr></thead>\n<tbody>{body}</tbody></table></div>'
