"""What a drop will do, said over the place where it will be done, while something is dragged there."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

EDGE = 3.0
"""Pixels of the border that lights up."""
ROUND = 8.0
PAD = 10


class DropHint(QWidget):
    """Lies over a widget: a tint, a bright border and a few words; hidden while nothing is dragged there."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over, self._words = over, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        self.hide()

    def say(self, words: str) -> None:
        """Say what a drop will do; "" where nothing is dragged there any more."""
        self._words = words
        self.setAccessibleName(words)
        self.setGeometry(self._over.rect())
        self.setVisible(bool(words))
        self.raise_()
        self.update()

    @property
    def words(self) -> str:
        """What is said; "" for nothing."""
        return self._words

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Cover the widget."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The tint, the border, the words on a pill in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        tint = QColor(accent)
        tint.setAlpha(50)
        inside = QRectF(self.rect()).adjusted(EDGE / 2, EDGE / 2, -EDGE / 2, -EDGE / 2)
        painter.setPen(QPen(accent, EDGE))
        painter.setBrush(tint)
        painter.drawRoundedRect(inside, ROUND, ROUND)
        room = self.width() - 4 * PAD
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, max(room, 0))
        width, height = self.fontMetrics().horizontalAdvance(words) + 2 * PAD, self.fontMetrics().height() + PAD
        pill = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(self.palette().color(QPalette.ColorRole.HighlightedText))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
