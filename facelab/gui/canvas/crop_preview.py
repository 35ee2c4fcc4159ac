"""The crop that five points make, shown in a corner of the canvas while they are moved."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

CROP = 160
"""Pixels across the crop."""


class CropPreview(QLabel):
    """The face as the model will see it; hidden at first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(CROP + 4, CROP + 4)
        self.move(12, 12)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAutoFillBackground(True)
        self.hide()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.setToolTip(self.tr("The face as the model will see it"))
        self.setAccessibleName(self.toolTip())

    def show_crop(self, image: QImage) -> None:
        """Another crop."""
        size = round(CROP * self.devicePixelRatioF())
        pixmap = QPixmap.fromImage(image).scaled(
            size, size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.setPixmap(pixmap)
