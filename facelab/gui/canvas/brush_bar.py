"""The bar at the upper edge of the photo while the brush is at hand: what it does, how large and how hard it is.

It lies upon the photo, which would move if it lay above.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from facelab.gui.canvas.brush import SIZES, Brush
from facelab.gui.qt.flow_layout import FlowLayout
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.slider import Slider
from facelab.gui.qt.spacing import GAP, SMALL

ROUND = 8
"""Radius of its corners."""


class BrushBar(RetranslatedWidget):
    """Sets a brush that paints on a widget, over which it lies.

    Signals:
        changed: the brush is another. clear_asked: nothing shall be protected. left: the brush is put away.
    """

    changed = Signal()
    clear_asked = Signal()
    left = Signal()

    def __init__(self, brush: Brush, over: QWidget) -> None:
        super().__init__(over)
        self.brush, self._over = brush, over
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)  # or the brush would paint beneath it
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.protect, self.restore = QToolButton(), QToolButton()
        self.size_slider, self.hardness = Slider(), Slider()
        self.clear, self.finish = QToolButton(), QToolButton()
        self._names = QLabel(), QLabel()
        self._build()
        over.installEventFilter(self)
        self.retranslate()
        self.hide()

    def _build(self) -> None:
        group = QButtonGroup(self)
        for button in (self.protect, self.restore):
            button.setCheckable(True)
            group.addButton(button)
        self.protect.setChecked(self.brush.protects)
        self.size_slider.setRange(*SIZES)
        self.size_slider.setValue(self.brush.size)
        self.hardness.setRange(0, 100)
        self.hardness.setValue(round(100 * self.brush.hardness))
        self._row = row = FlowLayout(self, 8)
        row.setContentsMargins(GAP, SMALL, GAP, SMALL)
        sliders = zip(self._names, (self.size_slider, self.hardness), strict=True)
        for widget in (self.protect, self.restore, *(_beside(*each) for each in sliders), self.clear, self.finish):
            row.addWidget(widget)
        self.protect.toggled.connect(self._take)
        self.size_slider.valueChanged.connect(self._take)
        self.hardness.valueChanged.connect(self._take)
        self.clear.clicked.connect(self.clear_asked)
        self.finish.clicked.connect(self.left)
        self._mark_chosen()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.protect.setText(self.tr("Protect"))
        self.protect.setToolTip(self.tr("Paint where my pixels stay (X changes what the brush does)"))
        self.restore.setText(self.tr("Bring back"))
        self.restore.setToolTip(self.tr("Paint where edits are seen again (X changes what the brush does)"))
        for name, slider, text in zip(
            self._names, (self.size_slider, self.hardness), (self.tr("Size"), self.tr("Hardness")), strict=True
        ):
            name.setText(text)
            slider.setAccessibleName(text)
        self.size_slider.setToolTip(self.tr("[ and ] make the brush smaller and larger"))
        self.hardness.setToolTip(self.tr("To the right what is painted ends sharply, to the left softly"))
        self.clear.setText(self.tr("Clear"))
        self.clear.setToolTip(self.tr("Protect nothing"))
        self.finish.setText(self.tr("Done"))
        self._place()

    def turn(self) -> None:
        """Let the brush do the other thing."""
        (self.restore if self.protect.isChecked() else self.protect).setChecked(True)

    def resize_by(self, factor: float) -> None:
        """Make the brush larger or smaller."""
        self.size_slider.setValue(round(self.size_slider.value() * factor))

    def _place(self) -> None:
        """In the middle of the upper edge, as wide as its buttons."""
        width = max(min(self._row.one_row, self._over.width() - 2 * GAP), 1)
        self.setGeometry((self._over.width() - width) // 2, GAP, width, self._row.heightForWidth(width))

    def _mark_chosen(self) -> None:
        """What the brush does stands out, in a dark theme, too."""
        for button in (self.protect, self.restore):
            colours = QPalette(self.palette())
            if button.isChecked():
                colours.setColor(QPalette.ColorRole.Button, colours.color(QPalette.ColorRole.Highlight))
                colours.setColor(QPalette.ColorRole.ButtonText, colours.color(QPalette.ColorRole.HighlightedText))
            button.setPalette(colours)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another theme was chosen."""
        if event.type() is QEvent.Type.PaletteChange:
            self._mark_chosen()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """A ground of the window's colour: a style sheet's would stay that of the theme that it was made in."""
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(palette.mid().color())
        painter.setBrush(palette.window())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Come to lie above all else."""
        self._place()
        self.raise_()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """As wide as its buttons are in another language, which know it only when they are laid out."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay at the edge."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _take(self) -> None:
        self.brush.protects = self.protect.isChecked()
        self.brush.size, self.brush.hardness = self.size_slider.value(), self.hardness.value() / 100
        self._mark_chosen()
        self.changed.emit()


def _beside(name: QLabel, slider: Slider) -> QWidget:
    """A slider with its name before it."""
    both = QWidget()
    name.setBuddy(slider)
    slider.setFixedWidth(80)
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(name)
    row.addWidget(slider)
    return both
