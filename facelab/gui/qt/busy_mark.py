"""A mark over what is shown that something is still being made: nothing that takes a while happens silently."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.worker import LatestOnly

AFTER_MS = 300
"""What is done sooner needs no mark."""
STEP_MS = 50
RING = 14.0
"""Pixels across what turns."""
MARGIN = 12


class BusyMark(RetranslatedWidget):
    """A turning ring and a word, at the lower left of a widget; seen while workers work, after a moment."""

    def __init__(self, over: QWidget, *workers: LatestOnly[Any]) -> None:
        super().__init__(over)
        self._over, self._text, self._turn = over, "", 0
        self._working: set[LatestOnly[Any]] = set()
        self._late, self._ticks = QTimer(self), QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(AFTER_MS)
        self._late.timeout.connect(self._appear)
        self._ticks.setInterval(STEP_MS)
        self._ticks.timeout.connect(self._tick)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        for worker in workers:
            worker.working.connect(lambda busy, worker=worker: self._follow(worker, busy))
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self._text = self.tr("Working…")
        self.setAccessibleName(self._text)
        self._place()

    def _follow(self, worker: LatestOnly[Any], busy: bool) -> None:
        (self._working.add if busy else self._working.discard)(worker)
        if not self._working:
            self._late.stop()
            self._ticks.stop()
            self.hide()
        elif not self._late.isActive() and self.isHidden():
            self._late.start()

    def _appear(self) -> None:
        self._ticks.start()
        self._place()
        self.show()
        self.raise_()

    def _tick(self) -> None:
        self._turn = (self._turn + 1) % 20
        self.update()

    def _place(self) -> None:
        metrics = self.fontMetrics()
        self.resize(round(RING) + metrics.horizontalAdvance(self._text) + 3 * MARGIN, metrics.height() + MARGIN)
        self.move(MARGIN, self._over.height() - self.height() - MARGIN)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in the corner."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The word on a dark pill, a ring of which a part turns."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        ring = QRectF(MARGIN, (self.height() - RING) / 2, RING, RING)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 70), 2.5))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(255, 255, 255), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, -self._turn * 18 * 16, 90 * 16)
        painter.drawText(
            self.rect().adjusted(round(RING) + 2 * MARGIN, 0, -MARGIN, 0), Qt.AlignmentFlag.AlignVCenter, self._text
        )
