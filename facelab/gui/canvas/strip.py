"""A strip: a row of pictures to choose from, with the mouse or the arrow keys."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from facelab.gui.qt.images import plain_icon
from facelab.gui.qt.picture_delegate import PictureDelegate
from facelab.gui.qt.scroll_bars import slim

PAD = 12
"""Pixels around a picture."""


class Strip(QListWidget):
    """A row of pictures of one size that can be moved along."""

    def __init__(self, thumb: int, parent: QWidget | None = None) -> None:
        """``thumb``: pixels across a picture."""
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(thumb, thumb))
        self.setGridSize(QSize(thumb + PAD, thumb + PAD))
        self.setFrameShape(QListView.Shape.NoFrame)
        slim(self)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(PictureDelegate(self))
        self.setMouseTracking(True)
        self.horizontalScrollBar().rangeChanged.connect(self._fit)
        self._fit()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.hide()

    def add(self, name: str) -> None:
        """One picture more, which is still to come; ``name`` is what it is called."""
        item = QListWidgetItem()
        item.setSizeHint(
            self.iconSize() + QSize(PAD // 2, PAD // 2)
        )  # or it would lie where it has room without its picture
        item.setToolTip(name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        self.addItem(item)

    def show_picture(self, row: int, image: QImage) -> None:
        """The picture at a place."""
        if not image.isNull() and (item := self.item(row)) is not None:
            item.setIcon(plain_icon(image))

    def _fit(self) -> None:
        """A bar to scroll with takes room only where it is needed."""
        bar = self.horizontalScrollBar()
        more = bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0
        self.setFixedHeight(self.gridSize().height() + PAD // 2 + more)

    def mark_row(self, row: int) -> None:
        """Mark one as the chosen one; -1 for none."""
        self.setCurrentRow(row)
        if (item := self.currentItem()) is not None:
            self.scrollToItem(item)
