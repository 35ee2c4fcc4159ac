"""The panel of Edit: what is asked, looks, the sliders of all attributes in groups, with a search box."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from facelab.attributes import GROUPS, Group
from facelab.gui.panel.asked_bar import AskedBar
from facelab.gui.panel.attribute_row import AttributeRow
from facelab.gui.panel.heading import Heading
from facelab.gui.panel.looks_bar import LooksBar
from facelab.gui.panel.meter_bar import MeterBar
from facelab.gui.panel.method_options import MethodOptions
from facelab.gui.qt.fields import TextField
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.scroll_bars import slim
from facelab.gui.qt.spacing import GAP, ROOM, SMALL
from facelab.gui.qt.titles import attribute_title, group_title

if TYPE_CHECKING:
    from facelab.latent import Edit
    from facelab.latent.limits import Limits


NAME = 140
"""Pixels across the name of an attribute, at most."""


class AttributeSection(RetranslatedWidget):
    """A group of rows under a heading that opens and closes it, and tells how many of them ask for something."""

    def __init__(self, group: Group, rows: list[AttributeRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows, self._name = rows, group.name
        self.head, self._body = Heading(), QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(GAP, 0, 0, SMALL)
        body.setSpacing(0)
        for row in rows:
            body.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._body)
        self._searching = False
        self.head.opened.connect(lambda _: self._show())
        self.head.open(group.opened)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.count()

    def count(self) -> None:
        """Tell in the heading how many rows ask for something."""
        asked = sum(row.asked for row in self.rows)
        name = group_title(self._name)
        self.head.setText(f"{name} · {asked}" if asked else name)

    def search(self, words: str) -> None:
        """Show the rows that a search finds; all, opened as a person left them, without one."""
        found = [row.found_by(words) for row in self.rows]
        for row, there in zip(self.rows, found, strict=True):
            row.setVisible(there)
        self.setVisible(any(found))
        self._searching = bool(words.strip())
        self._show()

    def _show(self) -> None:
        there = self.head.is_open or self._searching
        self._body.setVisible(there)
        self.head.point(there)


class SliderPanel(RetranslatedWidget):
    """What is asked, looks, all sliders with a search box, the meter, options; signals are those of its rows.

    Signals:
        reset_asked: nothing shall be asked of the face any more.
    """

    approached = Signal(str)
    began = Signal()
    ended = Signal()
    moved = Signal(str, float)
    locked = Signal(str, bool)
    reset_asked = Signal()

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
        self.asked, self.looks, self.meter, self.method_options = AskedBar(), LooksBar(), MeterBar(), MethodOptions()
        self._build()
        self.setMinimumWidth(340)
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(SMALL)
        for widget in (self.looks, *self.sections, self.nothing_found):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        slim(scroll)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows take it
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(ROOM, ROOM, SMALL, SMALL)
        layout.setSpacing(GAP)
        above = QHBoxLayout()
        above.setContentsMargins(0, 0, GAP, 0)
        above.addWidget(self.search)
        layout.addLayout(above)
        layout.addWidget(self.asked)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.meter)
        layout.addWidget(self.method_options)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        signals: list[tuple[str, Callable[..., None]]] = [
            ("approached", self.approached.emit),
            ("began", self.began.emit),
            ("ended", self.ended.emit),
            ("moved", self.moved.emit),
            ("locked", self.locked.emit),
        ]
        for row in self.rows.values():
            for name, handler in signals:
                getattr(row, name).connect(handler)
        for options in (self.method_options, self.looks):
            options.began.connect(self.began)
            options.ended.connect(self.ended)
        self.asked.reset_asked.connect(self.reset_asked)
        self.meter.lock_asked.connect(lambda attribute: self.locked.emit(attribute, True))
        self.asked.taken_back.connect(self._take_back)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        font = self.font()
        font.setBold(True)
        metrics = QFontMetrics(font)
        width = max(metrics.horizontalAdvance(attribute_title(name)) for name in self.rows)
        for row in self.rows.values():
            row.name.set_name(attribute_title(row.attribute), min(width + 8, NAME))
        for say in (self.search.setPlaceholderText, self.search.setAccessibleName):
            say(self.tr("Search attributes"))
        self._search(self.search.text())

    def begin_search(self) -> None:
        """Let a person type what is searched, in place of what was."""
        self.search.setFocus()
        self.search.selectAll()

    def limit(self, limits: "Mapping[str, Limits]") -> None:
        """Let each slider go as far as it is of use."""
        for attribute, row in self.rows.items():
            row.limit(limits[attribute])

    def show_edit(self, edit: "Edit") -> None:
        """Show what is asked of the chosen face; in a drag this is called with every step."""
        for attribute in self.rows if self._edit is None else _unlike(self._edit, edit):
            self.rows[attribute].show_edit(edit)
        self._edit = edit
        self.asked.show_edit(edit)
        self.looks.show_edit(edit)
        for section in self.sections:
            section.count()

    def show_seen(self, before: Mapping[str, float], after: Mapping[str, float]) -> None:
        """Show how surely each attribute is seen, 0..1; nothing known of those that are not named."""
        for attribute, row in self.rows.items():
            row.show_seen(before.get(attribute, -1.0), after.get(attribute, -1.0))

    def _take_back(self, attribute: str) -> None:
        row = self.rows[attribute]
        row.lock.setChecked(False)
        row.number.setValue(0)

    def _search(self, words: str) -> None:
        self.looks.setVisible(not words.strip())
        for section in self.sections:
            section.search(words)
        nothing = all(section.isHidden() for section in self.sections)
        self.nothing_found.setText(self.tr("No attribute is called “{0}”.").format(words.strip()) if nothing else "")
        self.nothing_found.setVisible(nothing)


def _unlike(one: "Edit", other: "Edit") -> set[str]:
    """The attributes of which two edits ask different things."""
    amounts = one.amounts.items() ^ other.amounts.items()
    return {attribute for attribute, _ in amounts} | (one.locks ^ other.locks)
