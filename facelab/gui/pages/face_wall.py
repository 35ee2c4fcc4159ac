"""The wall as it is seen: faces in as many columns as there is room for, which fill its width."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QWidget

from facelab.gui.qt.picture_delegate import PictureDelegate
from facelab.gui.qt.scroll_bars import slim
from facelab.gui.qt.spacing import GAP, SMALL


class FaceWall(QListWidget):
    """Pictures of one size with a line of text below each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or columns would come and go with it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(PictureDelegate(self))
        self.setMouseTracking(True)
        slim(self)

    def show_at(self, side: int) -> None:
        """Show the pictures at so many pixels across."""
        self.setIconSize(QSize(side, side))
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another font is of another height."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fill()

    def _fill(self) -> None:
        side, room = self.iconSize().width(), self.viewport().width() - 1
        columns = max(room // (side + GAP), 1)
        cell = QSize(room // columns, side + self.fontMetrics().height() + GAP + SMALL)
        if cell != self.gridSize():
            self.setGridSize(cell)
