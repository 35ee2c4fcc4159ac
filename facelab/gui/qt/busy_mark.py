"""A mark over what is shown that something is still being made: nothing that takes a while happens silently."""

from collections.abc import Collection, Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from facelab.gui.qt.plate import BUTTON
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.worker import LatestOnly

AFTER_MS = 300
"""What is done sooner needs no mark."""
LONG_MS = 2000
"""What takes longer says how far it is, and can be stopped."""
STEP_MS = 50
RING = 14.0
"""Pixels across what turns."""
MARGIN = 12
Asked = tuple[LatestOnly[Any], int]
"""A worker, and the stamp of what it was asked for."""


def cancel(asked: Iterable[Asked]) -> None:
    """No more of what was asked for; what is asked for because another was stopped stays."""
    for worker, stamp in asked:
        if worker.stamp == stamp:
            worker.cancel()


class BusyMark(RetranslatedWidget):
    """A turning ring and a word in a corner of a widget, seen while workers work, after a moment.

    After a longer one it says how far they are, where they tell, or about how far, where it is known how long they
    should take; and has a button that stops them. Both are of what the word names alone: who stops what is saved has
    not said that the photo shall not be drawn.

    Attributes:
        plate: what lies at the lower edge of the widget, too; the mark is above it.

    It is at the lower left, or at the upper left where ``above`` says that there are sliders below. What those of
    the workers do that are ``unnamed`` is never what the word names.
    """

    def __init__(
        self,
        over: QWidget,
        *workers: LatestOnly[Any],
        unnamed: Collection[LatestOnly[Any]] = (),
        plate: QWidget | None = None,
        above: bool = False,
    ) -> None:
        super().__init__(over)
        self._above, self._unnamed = above, frozenset(unnamed)
        self._over, self._doing, self._turn, self.plate = over, "", 0, plate
        self._shares: dict[LatestOnly[Any], float] = {}
        self._working: set[LatestOnly[Any]] = set()
        self.stop = QPushButton(self)
        self.stop.setStyleSheet(BUTTON)
        self.stop.setCursor(Qt.CursorShape.PointingHandCursor)
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where the hand works on
        self.stop.clicked.connect(self.stop_all)
        self._late, self._long, self._ticks = QTimer(self), QTimer(self), QTimer(self)
        for timer, after, handler in ((self._late, AFTER_MS, self._appear), (self._long, LONG_MS, self._offer_stop)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(handler)
        self._ticks.setInterval(STEP_MS)
        self._ticks.timeout.connect(self._tick)
        for watched in (over, plate):
            if watched is not None:
                watched.installEventFilter(self)
        for worker in workers:
            worker.working.connect(lambda busy, worker=worker: self._follow(worker, busy))
            worker.done.connect(lambda _, worker=worker: self._begin_anew(worker))
            worker.progressed.connect(lambda share, worker=worker: self._take_share(worker, share))
        self._rest()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.stop.setText(self.tr("Stop"))
        self._place()

    def say(self, doing: str) -> None:
        """What is being done, as "Opening…"; "" where it has no name."""
        self._doing = doing
        self._place()

    def stop_all(self) -> None:
        """No more of what takes so long that it can be stopped; a second click does not stop what goes on, too."""
        cancel(self.stoppable)
        if self._working:
            self._rest()
            self._wait()

    @property
    def stoppable(self) -> set[Asked]:
        """What takes so long that it can be stopped, and is what the mark tells of."""
        return set() if self.stop.isHidden() else {(worker, worker.stamp) for worker in self._told}

    @property
    def text(self) -> str:
        """What the mark says."""
        doing = self._doing or self.tr("Working…")
        if self.stop.isHidden():
            return doing
        if (about := self._about) is not None:
            return self.tr("{0} about {1} %").format(doing, f"{int(100 * max(about, self._share or 0))}")
        return doing if self._share is None else f"{doing} {100 * self._share:.0f} %"

    @property
    def _told(self) -> set[LatestOnly[Any]]:
        """Those whose work the mark tells of: what has a name before what has none."""
        return (self._working - self._unnamed if self._doing else set()) or self._working

    @property
    def _share(self) -> float | None:
        """How far they say they are, 0..1: the least of it."""
        return min((self._shares[worker] for worker in self._told & self._shares.keys()), default=None)

    @property
    def _about(self) -> float | None:
        """How far what cannot say so is by its time, 0..1: the least of it."""
        return min((about for worker in self._told if (about := worker.about) is not None), default=None)

    def _follow(self, worker: LatestOnly[Any], busy: bool) -> None:
        (self._working.add if busy else self._working.discard)(worker)
        self._shares.pop(worker, None)
        if not self._working:
            self._rest()
        elif not self._late.isActive() and self.isHidden():
            self._wait()

    def _begin_anew(self, worker: LatestOnly[Any]) -> None:
        """One thing is done: the next that the worker does, as one frame of a drag follows the other, may be quick."""
        self._shares.pop(worker, None)
        if self._working == {worker}:
            self._rest()
            self._wait()

    def _wait(self) -> None:
        self._late.start()
        self._long.start()

    def _rest(self) -> None:
        for timer in (self._late, self._long, self._ticks):
            timer.stop()
        self.stop.hide()
        self.hide()

    def _take_share(self, worker: LatestOnly[Any], share: float) -> None:
        self._shares[worker] = share
        self._place()

    def _appear(self) -> None:
        self._ticks.start()
        self._place()
        self.show()
        self.raise_()

    def _offer_stop(self) -> None:
        self.stop.show()
        self._place()

    def _tick(self) -> None:
        self._turn = (self._turn + 1) % 20
        if self._about is not None:
            self._place()
        self.update()

    def _place(self) -> None:
        self.setAccessibleName(self.text)
        height = max(self.fontMetrics().height(), self.stop.sizeHint().height() if self.stop.isVisible() else 0)
        width = round(RING) + self.fontMetrics().horizontalAdvance(self.text) + 3 * MARGIN
        button = self.stop.sizeHint()
        self.stop.setGeometry(width, MARGIN // 2, button.width(), height)
        self.resize(width + (0 if self.stop.isHidden() else button.width() + MARGIN // 2), height + MARGIN)
        plate = self.plate
        bottom = self._over.height() if plate is None or plate.isHidden() else plate.y()
        self.move(MARGIN, MARGIN if self._above else bottom - self.height() - MARGIN)
        # Without a button it is in nobody's way.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, self.stop.isHidden())
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in the corner."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The word on a dark pill, a ring of which a part turns."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        ring = QRectF(MARGIN, (self.height() - RING) / 2, RING, RING)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 70), 2.5))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(255, 255, 255), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, -self._turn * 18 * 16, 90 * 16)
        painter.drawText(
            self.rect().adjusted(round(RING) + 2 * MARGIN, 0, -MARGIN, 0), Qt.AlignmentFlag.AlignVCenter, self.text
        )
