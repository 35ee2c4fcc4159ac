"""A list of all attributes to choose from, in an order of one's own."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from facelab.attributes import GROUPS
from facelab.gui.qt.titles import attribute_title

ALL = tuple(name for group in GROUPS for name in group.attributes)
HEIGHT = 110


class AttributeChoice(QListWidget):
    """Attributes with a tick each, those that are chosen first; a drag, or Alt with an arrow, moves one.

    Signals:
        chosen: (tuple of str) other attributes are chosen, or the same in another order.
    """

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(210)  # a row of its own in a form
        self.itemChanged.connect(lambda _: self._tell())
        self.model().rowsMoved.connect(lambda *_: self._tell())

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as some rows."""
        return QSize(160, HEIGHT)

    @property
    def names(self) -> tuple[str, ...]:
        """Those that are chosen, in their order."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(i.data(Qt.ItemDataRole.UserRole) for i in items if i.checkState() is Qt.CheckState.Checked)

    def show_chosen(self, names: Sequence[str]) -> None:
        """Show these as chosen, first and in this order, without telling."""
        if self.count() and self.names == tuple(names) and self.item(0).text() == attribute_title(self._name(0)):
            return
        self._showing = True
        self.clear()
        for name in (*names, *(name for name in ALL if name not in names)):
            item = QListWidgetItem(attribute_title(name))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in names else Qt.CheckState.Unchecked)
            self.addItem(item)
        self._showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Alt with an arrow moves an attribute up or down."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_by(step)
        else:
            super().keyPressEvent(event)

    def move_by(self, step: int) -> None:
        """Move the current attribute up (-1) or down (1)."""
        row = self.currentRow()
        if 0 <= row + step < self.count():
            self._showing = True
            self.insertItem(row + step, self.takeItem(row))
            self.setCurrentRow(row + step)
            self._showing = False
            self._tell()

    def _name(self, row: int) -> str:
        return str(self.item(row).data(Qt.ItemDataRole.UserRole))

    def _tell(self) -> None:
        if self.names and not self._showing:  # one is always left
            self.chosen.emit(self.names)
