"""The photo on the screen: before and after, the heads in it, what is doubtful."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QWidget

from facelab.gui.canvas.overlay import badge_place, paint_badge, paint_heads, paint_line, paint_name
from facelab.gui.canvas.painted_photo import PaintedPhoto
from facelab.gui.canvas.zoomed_widget import ZoomedWidget
from facelab.pipeline.live import Frame

FACE_ROOM = 1.25
"""How much of the view a face that is zoomed to leaves, for its own size."""


class Compare(Enum):
    """What of before and after is shown."""

    AFTER = "after"
    BEFORE = "before"
    SPLIT = "split"
    BOTH = "both"


class PhotoView(ZoomedWidget):
    """Shows a photo and the heads in it.

    Signals:
        painted: (bool) something was; whether a new frame was among it.
    """

    painted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(240, 200)
        self._painted = PaintedPhoto(QImage())
        self._heads: list[QPolygonF] = []
        self._chosen, self._hovered = -1, -1
        self._compare, self._held = Compare.AFTER, False
        self._split = 0.5
        self._fresh = False
        self._doubt = ""

    # What is shown

    def show_photo(self, image: QImage) -> None:
        """Another photo."""
        self._painted = PaintedPhoto(image)
        self._heads, self._chosen, self._hovered = [], -1, -1
        self._doubt = ""
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

    @property
    def edited(self) -> QImage:
        """The edited photo at its own resolution, as far as it is finished."""
        return self._painted.after

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
        to_view = self._viewport.transform
        paint_heads(painter, self._heads, to_view, self.palette(), self._chosen, self._hovered)
        if (badge := self._badge) is not None:
            paint_badge(painter, badge)

    @property
    def _badge(self) -> QRectF | None:
        """Where the chosen head is marked as doubtful; None where it is not."""
        doubted = self._doubt and 0 <= self._chosen < len(self._heads)
        return badge_place(self._heads[self._chosen], self._viewport.transform) if doubted else None

    def _paint_side(self, painter: QPainter, part: QRectF, shift: QPointF, *, after: bool) -> None:
        painter.save()
        painter.translate(shift)
        self._painted.paint(painter, part.translated(-shift), self._viewport, self.devicePixelRatioF(), after=after)
        painter.restore()

    @property
    def _split_at(self) -> float:
        return self._split * self.width()
