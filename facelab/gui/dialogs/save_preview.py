"""What saving would give: a part of the picture at 100 % beside the file's, its size in pixels and in bytes."""

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from facelab.errors import FaceLabError
from facelab.gui.qt.images import image_of
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.spacing import GAP
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import LatestOnly, Outcome
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.export import Export, Trial, trial

CALM_MS = 250
"""After the last change, before it is tried."""


class SavePreview(RetranslatedWidget):
    """Tries in the background how a photo would be saved, and shows it."""

    def __init__(self, photo: Photo, face: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo, self._face = photo, face
        self._asked: tuple[str, Export] | None = None
        self.before, self.after, self.said = QLabel(), QLabel(), QLabel()
        self._names = QLabel(), QLabel()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, GAP, 0, 0)
        grid.setSpacing(GAP)
        for column, (name, picture) in enumerate(zip(self._names, (self.before, self.after), strict=True)):
            grid.addWidget(name, 0, column)
            grid.addWidget(picture, 1, column)
            picture.setFixedSize(192, 192)
            picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.said, 2, 0, 1, 2)
        grid.setColumnStretch(2, 1)
        self._worker: LatestOnly[Trial] = LatestOnly(self)
        self._worker.done.connect(self._arrived)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._try)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self._names[0].setText(self.tr("As it is edited"))
        self._names[1].setText(self.tr("As it is saved, at 100 %"))
        for name, picture in zip(self._names, (self.before, self.after), strict=True):
            picture.setAccessibleName(name.text())

    def show_trial(self, suffix: str, how: Export) -> None:
        """Try another way to save, in a moment."""
        self._asked = suffix, how
        self.said.setText(self.tr("Working…"))
        self._calm.start()

    def stop(self) -> None:
        """It is of no use afterwards; what is being tried ends unseen."""
        self._calm.stop()
        self._worker.leave()

    def _try(self) -> None:
        if self._asked is not None:
            photo, face, (suffix, how) = self._photo, self._face, self._asked
            self._worker.ask(lambda: trial(photo, suffix, how, face=face))

    def _arrived(self, outcome: Outcome[Trial]) -> None:
        if isinstance(outcome.error, FaceLabError):
            self.said.setText(in_words(outcome.error.message))
            return
        made = outcome.result()
        for picture, samples in ((self.before, made.before), (self.after, made.after)):
            pixmap = QPixmap.fromImage(image_of(samples))
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())  # pixel for pixel
            picture.setPixmap(pixmap)
        size = QLocale().formattedDataSize(made.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        self.said.setText(self.tr("{0} × {1} pixels, about {2}").format(made.width, made.height, size))
