"""What is asked of the face, first of all in the panel: a button for each that takes it back, and one for all."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QStyleOptionToolButton, QToolButton, QWidget

from facelab.gui.qt.flow_layout import FlowLayout
from facelab.gui.qt.icons import icon
from facelab.gui.qt.numbers import signed
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.tab_order import put_before
from facelab.gui.qt.titles import attribute_title

if TYPE_CHECKING:
    from facelab.latent import Edit


class Chip(QToolButton):
    """A button that says another text of the same length without having the panel laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""

    def say(self, words: str) -> None:
        """Show these words; in a drag this is called with every step."""
        as_long = len(words) == len(self._words)
        self._words = words
        self.update() if as_long else self.setText(words)

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:  # noqa: N802
        """Paint what is said last."""
        super().initStyleOption(option)
        option.text = self._words


class AskedBar(RetranslatedWidget):
    """Buttons of what is asked; the row is there from the first, so that nothing below it moves when one comes.

    Signals:
        taken_back: (str) nothing shall be asked of that attribute any more. reset_asked: nor of any.
    """

    taken_back = Signal(str)
    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: dict[str, Chip] = {}
        self.nothing, self.all = QLabel(), QToolButton()
        self.nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.all.setIcon(icon("undo"))
        self.all.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.all.setAutoRaise(True)
        self.all.clicked.connect(self.reset_asked)
        self._row = FlowLayout(self)
        self._row.addWidget(self.nothing)
        self._row.addWidget(self.all)
        self.nothing.setFixedHeight(self.all.sizeHint().height())
        self.all.hide()
        self._edit: Edit | None = None
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.nothing.setText(self.tr("Nothing is changed yet."))
        self.all.setText(self.tr("Reset all"))
        self.all.setToolTip(self.tr("Bring the face back to how it was"))
        if self._edit is not None:
            self.show_edit(self._edit)

    def show_edit(self, edit: "Edit") -> None:
        """Show what is asked; in a drag this is called with every step."""
        self._edit = edit
        asked = {name: signed(amount) for name, amount in edit.amounts.items() if amount}
        texts = asked | {name: self.tr("locked") for name in sorted(edit.locks)}
        for name in self.chips.keys() - texts.keys():
            self._remove(name)
        for name, text in texts.items():
            chip = self.chips.get(name) or self._add(name)
            words = f"{attribute_title(name)} {text}"
            chip.say(f"{words}  ×")
            if chip.toolTip() != (hint := self.tr("Take it back")):  # Qt tells of every one, in a drag at each step
                chip.setToolTip(hint)
            chip.setAccessibleName(self.tr("Take back {0}").format(words))
        self.nothing.setVisible(not texts)
        self.all.setVisible(bool(texts))

    def _add(self, name: str) -> Chip:
        chip = Chip()
        chip.clicked.connect(lambda: self.taken_back.emit(name))
        self._row.addWidget(chip)
        self._row.removeWidget(self.all)
        self._row.addWidget(self.all)  # stays the last
        put_before(chip, self.all)
        chip.show()  # at once, not when the layout gets to it: its room is told now
        self.chips[name] = chip
        return chip

    def _remove(self, name: str) -> None:
        chip = self.chips.pop(name)
        self._row.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
