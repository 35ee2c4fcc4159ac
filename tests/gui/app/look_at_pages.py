"""Shows every page and dialogue in every language on a small screen, and prints what is clipped; run by test_sizes.

The scale is the environment's (QT_SCALE_FACTOR), the screen the platform's. Screenshots go into a folder.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

import facelab
from facelab.gui.app.rail import LEARN
from facelab.gui.app.window import Window
from facelab.gui.dialogs.batch import BatchDialog
from facelab.gui.dialogs.help import HelpDialog, about_html
from facelab.gui.dialogs.save import SaveDialog
from facelab.gui.pages.learn.lessons import LESSONS
from facelab.gui.qt.language import LANGUAGES, use_language

SMALL = QSize(900, 600)
SPARE = 1
"""Pixels by which a hint may be rounded."""


def clipped(window: QWidget) -> Iterator[str]:
    """What of a window is not wholly seen, a line each."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        for why in (_too_small(widget), _outside(widget, window)):
            if why:
                yield f"{type(widget).__name__} {_words(widget)!r}: {why}"


def _words(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.accessibleName()


def _too_small(widget: QWidget) -> str:
    width = widget.fontMetrics().horizontalAdvance
    match widget:
        case QLabel() if widget.text() and widget.wordWrap():
            return _short(widget.heightForWidth(widget.width()), widget.height(), "high")
        case QLabel() if widget.text():
            return _short(widget.sizeHint().width(), widget.width(), "wide")
        case QToolButton() if widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            return ""
        case QToolButton():
            return _short(width(widget.text().replace("&", "")), widget.width(), "wide")
        case QAbstractButton() if widget.text():
            return _short(widget.sizeHint().width(), widget.width(), "wide")
        case QComboBox():
            option = QStyleOptionComboBox()
            widget.initStyleOption(option)
            field = QStyle.SubControl.SC_ComboBoxEditField
            room = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, widget).width()
            return _short(width(widget.currentText()), room, "wide")
        case QAbstractSpinBox():
            return _short(width(widget.text()), widget.lineEdit().width(), "wide")
    return ""


def _short(wanted: int, there: int, way: str) -> str:
    return f"{there} of {wanted} {way}" if there + SPARE < wanted else ""


def _outside(widget: QWidget, window: QWidget) -> str:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractScrollArea):
            return ""  # it can be scrolled to
        parent = parent.parentWidget()
    corner = widget.mapTo(window, QPoint())
    here = widget.rect().translated(corner)
    return "" if window.rect().contains(here) or here.isEmpty() else f"outside of the window at {here.getRect()}"


def look(weights: Path, photo: Path, shots: Path) -> list[str]:
    """All that is clipped, on all pages in all languages."""
    app = QApplication([])
    app.setStyle("Fusion")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(shots / "settings"))
    lab = facelab.load(weights)
    found = []
    screen = app.primaryScreen().availableGeometry().size()
    for code in LANGUAGES:
        use_language(code)
        window = Window(lambda _weights: lab)
        if window.width() > screen.width() or window.height() > screen.height():
            found.append(f"{code}: the first window, {window.size()}, is larger than the screen, {screen}")
        for name, shown in _pages(window, photo):
            _settle(app)
            shown.grab().save(str(shots / f"{name}-{code}.png"))
            found += [f"{code} {name}: {line}" for line in clipped(shown)]
            if shown is window and window.size() != SMALL:
                found.append(f"{code} {name}: the window grew to {window.size()}")
            if shown is not window:
                shown.close()
        window.opener.may_go = lambda _again: True
        window.close()
    return found


def _pages(window: Window, photo: Path) -> Iterator[tuple[str, QWidget]]:
    window.resize(SMALL)
    window.show()
    yield "first", window
    found = []
    window.editor.found.connect(lambda: found.append(True))
    window.opener.open(photo)
    while not found:
        QApplication.processEvents()
    window.editor.place(0, [(70, 60), (110, 60), (90, 84), (74, 102), (106, 102)])
    window.editor.set_amount("Smiling", 1.5)
    yield "edit", window
    window.history.show()
    yield "history", window
    window.history.hide()
    for number, name in enumerate(("interpolate", "grid", "generate"), 1):
        window.rail.show_page(number)
        yield name, window
    window.rail.show_page(LEARN)
    learn = window.rail.page(LEARN)
    for number in range(len(LESSONS)):
        learn.show_lesson(number)
        while learn.slots[0].busy or learn.scene.worker.busy:
            QApplication.processEvents()
        yield f"lesson-{number + 1}", window
    dialogs = {
        "save": SaveDialog(photo.with_name("edited.jpg"), window),
        "batch": BatchDialog(window.editor.lab, window.editor.model.edit, 1.0, None, window),
        "about": HelpDialog("FaceLab", about_html(), window),
    }
    for name, dialog in dialogs.items():
        dialog.show()
        yield name, dialog


def _settle(app: QApplication) -> None:
    for _ in range(20):
        app.processEvents()


if __name__ == "__main__":
    print("\n".join(look(*map(Path, sys.argv[1:]))), flush=True)
    os._exit(0)  # what is still being computed is not waited for
