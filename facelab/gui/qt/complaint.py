"""What went wrong, said where one looks: over what is shown, for a while or until it is clicked away."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

FOR_MS = 12_000
"""Long enough for two sentences to be read twice."""
FAR = 16
"""Pixels from the upper edge, and at least from the sides."""
WIDEST = 560
STYLE = "background: rgba(20, 20, 20, 225); color: white; border-radius: 8px; padding: 10px 16px;"


class Complaint(QLabel):
    """A sentence on a dark plate at the upper edge of a widget."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over, self._timer = over, QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FOR_MS)
        self._timer.timeout.connect(self.hide)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setStyleSheet(STYLE)
        over.installEventFilter(self)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say it; a screen reader says it, too."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _place(self) -> None:
        widest = min(WIDEST, self._over.width() - 2 * FAR)
        needed = self.fontMetrics().horizontalAdvance(self.text()) + 48
        width = max(min(needed, widest), 1)
        self.setGeometry((self._over.width() - width) // 2, FAR, width, self.heightForWidth(width))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in the middle."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """It is read."""
        self.clear_away()

    def clear_away(self) -> None:
        """It holds no more."""
        self._timer.stop()
        self.hide()
