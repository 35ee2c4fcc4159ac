"""A widget that shows a picture as large as there is room, or nearer."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    Qt,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

MOST = 4.0
"""Logical pixels of the screen for one of the picture, at most: the same on a screen with finer ones."""


MARGIN = 12
"""Pixels around the picture."""
NEAREST = 8.0
"""How many times as large as there is room it can be looked at."""
STEP = 1.25
KEYS = 40
"""Pixels that an arrow moves it by."""


class PictureView(QWidget):
    """Shows a picture whole and in the middle; one that is as large as there is room, pixel for pixel.

    The wheel, + and - bring it nearer, a drag or the arrows move it then, 0 and a double click show all of it.

    Signals:
        resized: there is more room or less.
        menu_asked: (QPoint) a menu, there on the screen.
    """

    resized = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._hint = ""
        self._zoom, self._shift, self._held = 1.0, QPointF(), QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def image(self) -> QImage:
        """What is shown."""
        return self._image

    @property
    def room(self) -> tuple[int, int]:
        """Width and height, in physical pixels, that there is for a picture."""
        ratio = self.devicePixelRatioF()
        width, height = (max(1, round((side - 2 * MARGIN) * ratio)) for side in (self.width(), self.height()))
        return round(width * self._zoom), round(height * self._zoom)

    @property
    def zoom(self) -> float:
        """How near it is looked at; 1 shows all of it."""
        return self._zoom

    @property
    def scale(self) -> float:
        """Physical pixels of the screen for one of the picture, of which there is one."""
        size, room = self._image.size(), self.room
        most = MOST * self.devicePixelRatioF() * self._zoom
        scale = min(room[0] / size.width(), room[1] / size.height(), most)
        return 1 if abs(scale - 1) * max(room) < 1 else scale  # made for this room, and rounded to whole pixels

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Look nearer or from farther away; what is ``at`` a place of the widget, or in its middle, stays there."""
        zoom = min(max(self._zoom * factor, 1.0), NEAREST)
        middle = QPointF(self.width() / 2, self.height() / 2)
        away = (at or middle) - middle
        shift = away - (away - self._shift) * (zoom / self._zoom)
        changed, self._zoom = zoom != self._zoom, zoom
        self._move_to(shift)
        if changed:
            self.resized.emit()

    def _move_to(self, shift: QPointF) -> None:
        """Move the picture, not farther than its edges."""
        most_x, most_y = ((self._zoom - 1) * side / 2 for side in (self.width(), self.height()))
        self._shift = QPointF(min(max(shift.x(), -most_x), most_x), min(max(shift.y(), -most_y), most_y))
        self.update()

    def show_image(self, image: QImage) -> None:
        """Another picture; a null image for none."""
        self._image = image
        self.update()

    def show_hint(self, words: str) -> None:
        """What is said where there is no picture."""
        self._hint = words
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room to see something."""
        return QSize(512, 512)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The picture, or what to do."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Dark))
        if self._image.isNull():
            painter.setPen(self.palette().color(QPalette.ColorRole.BrightText))
            inside = self.rect().adjusted(2 * MARGIN, 2 * MARGIN, -2 * MARGIN, -2 * MARGIN)
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint)
            return
        size, ratio, scale = self._image.size(), self.devicePixelRatioF(), self.scale
        painter.translate(self._shift.toPoint())
        width, height = size.width() * scale, size.height() * scale
        left, top = (round((side * ratio - own) / 2) for side, own in ((self.width(), width), (self.height(), height)))
        if scale == 1:
            self._image.setDevicePixelRatio(ratio)
            painter.drawImage(QPointF(left, top) / ratio, self._image)
            return
        place = QRectF(left / ratio, top / ratio, width / ratio, height / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """What can be done with the picture."""
        self.menu_asked.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Nearer, or farther away."""
        self.zoom_by(STEP ** (event.angleDelta().y() / 120), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of it."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move it."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(self._shift + event.position() - self._held)
            self._held = event.position()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """All of it."""
        self.zoom_by(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The keys that do what the mouse does."""
        factors = {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Equal: STEP, Qt.Key.Key_Minus: 1 / STEP, Qt.Key.Key_0: 0.0}
        ways = {Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        key = Qt.Key(event.key())
        if key in factors:
            self.zoom_by(factors[key])
        elif key in ways:
            self._move_to(self._shift + QPointF(*ways[key]) * KEYS)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """There is more room or less."""
        super().resizeEvent(event)
        self._move_to(self._shift)
        self.resized.emit()

    def event(self, event: QEvent) -> bool:
        """The window went to a screen with other pixels."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.resized.emit()
        return super().event(event)
