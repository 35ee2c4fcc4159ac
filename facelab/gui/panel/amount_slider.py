"""The parts of an attribute's row: a slider that rests in the middle, and a name that shows how surely it is seen."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from facelab.attributes import RANGE, STEP
from facelab.gui.qt.slider import Slider

BEYOND = QColor(200, 150, 62, 150)
"""Of the groove beyond the safe range: a calm amber on a light and a dark ground."""


class AmountSlider(Slider):
    """A slider whose rest lies inside: a bar from there to the knob shows the amount.

    The groove is tinted where fewer than 90 of 100 faces are still taken for the same person.

    Signals:
        approached: a hand may be about to move it.
    """

    approached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, accented=True)
        self._safe_range = RANGE
        self.set_reach(RANGE)
        self.setPageStep(5)

    @property
    def rest(self) -> int:
        """Nothing is asked."""
        return 0

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

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """The pointer is over it."""
        super().enterEvent(event)
        self.approached.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Its keys would move it."""
        super().focusInEvent(event)
        self.approached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete and 0 bring it to rest."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0):
            self.setValue(0)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Back to rest."""
        self.setValue(0)

    def paint_groove(self, painter: QPainter) -> None:
        """The groove, tinted where the person may be lost, and a mark at rest."""
        super().paint_groove(painter)
        if self.isEnabled():
            for inner, outer in zip(self._safe_range, (self.minimum(), self.maximum()), strict=True):
                start, end = self.place_of(inner / STEP), self.place_of(outer)
                if (end - start) * outer > 0:  # there is a part beyond
                    self.paint_bar(painter, start, end, BEYOND)
        rest, middle = self.place_of(0), self.height() / 2
        painter.setBrush(self.shade(0.2))
        painter.drawRoundedRect(QRectF(rest - 1, middle - 5, 2, 10), 1, 1)


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
