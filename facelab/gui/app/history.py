"""The history: the steps of the page that is seen, each of which can be gone back to."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QUndoGroup
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QStyledItemDelegate, QStyleOptionViewItem, QUndoView

from facelab.gui.qt.icons import icon
from facelab.gui.qt.scroll_bars import slim
from facelab.gui.qt.spacing import GAP
from facelab.gui.session.undo import retranslate_steps

WIDTH = 150
"""Pixels across it, at first and at least."""


class _Rows(QStyledItemDelegate):
    """Rows as high as those of the other lists."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """As high as a line, and the room between two."""
        return super().sizeHint(option, index) + QSize(0, GAP)


class History(QDockWidget):
    """Shows the steps of the active stack of a group."""

    def __init__(self, undos: QUndoGroup) -> None:
        super().__init__()
        self._undos, self.steps = undos, QUndoView(undos)
        self.setObjectName("history")
        self.steps.setMinimumWidth(WIDTH)
        self.steps.setItemDelegate(_Rows(self.steps))
        slim(self.steps)
        self.setWidget(self.steps)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.setWindowTitle(self.tr("History"))
        self.steps.setEmptyLabel(self.tr("As it was opened"))
        self.steps.setAccessibleName(self.tr("History"))
        for button, hint in (
            ("close", self.tr("Close the history")),
            ("float", self.tr("Put it into a window of its own")),
        ):
            if (found := self.findChild(QAbstractButton, f"qt_dockwidget_{button}button")) is not None:
                found.setIcon(icon(button))  # the style's own are dark in a dark theme
                found.setToolTip(hint)
                found.setAccessibleName(hint)
                found.setAccessibleDescription(hint)
        for stack in self._undos.stacks():
            retranslate_steps(stack)
        self.steps.viewport().update()
