"""Slots for faces: each shows one and lets a person choose another."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from secrets import randbelow
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QIcon, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from facelab.errors import FaceError, FaceLabError
from facelab.gui.pages.face_menu import picture_rows
from facelab.gui.pages.face_source import FaceSource
from facelab.gui.qt.context_menu import MenuRow, pop_up, show_in_folder
from facelab.gui.qt.drop_hint import DropHint
from facelab.gui.qt.file_dialogs import PHOTOS, last_folder
from facelab.gui.qt.icons import icon
from facelab.gui.qt.images import image_of, plain_icon
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import LatestOnly, Outcome
from facelab.photo.outputs import levels
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.lab import Lab
from facelab.project.file import SUFFIX
from facelab.project.pages import EDITED
from facelab.synthesis.samples import SEEDS, SampleSpec
from facelab.synthesis.sources import (
    EncodedFace,
    FaceOfPhoto,
    encoded_face,
    face_of_photo,
    name_of_face,
    open_photo,
    pixels_of,
)

THUMB = 88
DRAWINGS = "edit", "open", "next-face", "random", "reset"
"""Of the ways to fill a slot."""


def picture_of(lab: Lab, face: EncodedFace) -> QImage:
    """A face as it is in its photo, or as the model draws it."""
    return image_of(levels(np.clip(pixels_of(lab, face), 0, 1)))


def _named(face: EncodedFace, word: str, title: str) -> EncodedFace:
    draw = SampleSpec.of(word)
    return replace(face, name=title.format(draw.seed)) if draw else face


class FaceSlot(RetranslatedWidget):
    """A button with a face on it.

    Signals:
        taken: (EncodedFace) another face is there; None where it was taken away.
        renewed: (EncodedFace, EncodedFace) the face that is edited is another by now, or none; before ``taken``.
        failed: (str) a sentence for the person.
        edit_asked: (str) the word of a face that is to be edited.
        save_asked: (EncodedFace) a face that is to be saved.
    """

    taken = Signal(object)
    renewed = Signal(object, object)
    failed = Signal(str)
    edit_asked = Signal(str)
    save_asked = Signal(object)

    def __init__(self, source: FaceSource, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source, self._letter = source, letter
        self.face: EncodedFace | None = None
        self._taken: tuple[Photo, int, str] | None = None
        self._old: EncodedFace | None = None
        self._images: WeakKeyDictionary[EncodedFace, QImage] = WeakKeyDictionary()
        self._icons: WeakKeyDictionary[EncodedFace, QIcon] = WeakKeyDictionary()
        self._words: WeakKeyDictionary[EncodedFace, str] = WeakKeyDictionary()
        self.button, self._menu = QToolButton(self), QMenu(self)
        self.worker: LatestOnly[tuple[str, EncodedFace, QImage]] = LatestOnly(self)
        self.worker.done.connect(self._arrived)
        self.button.setIconSize(QSize(THUMB, THUMB))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self._menu)
        self.button.setFixedSize(THUMB + 24, THUMB + 40)
        self.setFixedSize(self.button.size())
        self._actions = [
            self._menu.addAction("", self.take_edited),
            self._menu.addAction("", self.ask_photo),
            self._menu.addAction("", self.take_next),
            self._menu.addAction("", self.draw),
            self._menu.addAction("", self.clear),
        ]
        for action, drawing in zip(self._actions, DRAWINGS, strict=True):
            action.setIcon(icon(drawing))
        self._menu.aboutToShow.connect(self._enable)
        self._hint = DropHint(self)
        self.setAcceptDrops(True)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        names = (
            self.tr("The face that is edited"),
            self.tr("From a photo or project…"),
            self.tr("The next face of this photo"),
            self.tr("A face of nobody"),
            self.tr("No face"),
        )
        for action, name in zip(self._actions, names, strict=True):
            action.setText(name)
        self.button.setAccessibleName(self.tr("Face {0}").format(self._letter))
        self.button.setToolTip(self.tr("Choose which face goes here"))
        self._show_name()

    @property
    def word(self) -> str | None:
        """What a project keeps of the face here; None of none."""
        return None if self.face is None else self._words[self.face]

    @property
    def busy(self) -> bool:
        """Whether a face is on its way."""
        return self.worker.busy

    def take(self, word: str | None) -> None:
        """Take the face that a project's word means."""
        if word == EDITED:
            self.take_edited()
        elif word is not None:
            title = self.tr("Face {0}")
            self._ask(word, lambda: _named(encoded_face(self._source.lab(), word), word, title))

    def take_edited(self) -> None:
        """Take the face that the sliders move."""
        if (edited := self._source.edited()) is not None:
            self._taken = edited
            photo, number, name = edited
            self._ask(EDITED, lambda: face_of_photo(photo, number, name_of_face(name, number)))

    def renew(self) -> None:
        """Where the face that is edited is here, be it as it is now; none where none is edited any more."""
        edited = self._source.edited()
        if self.word != EDITED or edited == self._taken:
            return
        self._old = self.face
        if edited is None:
            self._taken = None
            self._put(None)
        else:
            self.take_edited()

    def ask_photo(self) -> None:
        """Ask for a photo, and take its largest face."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a photo"), last_folder(), self.tr("Photos and projects ({0})").format(
                f"{PHOTOS} *{SUFFIX}"
            ),
        )  # fmt: skip
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Take the largest face of a photo, or of a project's photo."""
        self.take(str(path.absolute()))

    def take_next(self) -> None:
        """Take the next face of the photo that is here, after the last the first."""
        if (word := self._photo_word) is not None:
            self.worker.ask(lambda: self._next_of(word))

    @property
    def _photo_word(self) -> str | None:
        """The face here as one of its photo, also where it is the one that is edited; None where it is of no photo."""
        if self.face is None or self.face.crop is None or self.word != EDITED or self._taken is None:
            return self.word if self.face is not None and self.face.crop is not None else None
        photo, number, _ = self._taken
        source = photo.original.picture.source
        return None if source is None else FaceOfPhoto(number, source.absolute()).word

    def _next_of(self, word: str) -> tuple[str, EncodedFace, QImage]:
        now, lab = FaceOfPhoto.of(word), self._source.lab()
        count = len(open_photo(lab, now.path).faces)
        if count < 2:
            raise FaceError("There is only this face in {path}.", path=now.path)
        following = FaceOfPhoto((now.number + 1) % count, now.path)
        face = encoded_face(lab, following.word)
        return following.word, face, picture_of(lab, face)

    def draw(self, seed: int | None = None) -> None:
        """Take a face of nobody, another one each time."""
        self.take(f"seed:{randbelow(SEEDS) if seed is None else seed}")

    def clear(self) -> None:
        """Take the face away."""
        self._put(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """A photo may be dropped here, which shows."""
        event.acceptProposedAction()
        self._hint.say(self.tr("Into slot {0}").format(self._letter))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802
        """It goes elsewhere."""
        self._hint.say("")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take the largest face of the photo that was dropped."""
        self._hint.say("")
        event.acceptProposedAction()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and paths[0].is_file():
            self.open(paths[0])
        else:
            self.failed.emit(self.tr("That is no photo; drop a picture file."))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The same as the button's menu, and what can be done with the face that is here."""
        self._enable()
        choose = [
            MenuRow(action.text(), action.trigger, action.isEnabled(), drawing)
            for action, drawing in zip(self._actions, DRAWINGS, strict=True)
        ]
        pop_up(self, event.globalPos(), [*self._face_rows(), *choose])

    def _face_rows(self) -> list[MenuRow | None]:
        if self.face is None:
            return []
        face, word = self.face, self._words[self.face]
        rows: list[MenuRow | None] = [
            MenuRow(self.tr("Edit this face"), lambda: self.edit_asked.emit(word), icon="edit")
        ]
        rows += picture_rows(self._images[face], lambda: self.save_asked.emit(face))
        if word != EDITED and SampleSpec.of(word) is None:
            rows.append(
                MenuRow(self.tr("Show in its folder"), lambda: show_in_folder(FaceOfPhoto.of(word).path), icon="folder")
            )
        return [*rows, None]

    def _enable(self) -> None:
        self._actions[0].setEnabled(self._source.edited() is not None)
        self._actions[2].setEnabled(self._photo_word is not None)
        self._actions[-1].setEnabled(self.face is not None)

    def show_face(self, face: EncodedFace | None) -> None:
        """Show a face that was here before, or none, without telling."""
        self.face = face
        self.button.setIcon(self._icons[face] if face is not None else QIcon())
        self._show_name()

    def stop(self) -> None:
        """Wait for the worker."""
        self.worker.stop()

    def _ask(self, word: str, work: Callable[[], EncodedFace]) -> None:
        def job() -> tuple[str, EncodedFace, QImage]:
            face = work()
            return word, face, picture_of(self._source.lab(), face)

        self.worker.ask(job)

    def _arrived(self, outcome: Outcome[tuple[str, EncodedFace, QImage]]) -> None:
        if isinstance(outcome.error, FaceLabError):
            self.failed.emit(in_words(outcome.error.message))
        else:
            word, face, image = outcome.result()
            self._words[face] = word
            self._images[face] = image
            self._icons[face] = plain_icon(image)
            self._put(face)

    def _put(self, face: EncodedFace | None) -> None:
        """Show another face, and tell so."""
        old, self._old = self._old, None
        self.show_face(face)
        if old is not None:
            self.renewed.emit(old, face)
        self.taken.emit(face)

    @property
    def title(self) -> str:
        """What the face here is called, in the language of the time."""
        if self.face is None:
            return self.tr("Choose…")
        draw = SampleSpec.of(self._words[self.face])
        return self.tr("Face {0}").format(draw.seed) if draw else self.face.name

    def _show_name(self) -> None:
        name = self.title
        room = self.button.width() - 12
        self.button.setText(
            self.fontMetrics().elidedText(f"{self._letter}: {name}", Qt.TextElideMode.ElideMiddle, room)
        )
