"""Fields to type into and boxes to choose from: undo is the window's, the wheel is what is around's."""

import re

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QToolTip, QWidget

from facelab.gui.qt.numbers import MINUS

translate = QCoreApplication.translate
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")


def read_number(text: str) -> float | None:
    """The number that is written, with a comma or a point in any language; None where there is none."""
    plain = re.sub(r"\s", "", text).replace(MINUS, "-").replace(",", ".")
    return float(plain) if _NUMBER.fullmatch(plain) else None


def is_undo(event: QEvent) -> bool:
    """Whether a key asks for undo or redo."""
    keys = QKeySequence.StandardKey
    return isinstance(event, QKeyEvent) and (event.matches(keys.Undo) or event.matches(keys.Redo))


class NumberField(QDoubleSpinBox):
    """A number: what is out of range comes to the end of it, and what is none leaves the old one; both are said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The wheel turns the number that is being typed; else it scrolls what is around."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Anything may be typed: it is read when it is ended."""
        return QValidator.State.Acceptable, text, place

    def textFromValue(self, number: float) -> str:  # noqa: N802
        """The number as it is written in print, with a true minus."""
        return super().textFromValue(number).replace("-", MINUS)

    def valueFromText(self, text: str) -> float:  # noqa: N802
        """The number that was typed, or the nearest that may be."""
        return round(_typed(self, text), self.decimals())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Write the number as the language does that was chosen."""
        if event.type() is QEvent.Type.LanguageChange:
            self.setLocale(QLocale())
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Undo first takes back what is typed and not ended, then is the window's."""
        return _undone_here(self, self.textFromValue(self.value()), event) or super().event(event)


class WholeNumberField(QSpinBox):
    """A whole number, else as ``NumberField``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The wheel turns the number that is being typed; else it scrolls what is around."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Anything may be typed: it is read when it is ended."""
        return QValidator.State.Acceptable, text, place

    def valueFromText(self, text: str) -> int:  # noqa: N802
        """The number that was typed, rounded, or the nearest that may be."""
        return round(_typed(self, text))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Write the number as the language does that was chosen."""
        if event.type() is QEvent.Type.LanguageChange:
            self.setLocale(QLocale())
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Undo first takes back what is typed and not ended, then is the window's."""
        return _undone_here(self, self.textFromValue(self.value()), event) or super().event(event)


class ChoiceBox(QComboBox):
    """One of several; the wheel leaves it alone, or whoever scrolls past it would choose unawares."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The wheel scrolls what is around."""
        event.ignore()


class TextField(QLineEdit):
    """A line of text: undo takes back what is being typed; once it is ended, undo is the window's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editingFinished.connect(lambda: self.setText(self.text()))  # forgets what was typed how

    def event(self, event: QEvent) -> bool:
        """Keys of undo are the window's where nothing is being typed."""
        if event.type() is QEvent.Type.ShortcutOverride and is_undo(event) and not self.isUndoAvailable():
            event.ignore()
            return True
        return super().event(event)


def _typed(field: NumberField | WholeNumberField, text: str) -> float:
    low, high = field.minimum(), field.maximum()
    number = read_number(text)
    if number is None:
        if text.strip():
            stays = _written(field, field.value())
            _say(field, translate("Fields", "“{0}” is no number; it stays {1}.").format(text, stays))
        return field.value()
    if not low <= number <= high:
        ends = _written(field, low), _written(field, high)
        _say(field, translate("Fields", "It goes from {0} to {1}.").format(*ends))
    return min(max(number, low), high)


def _written(field: NumberField | WholeNumberField, number: float) -> str:
    return field.textFromValue(number) if isinstance(field, NumberField) else field.textFromValue(round(number))


def _say(field: QAbstractSpinBox, sentence: str) -> None:
    """Where one looks: at the field."""
    QToolTip.showText(field.mapToGlobal(field.rect().bottomLeft()), sentence, field)


def _undone_here(field: QAbstractSpinBox, rest: str, event: QEvent) -> bool:
    """Whether a key of undo was answered: what is typed goes back to ``rest``, or it is left to the window."""
    if event.type() is not QEvent.Type.ShortcutOverride or not is_undo(event):
        return False
    if field.text() == rest:
        event.ignore()
    else:
        field.lineEdit().setText(rest)
        event.accept()
    return True
