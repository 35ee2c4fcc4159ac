"""The Qt shell of ``EditModel``: signals, workers and the undo stack."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QUndoStack

from facelab.canonical import Point
from facelab.edit import Stroke
from facelab.errors import Cancelled, FaceLabError
from facelab.gui.qt.images import samples_of
from facelab.gui.qt.numbers import percent, signed
from facelab.gui.qt.titles import attribute_title
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import LatestOnly, Outcome
from facelab.gui.session.aimed_preset import AimedPreset, aimed
from facelab.gui.session.edit_model import Changes, EditModel, Outlines
from facelab.gui.session.edit_state import EditState
from facelab.gui.session.opened_photo import MissingSource, OpenedPhoto, opened_photo, opened_project
from facelab.gui.session.renderer import Renderer
from facelab.gui.session.undo import UndoStep
from facelab.photo.picture import Picture
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.export import Export, export
from facelab.pipeline.lab import Lab
from facelab.pipeline.live import outlines_of
from facelab.pipeline.refine import is_so_already
from facelab.progress import ShareCallback
from facelab.project import storage
from facelab.project.file import StoredView
from facelab.project.history import Step
from facelab.project.presets import Preset
from facelab.synthesis import samples
from facelab.synthesis.samples import SampleSpec

if TYPE_CHECKING:
    from facelab.edit import Method

UNDO_STEPS = 1000
CHOICE = -1
"""Key of the steps that choose a face: one after another they are one."""


@dataclass(frozen=True, eq=False)
class WrittenFile:
    """What the writer gives.

    Attributes:
        path: where it wrote. state: all that is asked, if the file holds it. project: whether it is a project.
    """

    path: Path
    state: EditState | None
    project: bool


class Editor(QObject):
    """Asks ``model`` for changes and tells the window of them; ``renderer`` shows it.

    Attributes:
        searching: whether faces are being looked for.

    Signals:
        opened: another photo is there, its faces not yet.
        found: its faces are. unsearched: the search for them was stopped.
        chosen: another face is the one that the sliders move.
        changed: something else is asked.
        placed: faces lie elsewhere.
        viewed: (StoredView) what of a project was seen when it was saved.
        saved: (Path) a picture or a project was written there.
        failed, told: (str) a sentence for the person.
        source_missing: (MissingSource) a project's photo is gone or was changed.
        recovered: (Path) what that file holds is open, and is in none of a person's own files.
        busy: (str) what is being done; "" for nothing.
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
    busy = Signal(str)

    def __init__(self, begin: Callable[[], Lab], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin_lab = begin
        self._lab: Lab | None = None
        self.model = EditModel()
        self.searching = False
        self.image = QImage()
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(UNDO_STEPS)
        self.renderer = Renderer(self)
        self.renderer.failed.connect(self._fail)
        self.renderer.stopped.connect(self._take_back)
        self.renderer.finished.connect(self._keep_drawn)
        self._reader: LatestOnly[OpenedPhoto | MissingSource] = LatestOnly(self)
        self._finder: LatestOnly[Outlines] = LatestOnly(self)
        self._writer: LatestOnly[WrittenFile] = LatestOnly(self, lets_go=False)
        self._aimer: LatestOnly[AimedPreset] = LatestOnly(self)
        self._reader.done.connect(self._opened)
        self._finder.done.connect(self._found)
        self._writer.done.connect(self._saved)
        self._aimer.done.connect(self._aimed)

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
    def saving(self) -> bool:
        """Whether something is being written."""
        return self._writer.busy

    @property
    def workers(self) -> tuple[LatestOnly[Any], ...]:
        """Those whose work a person waits for at the photo: it is opened, its faces are found, it is drawn, saved."""
        return self._reader, self._finder, self._aimer, self.renderer.whole, self._writer

    def reopen(self) -> None:
        """Open the same photo again, as another model sees it."""
        if self.model.photo is not None:
            name, picture = self.model.name, self.model.photo.original.picture
            self._read(lambda: opened_photo(name, self.lab.photo(picture)))

    def stop(self) -> None:
        """Wait for the workers, and forget what they do; the editor is of no use afterwards."""
        self.stack.blockSignals(True)
        for worker in (self._reader, self._finder, self._writer, self._aimer):
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
        self._read(lambda: opened_project(self.lab, path, photo, kept=kept))

    def _read(self, work: Callable[[], OpenedPhoto | MissingSource]) -> None:
        self.busy.emit(self.tr("Opening…"))
        self._reader.ask(work)

    def _opened(self, outcome: Outcome[OpenedPhoto | MissingSource]) -> None:
        match outcome.value:
            case OpenedPhoto() as opened:
                self._show_opened(opened)
            case MissingSource() as missing:
                self.busy.emit("")
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
        for (text, _, _), (before, after) in zip(steps[1:], pairwise(states), strict=True):
            self.stack.push(UndoStep(text, before, after, self._apply, same=EditState.is_same, done=True))

    @property
    def steps(self) -> list[Step]:
        """What can be undone, the oldest first; before it what was there at first. Nothing before a photo is open."""
        commands = [self.stack.command(number) for number in range(self.stack.index())]
        done = [(command.text(), *command.states) for command in commands if isinstance(command, UndoStep)]
        first = [("", done[0][1])] if done else []
        states = [*first, *((text, after) for text, _, after in done)]
        return [(text, state.photo(), state.face) for text, state in states]

    def _look_for_faces(self, photo: Photo) -> None:
        self.searching = True
        self.busy.emit(self.tr("Looking for faces…"))
        self._finder.ask_in_steps(partial(outlines_of, photo))

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
            self.busy.emit("")
            self.unsearched.emit()
        elif outcome.error:
            self._fail(outcome.error)
        else:
            self._show_faces(outcome.result(), 0)

    def _show_faces(self, outlines: Outlines, face: int) -> None:
        self.model.outlines = outlines
        self.busy.emit("")
        self.found.emit()
        self._show(self.model.choose(face))

    # Asking

    def choose(self, face: int) -> None:
        """Move the sliders to another face."""
        if 0 <= face < self.model.faces:
            self._ask(self.tr("Face {0}").format(face + 1), lambda state: state.with_face(face), key=CHOICE)

    def choose_next(self) -> None:
        """Move the sliders to the next face, after the last to the first."""
        self.choose((self.model.face + 1) % max(self.model.faces, 1))

    def begin_drag(self) -> None:
        """What follows is one step of undo, until the drag ends."""
        self.model.begin_drag()

    def end_drag(self) -> None:
        """The hand has let go: the whole photo follows."""
        self.model.end_drag()
        self.renderer.settle()

    def set_amount(self, attribute: str, amount: float) -> None:
        """Ask for an amount of an attribute in the chosen face."""
        step = f"{attribute_title(attribute)} {signed(amount)}"
        self._ask(step, lambda state: state.with_amount(attribute, amount), key=self.model.drag)

    def set_lock(self, attribute: str, locked: bool) -> None:
        """Keep an attribute's probe where it is, or let it go."""
        text = self.tr("Lock {0}") if locked else self.tr("Unlock {0}")
        self._ask(text.format(attribute_title(attribute)), lambda state: state.with_lock(attribute, locked))

    def set_method(self, method: "Method") -> None:
        """Move the chosen face along other vectors."""
        self._ask(self.tr("Method"), lambda state: state.with_method(method))

    def set_keep(self, keep: float) -> None:
        """Keep more or less of the photo's own pixels, in all its faces."""
        self._ask(
            f"{self.tr('Keep my pixels')} {percent(keep)}", lambda state: state.with_keep(keep), key=self.model.drag
        )

    def ask_preset(self, preset: Preset, name: str = "") -> None:
        """Bring the chosen face to the state that a preset stands for, beside what else is asked."""
        if self.model.photo is not None and self.model.face >= 0:
            crop = self.model.photo.crop(self.model.face)
            self._aimer.ask(partial(aimed, preset, name or preset.name, crop))

    def _aimed(self, outcome: Outcome[AimedPreset]) -> None:
        if outcome.error:
            self._fail(outcome.error)
            return
        preset, photo = outcome.result(), self.model.photo
        if photo is None or self.model.face < 0 or photo.crop(self.model.face) is not preset.crop:
            return
        self.set_share(preset, 1.0)
        if preset.there:
            self.told.emit(in_words(is_so_already(preset.there)))

    def set_share(self, preset: AimedPreset, share: float) -> None:
        """Ask for so much of a preset that is aimed at the chosen face; 0 takes it back."""
        text = f"{preset.name} {percent(share)}"
        self._ask(text, lambda state: state.with_preset(preset, share), key=self.model.drag)

    def add_stroke(self, stroke: Stroke) -> None:
        """Protect a part of the photo, or let edits be seen there again."""
        text = self.tr("Protect") if stroke.protects else self.tr("Bring back")
        self._ask(text, lambda state: state.with_stroke(stroke))

    def clear_strokes(self) -> None:
        """Protect nothing."""
        self._ask(self.tr("Protect nothing"), EditState.without_strokes)

    def ask_of_all(self) -> None:
        """Ask of every face what is asked of the chosen one."""
        if self.model.face >= 0:
            self._ask(self.tr("The same for all faces"), lambda state: state.with_edit_of_all(self.model.faces))

    def reset(self) -> None:
        """Ask nothing of the chosen face."""
        self._ask(self.tr("Reset"), EditState.without_edit)

    def place(self, face: int, landmarks: Sequence[Point]) -> None:
        """Put the five points of a face where a person says; the number after the last makes another face."""
        try:
            self._ask(self.tr("Points"), lambda state: state.with_landmarks(face, landmarks))
        except FaceLabError as error:
            self.failed.emit(in_words(error.message))

    def remove_face(self) -> None:
        """Take the chosen face away, which a person placed; one that was found and moved goes back."""
        try:
            self._ask(self.tr("Remove the face"), EditState.without_landmarks)
        except FaceLabError as error:
            self.failed.emit(in_words(error.message))

    def _ask(self, text: str, change: Callable[[EditState], EditState], key: int = 0) -> None:
        """Ask for a change, a step of undo called ``text``; steps of one ``key``, as those of a drag, are one."""
        before = self.model.state
        if before is not None and (after := change(before)) is not before:
            self.stack.push(UndoStep(text, before, after, self._apply, key, EditState.is_same))

    def _apply(self, state: EditState) -> None:
        changes = self.model.apply(state)
        self._show(changes)
        if changes.landmarks:
            self.placed.emit()
        if not self.model.dragging:
            self.renderer.settle()
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
        self.told.emit(self.tr("Stopped; all is as it was."))

    # Saving

    def export(self, path: Path, how: Export) -> None:
        """Write the edited photo."""
        if self.model.photo is not None:
            photo, face = self.model.photo, max(self.model.face, 0)
            self._write(
                path,
                lambda progress: export(photo, path, how, face=face, progress=progress),
                keeps=how.what == "photo",
            )

    def save_project(self, path: Path, view: StoredView, *, embed: bool = False) -> None:
        """Write all that is asked into a project file."""
        if self.model.photo is not None:
            photo, name = self.model.photo, self.model.name
            self._write(
                path,
                lambda _: storage.save(photo, path, name=name, view=view, embed=embed),
                keeps=True,
                project=True,
            )

    def stop_saving(self) -> None:
        """Stop what is being written; nothing of it stays."""
        self._writer.cancel()

    def _write(self, path: Path, write: Callable[[ShareCallback], None], *, keeps: bool, project: bool = False) -> None:
        """Write in the background; ``keeps``: whether all that is asked is in the file."""
        state = self.model.state if keeps else None

        def work(progress: ShareCallback) -> WrittenFile:
            write(progress)
            return WrittenFile(path, state, project)

        self._writer.ask_in_steps(work)
        self.busy.emit(self.tr("Saving…"))

    def _saved(self, outcome: Outcome[WrittenFile]) -> None:
        if outcome.error:
            self._fail(outcome.error)
            return
        written = outcome.result()
        if written.state is not None:
            self.model.keep_stored(written.state, written.path if written.project else None)
        self.busy.emit("")
        self.saved.emit(written.path)
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self.busy.emit("")
        if isinstance(error, FaceLabError):
            self.failed.emit(in_words(error.message))
        elif isinstance(error, MemoryError):
            self.failed.emit(self.tr("There is not enough memory for this; close other programs or a larger photo."))
        else:
            raise error
