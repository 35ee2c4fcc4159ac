"""A picture, as large as there is room."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

MOST = 4.0
"""Physical pixels of the screen for one of the picture, at most."""


class PictureView(QWidget):
    """Shows a picture whole and in the middle."""

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
            inside = self.rect().adjusted(24, 24, -24, -24)
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint)
            return
        size = self._image.size().toSizeF()
        most = MOST / self.devicePixelRatioF()
        scale = min((self.width() - 24) / size.width(), (self.height() - 24) / size.height(), most)
        width, height = size.width() * scale, size.height() * scale
        place = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
