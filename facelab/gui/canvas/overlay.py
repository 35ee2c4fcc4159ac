"""What is painted over the photo: outlines of heads, the line between before and after, a mark of doubt."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen, QPolygonF, QTransform

from facelab.gui.qt.colours import DOUBT

NAME_MARGIN = 10.0
"""Pixels between the canvas's border and the name of what it shows."""
BADGE = 20.0
"""Pixels across the mark of doubt."""


def paint_heads(
    painter: QPainter, heads: Sequence[QPolygonF], to_canvas: QTransform, palette: QPalette, chosen: int, hovered: int
) -> None:
    """Outline the heads, the chosen one unmistakably; one alone is not outlined: there is nothing to tell it from."""
    for number, head in enumerate(heads):
        if number == chosen and len(heads) == 1:
            continue
        path = QPainterPath()
        path.addPolygon(to_canvas.map(head))
        path.closeSubpath()
        strong = number in (chosen, hovered)
        painter.setPen(QPen(QColor(0, 0, 0, 110), 5 if strong else 3.5))
        painter.drawPath(path)
        white = QColor(255, 255, 255, 230 if strong else 170)
        colour = palette.color(QPalette.ColorRole.Highlight) if number == chosen else white
        painter.setPen(QPen(colour, 2.5 if strong else 1.5))
        painter.drawPath(path)


def badge_place(head: QPolygonF, to_canvas: QTransform) -> QRectF:
    """Where the mark of doubt of a head is: at its upper right, on the canvas."""
    box = to_canvas.map(head).boundingRect()
    at = QPointF(box.right() - 0.15 * box.width(), box.top() + 0.1 * box.height())
    return QRectF(at.x() - BADGE / 2, at.y() - BADGE / 2, BADGE, BADGE)


def paint_badge(painter: QPainter, place: QRectF) -> None:
    """Mark a head that is not to be trusted."""
    painter.setPen(QPen(QColor(0, 0, 0, 110), 1.5))
    painter.setBrush(DOUBT)
    painter.drawEllipse(place)
    painter.setPen(QPen(QColor(40, 30, 0), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    middle = place.center()
    painter.drawLine(middle + QPointF(0, -5), middle + QPointF(0, 1))
    painter.drawPoint(middle + QPointF(0, 5))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_line(painter: QPainter, x: float, height: float) -> None:
    """The line between before and after."""
    for width, colour in ((3.0, QColor(0, 0, 0, 90)), (1.0, QColor(255, 255, 255, 230))):
        painter.setPen(QPen(colour, width))
        painter.drawLine(QPointF(x, 0), QPointF(x, height))


def paint_name(painter: QPainter, name: str, left: float, right: float) -> None:
    """What is shown between two places across the canvas, at the upper left of it; nothing where it has no room."""
    metrics = painter.fontMetrics()
    box = QRectF(left + NAME_MARGIN, NAME_MARGIN, metrics.horizontalAdvance(name) + 16, metrics.height() + 6)
    if box.right() + NAME_MARGIN > right:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 140))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
    painter.setBrush(Qt.BrushStyle.NoBrush)
