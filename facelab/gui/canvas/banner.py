"""A line below the photo: what is to be known of it, and a button that does what helps."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from facelab.gui.qt.spacing import GAP, ROOM


class Banner(QWidget):
    """A sentence, as long as it holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.button = QLabel(), QPushButton()
        self.label.setWordWrap(True)
        self._handler: Callable[[], object] = lambda: None
        row = QHBoxLayout(self)
        row.setContentsMargins(ROOM, GAP, ROOM, GAP)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(lambda: self._handler())
        self.say("")

    def text(self) -> str:
        """What is said; "" for nothing."""
        return self.label.text()

    def say(self, sentence: str, button: str = "", handler: Callable[[], object] = lambda: None) -> None:
        """Say a sentence, with a button where one helps; "" for nothing."""
        self.label.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._handler = handler
        self.setVisible(bool(sentence))
