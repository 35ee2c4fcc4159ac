"""The base of the pages beside Edit: what is asked, its undo, its worker, its slots for faces."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from facelab.errors import Cancelled, FaceLabError, Message
from facelab.gui.pages.face_slots import FaceSlot
from facelab.gui.pages.face_source import FaceSource
from facelab.gui.qt.busy_mark import BusyMark
from facelab.gui.qt.context_menu import MenuRow, copy_image, pop_up
from facelab.gui.qt.file_dialogs import ask_path
from facelab.gui.qt.icons import icon
from facelab.gui.qt.picture import PictureView
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.spacing import ROOM
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import Cores, LatestOnly, Outcome
from facelab.gui.session.undo import Steps, UndoStep
from facelab.photo.outputs import spare
from facelab.progress import ShareCallback
from facelab.synthesis.sources import EncodedFace, FaceOfPhoto

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from facelab.pipeline.lab import Lab

Request = TypeVar("Request", bound="DataclassInstance")
Stored = TypeVar("Stored")
Made = TypeVar("Made")

PANEL = 256
"""Pixels across what is asked: with the slots and the rail no more than a small screen has."""


class Page(RetranslatedWidget, Generic[Request, Stored, Made]):
    """A page: it makes in the background what is asked of it, and its steps can be undone.

    ``Request`` is a frozen dataclass of what is asked, ``Stored`` what a project keeps of it, ``Made`` what is shown.

    Attributes:
        request: what is asked.
        stack: the steps of undo.
        slots: the faces to choose.
        save: the button that saves what is seen.

    Signals:
        said: (str) a sentence for the person.
        chosen: (str) the word of a face that is to be edited. used: (str, int) of one for a slot of Interpolate.
        save_asked: (EncodedFace) a face that is to be saved.
    """

    said = Signal(str)
    chosen = Signal(str)
    used = Signal(str, int)
    save_asked = Signal(object)

    def __init__(self, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stack = Steps(self)
        self.request = request
        self.slots: list[FaceSlot] = []
        self.save = QPushButton()
        self.worker: LatestOnly[Made] = LatestOnly(self, Cores.LIVE)
        self.worker.done.connect(self._arrived)
        self._making: tuple[Lab, Request] | None = None
        self._seen: tuple[tuple[Lab, Request], Made] | None = None

    def mark_busy(self, view: QWidget, *others: LatestOnly[Any]) -> None:
        """Let a mark over what is shown say while it is of something asked before."""
        self.busy_mark = BusyMark(view, self.worker, *others, *(slot.worker for slot in self.slots))

    def renew_faces(self) -> None:
        """Where the face that is edited is in a slot, and it or its edit is another by now, take it again."""
        for slot in self.slots:
            slot.renew()

    def ask(self, name: Message, key: int = 0, **changes: Any) -> None:
        """Ask for something else: a step of undo of this name; those of one ``key`` above 0 are one."""
        after = replace(self.request, **changes)
        if after != self.request:
            self.stack.push(UndoStep(name, self.request, after, self._take_request, key))

    def _take_request(self, request: Request) -> None:
        self.request = request
        self.show_request()

    def show_request(self) -> None:
        """Show what is asked."""
        raise NotImplementedError

    def make(self, lab: "Lab", work: Callable[[ShareCallback], Made]) -> None:
        """Have what is asked made by a model and shown; what is seen already need not be made again."""
        self._making = lab, self.request
        if self._seen is not None and self._seen[0] == self._making:
            self.worker.forget()
            self.show_made(self._seen[1])
        else:
            self.worker.ask_in_steps(work)

    def forget_made(self) -> None:
        """What was made would be another by now: it is made anew when it is asked for next."""
        self._seen = None

    def take_faces(self) -> None:
        """Ask for the faces that are in the slots."""
        self.ask(Message("Face"), faces=tuple(slot.face for slot in self.slots))

    def exchange(self, old: EncodedFace, new: EncodedFace | None) -> None:
        """Have another face in the place of one that is no more, in the steps of undo, too: none keeps its photo."""

        def changed(request: Any) -> Any:
            return replace(request, faces=tuple(new if face is old else face for face in request.faces))

        for number in range(self.stack.count()):
            step = self.stack.command(number)
            if isinstance(step, UndoStep):
                step.change_states(changed)
        self.forget_made()
        self._take_request(changed(self.request))

    def show_faces(self, faces: Sequence[EncodedFace | None]) -> None:
        """Show the faces that are asked for in the slots."""
        for slot, face in zip(self.slots, faces, strict=True):
            if slot.face is not face:
                slot.show_face(face)

    def row_of_slots(self, source: FaceSource, letters: str) -> QHBoxLayout:
        """Slots side by side, which ask for what is put into them."""
        row = QHBoxLayout()
        for letter in letters:
            slot = FaceSlot(source, letter)
            slot.taken.connect(self.take_faces)
            slot.renewed.connect(self.exchange)
            slot.failed.connect(self.said)
            slot.edit_asked.connect(self.chosen)
            slot.save_asked.connect(self.save_asked)
            self.slots.append(slot)
            row.addWidget(slot)
        row.addStretch(1)
        return row

    def side_by_side(self, faces: QHBoxLayout, view: QWidget, options: QLayout, buttons: Sequence[QPushButton]) -> None:
        """Lay the page out: slots above what is shown, beside it what is asked and what can be done with it."""
        left, right, panel = QVBoxLayout(), QVBoxLayout(), QWidget()
        left.addLayout(faces)
        left.addWidget(view, 1)
        right.addLayout(options)
        right.addStretch(1)
        for button in buttons:
            right.addWidget(button)
        right.setContentsMargins(0, 0, 0, 0)
        panel.setLayout(right)
        panel.setFixedWidth(PANEL)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.setSpacing(ROOM)
        layout.addLayout(left, 1)
        layout.addWidget(panel)

    def offer_menu(self, view: PictureView, buttons: Mapping[QPushButton, str]) -> None:
        """Let a context menu of what is shown copy it, or do what the buttons do; each with its drawing."""
        for button, drawing in buttons.items():
            button.setIcon(icon(drawing))

        def rows() -> list[MenuRow | None]:
            copy = MenuRow(self.tr("Copy picture"), lambda: copy_image(view.image), not view.image.isNull(), "copy")
            do = [MenuRow(each.text(), each.click, each.isEnabled(), drawing) for each, drawing in buttons.items()]
            return [copy, *do]

        view.menu_asked.connect(lambda place: pop_up(view, place, rows()))

    def stored(self) -> Stored:
        """What a project keeps of the page."""
        raise NotImplementedError

    def restore(self, stored: Stored) -> None:
        """Ask for what a project kept; the faces follow as they are found."""
        raise NotImplementedError

    @property
    def words(self) -> tuple[str | None, ...]:
        """What a project keeps of the faces in the slots."""
        return tuple(slot.word for slot in self.slots)

    def ask_path(self, title: str, stem: str, suffix: str, patterns: str) -> Path | None:
        """Ask where a file shall go; None where nothing is to be written, of which the person is told."""
        path = ask_path(self, title, stem, suffix, patterns)
        if path is None:
            return None
        try:
            return spare(path, self._sources)
        except FaceLabError as error:  # a face's own photo is never written over
            self.said.emit(in_words(error.message))
            return None

    @property
    def _sources(self) -> list[Path]:
        crops = [slot.face.crop for slot in self.slots if slot.face is not None and slot.face.crop is not None]
        words = [FaceOfPhoto.of(word).path for word in self.words if word is not None]
        return [crop.picture.source for crop in crops if crop.picture.source is not None] + words

    def take_words(self, words: Sequence[str | None]) -> None:
        """Put the faces into the slots that a project kept."""
        for slot, word in zip(self.slots, words, strict=False):
            slot.take(word)

    def begin(self) -> None:
        """The page is seen."""
        raise NotImplementedError

    def show_made(self, made: Made | None) -> None:
        """Show what the worker made; None where it could not."""
        raise NotImplementedError

    def stop(self) -> None:
        """Wait for the workers; the page is of no use afterwards."""
        self.stack.blockSignals(True)
        self.worker.stop()
        for slot in self.slots:
            slot.stop()

    def _arrived(self, outcome: Outcome[Made]) -> None:
        if isinstance(outcome.error, Cancelled):
            self._take_back()
            self.said.emit(in_words(outcome.error.message))
        elif isinstance(outcome.error, FaceLabError):
            self._seen = None
            self.show_made(None)
            self.said.emit(in_words(outcome.error.message))
        else:
            made = outcome.result()
            self._seen = (self._making, made) if self._making is not None else None
            self.show_made(made)

    def _take_back(self) -> None:
        """What is asked takes too long for a person: back to what is seen, or by a step."""
        self.stack.undo()
        while self._seen is not None and self.request != self._seen[0][1] and self.stack.canUndo():
            self.stack.undo()
