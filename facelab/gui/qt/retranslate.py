"""Words on the screen, in the language that is chosen, while the program runs."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Speaking(QWidget):
    """A widget that says its words again when the language changes."""

    def speak(self) -> None:
        """Say all words in the language of the time."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another language was chosen."""
        if event.type() is QEvent.Type.LanguageChange:
            self.speak()
        super().changeEvent(event)
