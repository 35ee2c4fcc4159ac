"""Help: the sheet of shortcuts, and what FaceLab is."""

from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from facelab import __version__
from facelab.gui.qt.scroll_bars import slim
from facelab.gui.qt.spacing import space_out

ShortcutSheet = list[tuple[str, list[tuple[str, str]]]]
translate = QCoreApplication.translate  # a name that pyside6-lupdate knows


def mouse_and_keys() -> tuple[str, list[tuple[str, str]]]:
    """What keys and the mouse do that no menu has."""
    return translate("Help", "Photo and sliders"), [
        (translate("Help", "Choose a face"), translate("Help", "click, or Tab")),
        (translate("Help", "See the photo as it was"), translate("Help", "hold B")),
        (translate("Help", "Zoom"), translate("Help", "wheel, or pinch")),
        (translate("Help", "Move the photo"), translate("Help", "drag; with the brush in hand: space and drag")),
        (translate("Help", "Nearer, and all of the photo again"), translate("Help", "double-click")),
        (translate("Help", "Edit, Morph, Grid, Generate, Learn"), translate("Help", "Alt+1 to Alt+5")),
        (translate("Help", "Move a slider"), translate("Help", "drag, or arrow keys; Page Up and Down for more")),
        (translate("Help", "Bring a slider to rest"), translate("Help", "double-click, Delete or 0")),
        (translate("Help", "Move one of five points"), translate("Help", "1 to 5, then arrow keys; Shift for more")),
        (translate("Help", "Brush: size, the other thing, a dab"), translate("Help", "[ and ], X, Enter")),
        (translate("Help", "Leave the points"), translate("Help", "Enter or Escape")),
    ]


def sheet_html(sheet: ShortcutSheet) -> str:
    """The sheet as a page."""
    return f"<table>{''.join(_rows(name, entries) for name, entries in sheet if entries)}</table>"


def _rows(name: str, entries: list[tuple[str, str]]) -> str:
    return f"<tr><td colspan='2' style='padding-top:14px'><h3>{escape(name)}</h3></td></tr>" + "".join(
        f"<tr><td style='padding:3px 28px 3px 0'>{escape(what)}</td>"
        f"<td style='padding:3px 0'><b>{escape(keys)}</b></td></tr>"
        for what, keys in entries
    )


def about_html() -> str:
    """What FaceLab is, what it was trained on, and what it may be used for."""
    lines = (
        translate("Help", "Edits the faces in your own photos, on your own machine. No photo leaves it."),
        translate("Help", "The shipped model was trained on CelebA, which is for non-commercial research."),
        translate("Help", "Its attributes are what annotators saw in pictures, not what anyone is."),
    )
    return f"<h2>FaceLab {__version__}</h2>" + "".join(f"<p>{escape(line)}</p>" for line in lines)


WIDTH, HIGHEST = 520, 600
"""Pixels of a page to read; a short one is no higher than it needs."""
BESIDE, BELOW = 52, 104
"""Pixels that frame, scroll bar and button take of them."""


class HelpDialog(QDialog):
    """A page to read."""

    def __init__(self, title: str, html: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QTextBrowser()
        slim(self.text)
        self.text.setHtml(html)
        buttons = QDialogButtonBox()
        buttons.addButton(translate("Help", "Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(buttons)
        space_out(self)
        self.text.setAccessibleName(self.windowTitle())
        self.text.document().setTextWidth(WIDTH - BESIDE)
        self.resize(WIDTH, min(HIGHEST, round(self.text.document().size().height()) + BELOW))
