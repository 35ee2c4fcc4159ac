"""What is asked of the photo that is open, each a step of undo."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from facelab.canonical import Point
from facelab.edit import Stroke
from facelab.errors import AttributeName, FaceLabError, Message, Share, SignedAmount
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import LatestOnly, Outcome
from facelab.gui.session.aimed_preset import AimedPreset, aimed
from facelab.gui.session.edit_state import EditState
from facelab.gui.session.photo_session import PhotoSession
from facelab.gui.session.undo import UndoStep
from facelab.pipeline.lab import Lab
from facelab.pipeline.refine import is_so_already
from facelab.project.presets import Preset

if TYPE_CHECKING:
    from facelab.edit import Edit, Method

CHOICE = -1
"""Key of the steps that choose a face: one after another they are one."""


class Editor(PhotoSession):
    """Asks for changes of the photo that is open.

    Attributes:
        copied: the edit that was copied last, for any face of any photo; None before one was.

    Signals:
        edit_copied: another edit was.
    """

    edit_copied = Signal()

    def __init__(self, begin: Callable[[], Lab], parent: QObject | None = None) -> None:
        super().__init__(begin, parent)
        self._aimer: LatestOnly[AimedPreset] = LatestOnly(self)
        self._aimer.done.connect(self._aimed)
        self.copied: Edit | None = None

    @property
    def unnamed_workers(self) -> tuple[LatestOnly[Any], ...]:
        """Those whose work a person waits for at the photo, and of which ``busy`` never tells."""
        return *super().unnamed_workers, self._aimer

    def stop(self) -> None:
        """Wait for the workers, and forget what they do; the editor is of no use afterwards."""
        self._aimer.stop()
        super().stop()

    def choose(self, face: int) -> None:
        """Move the sliders to another face."""
        if 0 <= face < self.model.faces:
            self._ask(Message("Face {number}", number=face + 1), lambda state: state.with_face(face), key=CHOICE)

    def choose_next(self) -> None:
        """Move the sliders to the next face, after the last to the first."""
        self.choose((self.model.face + 1) % max(self.model.faces, 1))

    def begin_drag(self) -> None:
        """What follows is one step of undo, until the drag ends."""
        self.model.begin_drag()
        self.renderer.hold(True)

    def end_drag(self) -> None:
        """The hand has let go: the whole photo follows."""
        self.model.end_drag()
        self.renderer.hold(False)
        self._tell_owed()
        self.renderer.settle()

    def set_amount(self, attribute: str, amount: float) -> None:
        """Ask for an amount of an attribute in the chosen face."""
        name = Message("{attribute} {amount}", attribute=AttributeName(attribute), amount=SignedAmount(amount))
        self._ask(name, lambda state: state.with_amount(attribute, amount), key=self.model.drag)

    def set_lock(self, attribute: str, locked: bool) -> None:
        """Keep an attribute's probe where it is, or let it go."""
        title = AttributeName(attribute)
        lock, unlock = Message("Lock {attribute}", attribute=title), Message("Unlock {attribute}", attribute=title)
        self._ask(lock if locked else unlock, lambda state: state.with_lock(attribute, locked))

    def set_method(self, method: "Method") -> None:
        """Move the chosen face along other vectors."""
        self._ask(Message("Method"), lambda state: state.with_method(method))

    def set_keep(self, keep: float) -> None:
        """Keep more or less of the photo's own pixels, in all its faces."""
        name = Message("Keep my pixels {share}", share=Share(keep))
        self._ask(name, lambda state: state.with_keep(keep), key=self.model.drag)

    def ask_preset(self, preset: Preset) -> None:
        """Bring the chosen face to the state that a preset stands for, beside what else is asked."""
        if self.model.photo is not None and self.model.face >= 0:
            crop = self.model.photo.crop(self.model.face)
            self._aimer.ask(partial(aimed, preset, crop))

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
        name = Message("{preset} {share}", preset=preset.name, share=Share(share))
        self._ask(name, lambda state: state.with_preset(preset, share), key=self.model.drag)

    def add_stroke(self, stroke: Stroke) -> None:
        """Protect a part of the photo, or let edits be seen there again."""
        name = Message("Protect") if stroke.protects else Message("Bring back")
        self._ask(name, lambda state: state.with_stroke(stroke))

    def clear_strokes(self) -> None:
        """Protect nothing."""
        self._ask(Message("Protect nothing"), EditState.without_strokes)

    def ask_of_all(self) -> None:
        """Ask of every face what is asked of the chosen one."""
        if self.model.face >= 0:
            self._ask(Message("The same for all faces"), lambda state: state.with_edit_of_all(self.model.faces))

    def copy_edit(self) -> None:
        """Remember what is asked of the chosen face."""
        self.copied = self.model.edit
        self.edit_copied.emit()

    def paste_edit(self) -> None:
        """Ask of the chosen face what was copied, in place of what is asked of it."""
        if (edit := self.copied) is not None:
            self._ask(Message("Paste the edit"), lambda state: state.with_edit(edit))

    def reset(self) -> None:
        """Ask nothing of the chosen face."""
        self._ask(Message("Reset"), EditState.without_edit)

    def place(self, face: int, landmarks: Sequence[Point]) -> None:
        """Put the five points of a face where a person says; the number after the last makes another face."""
        try:
            self._ask(Message("Points"), lambda state: state.with_landmarks(face, landmarks))
        except FaceLabError as error:
            self.failed.emit(in_words(error.message))

    def remove_face(self) -> None:
        """Take the chosen face away, which a person placed; one that was found and moved goes back."""
        try:
            self._ask(Message("Remove the face"), EditState.without_landmarks)
        except FaceLabError as error:
            self.failed.emit(in_words(error.message))

    def _ask(self, name: Message, change: Callable[[EditState], EditState], key: int = 0) -> None:
        """Ask for a change, a step of undo of this name; steps of one ``key``, as those of a drag, are one."""
        before = self.model.state
        if before is not None and (after := change(before)) is not before:
            self.stack.push(UndoStep(name, before, after, self._apply, key, EditState.is_same))
