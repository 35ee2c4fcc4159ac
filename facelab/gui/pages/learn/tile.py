"""Pictures of a lesson: one with a caption, and many in rows."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facelab.gui.pages.learn.inks import ink
from facelab.gui.qt.spacing import GAP, SMALL

ROUND = 6.0
LEAST = 64
LARGEST = 420
"""Pixels across a picture: at least, and at most."""


class Tiles(QWidget):
    """Pictures side by side, all as large as there is room, each with a line below it; a word above them, if any.

    Attributes:
        columns: how many stand side by side.
    """

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._images: list[QImage] = []
        self._captions: list[str] = []
        self._title = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def images(self) -> list[QImage]:
        """What is shown."""
        return self._images

    @property
    def captions(self) -> list[str]:
        """What is written below."""
        return self._captions

    def show_images(self, images: Sequence[QImage], captions: Sequence[str] | None = None) -> None:
        """Other pictures; with other captions, where there are any."""
        self._images = list(images)
        if captions is not None:
            self.show_captions(captions)
        self.update()

    def show_captions(self, captions: Sequence[str]) -> None:
        """Other words below the pictures."""
        self._captions = list(captions)
        self._name()

    def show_title(self, title: str) -> None:
        """A word above the pictures."""
        self._title = title
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(", ".join(filter(None, [self._title, *self._captions])))
        self.update()

    @property
    def _rows(self) -> int:
        return max(1, math.ceil(max(len(self._images), self.columns) / self.columns))

    @property
    def _line(self) -> int:
        return self.fontMetrics().height() + SMALL

    @property
    def _below(self) -> int:
        lines = max((caption.count("\n") + 1 for caption in self._captions if caption), default=0)
        return lines * self.fontMetrics().height() + SMALL if lines else 0

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room to see faces."""
        return self._for(2 * LEAST)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room to see that they are faces."""
        return self._for(LEAST if self.columns == 1 else LEAST // 2)

    def _for(self, side: int) -> QSize:
        above = self._line if self._title else 0
        return QSize(self.columns * (side + GAP) - GAP, above + self._rows * (side + self._below + GAP) - GAP)

    @property
    def side(self) -> int:
        """Logical pixels across a picture."""
        above = self._line if self._title else 0
        across = (self.width() + GAP) // self.columns - GAP
        down = (self.height() - above + GAP) // self._rows - GAP - self._below
        return max(1, min(across, down, LARGEST))

    @property
    def _pitch(self) -> int:
        """Pixels from one picture to the next: farther apart where captions are wider than they."""
        lines = [line for caption in self._captions for line in caption.split("\n")]
        widest = max((self.fontMetrics().horizontalAdvance(line) for line in lines), default=0)
        return max(self.side + GAP, min(widest + GAP, self.width() // self.columns))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """All of them, in the middle."""
        painter, side, pitch = QPainter(self), self.side, self._pitch
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        whole = self._for(side)
        left, top = (self.width() - pitch * self.columns + pitch - side) // 2, (self.height() - whole.height()) // 2
        painter.setPen(ink(self.palette()))
        if self._title:
            painter.drawText(
                QRect(0, top, self.width(), self._line - SMALL), Qt.AlignmentFlag.AlignHCenter, self._title
            )
            top += self._line
        for number in range(self._rows * self.columns):
            row, column = divmod(number, self.columns)
            place = QRect(left + column * pitch, top + row * (side + self._below + GAP), side, side)
            self._paint(painter, number, place)

    def _paint(self, painter: QPainter, number: int, place: QRect) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(place), ROUND, ROUND)
        if number < len(self._images) and not self._images[number].isNull():
            painter.save()
            painter.setClipPath(shape)
            painter.drawImage(place, self._images[number])
            painter.restore()
        elif number < self.columns:
            painter.fillPath(shape, ink(self.palette(), alpha=0.06))
        if number < len(self._captions) and self._captions[number]:
            spare = (self._pitch - place.width()) // 2
            words = place.adjusted(-spare, place.height() + SMALL, spare, self._below + SMALL)
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._captions[number])
