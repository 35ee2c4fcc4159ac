"""The window's one slider, painted by itself: a groove, a bar from where it rests to the knob, a round knob."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle, QWidget

KNOB = 8.0
"""Radius of what is dragged, in pixels."""
THICK = 3.0
"""Pixels across the groove."""


class Slider(QSlider):
    """A slider that goes where it is pressed, and that the wheel leaves alone.

    The accent's colour is for what is asked of a face; how something is made is set with a calm bar.
    """

    def __init__(self, parent: QWidget | None = None, *, accented: bool = False) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._accented = accented
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rest(self) -> int:
        """The value that the bar begins at."""
        return self.minimum()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the knob."""
        return QSize(120, 24)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As little as can still be dragged."""
        return QSize(60, 24)

    # Hands

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The wheel scrolls what is around; a slider it passes over must not move."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The knob goes where one presses, and can be dragged on from there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the hand."""
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def _go_to(self, x: float) -> None:
        span = self.width() - 2 * KNOB
        self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), round(x - KNOB), round(span)))

    # Painting

    def place_of(self, value: float) -> float:
        """Where a value lies across the slider, in pixels."""
        span = max(self.maximum() - self.minimum(), 1)
        return KNOB + (self.width() - 2 * KNOB) * (value - self.minimum()) / span

    def shade(self, alpha: float) -> QColor:
        """The colour of text, so pale; paler where the slider cannot be used."""
        colour = self.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
        colour.setAlphaF(alpha if self.isEnabled() else 0.5 * alpha)
        return colour

    def paint_bar(self, painter: QPainter, start: float, end: float, colour: QColor) -> None:
        """A part of the groove between two places across, in a colour."""
        left, right = min(start, end), max(start, end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(left, (self.height() - THICK) / 2, right - left, THICK), THICK / 2, THICK / 2)

    def paint_groove(self, painter: QPainter) -> None:
        """What lies under the bar."""
        self.paint_bar(painter, KNOB, self.width() - KNOB, self.shade(0.2))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Groove, bar, knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_groove(painter)
        rest, knob = self.place_of(self.rest), self.place_of(self.value())
        calm = self.shade(0.5)
        colour = self.palette().color(QPalette.ColorRole.Highlight) if self._accented and self.isEnabled() else calm
        self.paint_bar(painter, rest, knob, colour)
        self._paint_knob(painter, knob, colour if self._accented else calm)

    def _paint_knob(self, painter: QPainter, at: float, colour: QColor) -> None:
        palette, middle, radius = self.palette(), self.height() / 2, KNOB - 1.5
        ring = palette.color(QPalette.ColorRole.Highlight) if self.hasFocus() else self.shade(0.5)
        painter.setPen(QPen(ring, 2 if self.hasFocus() else 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Light if self.isEnabled() else QPalette.ColorRole.Window))
        painter.drawEllipse(QRectF(at - radius, middle - radius, 2 * radius, 2 * radius))
        if self.value() != self.rest:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QRectF(at - 3, middle - 3, 6, 6))
