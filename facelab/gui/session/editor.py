"""What a person works on: the photo that is open, the chosen face, what is asked of it, undo, and files."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QUndoStack

from facelab.canonical import Point
from facelab.errors import Cancelled, FaceLabError, SourceError
from facelab.gui.qt.images import image_of, samples_of
from facelab.gui.qt.worker import LatestOnly, Outcome
from facelab.gui.session.renderer import Renderer
from facelab.gui.session.undo import EditState, UndoStep
from facelab.photo.colour import to_srgb8
from facelab.photo.picture import Picture
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.export import Export, export
from facelab.pipeline.lab import Lab
from facelab.pipeline.live import outlines_of
from facelab.project import storage
from facelab.project.file import StoredView
from facelab.project.presets import Preset
from facelab.synthesis import samples
from facelab.synthesis.samples import SampleSpec

if TYPE_CHECKING:
    from facelab.latent import Edit
    from facelab.latent.attribute_file import Method

UNDO_STEPS = 1000
CHOICE = -1
"""Key of the steps that choose a face: one after another they are one."""


@dataclass(frozen=True, eq=False)
class OpenedPhoto:
    """What the reader gives.

    Attributes:
        name: what the photo is called. photo: with what is asked of it. image: the same, unedited.
        project: the file that it was in, if it was in one. view: what was seen of it.
        outlines: the heads, if they are known.
        kept: whether what is asked is kept in ``project``; not so where that was left over from a crash.
    """

    name: str
    photo: Photo
    image: QImage
    project: Path | None = None
    view: StoredView | None = None
    outlines: list[list[Point]] | None = None
    kept: bool = True


@dataclass(frozen=True, eq=False)
class MissingSource:
    """A project whose photo is gone or was changed.

    Attributes:
        project: its file. error: what is wrong.
        kept: as ``OpenedPhoto`` has it.
    """

    project: Path
    error: SourceError
    kept: bool


class Editor(QObject):
    """The photo that is open and what is asked of it; ``renderer`` shows it.

    Signals:
        opened: another photo is there, its faces not yet.
        found: its faces are.
        chosen: another face is the one that the sliders move.
        changed: something else is asked.
        placed: faces lie elsewhere.
        viewed: (StoredView) what of a project was seen when it was saved.
        saved: (Path) a picture or a project was written there.
        failed: (str) a sentence for the person.
        source_missing: (MissingSource) a project's photo is gone or was changed.
        recovered: (Path) what that file holds is open, and is in none of a person's own files.
        busy: (str) what is being done; "" for nothing.
    """

    opened = Signal()
    found = Signal()
    chosen = Signal()
    changed = Signal()
    placed = Signal()
    viewed = Signal(StoredView)
    saved = Signal(Path)
    failed = Signal(str)
    source_missing = Signal(MissingSource)
    recovered = Signal(Path)
    busy = Signal(str)

    def __init__(self, begin: Callable[[], Lab], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin_lab = begin
        self.photo: Photo | None = None
        self.image = QImage()
        self.name = ""
        self.face = -1
        self.outlines: list[list[Point]] = []
        self.project: Path | None = None
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(UNDO_STEPS)
        self.renderer = Renderer(self)
        self.renderer.failed.connect(self._fail)
        self._kept: EditState | None = None  # what a file holds
        self._drags, self._dragging = 0, False
        self._stopping = Event()
        self._reader, self._finder, self._writer = (LatestOnly(self) for _ in range(3))
        self._reader.done.connect(self._opened)
        self._finder.done.connect(self._found)
        self._writer.done.connect(self._saved)

    @cached_property
    def lab(self) -> Lab:
        """The model, which begins to load when it is first asked for."""
        return self._begin_lab()

    def use_lab(self, lab: Lab) -> None:
        """Work with another model from the next photo on."""
        self.__dict__["lab"] = lab

    @property
    def state(self) -> EditState | None:
        """What is asked for; None before a photo is open."""
        return EditState(self.photo.original, self.photo.edits, self.photo.keep, self.face) if self.photo else None

    @property
    def edit(self) -> "Edit":
        """What is asked of the chosen face; there is none before a face is found."""
        return self.photo.edit_of(self.face) if self.photo else _nothing()

    @property
    def faces(self) -> int:
        """How many faces are known."""
        return len(self.outlines)

    @property
    def modified(self) -> bool:
        """Whether something is asked that no file holds."""
        return self.state is not None and not self.state.makes_same_picture(self._kept)

    @property
    def saving(self) -> bool:
        """Whether something is being written."""
        return self._writer.busy

    def reopen(self) -> None:
        """Open the same photo again, as another model sees it."""
        if self.photo is not None:
            name, picture = self.name, self.photo.original.picture
            self._read(lambda: opened_photo(name, self.lab.photo(picture)))

    def stop(self) -> None:
        """Wait for the workers, and forget what they do; the editor is of no use afterwards."""
        self.stack.blockSignals(True)
        self._stopping.set()
        for worker in (self._reader, self._finder, self._writer):
            worker.stop()
        self.renderer.stop()

    # Opening

    def open(self, path: Path) -> None:
        """Open a photo; its faces follow."""
        self._read(lambda: opened_photo(path.name, self.lab.open(path)))

    def open_image(self, image: QImage, name: str) -> None:
        """Open a picture that is no file."""
        self._read(lambda: opened_photo(name, self.lab.photo(Picture(samples_of(image)))))

    def open_random_face(self, spec: SampleSpec) -> None:
        """Open a face of nobody; the same draw gives the same face."""
        name = self.tr("Face {0}").format(spec.seed)
        self._read(lambda: opened_photo(name, samples.sample_photo(self.lab, spec)))

    def open_project(self, path: Path, photo: Path | None = None, *, kept: bool = True) -> None:
        """Open a project; ``photo`` takes the place of one that is gone; ``kept``: whether the file is a person's."""

        def work() -> OpenedPhoto | MissingSource:
            try:
                made, project = storage.load(self.lab, path, photo)
            except SourceError as error:
                return MissingSource(path, error, kept)
            bare = opened_photo(project.source.name, made)
            return replace(bare, project=path, view=project.view, outlines=outlines_of(made), kept=kept)

        self._read(work)

    def _read(self, work: Callable[[], OpenedPhoto | MissingSource]) -> None:
        self.busy.emit(self.tr("Opening…"))
        self._reader.ask(work)

    def _opened(self, outcome: Outcome) -> None:
        if outcome.error:
            self._fail(outcome.error)
            return
        if isinstance(outcome.value, MissingSource):
            self.busy.emit("")
            self.source_missing.emit(outcome.value)
            return
        new: OpenedPhoto = outcome.value
        self.name, self.photo, self.image = new.name, new.photo, new.image
        self.project = new.project if new.kept else None
        self.face, self.outlines, self._dragging = -1, [], False
        self._kept = self.state if new.kept else None
        self.stack.clear()
        self._finder.forget()
        self.renderer.open(self.photo)
        self.opened.emit()
        if new.outlines is not None and new.view is not None:
            self._show_faces(new.outlines, new.view.face)
            self.viewed.emit(new.view)
            self.renderer.settle()
        else:
            self.busy.emit(self.tr("Looking for faces…"))
            self._finder.ask(partial(outlines_of, self.photo))
        if new.project is not None and not new.kept:
            self.recovered.emit(new.project)

    def _found(self, outcome: Outcome) -> None:
        if outcome.error:
            self._fail(outcome.error)
        else:
            self._show_faces(outcome.value, 0)

    def _show_faces(self, outlines: list[list[Point]], face: int) -> None:
        self.outlines = outlines
        self.busy.emit("")
        self.found.emit()
        self._choose(face if face < self.faces else self.faces - 1)

    # Asking

    def choose(self, face: int) -> None:
        """Move the sliders to another face."""
        if self.state is not None and face != self.face and 0 <= face < self.faces:
            self._push(self.tr("Face {0}").format(face + 1), replace(self.state, face=face), key=CHOICE)

    def begin_drag(self) -> None:
        """What follows is one step of undo, until the drag ends."""
        self._drags += 1
        self._dragging = True

    def end_drag(self) -> None:
        """The hand has let go: the whole photo follows."""
        self._dragging = False
        self.renderer.settle()

    def set_amount(self, attribute: str, amount: float, text: str = "") -> None:
        """Ask for an amount of an attribute in the chosen face; ``text`` is what the step is called."""
        amounts = {**self.edit.amounts, attribute: amount}
        if amount == 0:
            del amounts[attribute]
        self._ask(text or attribute, replace(self.edit, amounts=amounts), key=self._drag)

    def set_lock(self, attribute: str, locked: bool) -> None:
        """Keep an attribute's probe where it is, or let it go."""
        locks = self.edit.locks | {attribute} if locked else self.edit.locks - {attribute}
        self._ask(self.tr("Lock") if locked else self.tr("Unlock"), replace(self.edit, locks=locks))

    def set_method(self, method: "Method") -> None:
        """Move the chosen face along other vectors."""
        self._ask(self.tr("Method"), replace(self.edit, method=method))

    def set_keep(self, keep: float) -> None:
        """Keep more or less of the photo's own pixels, in all its faces."""
        self._ask(self.tr("Keep my pixels"), self.edit, keep=keep, key=self._drag)

    def ask_preset(self, preset: Preset, name: str = "") -> None:
        """Ask of the chosen face what a preset says, in place of what was asked."""
        self._ask(name or preset.name, preset.edit())

    def ask_of_all(self) -> None:
        """Ask of every face what is asked of the chosen one."""
        if self.state is not None and self.face >= 0:
            edits = dict.fromkeys(range(self.faces), self.edit)
            self._push(self.tr("The same for all faces"), replace(self.state, edits=_asking(edits, self.state.keep)))

    def reset(self) -> None:
        """Ask nothing of the chosen face."""
        self._ask(self.tr("Reset"), replace(_nothing(), method=self.edit.method))

    def place(self, face: int, landmarks: list[Point]) -> None:
        """Put the five points of a face where a person says; the number after the last makes another face."""
        if self.state is None:
            return
        try:
            original = self.state.original.with_landmarks(face, np.array(landmarks, np.float64))
        except FaceLabError as error:
            self.failed.emit(str(error))
            return
        self._push(self.tr("Points"), replace(self.state, original=original, face=face))

    @property
    def _drag(self) -> int:
        return self._drags if self._dragging else 0

    def _ask(self, text: str, edit: "Edit", keep: float | None = None, key: int = 0) -> None:
        before = self.state
        if before is None or self.face < 0:
            return
        keep = before.keep if keep is None else keep
        if (edit, keep) != (self.edit, before.keep):
            edits = _asking({**before.edits, self.face: edit}, keep)
            self._push(text, replace(before, edits=edits, keep=keep), key)

    def _push(self, text: str, after: EditState, key: int = 0) -> None:
        if self.state is not None:
            self.stack.push(UndoStep(text, self.state, after, self._apply, key, EditState.is_same))

    def _apply(self, state: EditState) -> None:
        """What is asked for from now on."""
        before = self.state
        if before is None:
            return
        moved = state.original is not before.original
        if moved or not state.makes_same_picture(before):
            self.photo = state.photo()
        if moved and self.photo is not None:
            self.outlines = outlines_of(self.photo, ready=False)
        self._choose(state.face)
        if moved:
            self.placed.emit()
        if not self._dragging:
            self.renderer.settle()
        self.changed.emit()

    def _choose(self, face: int) -> None:
        """Show the photo with its edits, and let the sliders move a face of it."""
        another, self.face = face != self.face, face
        if self.photo is not None:
            self.renderer.ask(self.photo, face)
        if another:
            self.chosen.emit()
            self.changed.emit()

    # Saving

    def export(self, path: Path, how: Export) -> None:
        """Write the edited photo."""
        if self.photo is not None:
            photo, face = self.photo, max(self.face, 0)
            self._write(
                path,
                lambda: export(photo, path, how, face=face, cancelled=self._stopping.is_set),
                keeps=how.what == "photo",
            )

    def save_project(self, path: Path, view: StoredView, *, embed: bool = False) -> None:
        """Write all that is asked into a project file."""
        if self.photo is not None:
            photo, name = self.photo, self.name
            self._write(
                path, lambda: storage.save(photo, path, name=name, view=view, embed=embed), keeps=True, project=True
            )

    def stop_saving(self) -> None:
        """Stop what is being written; nothing of it stays."""
        self._stopping.set()

    def _write(self, path: Path, write: Callable[[], None], *, keeps: bool, project: bool = False) -> None:
        """Write in the background; ``keeps``: whether all that is asked is in the file."""
        state = self.state

        def work() -> tuple[Path, EditState | None, bool]:
            write()
            return path, state if keeps else None, project

        self._stopping.clear()
        self._writer.ask(work)
        self.busy.emit(self.tr("Saving…"))

    def _saved(self, outcome: Outcome) -> None:
        if outcome.error:
            self._fail(outcome.error)
            return
        path, state, project = outcome.value
        if state and self.state and state.original.picture is self.state.original.picture:
            self._kept = state
            self.project = path if project else self.project
        self.busy.emit("")
        self.saved.emit(path)
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self.busy.emit("")
        if isinstance(error, Cancelled):
            self.failed.emit(self.tr("Stopped; nothing was written."))
        elif isinstance(error, FaceLabError):
            self.failed.emit(str(error))
        elif isinstance(error, MemoryError):
            self.failed.emit(self.tr("There is not enough memory for this; close other programs or a larger photo."))
        else:
            raise error


def opened_photo(name: str, photo: Photo) -> OpenedPhoto:
    """A photo with nothing known of it yet but its picture."""
    return OpenedPhoto(name, photo, image_of(to_srgb8(photo.original.picture)))


def _asking(edits: "dict[int, Edit]", keep: float) -> "dict[int, Edit]":
    """The edits that ask for something; where pixels are not kept, a face of which nothing else is asked is changed."""
    return {number: edit for number, edit in edits.items() if keep < 1 or edit != _nothing()}


def _nothing() -> "Edit":
    from facelab.latent import Edit  # brings torch, which the first screen does not wait for

    return Edit()
