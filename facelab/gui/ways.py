"""How edits are made: by which vectors, and how much of the photo's own pixels stays."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QSlider, QWidget


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
