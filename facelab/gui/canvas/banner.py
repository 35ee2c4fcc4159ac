"""A plate at the lower edge of the photo: what is to be known of it, and a button that does what helps.

It lies upon the photo, which would move if it lay below.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from facelab.gui.qt.plate import BUTTON, PLATE
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.spacing import GAP, ROOM

WIDEST = 640
"""Pixels across the plate, at most."""


class Banner(RetranslatedWidget):
    """A sentence over a widget, as long as it holds, or until a person has read it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over, self._read = over, ""
        self.label, self.button, self.away = QLabel(), QPushButton(), QPushButton("×")
        self.label.setWordWrap(True)
        self._handler: Callable[[], object] = lambda: None
        self.setObjectName("plate")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(PLATE + BUTTON)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(ROOM, GAP, GAP, GAP)
        row.setSpacing(GAP)
        row.addWidget(self.label, 1)
        for button in (self.button, self.away):
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            row.addWidget(button)
        self.button.clicked.connect(lambda: self._handler())
        self.away.clicked.connect(self._put_away)
        over.installEventFilter(self)
        self.retranslate()
        self.say("")

    def retranslate(self) -> None:
        """Set every text in the current language."""
        for say in (self.away.setToolTip, self.away.setAccessibleName):
            say(self.tr("Put this away"))

    def text(self) -> str:
        """What is said; "" for nothing."""
        return self.label.text()

    def say(self, sentence: str, button: str = "", handler: Callable[[], object] = lambda: None) -> None:
        """Say a sentence, with a button where one helps; "" for nothing. What was read and holds on stays away."""
        if not sentence:
            self._read = ""
        self.label.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._handler = handler
        self._place()
        self.setVisible(bool(sentence) and sentence != self._read)
        self.raise_()

    def _put_away(self) -> None:
        self._read = self.label.text()
        self.hide()

    def _place(self) -> None:
        """In the middle of the lower edge, as wide as the sentence needs."""
        row, around = self._row, self._row.contentsMargins()
        buttons = sum(b.sizeHint().width() + GAP for b in (self.button, self.away) if not b.isHidden())
        words = self.label.fontMetrics().horizontalAdvance(self.label.text()) + GAP
        needed = words + buttons + around.left() + around.right()
        width = max(min(needed, WIDEST, self._over.width() - 2 * GAP), 1)
        height = max(row.heightForWidth(width), row.minimumSize().height())
        self.setGeometry((self._over.width() - width) // 2, self._over.height() - height - GAP, width, height)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay at the edge."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False
