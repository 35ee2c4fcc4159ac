"""The form that asks which attributes sampled faces are to have, and which not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QWidget

from facelab.attributes import GROUPS
from facelab.gui.qt.fields import ChoiceBox
from facelab.gui.qt.scroll_bars import slim
from facelab.gui.qt.spacing import GAP
from facelab.gui.qt.titles import attribute_title
from facelab.synthesis.samples import Conditions

ANY = None


class ConditionsForm(QScrollArea):
    """A row for each attribute: any, with, without.

    Signals:
        changed: a person chose another condition.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {name: ChoiceBox() for group in GROUPS for name in group.attributes}
        self._labels = {name: QLabel() for name in self.boxes}
        inside = QWidget()
        rows = QFormLayout(inside)
        rows.setContentsMargins(0, 0, GAP, 0)
        for name, box in self.boxes.items():
            for value in (ANY, True, False):
                box.addItem("", value)
            self._labels[name].setBuddy(box)
            rows.addRow(self._labels[name], box)
            box.activated.connect(self.changed)
        self.setWidget(inside)
        slim(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows take it

    def retranslate(self) -> None:
        """Set every text in the current language."""
        for attribute, box in self.boxes.items():
            title = attribute_title(attribute)
            self._labels[attribute].setText(title)
            box.setAccessibleName(title)
            people = self.tr("any"), self.tr("men"), self.tr("women")
            there = self.tr("any"), self.tr("with"), self.tr("without")
            for row, words in enumerate(people if attribute == "Male" else there):
                box.setItemText(row, words)

    @property
    def conditions(self) -> Conditions:
        """What is asked."""
        return {name: box.currentData() for name, box in self.boxes.items() if box.currentData() is not ANY}

    def show_conditions(self, conditions: Conditions) -> None:
        """Show what is asked."""
        for name, box in self.boxes.items():
            box.setCurrentIndex(box.findData(conditions.get(name, ANY)))
