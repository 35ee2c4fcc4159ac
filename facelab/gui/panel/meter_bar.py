"""The meter below the sliders: how far the face is the same person, and what moved beside what was asked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from facelab.gui.qt.flow_layout import FlowLayout
from facelab.gui.qt.icons import icon
from facelab.gui.qt.numbers import percent
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.share_bar import ShareBar
from facelab.gui.qt.spacing import GAP, SMALL
from facelab.gui.qt.tab_order import put_after
from facelab.gui.qt.titles import attribute_title
from facelab.pipeline.meter import Change, Measured

CHIP = 150
"""Pixels across a button, at most."""
Role = QPalette.ColorRole


class MeterBar(RetranslatedWidget):
    """A bar with its percentage, and a button for each attribute that moved, which locks it.

    Its rows are there from the first, so that no slider moves away under the hand.

    Signals:
        lock_asked: (str) that attribute shall stay where it is.
    """

    lock_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.bar, self.value, self.said = QLabel(), ShareBar(), QLabel(), QLabel()
        self.chips: list[QToolButton] = []
        self._measured: Measured | None = None
        self._outdated = False
        self.bar.setRange(0, 100)
        self.value.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 % "))
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._who, moved = QWidget(), QWidget()
        row = QHBoxLayout(self._who)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for widget in (self.name, self.bar, self.value):
            row.addWidget(widget, 1 if widget is self.bar else 0)
        self._row = FlowLayout(moved)
        self._row.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, 0)
        column.setSpacing(SMALL)
        column.addWidget(self._who)
        column.addWidget(moved)
        chip = QToolButton().sizeHint().height()
        self.said.setFixedHeight(chip)
        moved.setMinimumHeight(2 * chip + SMALL)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.name.setText(self.tr("Same person"))
        self.bar.setAccessibleName(self.tr("How far it still looks like the same person"))
        self._show()

    def clear(self) -> None:
        """Nothing is measured yet."""
        self._measured, self._outdated = None, False
        self._show()

    def outdate(self) -> None:
        """What is shown was measured before the last change: it is pale until it is measured anew."""
        if not self._outdated:
            self._outdated = True
            self._shade()

    def show_measured(self, measured: Measured) -> None:
        """Show what was found."""
        self._measured, self._outdated = measured, False
        self._show()

    def _show(self) -> None:
        measured = self._measured or Measured(0.0, 0.0, ())
        self._who.setVisible(measured.same is not None)
        self.bar.setValue(round(100 * (measured.same or 0)))
        self.value.setText(percent(measured.same or 0) if self._measured is not None else "")
        usual = self.tr("Two photos of one person come to some {0}, two people to {1}. It is an estimate, not proof.")
        self._who.setToolTip(usual.format(percent(measured.usual), percent(0)) if measured.usual else "")
        self._show_moved(measured.beside)
        self._shade()

    def _show_moved(self, changes: tuple[Change, ...]) -> None:
        while self.chips:
            chip = self.chips.pop()
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.said.setText(self.tr("Changed too:") if changes else self.tr("What else changes is named here."))
        for change in changes:
            self.chips.append(self._chip(change))

    def _chip(self, change: Change) -> QToolButton:
        chip, name = QToolButton(), attribute_title(change.attribute)
        arrow = "↑" if change.after > change.before else "↓"
        chip.setIcon(icon("unlocked"))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setText(f"{self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, CHIP)} {arrow}")
        seen = self.tr("{0}: {1} before, {2} now.").format(name, percent(change.before), percent(change.after))
        how = self.tr("Click to keep it as it was")
        chip.setToolTip(f"{seen}\n{how}")
        chip.setAccessibleName(self.tr("Lock {0}").format(name))
        chip.setAccessibleDescription(seen)
        chip.clicked.connect(lambda: self.lock_asked.emit(change.attribute))
        self._row.addWidget(chip)
        put_after(chip, self.chips[-1] if self.chips else self.said)
        chip.show()  # at once, not when the layout gets to it: its room is told now
        return chip

    def _shade(self) -> None:
        self.value.setForegroundRole(Role.PlaceholderText if self._outdated else Role.WindowText)
        self.said.setForegroundRole(Role.WindowText if self.chips and not self._outdated else Role.PlaceholderText)
