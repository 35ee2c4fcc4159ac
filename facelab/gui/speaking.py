"""Words on the screen, in the language that is chosen, while the program runs."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from facelab.attributes import title


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


def attribute_title(attribute: str) -> str:
    """What an attribute is called."""
    return QCoreApplication.translate("Attributes", title(attribute))


def group_title(name: str) -> str:
    """What a group of attributes is called."""
    return QCoreApplication.translate("Attributes", name)


def preset_title(name: str) -> str:
    """What a preset is called; a person's own keeps its name."""
    return QCoreApplication.translate("Presets", name)
