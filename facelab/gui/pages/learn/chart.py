"""Curves over one number that is dragged."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from facelab.gui.pages.learn.inks import ink
from facelab.gui.qt.spacing import GAP, SMALL

SPARE = 0.08
"""Of the height, above the highest and below the lowest point."""
STEPS = 24
"""Steps of an arrow from one end to the other."""


@dataclass(frozen=True, eq=False)
class Curve:
    """A line of a chart.

    Attributes:
        name: what it is called. ink: what it is drawn in, see ``inks``.
        ys: (N,), over the chart's xs. error: (N,), half the height of a band around it.
    """

    name: str
    ink: str
    ys: NDArray[np.float64]
    error: NDArray[np.float64] | None = None


class ChartView(QWidget):
    """Curves, and a line at the chosen x.

    Signals:
        moved: (float) another x is chosen.
    """

    moved = Signal(float)

    def __init__(self, *, draggable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._xs: NDArray[np.float64] = np.zeros(0)
        self._curves: Sequence[Curve] = ()
        self._ticks: Sequence[tuple[float, str]] = ()
        self._draggable, self._label = draggable, ""
        self.chosen = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if draggable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.SizeHorCursor)

    def show_curves(self, xs: NDArray[np.float64], curves: Sequence[Curve], ticks: Sequence[tuple[float, str]]) -> None:
        """Other curves over xs (N,), with words below some x."""
        self._xs, self._curves, self._ticks = xs, curves, ticks
        self.update()

    def show_label(self, label: str) -> None:
        """What the curves are measured in, and over what."""
        self._label = label
        self.update()

    def show_x(self, x: float) -> None:
        """Choose an x without telling."""
        self.chosen = x
        self.setAccessibleDescription(f"{x:.2f}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room to read it."""
        return QSize(420, 240)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room to see which way they go."""
        return QSize(200, 120)

    @property
    def _frame(self) -> QRectF:
        line = self.fontMetrics().height()
        return QRectF(1, line + SMALL, self.width() - 2, max(self.height() - 2 * line - 3 * SMALL, 10))

    def _x_of(self, x: float) -> float:
        frame = self._frame
        low, high = self._ends
        return frame.left() + frame.width() * (x - low) / (high - low)

    @property
    def _ends(self) -> tuple[float, float]:
        return (float(self._xs[0]), float(self._xs[-1])) if len(self._xs) > 1 else (0.0, 1.0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Ground, curves, their names, what is chosen."""
        painter, frame, palette = QPainter(self), self._frame, self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(frame, palette.color(QPalette.ColorRole.Base))
        line = self.fontMetrics().height()
        painter.setPen(ink(palette))
        x = frame.left()
        for curve in self._curves:
            painter.setPen(ink(palette, curve.ink))
            painter.drawText(QPointF(x, line - SMALL), curve.name)
            x += self.fontMetrics().horizontalAdvance(curve.name) + 2 * GAP
        painter.setPen(ink(palette))
        label = QRectF(0, frame.bottom() + SMALL, self.width(), line + SMALL)
        painter.drawText(label, Qt.AlignmentFlag.AlignRight, self._label)
        if not self._curves or len(self._xs) < 2:
            return
        used = self.fontMetrics().horizontalAdvance(self._label) + GAP
        for x, words in self._ticks:
            at = self._x_of(x)
            painter.setPen(QPen(ink(palette, alpha=0.2), 1))
            painter.drawLine(QPointF(at, frame.top()), QPointF(at, frame.bottom()))
            painter.setPen(ink(palette))
            width = self.fontMetrics().horizontalAdvance(words)
            left = min(max(at - width / 2, 0), self.width() - width)
            if left + width < self.width() - used:
                painter.drawText(QPointF(left, frame.bottom() + line), words)
        for curve in self._curves:
            self._paint_curve(painter, curve)
        if self._draggable:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 3 if self.hasFocus() else 2))
            at = self._x_of(min(max(self.chosen, self._ends[0]), self._ends[1]))
            painter.drawLine(QPointF(at, frame.top()), QPointF(at, frame.bottom()))

    def _paint_curve(self, painter: QPainter, curve: Curve) -> None:
        frame = self._frame
        lows = [(c.ys if c.error is None else c.ys - c.error).min() for c in self._curves]
        highs = [(c.ys if c.error is None else c.ys + c.error).max() for c in self._curves]
        low, high = min(lows), max(highs)
        spare = SPARE * (high - low) or 1.0
        low, high = low - spare, high + spare

        def line(ys: NDArray[np.float64]) -> list[QPointF]:
            tops = frame.bottom() - frame.height() * (ys - low) / (high - low)
            return [QPointF(self._x_of(x), y) for x, y in zip(self._xs.tolist(), tops.tolist(), strict=True)]

        colour = ink(self.palette(), curve.ink)
        if curve.error is not None:
            band = QColor(colour)
            band.setAlphaF(0.2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(band)
            painter.drawPolygon(QPolygonF([*line(curve.ys - curve.error), *reversed(line(curve.ys + curve.error))]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2.2))
        painter.drawPolyline(QPolygonF(line(curve.ys)))

    def _choose(self, x: float) -> None:
        low, high = self._ends
        self.show_x(min(max(x, low), high))
        self.moved.emit(self.chosen)

    def _take(self, event: QMouseEvent) -> None:
        low, high = self._ends
        if self._draggable:
            self._choose(low + (high - low) * (event.position().x() - self._frame.left()) / self._frame.width())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose an x."""
        self._take(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag it."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._take(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows move it."""
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if self._draggable and key in ways:
            self._choose(self.chosen + ways[key] * (self._ends[1] - self._ends[0]) / STEPS)
        else:
            super().keyPressEvent(event)
