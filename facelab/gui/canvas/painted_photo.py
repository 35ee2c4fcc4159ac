"""Paints both sides of a photo, at their own resolution or the screen's, and the frame of a drag over it."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter, QPixmap

from facelab.gui.canvas.viewport import Viewport
from facelab.gui.qt.images import image_of
from facelab.pipeline.live import Frame


class PaintedPhoto:
    """Before and after, and what of them is there at the screen's resolution.

    Attributes:
        before, after: the photo and the edited photo at their own resolution, as far as it is finished.
    """

    def __init__(self, image: QImage) -> None:
        self.before = self.after = image
        self._screens: dict[bool, QPixmap] = {}
        self._frame: tuple[QPointF, QPixmap, float] | None = None

    @property
    def size(self) -> QSizeF:
        """Of the photo, in its pixels."""
        return QSizeF(self.before.size())

    def show_screens(self, before: QImage, after: QImage, *, finished: bool) -> None:
        """Both sides at the screen's resolution; ``finished``: with all that is asked, so that no frame is needed."""
        self._screens = {False: QPixmap.fromImage(before), True: QPixmap.fromImage(after)}
        if finished:
            self._frame = None

    def show_frame(self, frame: Frame, scale: float) -> QRectF:
        """A part of the edited photo with ``scale`` of its pixels for one of the photo's.

        Returns:
            Where it is, and where the frame before it was, in pixels of the photo; nowhere if the face is out of sight.
        """
        x0, y0, x1, y1 = frame.box
        before = self._place
        if x0 == x1 or y0 == y1:
            self._frame = None
            return before
        self._frame = QPointF(x0, y0), QPixmap.fromImage(image_of(frame.samples)), scale
        return self._place.united(before)

    @property
    def _place(self) -> QRectF:
        """Where the frame is, in pixels of the photo."""
        if self._frame is None:
            return QRectF()
        corner, pixmap, scale = self._frame
        return QRectF(corner / scale, QSizeF(pixmap.width() / scale, pixmap.height() / scale))

    def paint(self, painter: QPainter, part: QRectF, viewport: Viewport, ratio: float, *, after: bool) -> None:
        """Paint one side.

        Args:
            painter: whose coordinates are the canvas's.
            part: of the canvas, that is seen.
            viewport: how the photo lies on the canvas.
            ratio: physical pixels for one of the canvas's.
            after: which side.
        """
        painter.setClipRect(part)
        scale = viewport.zoom * ratio
        if scale <= 1 and after in self._screens:
            _paint(painter, self._screens[after], QPointF(), self._scale_of(self._screens[after]), viewport, ratio)
        else:
            whole = QRectF(QPointF(), self.size)
            seen = QRectF(viewport.transform.inverted()[0].mapRect(part).intersected(whole).toAlignedRect())
            seen = seen.intersected(whole)
            painter.save()
            painter.setTransform(viewport.transform, combine=True)
            painter.drawImage(seen, self.after if after else self.before, seen)
            painter.restore()
        if after and self._frame is not None:
            place, pixmap, made_for = self._frame
            # A screen is whole pixels: it may be a fraction of one wider than the photo times the scale.
            _paint(painter, pixmap, place, round(self.size.width() * made_for) / self.size.width(), viewport, ratio)

    def _scale_of(self, screen: QPixmap) -> float:
        return screen.width() / max(self.size.width(), 1)


def _paint(painter: QPainter, pixmap: QPixmap, place: QPointF, scale: float, viewport: Viewport, ratio: float) -> None:
    """Paint what was made with ``scale`` pixels for one of the photo's: pixel for pixel where it is seen so."""
    wanted = viewport.zoom * ratio
    longest = max(pixmap.width(), pixmap.height()) + max(place.x(), place.y())
    if abs(scale - wanted) * longest <= wanted:  # less than a pixel over all of it
        pixmap.setDevicePixelRatio(ratio)
        painter.drawPixmap(viewport.origin + place / ratio, pixmap)
    else:  # of another zoom, until that of this one is made
        pixmap.setDevicePixelRatio(1)
        far = viewport.zoom / scale
        target = QRectF(viewport.origin + place * far, QSizeF(pixmap.width() * far, pixmap.height() * far))
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
