"""Looks: presets as pictures of the face that is open, and how much of one is asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from facelab.gui.panel.heading import Heading
from facelab.gui.qt.images import plain_icon
from facelab.gui.qt.numbers import percent
from facelab.gui.qt.picture_delegate import PictureDelegate
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.scroll_bars import slim
from facelab.gui.qt.slider import Slider
from facelab.gui.qt.spacing import GAP, SMALL

if TYPE_CHECKING:
    from facelab.gui.session.look_maker import Look
    from facelab.latent import Edit

THUMB = 64
"""Pixels across a picture."""
FACE = 0.8
"""Of the picture of a head, what is seen of it."""
NOT_YET = QColor(128, 128, 128, 60)
"""Of a picture that is not made yet: pale on a light and a dark ground."""
MOST = 150
"""Percent of a look that may be asked."""


class LookList(QListWidget):
    """A row of pictures with names; a click, Space or Enter turns one on or off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(THUMB, THUMB))
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        slim(self)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(PictureDelegate(self))
        self.setMouseTracking(True)
        line = self.fontMetrics().height()
        self.setGridSize(QSize(THUMB + 14, THUMB + line + 10))
        self.setFixedHeight(THUMB + line + 14 + self.horizontalScrollBar().sizeHint().height())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter is as Space."""
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item.setSelected(not item.isSelected())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Dragging over pictures chooses none."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """A wheel that goes sideways moves the row; one that goes down is the panel's."""
        if event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()


class LooksBar(RetranslatedWidget):
    """The looks, and a slider that says how much of the one that was chosen last.

    Signals:
        asked: (int) the look of that number is wanted. share_asked: (int, float) so much of it; 0 takes it back.
        began, ended: a drag of the slider.
    """

    asked = Signal(int)
    share_asked = Signal(int, float)
    began = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self._body = Heading(), QWidget()
        self.list, self.share = LookList(), Slider(accented=True)
        self.name, self.value = QLabel(), QLabel()
        self._looks: dict[int, Look] = {}
        self._edit: Edit | None = None
        self._latest = -1
        self.share.setRange(0, MOST)
        self.share.setPageStep(10)
        self.name.setBuddy(self.share)
        self.value.setMinimumWidth(self.fontMetrics().horizontalAdvance("150 % "))
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setContentsMargins(GAP, SMALL, GAP, SMALL)
        for widget in (self.name, self.share, self.value):
            row.addWidget(widget, 1 if widget is self.share else 0)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(SMALL)
        body.addWidget(self.list)
        body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._body)
        self.head.opened.connect(self._body.setVisible)
        self.list.itemSelectionChanged.connect(self._choose)
        self.share.valueChanged.connect(self._move)
        self.share.sliderPressed.connect(self.began)
        self.share.sliderReleased.connect(self.ended)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.head.setText(self.tr("Looks"))
        self.list.setAccessibleName(self.tr("Looks"))
        self.list.setToolTip(self.tr("A click adds a look, another takes it back"))
        self.share.setAccessibleName(self.tr("How much of the look"))
        self.share.setToolTip(self.tr("How much of the look that was added last; 100 % is as in its picture"))
        self._show()

    def show_names(self, names: Sequence[str]) -> None:
        """Offer looks of these names, whose pictures are not made yet."""
        self._looks, self._latest = {}, -1
        with QSignalBlocker(self.list):
            self.list.clear()
            empty = QPixmap(2 * THUMB, 2 * THUMB)
            empty.fill(NOT_YET)
            for name in names:
                item = QListWidgetItem(plain_icon(empty.toImage()), name)
                item.setSizeHint(self.list.gridSize())
                item.setToolTip(name)
                self.list.addItem(item)
        self._show()

    def rename(self, names: Sequence[str]) -> None:
        """Call the looks otherwise; their pictures stay."""
        with QSignalBlocker(self.list):
            for number, name in enumerate(names):
                self.list.item(number).setText(name)
                self.list.item(number).setToolTip(name)

    def show_look(self, number: int, look: "Look") -> None:
        """Show the picture of a look; one that would change nothing is pale."""
        item = self.list.item(number)
        self._looks[number] = look
        with QSignalBlocker(self.list):
            if not look.image.isNull():
                item.setIcon(plain_icon(middle(look.image)))
            if not look.preset.edit.amounts:
                item.setForeground(self.palette().placeholderText())
                item.setToolTip(self.tr("{0}: it is so already").format(item.text()))
        self._show()

    def show_edit(self, edit: "Edit") -> None:
        """Show which looks are asked, and how much of the latest; in a drag this is called with every step."""
        self._edit = edit
        self._show()

    def _show(self) -> None:
        shares = self._shares
        with QSignalBlocker(self.list), QSignalBlocker(self.share):
            for number in range(self.list.count()):
                item = self.list.item(number)
                if item.isSelected() != (number in shares):
                    item.setSelected(number in shares)
            if shares and self._latest not in shares:
                self._latest = next(reversed(shares))
            there = self._latest in shares
            if not self.share.isSliderDown():
                self.share.setValue(round(100 * shares.get(self._latest, 0)))
        self._name_latest(self.list.item(self._latest) if there else None)
        self.share.setEnabled(there or self.share.isSliderDown())
        self.value.setText(percent(self.share.value() / 100) if self.share.isEnabled() else "")

    def _name_latest(self, item: QListWidgetItem | None) -> None:
        """Call the slider by the look that it moves, which is brought into view once."""
        name = item.text() if item is not None else self.tr("How much")
        if name != self.name.text():
            self.name.setText(name)
            if item is not None:
                self.list.scrollToItem(item)

    @property
    def _shares(self) -> dict[int, float]:
        """How much is asked of the looks that are on, as far as they are known."""
        if self._edit is None:
            return {}
        found = {number: look.preset.share_in(self._edit) for number, look in self._looks.items()}
        return {number: share for number, share in found.items() if share}

    def _choose(self) -> None:
        chosen = {self.list.row(item) for item in self.list.selectedItems()}
        shares = self._shares
        for number in chosen - shares.keys():
            self._latest = number
            if number in self._looks and self._looks[number].preset.edit.amounts:
                self.share_asked.emit(number, 1.0)
            else:  # not known yet, or there is nothing to ask, which is said
                self.asked.emit(number)
        for number in shares.keys() - chosen:
            self.share_asked.emit(number, 0.0)
        self._show()

    def _move(self, value: int) -> None:
        if self._latest in self._looks:
            self.share_asked.emit(self._latest, value / 100)
        self._show()


def middle(image: QImage) -> QImage:
    """The middle of a head's picture as a square: its face."""
    side = round(FACE * min(image.width(), image.height()))
    return image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)
