"""The five points of a face (landmarks), moved by hand over the photo."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF, QTransform

from facelab.canonical import LANDMARKS, Point

REACH = 14.0
"""Pixels of the canvas around a point that take hold of it."""
RADIUS = 6.0
ALL = 5
"""The number of what is held where a hand holds all points at once, between them."""
ORDER = (0, 1, 4, 3)
"""Eyes and mouth corners around the face."""


class Points:
    """Five points in pixels of the photo; a hand, or a key, takes one of them or all."""

    def __init__(self, places: list[Point]) -> None:
        self.places = [QPointF(x, y) for x, y in places]
        self.held = -1
        self.chosen = 0
        self._last = QPointF()

    @property
    def numbers(self) -> list[Point]:
        """The points: eyes, nose, mouth corners."""
        return [(place.x(), place.y()) for place in self.places]

    def take(self, place: QPointF, zoom: float) -> bool:
        """Take hold of what is at a place of the photo; whether there was anything."""
        away = [(place - point).manhattanLength() * zoom for point in self.places]
        nearest = min(range(5), key=away.__getitem__)
        if away[nearest] <= REACH:
            self.held = self.chosen = nearest
        elif QPolygonF([self.places[n] for n in ORDER]).containsPoint(place, Qt.FillRule.OddEvenFill):
            self.held = ALL
        self._last = place
        return self.held >= 0

    def move(self, place: QPointF) -> None:
        """Bring what is held to a place of the photo."""
        self._shift(self.held, place - self._last)
        self._last = place

    def step(self, by: QPointF) -> None:
        """Move the chosen point."""
        self._shift(self.chosen, by)

    def _shift(self, which: int, by: QPointF) -> None:
        for number in range(5) if which == ALL else [which]:
            self.places[number] = self.places[number] + by

    def paint(self, painter: QPainter, transform: QTransform, palette: QPalette) -> None:
        """Draw the points, each with a ring that lets the photo be seen, the chosen one in the accent's colour."""
        there = [transform.map(place) for place in self.places]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1, Qt.PenStyle.DashLine))
        painter.drawPolygon(QPolygonF([there[n] for n in ORDER]))
        accent = palette.color(QPalette.ColorRole.Highlight)
        for number, place in enumerate(there):
            strong = number == self.chosen
            painter.setPen(QPen(QColor(0, 0, 0, 130), 4.5))
            painter.drawEllipse(place, RADIUS, RADIUS)
            painter.setPen(QPen(accent if strong else QColor(255, 255, 255), 2.5 if strong else 2))
            painter.drawEllipse(place, RADIUS, RADIUS)
            painter.drawPoint(place)


def usual_points(centre: QPointF, width: float) -> list[Point]:
    """The points of an upright face of some ``width`` around a place of the photo."""
    scale = width / 82  # of the face ellipse, in pixels of the canonical frame
    return [(centre.x() + scale * (x - 64), centre.y() + scale * (y - 72)) for x, y in LANDMARKS.tolist()]
