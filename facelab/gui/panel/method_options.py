"""How edits are made: the method, and how much of the photo's own pixels stays."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from facelab.gui.qt.fields import ChoiceBox
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.slider import Slider
from facelab.gui.qt.spacing import GAP, SMALL


class MethodOptions(RetranslatedWidget):
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
        self.method, self.keep = ChoiceBox(), Slider()
        self._names = QLabel(), QLabel()
        self.method.addItem("", "partial")
        self.method.addItem("", "mean")
        self.keep.setRange(0, 100)
        form = QFormLayout(self)
        form.setContentsMargins(GAP, GAP, GAP, SMALL)
        for name, widget in zip(self._names, (self.method, self.keep), strict=True):
            name.setBuddy(widget)
            form.addRow(name, widget)
        self.retranslate()
        self.method.activated.connect(lambda _: self.method_asked.emit(self.method.currentData()))
        self.keep.sliderPressed.connect(self.began)
        self.keep.sliderReleased.connect(self.ended)
        self.keep.valueChanged.connect(lambda value: self.kept.emit(value / 100))

    def retranslate(self) -> None:
        """Set every text in the current language."""
        for name, widget, text in zip(
            self._names, (self.method, self.keep), (self.tr("Method"), self.tr("Keep my pixels")), strict=True
        ):
            name.setText(text)
            widget.setAccessibleName(text)
        self.method.setItemText(0, self.tr("Others equal"))
        self.method.setItemText(1, self.tr("Plain average"))
        self.method.setToolTip(
            self.tr("Others equal: an attribute moves alone. Plain average: what usually goes with it moves too.")
        )
        self.keep.setToolTip(self.tr("To the right the photo's own pixels stay; to the left the model draws the face"))

    def show_options(self, method: str, keep: float) -> None:
        """Show what is asked, without asking it."""
        with QSignalBlocker(self.method), QSignalBlocker(self.keep):
            self.method.setCurrentIndex(self.method.findData(method))
            self.keep.setValue(round(100 * keep))
