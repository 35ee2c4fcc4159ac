"""The parts of an attribute's row: a slider that rests in the middle, and a name that shows how surely it is seen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QSlider, QStyle, QWidget

from facelab.attributes import RANGE, STEP

BEYOND = QColor(200, 150, 62, 150)
"""Of the groove beyond the safe range: a calm amber on a light and a dark ground."""
KNOB = 8.0
"""Radius of what is dragged, in pixels."""


class AmountSlider(QSlider):
    """A slider whose rest lies inside: a bar from there to the knob shows the amount.

    The groove is tinted where fewer than 90 of 100 faces are still taken for the same person.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._safe_range = RANGE
        self.set_reach(RANGE)
        self.setPageStep(5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_reach(self, amounts: tuple[float, float]) -> None:
        """The least and the greatest amount."""
        self.setRange(round(amounts[0] / STEP), round(amounts[1] / STEP))

    def set_safe_range(self, amounts: tuple[float, float]) -> None:
        """The amounts between which the groove is not tinted."""
        self._safe_range = amounts
        self.update()

    def is_beyond(self, amount: float) -> bool:
        """Whether an amount lies where the groove is tinted."""
        return not self._safe_range[0] <= amount <= self._safe_range[1]

    @property
    def tinted(self) -> bool:
        """Whether a part of the groove is."""
        return self.minimum() * STEP < self._safe_range[0] or self._safe_range[1] < self.maximum() * STEP

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the knob."""
        return QSize(120, 24)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The wheel scrolls the panel; a slider it passes over must not move."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete and 0 bring it to rest."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0):
            self.setValue(0)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Back to rest."""
        self.setValue(0)

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

    def _at(self, value: float) -> float:
        return KNOB + (self.width() - 2 * KNOB) * (value - self.minimum()) / (self.maximum() - self.minimum())

    def _paint_tint(self, painter: QPainter, middle: float) -> None:
        painter.setBrush(BEYOND)
        for inner, outer in zip(self._safe_range, (self.minimum(), self.maximum()), strict=True):
            start, end = self._at(inner / STEP), self._at(outer)
            if (end - start) * outer > 0:  # there is a part beyond
                painter.drawRoundedRect(QRectF(min(start, end), middle - 1.5, abs(end - start), 3), 1.5, 1.5)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Groove, bar from rest, knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, middle = self.palette(), self.height() / 2
        text = palette.color(QPalette.ColorRole.WindowText)
        groove, ring = QColor(text), QColor(text)
        groove.setAlphaF(0.2)
        ring.setAlphaF(0.5 if self.isEnabled() else 0.2)  # seen well on either ground
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(groove)
        painter.drawRoundedRect(QRectF(KNOB, middle - 1.5, self.width() - 2 * KNOB, 3), 1.5, 1.5)
        if self.isEnabled():
            self._paint_tint(painter, middle)
            painter.setBrush(groove)
        rest, knob = self._at(0), self._at(self.value())
        painter.drawRoundedRect(QRectF(rest - 1, middle - 5, 2, 10), 1, 1)
        accent = palette.color(QPalette.ColorRole.Highlight) if self.isEnabled() else groove
        painter.setBrush(accent)
        painter.drawRoundedRect(QRectF(min(rest, knob), middle - 1.5, abs(knob - rest), 3), 1.5, 1.5)
        focused = self.hasFocus()
        painter.setPen(QPen(accent if focused else ring, 2 if focused else 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Light if self.isEnabled() else QPalette.ColorRole.Window))
        radius = KNOB - 1.5
        painter.drawEllipse(QRectF(knob - radius, middle - radius, 2 * radius, 2 * radius))
        if self.value():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(QRectF(knob - 3, middle - 3, 6, 6))


class AttributeLabel(QLabel):
    """The name of an attribute over a bar that tells how surely it is seen in the picture."""

    def __init__(self) -> None:
        super().__init__()
        self._before = self._after = -1.0
        self._name = ""

    def set_name(self, name: str, room: int) -> None:
        """What the attribute is called, shortened where there is no room."""
        self._name = name
        self.setFixedWidth(room)
        self.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room - 8))
        self.setAccessibleName(name)
        self.show_seen(self._before, self._after)

    def show_seen(self, before: float, after: float) -> None:
        """0..1 each; below 0 for not known."""
        self._before, self._after = before, after
        known = self.tr("Seen in the picture: {0} %; before: {1} %").format(round(100 * after), round(100 * before))
        self.setToolTip("\n".join([self._name, known] if after >= 0 else [self._name]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The name, the bar, a mark where the unedited face stands."""
        super().paintEvent(event)
        if self._after < 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = self.palette().color(QPalette.ColorRole.WindowText)
        bar = QRectF(0, self.height() - 3, self.width() - 8, 2)
        for share, alpha in ((1.0, 0.12), (self._after, 0.55)):
            ground.setAlphaF(alpha)
            painter.setBrush(ground)
            painter.drawRect(QRectF(bar.x(), bar.y(), bar.width() * share, bar.height()))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
        painter.drawRect(QRectF(bar.x() + bar.width() * self._before - 1, bar.y() - 2, 2, 5))
