"""Context menus made of rows, and what several of them can do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QWidget

from facelab.gui.qt.icons import icon


@dataclass(frozen=True)
class MenuRow:
    """One thing to do.

    Attributes:
        text: what it is called, in the language of the time. handler: does it.
        enabled: whether it can be done. icon: its drawing in ``resources/icons``.
    """

    text: str
    handler: Callable[[], object]
    enabled: bool = True
    icon: str = ""


def fill_menu(menu: QMenu, rows: Sequence[MenuRow | None]) -> QMenu:
    """The menu with these rows; None is a line between them."""
    menu.clear()
    for row in rows:
        if row is None:
            menu.addSeparator()
        else:
            made = menu.addAction(row.text, row.handler)
            made.setEnabled(row.enabled)
            if row.icon:
                made.setIcon(icon(row.icon))
    return menu


def pop_up(parent: QWidget, place: QPoint, rows: Sequence[MenuRow | None]) -> QMenu:
    """A menu there on the screen, which is gone when it is closed."""
    menu = fill_menu(QMenu(parent), rows)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
    return menu


def copy_image(image: QImage) -> None:
    """Put a picture on the clipboard."""
    QGuiApplication.clipboard().setImage(image)


def copy_text(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
