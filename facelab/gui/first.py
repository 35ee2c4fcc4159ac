"""The first screen: where a person begins."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from facelab.gui.icons import icon


class FirstScreen(QWidget):
    """An invitation to drop a photo, and the other ways to come by one."""

    open_asked = Signal()
    paste_asked = Signal()
    sample_asked = Signal()
    drawn_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Drop a photo here"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.9)
        font.setBold(True)
        title.setFont(font)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = QLabel(self.tr("FaceLab finds the faces and gives you sliders. Nothing leaves this machine."))
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setWordWrap(True)
        text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        ways: list[tuple[str, str, Callable[[], None]]] = [
            (self.tr("Open…"), "open", self.open_asked.emit),
            (self.tr("Paste"), "paste", self.paste_asked.emit),
            (self.tr("Sample photo"), "sample", self.sample_asked.emit),
            (self.tr("Random face"), "random", self.drawn_asked.emit),
        ]
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        for name, drawing, told in ways:
            button = QPushButton(icon(drawing), name)
            button.setIconSize(QSize(20, 20))
            button.setMinimumSize(132, 40)
            button.clicked.connect(told)
            buttons.addWidget(button)
        buttons.addStretch(1)
        frame = QFrame()
        frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(frame)
        column.setContentsMargins(40, 64, 40, 64)
        column.setSpacing(16)
        column.addWidget(title)
        column.addWidget(text)
        column.addSpacing(12)
        column.addLayout(buttons)
        self._frame = frame
        layout = QVBoxLayout(self)
        layout.setContentsMargins(64, 48, 64, 48)
        layout.addStretch(1)
        layout.addWidget(frame)
        layout.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A dashed frame says that something may be dropped."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self._frame.geometry().adjusted(1, 1, -1, -1), 16, 16)
