"""The photo that is open: it is read, its faces are found, it is drawn and written, each by a worker of its own."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from facelab.errors import Cancelled, FaceLabError, Message
from facelab.gui.qt.images import samples_of
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import LatestOnly, Outcome
from facelab.gui.session.edit_model import Changes, EditModel, Outlines
from facelab.gui.session.edit_state import EditState
from facelab.gui.session.opened_photo import MissingSource, OpenedPhoto, opened_photo, opened_project
from facelab.gui.session.pace import Pace
from facelab.gui.session.photo_writer import PhotoWriter, WrittenFile
from facelab.gui.session.renderer import Renderer
from facelab.gui.session.undo import Steps, UndoStep
from facelab.photo.picture import Picture
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.lab import Lab
from facelab.pipeline.live import outlines_of
from facelab.process import give_back_memory
from facelab.progress import ShareCallback
from facelab.project.file import StoredView
from facelab.project.history import Step
from facelab.synthesis import samples
from facelab.synthesis.samples import SampleSpec

UNDO_STEPS = 1000
LATE_MS = 100
"""After a move of a drag without a frame, what else is shown of it follows by itself."""


def _outlines(photo: Photo, progress: ShareCallback) -> Outlines:
    """The outlines of a photo's heads; what the photo before it took is given back first."""
    give_back_memory()
    return outlines_of(photo, progress)


class PhotoSession(QObject):
    """Holds what is open in ``model``, its steps of undo in ``stack``, and tells the window of both.

    Attributes:
        searching: whether faces are being looked for.
        renderer: shows it. writer: writes it.

    Signals:
        opened: another photo is there, its faces not yet.
        found: its faces are. unsearched: the search for them was stopped.
        chosen: another face is the one that the sliders move.
        changed: something else is asked; of a move in a drag, once its frame is painted.
        placed: faces lie elsewhere.
        viewed: (StoredView) what of a project was seen when it was saved.
        saved: (Path) a picture or a project was written there.
        failed, told: (str) a sentence for the person.
        source_missing: (MissingSource) a project's photo is gone or was changed.
        recovered: (Path) what that file holds is open, and is in none of a person's own files.
        busy: (Message) what is being done; None for nothing.
    """

    opened = Signal()
    found = Signal()
    unsearched = Signal()
    chosen = Signal()
    changed = Signal()
    placed = Signal()
    viewed = Signal(StoredView)
    saved = Signal(Path)
    failed = Signal(str)
    told = Signal(str)
    source_missing = Signal(MissingSource)
    recovered = Signal(Path)
    busy = Signal(object)

    def __init__(self, begin: Callable[[], Lab], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin_lab = begin
        self._lab: Lab | None = None
        self._owed = QTimer(self)
        self._owed.setSingleShot(True)
        self._owed.timeout.connect(self.changed)
        self.model = EditModel()
        self.searching = False
        self._pace: Pace | None = None
        self.image = QImage()
        self.stack = Steps(self)
        self.stack.setUndoLimit(UNDO_STEPS)
        self.renderer = Renderer(self)
        self.renderer.failed.connect(self._fail)
        self.renderer.stopped.connect(self._take_back)
        self.renderer.finished.connect(self._keep_drawn)
        self.renderer.framed.connect(self._tell_next)
        self._reader: LatestOnly[OpenedPhoto | MissingSource] = LatestOnly(self)
        self._finder: LatestOnly[Outlines] = LatestOnly(self)
        self.writer = PhotoWriter(self.model, self)
        self._reader.done.connect(self._opened)
        self._finder.done.connect(self._found)
        self.writer.done.connect(self._saved)
        self.writer.working.connect(lambda on: self.busy.emit(Message("Saving…") if on else None))

    @property
    def lab(self) -> Lab:
        """The model, which begins to load when it is first asked for."""
        if self._lab is None:
            self._lab = self._begin_lab()
        return self._lab

    def use_lab(self, lab: Lab) -> None:
        """Work with another model from the next photo on."""
        self._lab = lab

    @property
    def workers(self) -> tuple[LatestOnly[Any], ...]:
        """Those whose work a person waits for at the photo: it is opened, its faces are found, it is drawn, saved."""
        return self._reader, self._finder, self.writer, *self.unnamed_workers

    @property
    def unnamed_workers(self) -> tuple[LatestOnly[Any], ...]:
        """Those among them of whose work ``busy`` never tells: what is seen follows what is asked."""
        return self.renderer.seen_workers

    def reopen(self) -> None:
        """Open the same photo again, as another model sees it."""
        if self.model.photo is not None:
            name, picture = self.model.name, self.model.photo.original.picture
            self._read(lambda: opened_photo(name, self.lab.photo(picture)))

    def stop(self) -> None:
        """Wait for the workers, and forget what they do; the session is of no use afterwards."""
        self.stack.blockSignals(True)
        self._owed.stop()
        for worker in (self._reader, self._finder, self.writer):
            worker.stop()
        self.renderer.stop()

    # Opening

    def open(self, path: Path) -> None:
        """Open a photo; its faces follow."""
        self._read(lambda: opened_photo(path.name, self.lab.open(path)), Pace.of_opening(path))

    def open_image(self, image: QImage, name: str) -> None:
        """Open a picture that is no file."""
        self._read(lambda: opened_photo(name, self.lab.photo(Picture(samples_of(image)))))

    def open_random_face(self, spec: SampleSpec) -> None:
        """Open a face of nobody; the same draw gives the same face."""
        name = self.tr("Face {0}").format(spec.seed)
        self._read(lambda: opened_photo(name, samples.sample_photo(self.lab, spec)))

    def open_project(self, path: Path, photo: Path | None = None, *, kept: bool = True) -> None:
        """Open a project; ``photo`` takes the place of one that is gone; ``kept``: whether the file is a person's."""
        pace = Pace.of_opening(photo) if photo is not None else Pace.of_project(path)
        self._read(lambda: opened_project(self.lab, path, photo, kept=kept), pace)

    def _read(self, work: Callable[[], OpenedPhoto | MissingSource], pace: Pace | None = None) -> None:
        self.busy.emit(Message("Opening…"))
        self._pace = pace
        self._reader.ask(work, None if pace is None else pace.seconds)

    def _opened(self, outcome: Outcome[OpenedPhoto | MissingSource]) -> None:
        match outcome.value:
            case OpenedPhoto() as opened:
                if self._pace is not None:
                    self._pace.learn(outcome.seconds)
                self._show_opened(opened)
            case MissingSource() as missing:
                self.busy.emit(None)
                self.source_missing.emit(missing)
            case None if outcome.error is not None:
                self._fail(outcome.error)

    def _show_opened(self, opened: OpenedPhoto) -> None:
        self.model.open(opened.name, opened.photo, opened.project, stored=opened.recovered is None)
        self.image = opened.image
        self.stack.clear()
        self._finder.forget()
        self.searching = False
        self.renderer.open(opened.photo)
        self.opened.emit()
        if opened.outlines is not None and opened.view is not None:
            self._show_faces(opened.outlines, opened.view.face)
            self.viewed.emit(opened.view)
            self.renderer.settle()
        else:
            self._look_for_faces(opened.photo)
        if opened.recovered is not None:
            self._bring_back(opened.steps)
            self.recovered.emit(opened.recovered)

    def _bring_back(self, steps: Sequence[Step]) -> None:
        """Have the steps of a session that ended in a crash, the last of which led to what is open."""
        states = [EditState(photo.original, photo.edits, photo.keep, face, photo.strokes) for _, photo, face in steps]
        if not states or self.model.state is None or not states[-1].makes_same_picture(self.model.state):
            return
        for (name, _, _), (before, after) in zip(steps[1:], pairwise(states), strict=True):
            self.stack.push(UndoStep(name, before, after, self._apply, same=EditState.is_same, done=True))

    @property
    def steps(self) -> list[Step]:
        """What can be undone, the oldest first; before it what was there at first. Nothing before a photo is open."""
        commands = [self.stack.command(number) for number in range(self.stack.index())]
        done = [(command.name, *command.states) for command in commands if isinstance(command, UndoStep)]
        first = [(Message("As it was opened"), done[0][1])] if done else []
        states = [*first, *((name, after) for name, _, after in done)]
        return [(name, state.photo(), state.face) for name, state in states]

    def _look_for_faces(self, photo: Photo) -> None:
        self.searching = True
        self.busy.emit(Message("Looking for faces…"))
        self._finder.ask_in_steps(partial(_outlines, photo))

    def look_again(self) -> None:
        """Look for the faces that were not looked for to the end."""
        self.model.know_faces(None)
        if self.model.photo is not None:
            self.renderer.open(self.model.photo)
            self._look_for_faces(self.model.photo)

    def _found(self, outcome: Outcome[Outlines]) -> None:
        self.searching = False
        if isinstance(outcome.error, Cancelled):
            self.model.know_faces(())
            self.busy.emit(None)
            self.unsearched.emit()
        elif outcome.error:
            self._fail(outcome.error)
        else:
            self._show_faces(outcome.result(), 0)

    def _show_faces(self, outlines: Outlines, face: int) -> None:
        self.model.outlines = outlines
        self.busy.emit(None)
        self.found.emit()
        self._show(self.model.choose(face))

    def _apply(self, state: EditState) -> None:
        changes = self.model.apply(state)
        self._show(changes)
        if changes.landmarks:
            self.placed.emit()
        if self.model.dragging:
            self._owed.start(LATE_MS)
        else:
            self.renderer.settle()
            self.changed.emit()

    def _tell_next(self) -> None:
        """A frame is there: once it is painted, what else is shown of the move may take the interpreter."""
        if self._owed.isActive():
            self._owed.start(0)

    def _tell_owed(self) -> None:
        if self._owed.isActive():
            self._owed.stop()
            self.changed.emit()

    def _show(self, changes: Changes) -> None:
        """Show the photo with its edits, and let the sliders move the chosen face."""
        if self.model.photo is not None:
            self.renderer.ask(self.model.photo, self.model.face)
        if changes.face:
            self.chosen.emit()
            self.changed.emit()

    def _keep_drawn(self) -> None:
        self.model.drawn = self.model.photo

    def _take_back(self) -> None:
        """What was asked last takes too long for a person: it is not asked."""
        self.stack.undo()
        self.told.emit(in_words(Message("Stopped; all is as it was.")))

    def _saved(self, outcome: Outcome[WrittenFile]) -> None:
        if outcome.error:
            self._fail(outcome.error)
            return
        written = outcome.result()
        if written.state is not None:
            self.model.keep_stored(written.state, written.path if written.project else None)
        self.saved.emit(written.path)
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self.busy.emit(None)
        if isinstance(error, FaceLabError):
            self.failed.emit(in_words(error.message))
        elif isinstance(error, MemoryError):
            short = Message("There is not enough memory for this; close other programs or a larger photo.")
            self.failed.emit(in_words(short))
        else:
            raise error
