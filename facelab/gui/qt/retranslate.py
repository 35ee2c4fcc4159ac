"""Widgets whose texts change with the language while the program runs."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class RetranslatedWidget(QWidget):
    """A widget that sets its texts anew when the language changes."""

    def retranslate(self) -> None:
        """Set every text in the current language."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another language was chosen."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
