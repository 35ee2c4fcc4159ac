"""What a person works on, and the workers that compute it: opened photo, chosen face, edits, undo."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QUndoStack

from facelab.errors import FaceLabError
from facelab.gui.images import image_of, samples_of
from facelab.gui.steps import Asked, Wishes
from facelab.gui.worker import Newest, Outcome
from facelab.lab import Lab, Photo
from facelab.live import Stage, doubts, outlines_of, seen
from facelab.photo.colour import to_srgb8
from facelab.photo.picture import Picture
from facelab.project.presets import Preset
from facelab.render.preview import on_screen

if TYPE_CHECKING:
    from facelab.latent import Edit
    from facelab.latent.attributes import Method

UNDO_STEPS = 1000


class Editor(QObject):
    """The photo that is open and what is asked of it.

    Signals:
        opened: another photo is there, its faces not yet.
        found: its faces are.
        chosen: another face is the one that the sliders move.
        changed: something else is asked of it.
        framed: (Frame, scale) a part of the screen as the edit makes it.
        finished: (QImage) the whole photo as the edits make it.
        screened: (QImage, QImage, bool) before and after at the screen's resolution; whether all that is asked is in.
        seen: (dict, dict) attribute -> how surely it is seen in the chosen face, before and after; 0..1.
        warned: (str) why the chosen face's edit is not to be trusted; "" where it is.
        saved: (Path) where the edited photo was written.
        failed: (str) a sentence for the person.
        busy: (str) what is being done; "" for nothing.
    """

    opened = Signal()
    found = Signal()
    chosen = Signal()
    changed = Signal()
    framed = Signal(object, float)
    finished = Signal(QImage)
    screened = Signal(QImage, QImage, bool)
    seen = Signal(object, object)
    warned = Signal(str)
    saved = Signal(Path)
    failed = Signal(str)
    busy = Signal(str)

    def __init__(self, begin: Callable[[], Lab], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin_lab = begin
        self.photo: Photo | None = None
        self.image = QImage()
        self.name = ""
        self.face = -1
        self.outlines: list[list[tuple[float, float]]] = []
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(UNDO_STEPS)
        self._drags, self._dragging = 0, False
        self._stage: Stage | None = None
        self._scale = 1.0
        self._picture: Picture | None = None  # the last that was finished
        self._workers = [Newest(self) for _ in range(7)]
        self._reader, self._finder, *others = self._workers
        self._live, self._whole, self._screens, self._watcher, self._writer = others
        for worker, told in (
            (self._reader, self._opened),
            (self._finder, self._found),
            (self._live, self._framed),
            (self._whole, self._finished),
            (self._screens, self._screened),
            (self._watcher, self._seen),
            (self._writer, self._saved),
        ):
            worker.done.connect(told)

    @cached_property
    def lab(self) -> Lab:
        """The model, which begins to load when it is first asked for."""
        return self._begin_lab()

    @property
    def wishes(self) -> Wishes:
        """What is asked of the photo."""
        return Wishes(self.photo.edits, self.photo.keep) if self.photo else Wishes({}, 1.0)

    @property
    def edit(self) -> "Edit":
        """What is asked of the chosen face; there is none before a face is found."""
        return self.wishes.edits.get(self.face, _nothing())

    @property
    def faces(self) -> int:
        """How many faces are known."""
        return len(self.outlines)

    def stop(self) -> None:
        """Wait for the workers, and forget what they do; the editor is of no use afterwards."""
        self.stack.blockSignals(True)
        for worker in self._workers:
            worker.stop()

    # Opening

    def open(self, path: Path) -> None:
        """Open a photo; its faces follow."""
        self._read(path.name, partial(self.lab.open, path))

    def open_image(self, image: QImage, name: str) -> None:
        """Open a picture that is no file."""
        self._read(name, lambda: self.lab.photo(Picture(samples_of(image))))

    def open_drawn(self, seed: int) -> None:
        """Open a face of nobody; the same seed gives the same face."""
        self._read(self.tr("Face {0}").format(seed), lambda: self.lab.drawn_photo(seed))

    def _read(self, name: str, read: Callable[[], Photo]) -> None:
        def work() -> tuple[str, Photo, QImage]:
            photo = read()
            return name, photo, image_of(to_srgb8(photo.original.picture))

        self.busy.emit(self.tr("Opening…"))
        self._reader.ask(work)

    def _opened(self, outcome: Outcome) -> None:
        if outcome.error:
            self._fail(outcome.error)
            return
        self.name, self.photo, self.image = outcome.value
        self.face, self.outlines, self._stage, self._picture = -1, [], None, None
        self.stack.clear()
        for worker in (self._finder, self._live, self._whole, self._screens, self._watcher):
            worker.forget()
        self.opened.emit()
        self.busy.emit(self.tr("Looking for faces…"))
        self._finder.ask(partial(outlines_of, self.photo))

    def _found(self, outcome: Outcome) -> None:
        if outcome.error:
            self._fail(outcome.error)
            return
        self.outlines = outcome.value
        self.busy.emit("")
        self.found.emit()
        self.choose(0 if self.outlines else -1)

    # Asking

    def choose(self, face: int) -> None:
        """Move the sliders to another face."""
        if face != self.face and face < self.faces:
            self.face, self._stage = face, None
            self.chosen.emit()
            self.changed.emit()
            self._watch()

    def begin_drag(self) -> None:
        """What follows is one step of undo, until the drag ends."""
        self._drags += 1
        self._dragging = True

    def end_drag(self) -> None:
        """The hand has let go: the whole photo follows."""
        self._dragging = False
        self._show_whole()

    def set_amount(self, attribute: str, amount: float) -> None:
        """Ask for an amount of an attribute in the chosen face."""
        amounts = {**self.edit.amounts, attribute: amount}
        if amount == 0:
            del amounts[attribute]
        self._ask(attribute, replace(self.edit, amounts=amounts), drag=self._drags if self._dragging else 0)

    def set_lock(self, attribute: str, locked: bool) -> None:
        """Keep an attribute's readout where it is, or let it go."""
        locks = self.edit.locks | {attribute} if locked else self.edit.locks - {attribute}
        self._ask(attribute, replace(self.edit, locks=locks))

    def set_method(self, method: "Method") -> None:
        """Move the chosen face along other vectors."""
        self._ask(self.tr("Method"), replace(self.edit, method=method))

    def set_keep(self, keep: float) -> None:
        """Keep more or less of the photo's own pixels, in all its faces."""
        self._ask(self.tr("Keep my pixels"), self.edit, keep=keep, drag=self._drags if self._dragging else 0)

    def ask_preset(self, preset: Preset) -> None:
        """Ask of the chosen face what a preset says, in place of what was asked."""
        self._ask(preset.name, preset.edit())

    def reset(self) -> None:
        """Ask nothing of the chosen face."""
        self._ask(self.tr("Reset"), replace(_nothing(), method=self.edit.method))

    def _ask(self, text: str, edit: "Edit", keep: float | None = None, drag: int = 0) -> None:
        if self.photo is None or self.face < 0:
            return
        keep = self.photo.keep if keep is None else keep
        if (edit, keep) == (self.edit, self.photo.keep):
            return
        # Where pixels are not kept, a face of which nothing else is asked is changed, too.
        edits = {n: e for n, e in {**self.photo.edits, self.face: edit}.items() if keep < 1 or e != _nothing()}
        self.stack.push(Asked(text, self.wishes, Wishes(edits, keep), self._wish, drag))

    def _wish(self, wishes: Wishes) -> None:
        """What is asked from now on."""
        if self.photo is None:
            return
        others = {n: e for n, e in wishes.edits.items() if n != self.face}
        if others != {n: e for n, e in self.photo.edits.items() if n != self.face}:
            self._stage = None
        self.photo = replace(self.photo, edits=wishes.edits, keep=wishes.keep)
        self._whole.forget()
        self._picture = None
        self.changed.emit()
        self._show_live()
        if not self._dragging:
            self._show_whole()

    # Showing

    def show_at(self, scale: float) -> None:
        """The photo is seen with ``scale`` screen pixels for one of its own."""
        if self.photo is None:
            return
        self._scale = min(scale, 1.0)
        pair, at = (self.photo.original.picture, self._picture), self._scale
        self._screens.ask(lambda: (*_screens(pair, at), pair[1], at))
        if self._picture is None and self.face in self.photo.edits:
            self._show_live()

    def _screened(self, outcome: Outcome) -> None:
        if outcome.error:
            self._fail(outcome.error)
        else:
            before, after, picture, scale = outcome.value
            if scale == self._scale and picture is self._picture:
                if picture is not None:
                    self._live.forget()  # it shows no more than this
                self.screened.emit(before, after, picture is not None)

    def _show_live(self) -> None:
        if self.photo is None or self.face < 0:
            return
        if self._stage is None or self._stage.scale != self._scale:
            self._stage = Stage(self.photo, self.face, self._scale)
        stage, edit, keep = self._stage, self.edit, self.photo.keep
        self._live.ask(lambda: (stage, stage.frame(edit, keep)))

    def _framed(self, outcome: Outcome) -> None:
        if outcome.error:
            self._fail(outcome.error)
        else:
            stage: Stage = outcome.value[0]
            if stage is self._stage:
                self.framed.emit(outcome.value[1], stage.scale)

    def _show_whole(self) -> None:
        if self.photo is not None and self._picture is None:
            photo = self.photo
            self._whole.ask(lambda: (photo, image_of(to_srgb8(photo.picture))))

    def _finished(self, outcome: Outcome) -> None:
        if outcome.error:
            self._fail(outcome.error)
            return
        photo: Photo = outcome.value[0]
        if photo is self.photo:
            self._picture = photo.picture
            self.finished.emit(outcome.value[1])
            self.show_at(self._scale)
            self._watch()

    def _watch(self) -> None:
        """Let the attribute network look at the chosen face, at its own pace."""
        if self.photo is not None and self.face >= 0:
            photo, face = self.photo, self.face
            self._watcher.ask(lambda: (photo, face, seen(photo, face), doubts(photo, face)))

    def _seen(self, outcome: Outcome) -> None:
        if outcome.error:
            self._fail(outcome.error)
            return
        photo, face, (before, after), doubtful = outcome.value
        if photo is self.photo and face == self.face:
            self.seen.emit(before, after)
            self.warned.emit(" ".join(f"{text[0].upper()}{text[1:]}" for text in doubtful))

    # Saving

    def save(self, path: Path, **options: object) -> None:
        """Write the edited photo; ``options`` are those of ``Photo.save``."""
        if self.photo is None:
            return
        photo, index = self.photo, self.stack.index()

        def work() -> tuple[Path, int]:
            photo.save(path, overwrite=True, **options)  # type: ignore[arg-type]
            return path, index

        self.busy.emit(self.tr("Saving…"))
        self._writer.ask(work)

    def _saved(self, outcome: Outcome) -> None:
        self.busy.emit("")
        if outcome.error:
            self._fail(outcome.error)
            return
        path, index = outcome.value
        if index == self.stack.index():
            self.stack.setClean()
        self.saved.emit(path)

    def _fail(self, error: Exception) -> None:
        self.busy.emit("")
        if isinstance(error, FaceLabError):
            self.failed.emit(str(error))
        elif isinstance(error, MemoryError):
            self.failed.emit(self.tr("There is not enough memory for this; close other programs or a larger photo."))
        else:
            raise error


def _nothing() -> "Edit":
    from facelab.latent import Edit  # brings torch, which the first screen does not wait for

    return Edit()


def _screens(pair: tuple[Picture, Picture | None], scale: float) -> tuple[QImage, QImage]:
    before = image_of(on_screen(pair[0], scale))
    return before, image_of(on_screen(pair[1], scale)) if pair[1] is not None else before
