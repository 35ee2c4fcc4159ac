"""Measures the face that is edited, as often as the hand pauses: how far it is the same person, what else moved."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from facelab.edit import Edit
from facelab.errors import FaceLabError
from facelab.gui.qt.worker import LatestOnly, Outcome
from facelab.gui.session.editor import Editor
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.meter import Measured, MeteredFace

PAUSE_MS = 150
"""After what a person did last, as long nothing is measured: the cores are the frames'."""


class Meter(QObject):
    """Follows what an editor asks of the chosen face, on one core.

    Signals:
        begun: another face is measured from now on. outdated: something else is asked.
        measured: (Measured) what was found.
    """

    begun = Signal()
    outdated = Signal()
    measured = Signal(object)

    def __init__(self, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._face: MeteredFace | None = None
        self._seen: Photo | None = None
        self._worker: LatestOnly[tuple[MeteredFace, Measured]] = LatestOnly(self)
        self._worker.done.connect(self._arrived)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._measure)
        for other in (editor.opened, editor.chosen, editor.placed):
            other.connect(self._forget)
        editor.renderer.prepared.connect(self._begin)
        editor.changed.connect(self._follow)

    def stop(self) -> None:
        """Wait for the worker; the meter is of no use afterwards."""
        self._forget()
        self._worker.stop()

    def _forget(self) -> None:
        self._face = None
        self._pause.stop()
        self._worker.forget()
        self.begun.emit()

    def _begin(self, photo: Photo, face: int) -> None:
        now = self._editor.model
        if now.photo is not None and now.photo.original is photo.original and now.face == face:
            self._see(now.photo)
            self._pause.start()

    def _follow(self) -> None:
        photo = self._editor.model.photo
        if self._face is None or photo is None or photo is self._seen:
            return
        if not _alike(photo, self._face.live.photo):
            self._see(photo)
        self._seen = photo
        self.outdated.emit()
        self._pause.start()

    def _see(self, photo: Photo) -> None:
        self._face, self._seen = MeteredFace.of(photo, self._editor.model.face), photo

    def _measure(self) -> None:
        busy = any(worker.busy for worker in self._editor.renderer.seen_workers)
        if self._editor.model.dragging and busy:
            self._pause.start()  # the hand's last frame is still being drawn
        elif self._face is not None and self._seen is not None:
            self._worker.ask(partial(_measured, self._face, self._seen.edit_of(self._face.live.face)))

    def _arrived(self, outcome: Outcome[tuple[MeteredFace, Measured]]) -> None:
        if isinstance(outcome.error, FaceLabError):
            return  # the edit cannot be made, which is said where it is drawn
        face, found = outcome.result()
        if face is self._face:
            self.measured.emit(found)
            if self._pause.isActive():
                self.outdated.emit()


def _alike(one: Photo, other: Photo) -> bool:
    """Whether two photos differ in their edits alone."""
    return (one.original, one.keep, one.strokes) == (other.original, other.keep, other.strokes)


def _measured(face: MeteredFace, edit: Edit) -> tuple[MeteredFace, Measured]:
    return face, face.measured(edit)
