"""A bar that is filled by a share."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QProgressBar, QWidget

THICK = 5
"""Pixels across the bar."""


class ShareBar(QProgressBar):
    """A progress bar painted as calmly as the sliders are: it tells, and asks for nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(THICK)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The whole, pale, and the share."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        share = (self.value() - self.minimum()) / max(self.maximum() - self.minimum(), 1)
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        for part, alpha in ((1.0, 0.15), (share, 0.5)):
            colour.setAlphaF(alpha)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(0, 0, self.width() * part, self.height()), THICK / 2, THICK / 2)
