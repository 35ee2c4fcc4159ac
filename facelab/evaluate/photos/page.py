"""Edits of photos on the report's page: tables, and at 100 % each photo beside what became of it."""

from collections.abc import Collection, Iterable, Sequence
from html import escape

from facelab.evaluate.figures import Figure, Report
from facelab.evaluate.photos.edits import AMOUNTS, EDITS, PART, PhotoEdit
from facelab.evaluate.photos.forgeries import NAME
from facelab.evaluate.photos.portraits import HEADS, PAIRS
from facelab.evaluate.photos.run import picture_name
from facelab.evaluate.tables import Cells, table

PICTURES = "pictures"
GROUPED = ("mouth for the real smile's", "changed part for what is around", "identity", NAME)
"""Figures that are shown by group, too."""


def photo_sections(report: Report, cells: Cells, there: Collection[str]) -> list[str]:
    """The part of the page; nothing where photos were not measured.

    Args:
        report: what was measured. cells: values as cells of a table.
        there: names of pictures that lie beside the page.
    """
    found = [figure for figure in report.figures if figure.part == PART]
    if not found:
        return []
    whole = table(("figure", "value"), ([f.name, cells(*f.key)] for f in found if not f.attribute))
    tables = [_by_edit(found, cells, source) for source in (PAIRS, HEADS)]
    return [
        "<h2>Edits of photos</h2>",
        whole,
        _told_apart(found, cells),
        *tables,
        _by_group(found, cells),
        *_pictures(there),
    ]


def _told_apart(found: Sequence[Figure], cells: Cells) -> str:
    names = NAME, f"{NAME}: lower end", f"{NAME}: upper end"
    asked = {(f.attribute, f.way, f.amount) for f in found if f.name == NAME}
    rows = (
        [f"{edit.label} {amount:g}", *(cells(PART, name, edit.attribute, edit.way, amount) for name in names)]
        for edit in EDITS
        for amount in AMOUNTS
        if (edit.attribute, edit.way, amount) in asked
    )
    return table(("edit", *names), rows)


def _by_edit(found: Sequence[Figure], cells: Cells, source: str) -> str:
    of = [f for f in found if f.method == source and "," not in f.name and f.attribute]
    names = list(dict.fromkeys(f.name for f in of))
    rows = (
        [f"{edit.label} {amount:g}", *(cells(PART, name, edit.attribute, edit.way, amount, source) for name in names)]
        for edit in EDITS
        for amount in AMOUNTS
    )
    return f"<h3>{escape(source)}</h3>{table(('edit', *names), rows)}" if of else ""


def _by_group(found: Iterable[Figure], cells: Cells) -> str:
    names = list(dict.fromkeys(f.name for f in found if f.name.split(", ")[0] in GROUPED and "," in f.name))
    groups = list(dict.fromkeys(name.split(", ")[1] for name in names))
    amount = AMOUNTS[-1]
    rows = (
        [
            f"{edit.label} {amount:g}: {figure}",
            *(cells(PART, f"{figure}{of}", edit.attribute, edit.way, amount, PAIRS) for of in ("", *_after(groups))),
        ]
        for edit in EDITS
        for figure in GROUPED
        if any(f.name == figure and f.attribute == edit.attribute and f.way == edit.way for f in found)
    )
    return f"<h3>By group</h3>{table(('edit', 'all', *groups), rows)}" if groups else ""


def _after(groups: Iterable[str]) -> list[str]:
    return [f", {group}" for group in groups]


def _pictures(there: Collection[str]) -> list[str]:
    amount = AMOUNTS[-1]
    found = []
    for edit in EDITS:
        found += _rows(there, picture_name(edit, ""), f"{edit.label} by {amount:g}, at 100 %{_beside(edit)}")
    return [*found, *_rows(there, "photos-half-way-", "Half way between two portraits, which stand on both sides")]


def _beside(edit: PhotoEdit) -> str:
    return ", and the same person's real smile" if edit is EDITS[0] else ""


def _rows(there: Collection[str], beginning: str, title: str) -> list[str]:
    names = sorted(name for name in there if name.startswith(beginning))
    images = (f'<img loading="lazy" src="{PICTURES}/{name}.jpg" alt="{escape(name)}">' for name in names)
    return [f'<h3>{escape(title)}</h3><div class="wide">{"".join(images)}</div>'] if names else []
