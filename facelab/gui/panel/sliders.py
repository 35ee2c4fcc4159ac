"""The sliders of all attributes, in groups, with a search box."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from facelab.attributes import GROUPS, RANGE, STEP, Group, matches, title
from facelab.gui.panel.amount_slider import AmountSlider, AttributeLabel
from facelab.gui.panel.method_options import MethodOptions
from facelab.gui.panel.synonyms import synonyms
from facelab.gui.qt.fields import NumberField, TextField
from facelab.gui.qt.icons import icon
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.titles import attribute_title, group_title

if TYPE_CHECKING:
    from facelab.latent import Edit
    from facelab.latent.limits import Limits


class AttributeRow(RetranslatedWidget):
    """One attribute: name, slider, number, lock.

    Signals:
        began, ended: a drag. moved: (str, float) attribute and amount. locked: (str, bool).
    """

    began = Signal()
    ended = Signal()
    moved = Signal(str, float)
    locked = Signal(str, bool)

    def __init__(self, attribute: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self._limits: Limits | None = None
        self.slider, self.number, self.lock = AmountSlider(), NumberField(), QToolButton()
        self.name = AttributeLabel()
        self.name.setBuddy(self.slider)
        self.name.setFixedHeight(24)
        self.number.setRange(*RANGE)
        self.number.setSingleStep(STEP)
        self.number.setDecimals(1)
        self.number.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.number.setFixedWidth(52)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.lock.setCheckable(True)
        self.lock.setAutoRaise(True)
        self.lock.setIcon(icon("unlocked"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.name, self.slider, self.number, self.lock):
            row.addWidget(widget, 1 if widget is self.slider else 0)
        self.slider.sliderPressed.connect(self.began)
        self.slider.sliderReleased.connect(self.ended)
        self.slider.valueChanged.connect(self._moved)
        self.number.valueChanged.connect(self._typed)
        self.lock.toggled.connect(self._locked)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        name = attribute_title(self.attribute)
        self.name.setText(name)
        self.slider.setAccessibleName(name)
        about = self.tr("{0}: drag, or use the arrow keys; double-click brings it to rest").format(name)
        tinted = self.tr("Where the line is yellow, more than one face in ten no longer looks like the same person.")
        self.slider.setToolTip(f"{about}\n{tinted}" if self.slider.tinted else about)
        self.number.setAccessibleName(self.tr("Amount of {0}").format(name))
        self.lock.setAccessibleName(self.tr("Lock {0}").format(name))
        self.lock.setToolTip(self.tr("Keep {0} as it is while others move").format(name))

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

    def show_edit(self, edit: "Edit") -> None:
        """Show what is asked, without asking it."""
        amount, locked = edit.amounts.get(self.attribute, 0.0), self.attribute in edit.locks
        shown = self.number.value() == amount
        if shown and self.lock.isChecked() == locked == (not self.slider.isEnabled()):
            self.lock.setEnabled(locked or amount == 0)
            return
        with QSignalBlocker(self.slider), QSignalBlocker(self.number), QSignalBlocker(self.lock):
            self.slider.setValue(round(amount / STEP))
            self.number.setValue(amount)
            self.slider.setAccessibleDescription(self.number.text())
            self.lock.setChecked(locked)
        self.lock.setIcon(icon("locked" if locked else "unlocked"))
        self.slider.setEnabled(not locked)
        self.number.setEnabled(not locked)
        self.lock.setEnabled(locked or amount == 0)

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
        self.moved.emit(self.attribute, round(self.number.value(), 1))

    def _locked(self, locked: bool) -> None:
        self.lock.setIcon(icon("locked" if locked else "unlocked"))
        self.locked.emit(self.attribute, locked)


class AttributeSection(RetranslatedWidget):
    """A group of rows under a heading that opens and closes it."""

    def __init__(self, group: Group, rows: list[AttributeRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows, self._name = rows, group.name
        self.head, self._body = QToolButton(), QWidget()
        self.opened = group.opened
        self.head.setAutoRaise(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        font = self.head.font()
        font.setBold(True)
        self.head.setFont(font)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(8, 0, 0, 8)
        body.setSpacing(2)
        for row in rows:
            body.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self._body)
        self.head.clicked.connect(self.toggle)
        self._show(self.opened)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.head.setText(group_title(self._name))

    def toggle(self) -> None:
        """Open what is closed, close what is open."""
        self.opened = not self.opened
        self._show(self.opened)

    def search(self, words: str) -> None:
        """Show the rows that a search finds; all, opened as a person left them, without one."""
        found = [row.found_by(words) for row in self.rows]
        for row, there in zip(self.rows, found, strict=True):
            row.setVisible(there)
        self.setVisible(any(found))
        self._show(self.opened or bool(words.strip()))

    def _show(self, opened: bool) -> None:
        self._body.setVisible(opened)
        self.head.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)


class SliderPanel(RetranslatedWidget):
    """All sliders, a search box above them, the options of the method below; the signals are those of its rows."""

    began = Signal()
    ended = Signal()
    moved = Signal(str, float)
    locked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = TextField()
        self.search.setClearButtonEnabled(True)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.search)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self.search.clear)
        self.nothing_found = QLabel()
        self.nothing_found.setWordWrap(True)
        self.nothing_found.hide()
        self._edit: Edit | None = None
        self.rows = {name: AttributeRow(name) for group in GROUPS for name in group.attributes}
        self.sections = [AttributeSection(group, [self.rows[name] for name in group.attributes]) for group in GROUPS]
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for section in self.sections:
            column.addWidget(section)
        column.addWidget(self.nothing_found)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 4, 4)
        layout.setSpacing(10)
        above = QHBoxLayout()
        above.setContentsMargins(0, 0, 8, 0)
        above.addWidget(self.search)
        layout.addLayout(above)
        layout.addWidget(scroll, 1)
        self.method_options = MethodOptions()
        layout.addWidget(self.method_options)
        self.setMinimumWidth(340)
        self.search.textChanged.connect(self._search)
        signals: list[tuple[str, Callable[..., None]]] = [
            ("began", self.began.emit),
            ("ended", self.ended.emit),
            ("moved", self.moved.emit),
            ("locked", self.locked.emit),
        ]
        for row in self.rows.values():
            for name, handler in signals:
                getattr(row, name).connect(handler)
        self.method_options.began.connect(self.began)
        self.method_options.ended.connect(self.ended)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        width = max(self.fontMetrics().horizontalAdvance(attribute_title(name)) for name in self.rows)
        for row in self.rows.values():
            row.name.setFixedWidth(width + 10)
        for say in (self.search.setPlaceholderText, self.search.setAccessibleName):
            say(self.tr("Search attributes"))
        self._search(self.search.text())

    def limit(self, limits: "Mapping[str, Limits]") -> None:
        """Let each slider go as far as it is of use."""
        for attribute, row in self.rows.items():
            row.limit(limits[attribute])

    def show_edit(self, edit: "Edit") -> None:
        """Show what is asked of the chosen face; in a drag this is called with every step."""
        for attribute in self.rows if self._edit is None else _unlike(self._edit, edit):
            self.rows[attribute].show_edit(edit)
        self._edit = edit

    def show_seen(self, before: Mapping[str, float], after: Mapping[str, float]) -> None:
        """Show how surely each attribute is seen, 0..1; nothing known of those that are not named."""
        for attribute, row in self.rows.items():
            row.show_seen(before.get(attribute, -1.0), after.get(attribute, -1.0))

    def _search(self, words: str) -> None:
        for section in self.sections:
            section.search(words)
        nothing = all(section.isHidden() for section in self.sections)
        self.nothing_found.setText(self.tr("No attribute is called “{0}”.").format(words.strip()) if nothing else "")
        self.nothing_found.setVisible(nothing)


def _unlike(one: "Edit", other: "Edit") -> set[str]:
    """The attributes of which two edits ask different things."""
    amounts = one.amounts.items() ^ other.amounts.items()
    return {attribute for attribute, _ in amounts} | (one.locks ^ other.locks)
