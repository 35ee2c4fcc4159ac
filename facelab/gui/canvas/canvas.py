"""The canvas: the photo under a person's hands, who choose heads, move points and paint with a brush."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QToolTip, QWidget

from facelab.canonical import Point
from facelab.gui.canvas.brush import Brush
from facelab.gui.canvas.crop_preview import CropPreview
from facelab.gui.canvas.photo_view import Compare, PhotoView
from facelab.gui.canvas.points import Points

ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
GRIP = 12
"""Pixels on either side of the split line that take hold of it."""


class Canvas(PhotoView):
    """Takes what hands do to the photo that it shows.

    Signals:
        face_clicked: (int) the number of a face.
        points_moved: (list) the five points of a face as a hand moves them.
        points_placed: (list) the same when the hand has let go.
        points_left: moving points is over. points_cancelled: it shall be as if they had not been moved.
        removal_asked: the chosen face shall go. menu_asked: (QPoint) a menu, there on the screen.
        stroke_painted: (Stroke) of the brush. brush_left: it shall be put away. brush_turned: it shall do the other
            thing. brush_resized: (int) it shall be so many steps larger.
    """

    face_clicked = Signal(int)
    points_moved = Signal(list)
    points_placed = Signal(list)
    points_left = Signal()
    points_cancelled = Signal()
    removal_asked = Signal()
    menu_asked = Signal(QPoint)
    stroke_painted = Signal(object)
    brush_left = Signal()
    brush_turned = Signal()
    brush_resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._splitting = False
        self._points: Points | None = None
        self.brush: Brush | None = None
        self._crop = CropPreview(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.setAccessibleName(self.tr("Photo"))
        self._crop.retranslate()

    def show_photo(self, image: QImage) -> None:
        """Another photo."""
        self.leave_points()
        super().show_photo(image)

    def take_brush(self, brush: Brush | None) -> None:
        """Paint with a brush, or with none any more."""
        self.brush = brush
        self.setCursor(Qt.CursorShape.BlankCursor if brush else Qt.CursorShape.ArrowCursor)
        if brush is not None:
            brush.points, brush.place = [], None
            self.setFocus()
        self.update()

    # Points

    @property
    def points(self) -> list[Point] | None:
        """The five points that can be moved; None while none can."""
        return self._points.numbers if self._points else None

    def move_points(self, places: list[Point]) -> None:
        """Let a hand move five points, which are at these places of the photo."""
        chosen = self._points.chosen if self._points else 0
        self._points = Points(places)
        self._points.chosen = chosen
        self._crop.show()
        self.setFocus()
        self.points_moved.emit(places)
        self.update()

    def leave_points(self) -> None:
        """Moving points is over."""
        if self._points is not None:
            self._points = None
            self._crop.hide()
            self.update()
            self.points_left.emit()

    def show_crop(self, image: QImage) -> None:
        """The crop that the points make."""
        self._crop.show_crop(image)

    def _paint_overlay(self, painter: QPainter) -> None:
        to_view = self._viewport.transform
        if self.brush is not None:
            self.brush.paint(painter, to_view, QRectF(QPointF(), self.photo_size))
        elif self._points is not None:
            self._points.paint(painter, to_view, self.palette())
        else:
            super()._paint_overlay(painter)

    # Hands

    def event(self, event: QEvent) -> bool:
        """The mark of doubt says why."""
        if isinstance(event, QHelpEvent) and (badge := self._badge) is not None:
            over = badge.contains(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._doubt if over else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the photo or the split line, or choose a face."""
        left = event.button() is Qt.MouseButton.LeftButton
        if self.take_hold(event):
            return
        if left and self.brush is not None:
            self.brush.begin(self._place(event.position()))
            self.update()
        elif left and self._over_line(event.position()):
            self._splitting = True
        elif self._points is not None:
            if left and self._points.take(self._place(event.position()), self._viewport.zoom):
                self.update()
        elif left:
            if (face := self._head_at(event.position())) >= 0:
                self.face_clicked.emit(face)
            self.pull(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Nearer, and back to all of it; where a hand paints or moves points it is one click more."""
        busy = self.brush is not None or self._points is not None or self._over_line(event.position())
        if busy or event.button() is not Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
        elif self._viewport.fitted:
            self.zoom_to(max(1.0, 2 * self.scale), self.in_view(event.position()))
        else:
            self.fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move what is held."""
        if self.drag_on(event):
            return
        if self.brush is not None:
            self.brush.move(self._place(event.position()))
            self.update()
        elif self._splitting:
            self._split = min(max(event.position().x() / max(self.width(), 1), 0.0), 1.0)
            self.update()
        elif self._points is not None and self._points.held >= 0:
            self._points.move(self._place(event.position()))
            self.points_moved.emit(self._points.numbers)
            self.update()
        else:
            self._point_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self._splitting = False
        if self.brush is not None:
            self._end_stroke()
        elif self._points is not None and self._points.held >= 0:
            self._points.held = -1
            self.points_placed.emit(self._points.numbers)
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """What can be done with the face there, which becomes the chosen one, or with the photo."""
        place = QPointF(event.pos())
        if self._points is None and (face := self._head_at(place)) >= 0:
            self.face_clicked.emit(face)
        self.menu_asked.emit(event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Nothing is pointed at."""
        self._hovered = -1
        if self.brush is not None and not self.brush.points:
            self.brush.place = None
        self.update()
        super().leaveEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Something may be pointed at."""
        self._point_at(event.position())
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Where points are moved, 1 to 5 choose one and the arrows move it; a brush has keys of its own."""
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.brush is not None:
            if not self._key_of_brush(self.brush, Qt.Key(event.key()), far=far):
                super().keyPressEvent(event)
        elif self._points is None and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif self._points is None or not self._point_key(event, self._points):
            super().keyPressEvent(event)

    def _point_key(self, event: QKeyEvent, points: Points) -> bool:
        key, far = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave_points()
        elif key == Qt.Key.Key_Escape:
            self.points_cancelled.emit()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            points.chosen = key - Qt.Key.Key_1
            self.update()
        elif key in ARROWS:
            points.step(ARROWS[key] * (10 if far else 1) / self._viewport.zoom)
            self.points_placed.emit(points.numbers)
        else:
            return False
        return True

    def _end_stroke(self) -> None:
        stroke = self.brush.end(self._viewport.zoom) if self.brush is not None else None
        if stroke is not None:
            self.stroke_painted.emit(stroke)
        self.update()

    def _key_of_brush(self, brush: Brush, key: Qt.Key, *, far: bool) -> bool:
        """Whether a key was one of the brush's: arrows move it, Enter dabs."""
        if key in ARROWS:
            step = ARROWS[key] * (50 if far else 5) / self._viewport.zoom
            brush.move((brush.place or self._viewport.to_photo(self._middle)) + step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            brush.begin(brush.place or self._viewport.to_photo(self._middle))
            self._end_stroke()
        elif key == Qt.Key.Key_Escape:
            self.brush_left.emit()
        elif key == Qt.Key.Key_X:
            self.brush_turned.emit()
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self.brush_resized.emit(1 if key == Qt.Key.Key_BracketRight else -1)
        else:
            return False
        self.update()
        return True

    def focusNextPrevChild(self, next_: bool) -> bool:  # noqa: N802
        """Tab goes from face to face, and on from the last.

        Qt asks it of what lies upon the photo, too: of a plate's button that goes while it has the focus.
        """
        if self._points is not None or not self.hasFocus():
            return super().focusNextPrevChild(next_)
        face = self._chosen + (1 if next_ else -1)
        if 0 <= face < len(self._heads):
            self.face_clicked.emit(face)
            return True
        return super().focusNextPrevChild(next_)

    def _place(self, point: QPointF) -> QPointF:
        return self._viewport.to_photo(self.in_view(point))

    def _over_line(self, point: QPointF) -> bool:
        return self.compare is Compare.SPLIT and abs(point.x() - self._split_at) < GRIP

    def _head_at(self, point: QPointF) -> int:
        """The smallest head there, which lies before the others to the eye; -1 for none."""
        place = self._place(point)
        there = [n for n, h in enumerate(self._heads) if h.containsPoint(place, Qt.FillRule.OddEvenFill)]
        return there[-1] if there else -1

    def _point_at(self, point: QPointF) -> None:
        hovered = self._head_at(point)
        if self._over_line(point):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif not self._space:
            plain = Qt.CursorShape.ArrowCursor if self._viewport.fitted else Qt.CursorShape.OpenHandCursor
            self.setCursor(Qt.CursorShape.PointingHandCursor if hovered >= 0 else plain)
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()
