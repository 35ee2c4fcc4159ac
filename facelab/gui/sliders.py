"""The sliders of the attributes, made from their data."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from facelab.gui.icons import icon
from facelab.project.sliders import GROUPS, RANGE, STEP, Group, matches, title

if TYPE_CHECKING:
    from facelab.latent import Edit

KNOB = 8.0
"""Radius of what is dragged, in pixels."""


class AmountSlider(QSlider):
    """A slider whose rest is in the middle: a bar from there to the knob shows the amount."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(round(RANGE[0] / STEP), round(RANGE[1] / STEP))
        self.setPageStep(5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the knob."""
        return QSize(120, 24)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The wheel scrolls the panel; a slider it passes over must not move."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete and 0 bring it to rest."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0):
            self.setValue(0)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Back to rest."""
        self.setValue(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The knob goes where one presses, and can be dragged on from there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the hand."""
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def _go_to(self, x: float) -> None:
        span = self.width() - 2 * KNOB
        self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), round(x - KNOB), round(span)))

    def _at(self, value: int) -> float:
        return KNOB + (self.width() - 2 * KNOB) * (value - self.minimum()) / (self.maximum() - self.minimum())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Groove, bar from rest, knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, middle = self.palette(), self.height() / 2
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        text = palette.color(QPalette.ColorRole.WindowText)
        groove = QColor(text)
        groove.setAlphaF(0.2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(groove)
        painter.drawRoundedRect(QRectF(KNOB, middle - 1.5, self.width() - 2 * KNOB, 3), 1.5, 1.5)
        rest, knob = self._at(0), self._at(self.value())
        painter.drawRoundedRect(QRectF(rest - 1, middle - 5, 2, 10), 1, 1)
        accent = palette.color(QPalette.ColorRole.Highlight) if self.isEnabled() else groove
        painter.setBrush(accent)
        painter.drawRoundedRect(QRectF(min(rest, knob), middle - 1.5, abs(knob - rest), 3), 1.5, 1.5)
        focused = self.hasFocus()
        painter.setPen(QPen(accent if focused else groove, 2 if focused else 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Light if self.isEnabled() else QPalette.ColorRole.Window))
        radius = KNOB - 1.5
        painter.drawEllipse(QRectF(knob - radius, middle - radius, 2 * radius, 2 * radius))
        if self.value():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(QRectF(knob - 3, middle - 3, 6, 6))


class Name(QLabel):
    """The name of an attribute over a bar that tells how surely it is seen in the picture."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._before = self._after = -1.0

    def show_seen(self, before: float, after: float) -> None:
        """0..1 each; below 0 for not known."""
        self._before, self._after = before, after
        known = self.tr("Seen in the picture: {0} %; before: {1} %").format(round(100 * after), round(100 * before))
        self.setToolTip(known if after >= 0 else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The name, the bar, a mark where the unedited face stands."""
        super().paintEvent(event)
        if self._after < 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = self.palette().color(QPalette.ColorRole.WindowText)
        bar = QRectF(0, self.height() - 3, self.width() - 8, 2)
        for share, alpha in ((1.0, 0.12), (self._after, 0.55)):
            ground.setAlphaF(alpha)
            painter.setBrush(ground)
            painter.drawRect(QRectF(bar.x(), bar.y(), bar.width() * share, bar.height()))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
        painter.drawRect(QRectF(bar.x() + bar.width() * self._before - 1, bar.y() - 2, 2, 5))


class Row(QWidget):
    """One attribute: name, slider, number, lock.

    Signals:
        began, ended: a drag. moved: (str, float) attribute and amount. locked: (str, bool).
    """

    began = Signal()
    ended = Signal()
    moved = Signal(str, float)
    locked = Signal(str, bool)

    def __init__(self, attribute: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attribute = attribute
        name = title(attribute)
        self.slider, self.number, self.lock = AmountSlider(), QDoubleSpinBox(), QToolButton()
        self.name = Name(name)
        self.name.setBuddy(self.slider)
        self.name.setMinimumWidth(118)
        self.name.setFixedHeight(24)
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(self.tr("{0}: drag, or use the arrow keys; double-click brings it to rest").format(name))
        self.number.setRange(*RANGE)
        self.number.setSingleStep(STEP)
        self.number.setDecimals(1)
        self.number.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.number.setFixedWidth(52)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setKeyboardTracking(False)
        self.number.setAccessibleName(self.tr("Amount of {0}").format(name))
        self.lock.setCheckable(True)
        self.lock.setAutoRaise(True)
        self.lock.setIcon(icon("unlocked"))
        self.lock.setAccessibleName(self.tr("Lock {0}").format(name))
        self.lock.setToolTip(self.tr("Keep {0} as it is while others move").format(name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.name, self.slider, self.number, self.lock):
            row.addWidget(widget, 1 if widget is self.slider else 0)
        self.slider.sliderPressed.connect(self.began)
        self.slider.sliderReleased.connect(self.ended)
        self.slider.valueChanged.connect(self._moved)
        self.number.valueChanged.connect(lambda value: self.slider.setValue(round(value / STEP)))
        self.lock.toggled.connect(self._locked)

    def show_edit(self, edit: "Edit") -> None:
        """Show what is asked, without asking it."""
        amount, locked = edit.amounts.get(self.attribute, 0.0), self.attribute in edit.locks
        shown = self.slider.value() == round(amount / STEP) and self.number.value() == amount
        if shown and self.lock.isChecked() == locked == (not self.slider.isEnabled()):
            self.lock.setEnabled(locked or amount == 0)
            return
        for widget in (self.slider, self.number, self.lock):
            widget.blockSignals(True)
        self.slider.setValue(round(amount / STEP))
        self.number.setValue(amount)
        self.lock.setChecked(locked)
        for widget in (self.slider, self.number, self.lock):
            widget.blockSignals(False)
        self.lock.setIcon(icon("locked" if locked else "unlocked"))
        self.slider.setEnabled(not locked)
        self.number.setEnabled(not locked)
        self.lock.setEnabled(locked or amount == 0)

    def _moved(self, steps: int) -> None:
        self.number.blockSignals(True)
        self.number.setValue(steps * STEP)
        self.number.blockSignals(False)
        self.moved.emit(self.attribute, round(steps * STEP, 1))

    def _locked(self, locked: bool) -> None:
        self.lock.setIcon(icon("locked" if locked else "unlocked"))
        self.locked.emit(self.attribute, locked)


class Section(QWidget):
    """A group of rows under a heading that opens and closes it."""

    def __init__(self, group: Group, rows: list[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.head, self._body = QToolButton(), QWidget()
        self.opened = group.opened
        self.head.setText(group.name)
        self.head.setAutoRaise(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        font = self.head.font()
        font.setBold(True)
        self.head.setFont(font)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(8, 0, 0, 8)
        body.setSpacing(2)
        for row in rows:
            body.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self._body)
        self.head.clicked.connect(self.toggle)
        self._show(self.opened)

    def toggle(self) -> None:
        """Open what is closed, close what is open."""
        self.opened = not self.opened
        self._show(self.opened)

    def search(self, words: str) -> None:
        """Show the rows that a search finds; all, opened as a person left them, without one."""
        for row in self.rows:
            row.setVisible(matches(row.attribute, words))
        found = any(matches(row.attribute, words) for row in self.rows)
        self.setVisible(found)
        self._show(self.opened or bool(words.strip()))

    def _show(self, opened: bool) -> None:
        self._body.setVisible(opened)
        self.head.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)


class Ways(QWidget):
    """How edits are made: by which vectors, and how much of the photo's own pixels stays.

    Signals:
        method_asked: ("partial" or "mean"). began, ended: a drag. kept: (float) 0..1.
    """

    method_asked = Signal(str)
    began = Signal()
    ended = Signal()
    kept = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.method, self.keep = QComboBox(), QSlider(Qt.Orientation.Horizontal)
        self.method.addItem(self.tr("Others equal"), "partial")
        self.method.addItem(self.tr("Plain average"), "mean")
        self.method.setToolTip(
            self.tr("Others equal: an attribute moves alone. Plain average: what usually goes with it moves too.")
        )
        self.keep.setRange(0, 100)
        self.keep.setToolTip(self.tr("To the right the photo's own pixels stay; to the left the model draws the face"))
        form = QFormLayout(self)
        form.setContentsMargins(8, 8, 8, 4)
        form.addRow(self.tr("Method"), self.method)
        form.addRow(self.tr("Keep my pixels"), self.keep)
        self.method.activated.connect(lambda _: self.method_asked.emit(self.method.currentData()))
        self.keep.sliderPressed.connect(self.began)
        self.keep.sliderReleased.connect(self.ended)
        self.keep.valueChanged.connect(lambda value: self.kept.emit(value / 100))

    def show_ways(self, method: str, keep: float) -> None:
        """Show what is asked, without asking it."""
        for widget in (self.method, self.keep):
            widget.blockSignals(True)
        self.method.setCurrentIndex(self.method.findData(method))
        self.keep.setValue(round(100 * keep))
        for widget in (self.method, self.keep):
            widget.blockSignals(False)


class Panel(QWidget):
    """All sliders, a search box above them, the ways below; the signals are those of its rows."""

    began = Signal()
    ended = Signal()
    moved = Signal(str, float)
    locked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search attributes"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search attributes"))
        self.rows = {name: Row(name) for group in GROUPS for name in group.attributes}
        self.sections = [Section(group, [self.rows[name] for name in group.attributes]) for group in GROUPS]
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 4, 4)
        layout.setSpacing(10)
        above = QHBoxLayout()
        above.setContentsMargins(0, 0, 8, 0)
        above.addWidget(self.search)
        layout.addLayout(above)
        layout.addWidget(scroll, 1)
        self.ways = Ways()
        layout.addWidget(self.ways)
        self.setMinimumWidth(340)
        self.search.textChanged.connect(self._search)
        signals: list[tuple[str, Callable[..., None]]] = [
            ("began", self.began.emit),
            ("ended", self.ended.emit),
            ("moved", self.moved.emit),
            ("locked", self.locked.emit),
        ]
        for row in self.rows.values():
            for name, told in signals:
                getattr(row, name).connect(told)
        self.ways.began.connect(self.began)
        self.ways.ended.connect(self.ended)

    def show_edit(self, edit: "Edit") -> None:
        """Show what is asked of the chosen face."""
        for row in self.rows.values():
            row.show_edit(edit)

    def show_seen(self, before: Mapping[str, float], after: Mapping[str, float]) -> None:
        """Show how surely each attribute is seen, 0..1; nothing known of those that are not named."""
        for attribute, row in self.rows.items():
            row.name.show_seen(before.get(attribute, -1.0), after.get(attribute, -1.0))

    def _search(self, words: str) -> None:
        for section in self.sections:
            section.search(words)
