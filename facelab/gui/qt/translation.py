"""Sentences of the core, which knows no Qt, in the language of the window."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from facelab.errors import AttributeName, Hint, Listing, Message, PresetName, Share, SignedAmount, Value
from facelab.gui.qt.numbers import WrittenNumber, percent, signed
from facelab.gui.qt.titles import attribute_title, preset_title


def in_words(message: Message) -> str:
    """A sentence of the core in the language of the time."""
    template = _template(message)
    return (template[:1].upper() + template[1:]).format(**_values(message))  # a file's name keeps its first letter


def _template(message: Message) -> str:
    return QCoreApplication.translate("", message.template)


def _values(message: Message) -> dict[str, Value]:
    return {name: _value(value) for name, value in message.values.items()}


def _value(value: Value) -> Value:
    match value:
        case Message():
            return _template(value).format(**_values(value))
        case Listing():
            return ", ".join(str(_value(one)) for one in value)
        case AttributeName():
            return attribute_title(value)
        case PresetName():
            return preset_title(value)
        case SignedAmount():
            return signed(value)
        case Share():
            return percent(value)
        case Path():  # there is room for its name
            return value.name or str(value)
        case float():
            return WrittenNumber(value)
        case Hint():  # nobody at the window types an option
            return ""
    return value
