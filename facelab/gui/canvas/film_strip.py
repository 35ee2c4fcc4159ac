"""The film strip: the photos that were opened together, or lie in one folder, as thumbnails to choose from."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps
from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QListWidgetItem, QWidget

from facelab.errors import FaceLabError
from facelab.gui.canvas.strip import Strip
from facelab.gui.qt.drop_hint import DropHint
from facelab.gui.qt.icons import app_icon
from facelab.gui.qt.images import image_of
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


class FilmStrip(Strip):
    """A row of photos, seen where there is more than one; thumbnails come one by one from a thread of their own.

    Signals:
        photo_chosen: (Path) a photo that shall be opened.
        menu_asked: (Path, QPoint) a menu for a photo, there on the screen.
        photos_dropped: (list) photos that shall be here, too.
    """

    photo_chosen = Signal(Path)
    menu_asked = Signal(Path, QPoint)
    photos_dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(THUMB, parent)
        self.paths: Sequence[Path] = ()
        self._worker: LatestOnly[tuple[Path, QImage]] = LatestOnly(self)
        self._worker.done.connect(self._arrived)
        self._hint = DropHint(self)
        self.viewport().setAcceptDrops(True)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self.customContextMenuRequested.connect(self._ask_menu)

    def show_photos(self, paths: Sequence[Path], least: int = 2) -> None:
        """Show these photos, if there are at least so many."""
        paths = paths if len(paths) >= least else ()
        if list(paths) != list(self.paths):
            self._worker.forget()
            self.paths = tuple(paths)
            self.clear()
            for path in paths:
                self.add(path.name)
            self._make_next(0)
        self.setVisible(bool(paths))

    def mark(self, path: Path | None) -> None:
        """Mark the photo that is open, if it is one of these."""
        self.mark_row(self.paths.index(path) if path in self.paths else -1)

    def remove(self, path: Path) -> None:
        """Show one photo less; its file stays."""
        self.show_photos([other for other in self.paths if other != path])

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
        self.show_picture(row, app_icon().pixmap(THUMB, THUMB).toImage() if image.isNull() else image)
        self._make_next(row + 1)

    def _ask_menu(self, place: QPoint) -> None:
        if (item := self.itemAt(place)) is not None:
            self.menu_asked.emit(self.paths[self.row(item)], self.viewport().mapToGlobal(place))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Photos may be put beside those that are here."""
        if _photos(event.mimeData()):
            event.acceptProposedAction()
            self._hint.say(self.tr("Add to these photos"))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Anywhere on the strip."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802
        """They go elsewhere."""
        self._hint.say("")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Put them beside those that are here."""
        self._hint.say("")
        event.acceptProposedAction()
        self.photos_dropped.emit(_photos(event.mimeData()))


def _photos(data: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
