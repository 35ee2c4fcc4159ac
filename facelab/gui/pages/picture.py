"""A widget that shows a picture as large as there is room."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QPainter, QPaintEvent, QPalette, QResizeEvent, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

MOST = 4.0
"""Physical pixels of the screen for one of the picture, at most."""


MARGIN = 12
"""Pixels around the picture."""


class PictureView(QWidget):
    """Shows a picture whole and in the middle; one that is as large as there is room, pixel for pixel.

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
        return width, height

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
        size, ratio, room = self._image.size(), self.devicePixelRatioF(), self.room
        scale = min(room[0] / size.width(), room[1] / size.height(), MOST)
        if abs(scale - 1) * max(room) < 1:  # made for this room, and rounded to whole pixels
            scale = 1
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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """There is more room or less."""
        super().resizeEvent(event)
        self.resized.emit()

    def event(self, event: QEvent) -> bool:
        """The window went to a screen with other pixels."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.resized.emit()
        return super().event(event)
