"""The film strip: the photos that were opened together, or lie in one folder, as thumbnails to choose from."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from facelab.errors import FaceLabError
from facelab.gui.qt.images import image_of, plain_icon
from facelab.gui.qt.worker import LatestOnly, Outcome
from facelab.photo.colour import to_srgb8
from facelab.photo.read import read

THUMB = 72
"""Pixels across a thumbnail."""


def thumbnail(path: Path) -> QImage:
    """A photo made small, upright; a null image of what cannot be read."""
    try:
        image = image_of(_small_jpeg(path))
    except (OSError, SyntaxError, ValueError):  # no JPEG, or one that only our own reader knows what to do with
        try:
            image = image_of(to_srgb8(read(path)))
        except FaceLabError:
            return QImage()
    return image.scaled(THUMB, THUMB, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _small_jpeg(path: Path) -> NDArray[np.uint8]:
    """A JPEG decoded at an eighth of its size or so, which takes a tenth of the time."""
    with Image.open(path, formats=["JPEG"]) as image:
        image.draft("RGB", (2 * THUMB, 2 * THUMB))
        return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))


class FilmStrip(QListWidget):
    """A row of photos, seen where there is more than one; thumbnails come one by one from a thread of their own.

    Signals:
        photo_chosen: (Path) a photo that shall be opened.
    """

    photo_chosen = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paths: Sequence[Path] = ()
        self._worker: LatestOnly[tuple[Path, QImage]] = LatestOnly(self)
        self._worker.done.connect(self._arrived)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(THUMB, THUMB))
        self.setGridSize(QSize(THUMB + 12, THUMB + 12))
        self.setFixedHeight(THUMB + 12 + self.horizontalScrollBar().sizeHint().height() + 4)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self.hide()

    def show_photos(self, paths: Sequence[Path]) -> None:
        """Show these photos, if there is more than one."""
        paths = paths if len(paths) > 1 else ()
        if list(paths) != list(self.paths):
            self._worker.forget()
            self.paths = tuple(paths)
            self.clear()
            for path in paths:
                item = QListWidgetItem()
                item.setToolTip(path.name)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, path.name)
                self.addItem(item)
            self._make_next(0)
        self.setVisible(bool(paths))

    def mark(self, path: Path | None) -> None:
        """Mark the photo that is open, if it is one of these."""
        if path in self.paths:
            self.setCurrentRow(self.paths.index(path))
            self.scrollToItem(self.currentItem())
        else:
            self.setCurrentRow(-1)

    def stop(self) -> None:
        """Wait for the thread."""
        self._worker.stop()

    def _choose(self, item: QListWidgetItem) -> None:
        self.photo_chosen.emit(self.paths[self.row(item)])

    def _make_next(self, row: int) -> None:
        if row < len(self.paths):
            path = self.paths[row]
            self._worker.ask(partial(lambda path: (path, thumbnail(path)), path))

    def _arrived(self, outcome: Outcome[tuple[Path, QImage]]) -> None:
        path, image = outcome.result()
        row = self.paths.index(path)
        if not image.isNull():
            self.item(row).setIcon(plain_icon(image))
        self._make_next(row + 1)
