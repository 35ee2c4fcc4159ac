"""The way through a VAE, and the gradient's way back."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from facelab.gui.pages.learn.inks import SECOND, ink

NODES = {
    "x": (0.04, 0.62),
    "μ, σ": (0.29, 0.62),
    "z": (0.54, 0.62),
    "x̂": (0.79, 0.62),
    "L": (0.96, 0.62),
    "ε": (0.54, 0.0),
}
"""Where each stands, as shares of width and height."""
FORWARD = ("x", "μ, σ"), ("μ, σ", "z"), ("z", "x̂"), ("x̂", "L"), ("ε", "z")
BACKWARD = ("L", "x̂"), ("x̂", "z"), ("z", "μ, σ"), ("μ, σ", "x")
BLOCKED = BACKWARD[:2]
"""The steps of a gradient where z is drawn as one draws from an urn."""
HEIGHT, HEAD, APART = 84, 6.0, 9.0
"""Pixels: of the whole, of an arrow's head, of the way back below the way there."""


class PathView(QWidget):
    """A diagram: x through encoder and decoder, epsilon from aside; below, how far the gradient comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blocked = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_blocked(self, blocked: bool) -> None:
        """Whether the gradient ends at z."""
        self.blocked = blocked
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A band."""
        return QSize(360, HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It can be narrower."""
        return QSize(240, HEIGHT)

    def _boxes(self, painter: QPainter) -> dict[str, QRectF]:
        boxes = {}
        for name, (x, y) in NODES.items():
            width = painter.fontMetrics().horizontalAdvance(name) + 16
            height = painter.fontMetrics().height() + 6
            left = min(max(x * self.width() - width / 2, 0), self.width() - width)
            boxes[name] = QRectF(left, 1 + y * (HEIGHT - height), width, height)
        return boxes

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Boxes and arrows."""
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setItalic(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        painter.setFont(font)
        boxes = self._boxes(painter)
        for start, end in FORWARD:
            _arrow(painter, *_ends(boxes[start], boxes[end], 0.0), QPen(ink(palette, alpha=0.8), 1.6))
        for start, end in BLOCKED if self.blocked else BACKWARD:
            low = boxes[start].height() / 2 + APART
            _arrow(painter, *_ends(boxes[start], boxes[end], low), QPen(ink(palette, SECOND), 2.2))
        if self.blocked:
            self._paint_end(painter, boxes["z"])
        painter.setPen(QPen(ink(palette), 1.2))
        for name, box in boxes.items():
            painter.setBrush(palette.base())
            painter.drawRoundedRect(box, 5, 5)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_end(self, painter: QPainter, box: QRectF) -> None:
        at = QPointF(box.left() - 14, box.bottom() + APART)
        painter.setPen(QPen(ink(self.palette(), SECOND), 2.6))
        for way in (1, -1):
            painter.drawLine(at - QPointF(5, 5 * way), at + QPointF(5, 5 * way))


def _ends(start: QRectF, end: QRectF, low: float) -> tuple[QPointF, QPointF]:
    """Where an arrow begins and ends, ``low`` below the middle of boxes in a row."""
    if abs(start.center().x() - end.center().x()) < 1:
        return QPointF(start.center().x(), start.bottom()), QPointF(end.center().x(), end.top() - 1)
    down = QPointF(0, low)
    if start.center().x() < end.center().x():
        return QPointF(start.right(), start.center().y()) + down, QPointF(end.left() - 1, end.center().y()) + down
    if low:  # below the boxes there is room: from middle to middle
        return start.center() + down - QPointF(4, 0), end.center() + down + QPointF(4, 0)
    return QPointF(start.left(), start.center().y()), QPointF(end.right() + 1, end.center().y())


def _arrow(painter: QPainter, start: QPointF, end: QPointF, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawLine(start, end)
    along = end - start
    length = max((along.x() ** 2 + along.y() ** 2) ** 0.5, 1e-6)
    unit = along / length
    side = QPointF(-unit.y(), unit.x())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    back = end - unit * HEAD
    painter.drawPolygon(QPolygonF([end, back + side * HEAD * 0.6, back - side * HEAD * 0.6]))
