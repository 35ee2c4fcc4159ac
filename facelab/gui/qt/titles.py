"""The names of attributes, groups and presets in the current language."""

from PySide6.QtCore import QCoreApplication

from facelab.attributes import title


def attribute_title(attribute: str) -> str:
    """What an attribute is called."""
    return QCoreApplication.translate("Attributes", title(attribute))


def group_title(name: str) -> str:
    """What a group of attributes is called."""
    return QCoreApplication.translate("Attributes", name)


def preset_title(name: str) -> str:
    """What a preset is called; a person's own keeps its name."""
    return QCoreApplication.translate("Presets", name)
