"""The one scale of distances in the window, in logical pixels: each is twice the one before, or half as much again."""

from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QFormLayout, QLayout

SMALL = 4
GAP = 8
"""Between what belongs together."""
ROOM = 16
"""Around a page, and between groups."""
LARGE = 24
"""Around what stands alone."""


def space_out(dialog: QDialog) -> None:
    """Give a dialogue that is built this scale: ROOM around it and between its groups, GAP within them."""
    if (whole := dialog.layout()) is None:
        return
    for layout in layouts_in(whole):
        layout.setSpacing(GAP)
        if isinstance(layout, QFormLayout):
            layout.setHorizontalSpacing(ROOM)
    whole.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
    whole.setSpacing(ROOM)


def layouts_in(layout: QLayout) -> Iterator[QLayout]:
    """A layout and those in it, but for those of the widgets that it lays out."""
    yield layout
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is not None and (inner := item.layout()) is not None:
            yield from layouts_in(inner)
