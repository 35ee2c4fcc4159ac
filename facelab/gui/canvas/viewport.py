"""Zoom and pan: where the photo lies on the canvas."""

from dataclasses import dataclass, field, replace
from math import ceil, floor

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QTransform

ZOOMS = (0.02, 16.0)
"""Least and most screen pixels for one of the photo's."""


@dataclass(frozen=True)
class Viewport:
    """How a photo is seen.

    Attributes:
        zoom: pixels of the canvas for one of the photo's.
        origin: where the photo's top left corner is on the canvas.
        fitted: whether it follows the canvas's size.
    """

    zoom: float = 1.0
    origin: QPointF = field(default_factory=QPointF)
    fitted: bool = True

    @property
    def transform(self) -> QTransform:
        """Photo to canvas."""
        return QTransform(self.zoom, 0, 0, self.zoom, self.origin.x(), self.origin.y())

    def to_photo(self, point: QPointF) -> QPointF:
        """A point of the canvas in the photo."""
        return (point - self.origin) / self.zoom

    def zoomed(self, zoom: float, anchor: QPointF) -> "Viewport":
        """Another zoom; what lies under ``anchor`` on the canvas stays there."""
        zoom = min(max(zoom, ZOOMS[0]), ZOOMS[1])
        return Viewport(zoom, anchor - self.to_photo(anchor) * zoom, fitted=False)

    def moved(self, by: QPointF) -> "Viewport":
        """The photo moved on the canvas."""
        return replace(self, origin=self.origin + by, fitted=False)

    def kept(self, photo: QSizeF, canvas: QSizeF, ratio: float = 1.0) -> "Viewport":
        """The same, centred where the photo is smaller than the canvas, and else with no gap at its borders.

        It begins at a whole one of the screen's pixels, of which there are ``ratio`` for one of the canvas's: pixels
        that lie between those of the screen would be blurred.
        """
        x = _kept(self.origin.x(), photo.width() * self.zoom, canvas.width(), ratio)
        y = _kept(self.origin.y(), photo.height() * self.zoom, canvas.height(), ratio)
        return replace(self, origin=QPointF(x, y))


def _kept(start: float, length: float, room: float, ratio: float) -> float:
    if length <= room:
        return floor((room - length) / 2 * ratio) / ratio
    return ceil(min(0.0, max(start, room - length)) * ratio) / ratio


def fit(photo: QSizeF, canvas: QSizeF, margin: float = 24.0) -> Viewport:
    """The whole photo in the middle of the canvas, as large as there is room."""
    if photo.isEmpty() or canvas.isEmpty():
        return Viewport()
    room = QSizeF(max(canvas.width() - 2 * margin, 1), max(canvas.height() - 2 * margin, 1))
    zoom = min(room.width() / photo.width(), room.height() / photo.height())
    return Viewport(min(max(zoom, ZOOMS[0]), ZOOMS[1]), fitted=True).kept(photo, canvas)
