"""A latent space of two dimensions: its points, and a place in it that pointer and arrows move."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facelab.gui.pages.learn.inks import FIRST, SECOND, ink

Array = NDArray[np.float32]
RADII = (1, 2, 3)
"""Standard deviations of N(0, I) at which circles are drawn."""
DOT, CROSS, FACE = 2.2, 9.0, 5.0
"""Pixels: the radius of a point, of the cross at the place that is decoded, and of the mark of a face."""
STEPS = 20
"""Steps of an arrow from the middle to the edge."""
LEAST_REACH = 3.2

PRIOR = np.random.default_rng(1).standard_normal((200, 2)).astype(np.float32)
"""Draws from N(0, I), to be shown beside the points of faces."""


def reach_of(points: Array) -> float:
    """How far a plane with points (N, 2) goes each way: nearly all of them, and the circles, lie on it."""
    return max(LEAST_REACH, 1.05 * float(np.quantile(np.abs(points), 0.99))) if len(points) else LEAST_REACH


class PlaneView(QWidget):
    """Points of a plane, x to the right and y upwards, coloured by whether a face has an attribute.

    Signals:
        moved: (float, float) the pointer, or an arrow, is at another place.
    """

    moved = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points, self._there = np.zeros((0, 2), np.float32), np.zeros(0, np.int8)
        self._place: tuple[float, float] = (0.0, 0.0)
        self._cloud: tuple[tuple[float, float], tuple[float, float]] | None = None
        self._drawn: Array = np.zeros((0, 2), np.float32)
        self._prior: Array = np.zeros((0, 2), np.float32)
        self._ground: QPixmap | None = None
        self.reach = LEAST_REACH
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_points(self, points: Array, there: NDArray[np.int8], reach: float | None = None) -> None:
        """Other points, (N, 2), and what they are coloured by: 1 one colour, 0 the other, below 0 neither.

        ``reach`` is how far the plane goes each way; if left out, as far as the points.
        """
        far = reach_of(points) if reach is None else reach
        if far == self.reach and np.array_equal(points, self._points) and np.array_equal(there, self._there):
            return
        self._points, self._there, self.reach = points, there, far
        self._renew()

    def show_prior(self, points: Array = PRIOR) -> None:
        """Show draws from N(0, I), (N, 2), beneath the points: where faces lie, and where one would draw them."""
        self._prior = points
        self._renew()

    def show_cloud(self, mean: tuple[float, float] | None, std: tuple[float, float] = (0.0, 0.0)) -> None:
        """Mark a face: the mean of its q(z | x), and an ellipse at two standard deviations; None takes it away."""
        self._cloud = None if mean is None else (mean, std)
        self.update()

    def show_drawn(self, points: Array) -> None:
        """Mark what was drawn, (N, 2)."""
        self._drawn = points
        self.update()

    def show_place(self, x: float, y: float) -> None:
        """Show another place as the one that is decoded, without telling."""
        self._place = x, y
        self.setAccessibleDescription(f"z = ({x:.2f}, {y:.2f})")
        self.update()

    @property
    def place(self) -> tuple[float, float]:
        """What is decoded."""
        return self._place

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room to aim."""
        return QSize(300, 300)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room to see how the points lie."""
        return QSize(120, 120)

    @property
    def _frame(self) -> QRectF:
        side = min(self.width(), self.height()) - 2
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def to_widget(self, x: float, y: float) -> QPointF:
        """A place of the plane in pixels."""
        frame = self._frame
        half = frame.width() / 2 / self.reach
        return frame.center() + QPointF(x * half, -y * half)

    def to_plane(self, at: QPointF) -> tuple[float, float]:
        """Pixels as a place of the plane, not beyond its edge."""
        frame = self._frame
        half = frame.width() / 2 / self.reach
        x, y = (at.x() - frame.center().x()) / half, (frame.center().y() - at.y()) / half
        return self._inside(x), self._inside(y)

    def _inside(self, value: float) -> float:
        return min(max(value, -self.reach), self.reach)

    def _renew(self) -> None:
        self._ground = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """There is more room or less."""
        super().resizeEvent(event)
        self._renew()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another theme was chosen."""
        if event.type() is QEvent.Type.PaletteChange:
            self._renew()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The points, what is marked, and the place."""
        if self._ground is None or self._ground.devicePixelRatio() != self.devicePixelRatioF():
            self._ground = self._painted_ground()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._frame)
        strong = ink(self.palette())
        painter.setPen(QPen(strong, 1.2))
        for x, y in self._drawn.tolist():
            painter.drawEllipse(self.to_widget(x, y), 3.5, 3.5)
        if self._cloud is not None:
            self._paint_cloud(painter, *self._cloud)
        painter.setPen(QPen(strong, 2))
        at = self.to_widget(*self._place)
        painter.drawLine(at - QPointF(CROSS, 0), at + QPointF(CROSS, 0))
        painter.drawLine(at - QPointF(0, CROSS), at + QPointF(0, CROSS))
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self._frame.adjusted(1, 1, -1, -1))

    def _paint_cloud(self, painter: QPainter, mean: tuple[float, float], std: tuple[float, float]) -> None:
        half = self._frame.width() / 2 / self.reach
        painter.setPen(QPen(ink(self.palette()), 2))
        painter.setBrush(ink(self.palette(), alpha=0.15))
        at = self.to_widget(*mean)
        painter.drawEllipse(at, max(2 * std[0] * half, FACE), max(2 * std[1] * half, FACE))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _painted_ground(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter, frame, palette = QPainter(made), self._frame, self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(frame, palette.color(QPalette.ColorRole.Base))
        painter.setClipRect(frame)
        painter.setPen(QPen(ink(palette, alpha=0.18), 1))
        half = frame.width() / 2 / self.reach
        for radius in RADII:
            painter.drawEllipse(frame.center(), radius * half, radius * half)
        painter.drawLine(QPointF(frame.left(), frame.center().y()), QPointF(frame.right(), frame.center().y()))
        painter.drawLine(QPointF(frame.center().x(), frame.top()), QPointF(frame.center().x(), frame.bottom()))
        painter.setPen(QPen(ink(palette, alpha=0.45), 1))
        for x, y in self._prior.tolist():
            painter.drawEllipse(self.to_widget(x, y), DOT, DOT)
        painter.setPen(Qt.PenStyle.NoPen)
        inks = {1: ink(palette, FIRST, 0.75), 0: ink(palette, SECOND, 0.6)}
        for (x, y), there in zip(self._points.tolist(), self._there.tolist(), strict=True):
            painter.setBrush(inks.get(there, ink(palette, alpha=0.3)))
            painter.drawEllipse(self.to_widget(x, y), DOT, DOT)
        painter.end()
        return made

    def _move(self, x: float, y: float) -> None:
        self.show_place(x, y)
        self.moved.emit(x, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """What lies under the pointer is decoded."""
        self._move(*self.to_plane(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A touch is a pointer, too."""
        self._move(*self.to_plane(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows move the place, 0 brings it to the middle."""
        ways = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        key, step = Qt.Key(event.key()), self.reach / STEPS
        if key in ways:
            x, y = (now + step * way for now, way in zip(self._place, ways[key], strict=True))
            self._move(self._inside(x), self._inside(y))
        elif key == Qt.Key.Key_0:
            self._move(0.0, 0.0)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:  # noqa: N802
        """Show the ring of the keyboard."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    def focusOutEvent(self, event: object) -> None:  # noqa: N802
        """No ring any more."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()
