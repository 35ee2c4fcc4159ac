"""A widget that shows something at a zoom: with the wheel, by pinching, dragged with the hand."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QPointingDevice, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from facelab.canonical import Point
from facelab.gui.canvas.viewport import Viewport, fit
from facelab.gui.qt.retranslate import RetranslatedWidget

ZOOM_STEP = 1.25
"""Zoom of one step."""


class ZoomedWidget(RetranslatedWidget):
    """Shows a photo through a viewport.

    Signals:
        scale_changed: (float) physical screen pixels for one of the photo's.
        part_changed: (tuple) what of the photo is seen: left, top, right, bottom in its pixels.
    """

    scale_changed = Signal(float)
    part_changed = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._viewport = Viewport()
        self._drag: QPointF | None = None
        self._unpinched = 1.0
        self._space = False

    @property
    def photo_size(self) -> QSizeF:
        """Of the photo, in its pixels."""
        raise NotImplementedError

    @property
    def room(self) -> QSizeF:
        """What one view of the photo has of the widget."""
        return QSizeF(self.size())

    def in_view(self, point: QPointF) -> QPointF:
        """A point of the widget in the view of the photo that it lies in."""
        return point

    @property
    def scale(self) -> float:
        """Physical pixels of the screen for one of the photo's."""
        return self._viewport.zoom * self.devicePixelRatioF()

    @property
    def zoom(self) -> float:
        """Pixels of the canvas for one of the photo's."""
        return self._viewport.zoom

    def fit(self) -> None:
        """Show the whole photo."""
        self._look(fit(self.photo_size, self.room))

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> None:
        """So many physical pixels for one of the photo's; what is under ``anchor``, or in the middle, stays there."""
        self._look(self._viewport.zoomed(scale / self.devicePixelRatioF(), anchor or self._middle))

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Nearer or farther."""
        self.zoom_to(self.scale * factor, anchor)

    @property
    def looked_at(self) -> tuple[float | None, Point]:
        """Screen pixels for one of the photo's (None: the whole photo is seen), and the point in the middle."""
        middle = self._viewport.to_photo(self._middle)
        return None if self._viewport.fitted else self.scale, (middle.x(), middle.y())

    def look_at(self, scale: float | None, centre: Point) -> None:
        """See what was seen."""
        if scale is None:
            self.fit()
        else:
            self.zoom_to(scale)
            there = self._viewport.transform.map(QPointF(*centre))
            self._look(self._viewport.moved(self._middle - there))

    @property
    def _middle(self) -> QPointF:
        return QPointF(self.room.width() / 2, self.room.height() / 2)

    def _look(self, viewport: Viewport) -> None:
        before = self.scale
        self._viewport = viewport.kept(self.photo_size, self.room, self.devicePixelRatioF())
        self.update()
        if self.scale != before:
            self.scale_changed.emit(self.scale)
        seen = self._viewport.transform.inverted()[0].mapRect(QRectF(QPointF(), self.room))
        self.part_changed.emit((seen.left(), seen.top(), seen.right(), seen.bottom()))

    # Hands

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the photo in view."""
        super().resizeEvent(event)
        self.fit() if self._viewport.fitted else self._look(self._viewport)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom at the pointer."""
        turned = event.angleDelta().y() or event.pixelDelta().y()
        self.zoom_by(ZOOM_STEP ** (turned / 120), self.in_view(event.position()))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinching zooms, on a touch pad or on the screen."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), self.in_view(event.position()))
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._pinch(pinch)
            return True
        return super().event(event)

    def _pinch(self, pinch: QPinchGesture) -> None:
        if pinch.state() is Qt.GestureState.GestureStarted:
            self._unpinched = self.scale
        # By all of the gesture, for an event may come twice.
        middle = self.in_view(self.mapFromGlobal(pinch.centerPoint()))
        self.zoom_to(self._unpinched * pinch.totalScaleFactor(), middle)

    def take_hold(self, event: QMouseEvent) -> bool:
        """Take hold of the photo, if that is what the mouse asks for."""
        middle = event.button() is Qt.MouseButton.MiddleButton
        if not middle and not (event.button() is Qt.MouseButton.LeftButton and self._space):
            return False
        self._drag = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def pull(self, event: QMouseEvent) -> None:
        """Let the photo be dragged from here, where not all of it is seen; fingers pinch."""
        if not self._viewport.fitted and event.pointerType() is not QPointingDevice.PointerType.Finger:
            self._drag = event.position()

    def drag_on(self, event: QMouseEvent) -> bool:
        """Move the photo with the hand that holds it, if one does."""
        if self._drag is None:
            return False
        by, self._drag = event.position() - self._drag, event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._look(self._viewport.moved(by))
        return True

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self._drag = None
        self.unsetCursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space takes hold of the photo."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """And lets go of it."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.unsetCursor()
        else:
            super().keyReleaseEvent(event)
