"""Numbers of a latent as bars to drag."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facelab.gui.pages.learn.inks import FIRST, ink

Array = NDArray[np.float32]
WIDEST = 26.0
"""Pixels from one bar to the next, at most."""
GAP_SHARE = 0.25
STEP = 0.05
"""Of an arrow, for the whole reach."""


class BarsView(QWidget):
    """Numbers as bars from a line of zero; a drag, or the arrows, change one where they may be changed.

    Signals:
        changed: (int, float) a bar has another value.

    Args:
        name: of the colour that bars are drawn in, see ``inks``.
        draggable: whether a person may change them.
    """

    changed = Signal(int, float)

    def __init__(self, name: str = FIRST, *, draggable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink, self._draggable = name, draggable
        self.values: Array = np.zeros(0, np.float32)
        self.reach, self.signed, self.chosen = 3.0, True, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if draggable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.SizeVerCursor)

    def show_values(self, values: Array, reach: float | None = None, *, signed: bool = True) -> None:
        """Other numbers, (N,); they are drawn up to ``reach``, from the middle up and down if ``signed``."""
        self.values, self.signed = np.asarray(values, np.float32).copy(), signed
        self.reach = self.reach if reach is None else reach
        self.chosen = min(self.chosen, max(len(values) - 1, 0))
        self._describe()

    def _describe(self) -> None:
        if self._draggable and len(self.values):
            self.setAccessibleDescription(f"z{self.chosen + 1} = {self.values[self.chosen]:.2f}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room to aim."""
        return QSize(320, 120)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room to see which is long."""
        return QSize(120, 24)

    @property
    def _pitch(self) -> float:
        return min(WIDEST, self.width() / max(len(self.values), 1))

    @property
    def _left(self) -> float:
        return (self.width() - self._pitch * len(self.values)) / 2

    @property
    def _zero(self) -> float:
        return self.height() / 2 if self.signed else self.height() - 2.0

    @property
    def _unit(self) -> float:
        """Pixels for 1."""
        return (self.height() / 2 - 2 if self.signed else self.height() - 4) / self.reach

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The line of zero and the bars; the chosen one stands out."""
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch, width = self._pitch, max(self._pitch * (1 - GAP_SHARE), 1.0)
        for number, value in enumerate(self.values.tolist()):
            x = self._left + number * pitch + (pitch - width) / 2
            if self._draggable:  # where it may be dragged to
                painter.fillRect(QRectF(x, 1, width, self.height() - 2), ink(palette, alpha=0.05))
            there = min(max(value, -self.reach), self.reach)
            top, bottom = sorted((self._zero, self._zero - there * self._unit))
            painter.fillRect(QRectF(x, top, width, max(bottom - top, 1.0)), ink(palette, self._ink, 0.85))
        painter.setPen(QPen(ink(palette, alpha=0.35), 1))
        painter.drawLine(QPointF(self._left, self._zero), QPointF(self.width() - self._left, self._zero))
        if self._draggable and self.hasFocus() and len(self.values):
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(QRectF(self._left + self.chosen * pitch + 1, 1, pitch - 2, self.height() - 2))

    def set_value(self, number: int, value: float) -> None:
        """Change one, and tell."""
        self.chosen = number
        self.values[number] = min(max(value, -self.reach if self.signed else 0.0), self.reach)
        self._describe()
        self.changed.emit(number, float(self.values[number]))

    def _take(self, at: QPointF, *, choose: bool) -> None:
        if not self._draggable or not len(self.values):
            return
        number = int((at.x() - self._left) // self._pitch)
        if choose:
            self.chosen = min(max(number, 0), len(self.values) - 1)
        self.set_value(self.chosen, (self._zero - at.y()) / self._unit)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of a bar."""
        self._take(event.position(), choose=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag it."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._take(event.position(), choose=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left and right choose a bar, up and down change it, 0 brings it to zero."""
        key, last = Qt.Key(event.key()), len(self.values) - 1
        if not self._draggable or last < 0:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.chosen = min(max(self.chosen + (1 if key == Qt.Key.Key_Right else -1), 0), last)
            self._describe()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            way = 1 if key == Qt.Key.Key_Up else -1
            self.set_value(self.chosen, float(self.values[self.chosen]) + way * STEP * self.reach)
        elif key == Qt.Key.Key_0:
            self.set_value(self.chosen, 0.0)
        else:
            super().keyPressEvent(event)
