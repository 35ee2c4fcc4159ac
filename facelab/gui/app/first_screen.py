"""The first screen, before a photo is open: what FaceLab does, ways to come by a photo, and the recent ones."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from facelab import files
from facelab.gui.app.submenus import recent_files
from facelab.gui.canvas.film_strip import FilmStrip
from facelab.gui.qt.icons import icon
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.spacing import GAP, LARGE, ROOM, SMALL

PICTURE = 128
"""Pixels across the drawn face, before and after."""
BEFORE, AFTER = "first/before.png", "first/after.png"
"""A face of nobody, drawn by the Gaussian, and the same with Smiling=+2."""


class FirstScreen(RetranslatedWidget):
    """An invitation to drop a photo, and the other ways to come by one."""

    open_asked = Signal()
    paste_asked = Signal()
    sample_asked = Signal()
    random_face_asked = Signal()
    photo_chosen = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._text, self._latest = QLabel(), QLabel(), QLabel()
        self._pictures, self._names = (QLabel(), QLabel()), (QLabel(), QLabel())
        self.recent = FilmStrip()
        self._buttons: list[QPushButton] = []
        self._build()
        self.recent.photo_chosen.connect(self.photo_chosen)
        self.retranslate()

    def _build(self) -> None:
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.9)
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._text, *self._names):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setWordWrap(True)
        for label in (self._text, self._latest, *self._names):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._frame = QFrame()
        self._frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(ROOM, LARGE, ROOM, LARGE)
        column.setSpacing(GAP)
        column.addLayout(self._pair())
        column.addSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(GAP)
        column.addLayout(self._ways_in())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, ROOM, LARGE, ROOM)
        layout.setSpacing(GAP)
        layout.addStretch(1)
        layout.addWidget(self._frame)
        layout.addWidget(self._latest)
        layout.addWidget(self.recent)
        layout.addStretch(1)

    def _pair(self) -> QHBoxLayout:
        """A drawn face before and after, side by side."""
        row, arrow = QHBoxLayout(), QLabel("→")
        arrow.setFont(self._title.font())
        arrow.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        row.setSpacing(ROOM)
        row.addStretch(1)
        for label, name, file in zip(self._pictures, self._names, (BEFORE, AFTER), strict=True):
            label.setPixmap(QPixmap(str(files.resource(file))))
            label.setFixedSize(PICTURE, PICTURE)
            label.setScaledContents(True)
            column = QVBoxLayout()
            column.setSpacing(SMALL)
            column.addWidget(label)
            column.addWidget(name)
            row.addLayout(column)
            if label is self._pictures[0]:
                row.addWidget(arrow)
        row.addStretch(1)
        return row

    def _ways_in(self) -> QHBoxLayout:
        ways: list[tuple[QIcon, Callable[[], None]]] = [
            (icon("open"), self.open_asked.emit),
            (icon("paste"), self.paste_asked.emit),
            (icon("sample"), self.sample_asked.emit),
            (icon("random"), self.random_face_asked.emit),
        ]
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addStretch(1)
        for drawing, handler in ways:
            button = QPushButton(drawing, "")
            button.setIconSize(QSize(20, 20))
            button.setMinimumHeight(40)
            button.clicked.connect(handler)
            self._buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self._title.setText(self.tr("Drop a photo here"))
        self._text.setText(self.tr("FaceLab finds the faces and gives you sliders. Nothing leaves this machine."))
        names = self.tr("Open…"), self.tr("Paste"), self.tr("Sample photo"), self.tr("Random face")
        for button, name in zip(self._buttons, names, strict=True):
            button.setText(name)
        sides = self.tr("A drawn face"), self.tr("The same, smiling")
        for label, picture, words in zip(self._names, self._pictures, sides, strict=True):
            label.setText(words)
            picture.setAccessibleName(words)
        self._latest.setText(self.tr("Recent photos"))
        self.recent.setAccessibleName(self.tr("Photos that were open last"))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Show what was open last."""
        super().showEvent(event)
        self.recent.show_photos(recent_files(), least=1)
        self._latest.setVisible(not self.recent.isHidden())

    def stop(self) -> None:
        """Wait for the thumbnails' thread."""
        self.recent.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A dashed frame says that something may be dropped."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self._frame.geometry().adjusted(1, 1, -1, -1), 16, 16)
