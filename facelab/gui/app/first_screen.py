"""The first screen, before a photo is open: open, paste, sample photo, random face."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from facelab.gui.qt.icons import icon
from facelab.gui.qt.retranslate import RetranslatedWidget


class FirstScreen(RetranslatedWidget):
    """An invitation to drop a photo, and the other ways to come by one."""

    open_asked = Signal()
    paste_asked = Signal()
    sample_asked = Signal()
    random_face_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel()
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.9)
        font.setBold(True)
        title.setFont(font)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = QLabel()
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setWordWrap(True)
        text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        choices: list[tuple[str, Callable[[], None]]] = [
            ("open", self.open_asked.emit),
            ("paste", self.paste_asked.emit),
            ("sample", self.sample_asked.emit),
            ("random", self.random_face_asked.emit),
        ]
        self._title, self._text = title, text
        self._buttons = []
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        for drawing, handler in choices:
            button = QPushButton(icon(drawing), "")
            self._buttons.append(button)
            button.setIconSize(QSize(20, 20))
            button.setMinimumHeight(40)
            button.clicked.connect(handler)
            buttons.addWidget(button)
        buttons.addStretch(1)
        frame = QFrame()
        frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 64, 16, 64)
        column.setSpacing(16)
        column.addWidget(title)
        column.addWidget(text)
        column.addSpacing(12)
        column.addLayout(buttons)
        self._frame = frame
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch(1)
        layout.addWidget(frame)
        layout.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self._title.setText(self.tr("Drop a photo here"))
        self._text.setText(self.tr("FaceLab finds the faces and gives you sliders. Nothing leaves this machine."))
        names = self.tr("Open…"), self.tr("Paste"), self.tr("Sample photo"), self.tr("Random face")
        for button, name in zip(self._buttons, names, strict=True):
            button.setText(name)
        width = max(button.sizeHint().width() for button in self._buttons) + 16
        for button in self._buttons:
            button.setMinimumWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A dashed frame says that something may be dropped."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self._frame.geometry().adjusted(1, 1, -1, -1), 16, 16)
