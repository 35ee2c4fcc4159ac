"""A heading that opens and closes what is below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget


class Heading(QToolButton):
    """Bold, with an arrow.

    Signals:
        opened: (bool) what is below shall be seen, or not.
    """

    opened = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_open = True
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setBold(True)
        self.setFont(font)
        self.clicked.connect(lambda: self.open(not self.is_open))
        self.open(True)

    def open(self, is_open: bool) -> None:
        """Open or close what is below."""
        self.is_open = is_open
        self.point(is_open)
        self.opened.emit(is_open)

    def point(self, down: bool) -> None:
        """Let the arrow point down, or aside."""
        self.setArrowType(Qt.ArrowType.DownArrow if down else Qt.ArrowType.RightArrow)
