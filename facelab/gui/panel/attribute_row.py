"""One attribute in the panel: its name, slider, number, lock, and the way back to rest."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from facelab.attributes import RANGE, STEP, matches, title
from facelab.gui.panel.amount_slider import AmountSlider, AttributeLabel
from facelab.gui.panel.synonyms import synonyms
from facelab.gui.qt.fields import NumberField
from facelab.gui.qt.icons import icon
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.spacing import GAP
from facelab.gui.qt.titles import attribute_title

if TYPE_CHECKING:
    from facelab.latent import Edit
    from facelab.latent.limits import Limits


class AttributeRow(RetranslatedWidget):
    """One attribute: name, slider, number, and a lock, in whose place is a way back to rest while something is asked.

    Signals:
        approached: (str) a hand may be about to move it.
        began, ended: a drag. moved: (str, float) attribute and amount. locked: (str, bool).
    """

    approached = Signal(str)
    began = Signal()
    ended = Signal()
    moved = Signal(str, float)
    locked = Signal(str, bool)

    def __init__(self, attribute: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self._limits: Limits | None = None
        self.slider, self.number, self.lock, self.reset = AmountSlider(), NumberField(), QToolButton(), QToolButton()
        self.name = AttributeLabel()
        self.name.setBuddy(self.slider)
        self.name.setFixedHeight(24)
        self.number.setRange(*RANGE)
        self.number.setSingleStep(STEP)
        self.number.setDecimals(1)
        self.number.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.number.setFixedWidth(46)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.lock.setCheckable(True)
        for button, drawing in ((self.lock, "unlocked"), (self.reset, "reset")):
            button.setAutoRaise(True)
            button.setIcon(icon(drawing))
        self.reset.hide()
        self.beyond = QLabel()
        self.beyond.setWordWrap(True)
        self.beyond.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.beyond.hide()
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for widget in (self.name, self.slider, self.number, self.lock, self.reset):
            row.addWidget(widget, 1 if widget is self.slider else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.beyond)
        self.slider.approached.connect(lambda: self.approached.emit(attribute))
        self.slider.sliderPressed.connect(self.began)
        self.slider.sliderReleased.connect(self.ended)
        self.slider.sliderReleased.connect(self._mark)
        self.slider.valueChanged.connect(self._moved)
        self.number.valueChanged.connect(self._typed)
        self.lock.toggled.connect(self._locked)
        self.reset.clicked.connect(lambda: self.number.setValue(0))
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        name = attribute_title(self.attribute)
        self.slider.setAccessibleName(name)
        about = self.tr("{0}: drag, or use the arrow keys; double-click brings it to rest").format(name)
        tinted = self.tr("Where the line is amber, more than one face in ten no longer looks like the same person.")
        self.slider.setToolTip(f"{about}\n{tinted}" if self.slider.tinted else about)
        self.number.setAccessibleName(self.tr("Amount of {0}").format(name))
        self.lock.setAccessibleName(self.tr("Lock {0}").format(name))
        self.lock.setToolTip(self.tr("Keep {0} as it is while others move").format(name))
        self.reset.setAccessibleName(self.tr("Bring {0} back to rest").format(name))
        self.reset.setToolTip(self.reset.accessibleName())
        self.beyond.setText(self.tr("So far it may no longer look like the same person."))
        self.beyond.setToolTip(tinted)

    def found_by(self, words: str) -> bool:
        """Whether a search finds the attribute, by what people call it in English or in the current language."""
        name = self.attribute
        return matches(words, attribute_title(name), title(name), name, synonyms(name))

    def limit(self, limits: "Limits") -> None:
        """Let the slider reach so far; a number may say more."""
        self._limits = limits
        with QSignalBlocker(self.slider):
            self.slider.set_reach(limits.reach)
            self.slider.set_safe_range(limits.safe)
            self.slider.setValue(round(self.number.value() / STEP))
        self.retranslate()

    def show_seen(self, before: float, after: float) -> None:
        """Show how surely the attribute is seen, 0..1 (below 0: not known): who has it already has less room."""
        self.name.show_seen(before, after)
        if self._limits is not None:
            self.slider.set_safe_range(self._limits.safe_for(before) if before >= 0 else self._limits.safe)
            self.retranslate()  # the tooltip tells of the tint
            self._mark()

    def show_edit(self, edit: "Edit") -> None:
        """Show what is asked, without asking it."""
        amount, locked = edit.amounts.get(self.attribute, 0.0), self.attribute in edit.locks
        if self.number.value() != amount or self.lock.isChecked() != locked:
            with QSignalBlocker(self.slider), QSignalBlocker(self.number), QSignalBlocker(self.lock):
                self.slider.setValue(round(amount / STEP))
                self.number.setValue(amount)
                self.slider.setAccessibleDescription(self.number.text())
                self.lock.setChecked(locked)
            self.lock.setIcon(icon("locked" if locked else "unlocked"))
        self.slider.setEnabled(not locked)
        self.number.setEnabled(not locked)
        self._mark()

    @property
    def asked(self) -> bool:
        """Whether something is asked of the attribute."""
        return self.number.value() != 0 or self.lock.isChecked()

    def _mark(self) -> None:
        """What is asked stands out; beyond the safe range it is said what that means, once the hand has let go."""
        moved, font = self.number.value() != 0, self.name.font()
        if font.bold() != self.asked:
            font.setBold(self.asked)
            self.name.setFont(font)
            self.name.set_name(attribute_title(self.attribute), self.name.width())
        if moved == self.reset.isHidden():
            self.reset.setVisible(moved)
            self.lock.setVisible(not moved)
        if not self.slider.isSliderDown():  # what lies below must not move away under the hand
            self.beyond.setVisible(self.slider.is_beyond(self.number.value()))

    def _moved(self, steps: int) -> None:
        with QSignalBlocker(self.number):
            self.number.setValue(steps * STEP)
        self._emit_moved()

    def _typed(self, amount: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(amount / STEP))
        self._emit_moved()

    def _emit_moved(self) -> None:
        self.slider.setAccessibleDescription(self.number.text())
        self._mark()
        self.moved.emit(self.attribute, round(self.number.value(), 1))

    def _locked(self, locked: bool) -> None:
        self.lock.setIcon(icon("locked" if locked else "unlocked"))
        self._mark()
        self.locked.emit(self.attribute, locked)
