"""The canvas: the photo, before and after, the heads to choose, the points to move."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPolygonF,
)
from PySide6.QtWidgets import QToolTip, QWidget

from facelab.canonical import Point
from facelab.gui.canvas.brush import Brush
from facelab.gui.canvas.crop_preview import CropPreview
from facelab.gui.canvas.overlay import badge_place, paint_badge, paint_heads, paint_line, paint_name
from facelab.gui.canvas.painted_photo import PaintedPhoto
from facelab.gui.canvas.points import Points
from facelab.gui.canvas.zoomed_widget import ZoomedWidget
from facelab.pipeline.live import Frame

ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
FACE_ROOM = 1.25
"""How much of the canvas a face that is zoomed to leaves, for its own size."""
GRIP = 12
"""Pixels on either side of the split line that take hold of it."""


class Compare(Enum):
    """What of before and after is shown."""

    AFTER = "after"
    BEFORE = "before"
    SPLIT = "split"
    BOTH = "both"


class Canvas(ZoomedWidget):
    """Shows a photo and the heads in it.

    Signals:
        face_clicked: (int) the number of a face.
        points_moved: (list) the five points of a face as a hand moves them.
        points_placed: (list) the same when the hand has let go.
        points_left: moving points is over. points_cancelled: it shall be as if they had not been moved.
        removal_asked: the chosen face shall go. menu_asked: (QPoint) a menu, there on the screen.
        painted: (bool) something was; whether a new frame was among it.
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
    painted = Signal(bool)
    stroke_painted = Signal(object)
    brush_left = Signal()
    brush_turned = Signal()
    brush_resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(240, 200)
        self._painted = PaintedPhoto(QImage())
        self._heads: list[QPolygonF] = []
        self._chosen, self._hovered = -1, -1
        self._compare, self._held = Compare.AFTER, False
        self._split = 0.5
        self._splitting = False
        self._points: Points | None = None
        self.brush: Brush | None = None
        self._fresh = False
        self._doubt = ""
        self._crop = CropPreview(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.setAccessibleName(self.tr("Photo"))
        self._crop.retranslate()

    # What is shown

    def show_photo(self, image: QImage) -> None:
        """Another photo."""
        self._painted = PaintedPhoto(image)
        self._heads, self._chosen, self._hovered = [], -1, -1
        self._doubt = ""
        self.leave_points()
        self.fit()

    def show_edited(self, image: QImage) -> None:
        """The same photo, edited, at its own resolution; its screen follows."""
        self._painted.after = image
        self.update()

    def show_screens(self, before: QImage, after: QImage, *, finished: bool) -> None:
        """Both sides at the screen's resolution, made smaller with care; ``finished``: with all that is asked."""
        self._painted.show_screens(before, after, finished=finished)
        self.update()

    def show_frame(self, frame: Frame, scale: float) -> None:
        """A part of the edited photo; ``scale`` is the frame's pixels for one of the photo's."""
        place = self._painted.show_frame(frame, scale)
        if not place.isEmpty():
            self._fresh = True
            self.update(self._viewport.transform.mapRect(place).toAlignedRect().adjusted(-2, -2, 2, 2))

    def show_heads(self, outlines: Sequence[Sequence[tuple[float, float]]]) -> None:
        """The outlines of the heads, in pixels of the photo."""
        self._heads = [QPolygonF([QPointF(x, y) for x, y in outline]) for outline in outlines]
        self.update()

    def choose(self, face: int) -> None:
        """Which head is the chosen one; it comes into view where it is not."""
        self._chosen, self._doubt = face, ""
        if (box := self.head_box) is not None and not self._viewport.fitted:
            seen = self._viewport.transform.mapRect(box)
            if not QRectF(QPointF(), self.room).contains(seen.center()):
                self._look(self._viewport.moved(self._middle - seen.center()))
        self.update()

    @property
    def head_box(self) -> QRectF | None:
        """The box of the chosen head, in pixels of the photo; None of none."""
        return self._heads[self._chosen].boundingRect() if 0 <= self._chosen < len(self._heads) else None

    def zoom_to_face(self) -> None:
        """The chosen face, as large as there is room for its head."""
        if (box := self.head_box) is not None and not box.isEmpty():
            zoom = min(self.room.width() / box.width(), self.room.height() / box.height()) / FACE_ROOM
            self.look_at(zoom * self.devicePixelRatioF(), (box.center().x(), box.center().y()))

    def doubt(self, why: str) -> None:
        """Mark the chosen head as not to be trusted; "": it is."""
        self._doubt = why
        self.update()

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

    @property
    def compare(self) -> Compare:
        """What of before and after is shown."""
        return Compare.BEFORE if self._held else self._compare

    @property
    def chosen_compare(self) -> Compare:
        """What is shown while nothing is held."""
        return self._compare

    def set_compare(self, compare: Compare) -> None:
        """Show before, after, or both."""
        self._compare = compare
        self.fit() if self._viewport.fitted else self._look(self._viewport)

    def hold_before(self, held: bool) -> None:
        """Show the photo as it was, as long as it is held."""
        self._held = held
        self.update()

    # Of the zoom

    @property
    def photo_size(self) -> QSizeF:
        """Of the photo, in its pixels."""
        return self._painted.size

    @property
    def room(self) -> QSizeF:
        """What one view of the photo has of the canvas."""
        return QSizeF(self.width() / 2 if self._compare is Compare.BOTH else self.width(), self.height())

    def in_view(self, point: QPointF) -> QPointF:
        """A point of the canvas in the one of two views that it lies in."""
        room = self.room.width()
        return QPointF(point.x() - room, point.y()) if point.x() > room else point

    # Painting

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room to work in."""
        return QSize(800, 600)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint what changed."""
        painter = QPainter(self)
        smooth = self.scale < 2 or self._viewport.fitted  # nearer, one looks at pixels
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Dark))
        if self._painted.before.isNull():
            return
        whole = QRectF(self.rect())
        line = self._split_at
        self._paint_sides(painter, whole, line)
        if not self._held:
            self._paint_overlay(painter)
        self._paint_names(painter, line)
        fresh, self._fresh = self._fresh, False
        self.painted.emit(fresh)

    def _paint_sides(self, painter: QPainter, whole: QRectF, line: float) -> None:
        match self.compare:
            case Compare.AFTER:
                self._paint_side(painter, whole, QPointF(), after=True)
            case Compare.BEFORE:
                self._paint_side(painter, whole, QPointF(), after=False)
            case Compare.SPLIT:
                self._paint_side(painter, QRectF(0, 0, line, whole.height()), QPointF(), after=False)
                self._paint_side(painter, QRectF(line, 0, whole.width() - line, whole.height()), QPointF(), after=True)
                paint_line(painter, line, whole.height())
            case Compare.BOTH:
                half = QRectF(0, 0, whole.width() / 2, whole.height())
                self._paint_side(painter, half, QPointF(), after=False)
                self._paint_side(painter, half.translated(half.width(), 0), QPointF(half.width(), 0), after=True)
                paint_line(painter, half.width(), whole.height())

    def _paint_names(self, painter: QPainter, line: float) -> None:
        """Which side is which, wherever before is seen."""
        before, after, width = self.tr("Before"), self.tr("After"), float(self.width())
        match self.compare:
            case Compare.BEFORE:
                paint_name(painter, before, 0, width)
            case Compare.SPLIT | Compare.BOTH as compare:
                middle = line if compare is Compare.SPLIT else width / 2
                paint_name(painter, before, 0, middle)
                paint_name(painter, after, middle, width)

    def _paint_overlay(self, painter: QPainter) -> None:
        to_canvas = self._viewport.transform
        if self.brush is not None:
            self.brush.paint(painter, to_canvas, QRectF(QPointF(), self.photo_size))
            return
        if self._points is not None:
            self._points.paint(painter, to_canvas, self.palette())
            return
        paint_heads(painter, self._heads, to_canvas, self.palette(), self._chosen, self._hovered)
        if self._doubt and 0 <= self._chosen < len(self._heads):
            paint_badge(painter, badge_place(self._heads[self._chosen], to_canvas))

    def _paint_side(self, painter: QPainter, part: QRectF, shift: QPointF, *, after: bool) -> None:
        painter.save()
        painter.translate(shift)
        self._painted.paint(painter, part.translated(-shift), self._viewport, self.devicePixelRatioF(), after=after)
        painter.restore()

    @property
    def _split_at(self) -> float:
        return self._split * self.width()

    # Hands

    def event(self, event: QEvent) -> bool:
        """The mark of doubt says why."""
        if isinstance(event, QHelpEvent) and self._doubt and 0 <= self._chosen < len(self._heads):
            over = badge_place(self._heads[self._chosen], self._viewport.transform).contains(QPointF(event.pos()))
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
        elif left and (face := self._head_at(event.position())) >= 0:
            self.face_clicked.emit(face)

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
        """Tab goes from face to face, and on from the last."""
        if self._points is not None:
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
            self.setCursor(Qt.CursorShape.PointingHandCursor if hovered >= 0 else Qt.CursorShape.ArrowCursor)
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    @property
    def edited(self) -> QImage:
        """The edited photo at its own resolution, as far as it is finished."""
        return self._painted.after
