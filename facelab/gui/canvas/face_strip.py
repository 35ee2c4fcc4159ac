"""The faces of a group photo as thumbnails: a click, or an arrow key, chooses one."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QImage, QPolygonF
from PySide6.QtWidgets import QWidget

from facelab.canonical import Point
from facelab.gui.canvas.strip import Strip

THUMB = 48
"""Pixels across a thumbnail."""


def face_picture(image: QImage, outline: Sequence[Point], ratio: float = 1.0) -> QImage:
    """The head within an outline, in pixels of the image, as a square; what lies beyond the photo is left out."""
    box = QPolygonF([QPointF(*place) for place in outline]).boundingRect()
    side = max(box.width(), box.height())
    square = QRect(round(box.center().x() - side / 2), round(box.center().y() - side / 2), round(side), round(side))
    inside = square.intersected(image.rect())
    if inside.isEmpty():
        return QImage()
    expand, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.copy(inside).scaled(round(THUMB * ratio), round(THUMB * ratio), expand, smooth)


class FaceStrip(Strip):
    """A row of faces, seen where there is more than one.

    Signals:
        face_chosen: (int) the number of a face.
    """

    face_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(THUMB, parent)
        self.currentRowChanged.connect(lambda row: self.face_chosen.emit(row) if row >= 0 else None)

    def show_faces(self, image: QImage, outlines: Sequence[Sequence[Point]]) -> None:
        """Show the heads of a photo, if there is more than one."""
        with QSignalBlocker(self):
            self.clear()
            for number, outline in enumerate(outlines if len(outlines) > 1 else ()):
                self.add(self.tr("Face {0}").format(number + 1))
                self.show_picture(number, face_picture(image, outline, self.devicePixelRatioF()))
        self.setVisible(len(outlines) > 1)

    def mark(self, face: int) -> None:
        """Mark the chosen face."""
        with QSignalBlocker(self):
            self.mark_row(face)
