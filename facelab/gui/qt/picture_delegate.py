"""How pictures in a list are painted: as they are, the chosen one in a frame, its name below."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facelab.gui.qt.spacing import SMALL

FRAME = 2.0
"""Pixels across the frame of a chosen picture."""
ROUND = 3.0
"""Radius of its corners."""


class PictureDelegate(QStyledItemDelegate):
    """Paints an item of a list of icons.

    Qt would fill the name's ground with the accent's colour and tint the picture, which is to be judged.
    """

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The picture, a frame where it is chosen or pointed at, its name."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        state, palette = shown.state, shown.palette
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        size = shown.icon.actualSize(shown.decorationSize)
        place = QRect(0, 0, size.width(), size.height())
        top = shown.rect.top() + SMALL + (shown.decorationSize.height() - size.height()) // 2
        place.moveTo(shown.rect.center().x() - size.width() // 2, top)
        shown.icon.paint(painter, place, mode=QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen, away in _frames(state, palette):
            painter.setPen(pen)
            painter.drawRoundedRect(QRectF(place).adjusted(-away, -away, away, away), ROUND, ROUND)
        if shown.text:
            line = shown.fontMetrics.height()
            below = QRect(shown.rect.left(), shown.rect.top() + SMALL + shown.decorationSize.height(), 0, 0)
            below.setSize(shown.rect.size())
            below.setHeight(line + SMALL)
            group = QPalette.ColorGroup.Active if enabled else QPalette.ColorGroup.Disabled
            painter.setPen(palette.color(group, QPalette.ColorRole.Text))
            elided = shown.fontMetrics.elidedText(shown.text, shown.textElideMode, below.width() - SMALL)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, elided)
        painter.restore()


def _frames(state: QStyle.StateFlag, palette: QPalette) -> list[tuple[QPen, float]]:
    """Pens for what is drawn around a picture, and how far from it.

    The accent's colour where it is chosen, a pale line where it is pointed at, a fine one around what keys are for.
    """
    accent, pale = palette.color(QPalette.ColorRole.Highlight), QColor(palette.color(QPalette.ColorRole.Text))
    pale.setAlphaF(0.45)
    pens: list[tuple[QPen, float]] = []
    if state & QStyle.StateFlag.State_Selected:
        pens.append((QPen(accent, FRAME), FRAME / 2))
    elif state & QStyle.StateFlag.State_MouseOver:
        pens.append((QPen(pale, FRAME), FRAME / 2))
    if state & QStyle.StateFlag.State_HasFocus:
        pens.append((QPen(palette.color(QPalette.ColorRole.Text), 1), FRAME + 1))
    return pens
