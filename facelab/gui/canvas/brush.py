"""The brush over the photo: it protects the photo's own pixels, or lets edits be seen again."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QTransform

from facelab.edit import Stroke

TINT = QColor(70, 170, 255, 110)
"""Of what is protected, while the brush is at hand."""
BACK = QColor(255, 255, 255, 110)
"""Of a stroke that brings back."""
SIZES = 4, 400
"""Of the brush: pixels of the screen across."""


@dataclass
class Brush:
    """A brush in a hand.

    Attributes:
        size: pixels of the canvas across. hardness: 0..1. protects: as of ``Stroke``.
        place: where it is, in pixels of the photo; None where it is not over the photo.
        points: of the stroke that goes on.
        shield: what is protected already, as a picture of the whole photo.
    """

    size: int = 60
    hardness: float = 0.5
    protects: bool = True
    place: QPointF | None = None
    points: list[QPointF] = field(default_factory=list)
    shield: QImage = field(default_factory=QImage)

    def begin(self, place: QPointF) -> None:
        """Put it down."""
        self.place, self.points = place, [place]

    def move(self, place: QPointF) -> None:
        """Move it, which draws where it is down."""
        self.place = place
        if self.points:
            self.points.append(place)

    def end(self, zoom: float) -> Stroke | None:
        """Lift it; the stroke that it made, where the canvas has ``zoom`` pixels for one of the photo's."""
        points, self.points = self.points, []
        places = tuple((round(point.x(), 1), round(point.y(), 1)) for point in points)
        return Stroke(places, self.size / 2 / zoom, self.hardness, self.protects) if places else None

    def paint(self, painter: QPainter, to_canvas: QTransform, photo: QRectF) -> None:
        """What is protected, the stroke that goes on, and the brush's edge."""
        if not self.shield.isNull():
            painter.drawImage(to_canvas.mapRect(photo), self.shield)
        if self.points:
            ends = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            painter.setPen(QPen(TINT if self.protects else BACK, self.size, Qt.PenStyle.SolidLine, *ends))
            line = QPolygonF([*self.points, self.points[-1] + QPointF(0.01, 0)])
            painter.drawPolyline(to_canvas.map(line))
        if self.place is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            middle, radius = to_canvas.map(self.place), self.size / 2
            for colour, width in ((QColor(0, 0, 0, 160), 3), (QColor(255, 255, 255), 1)):
                painter.setPen(QPen(colour, width))
                painter.drawEllipse(middle, radius, radius)


def shield_of(mask: NDArray[np.float32]) -> QImage:
    """A mask (H, W), 0..1, as a tint to lie upon the photo."""
    height, width = mask.shape
    alpha = np.rint(TINT.alpha() * mask).astype(np.uint32)
    channels = TINT.red(), TINT.green(), TINT.blue()
    red, green, blue = (np.rint(channel * mask * TINT.alphaF()).astype(np.uint32) for channel in channels)
    pixels = np.ascontiguousarray(alpha << 24 | red << 16 | green << 8 | blue)
    over = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return over.copy()
