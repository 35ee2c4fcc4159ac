"""Recovery after a crash: unsaved edits are kept in a file of this session, and offered by the next."""

from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QTimer

from facelab.errors import FaceLabError
from facelab.files import make_folder
from facelab.gui.qt.worker import LatestOnly, Outcome
from facelab.gui.session.edit_state import EditState
from facelab.gui.session.editor import Editor
from facelab.project import storage
from facelab.project.file import SUFFIX, StoredView
from facelab.project.history import history_of

EVERY_MS = 30_000
"""Between two looks whether there is something new to keep."""


def folder() -> Path:
    """Where what a crash would lose is kept."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "recovery"


class Recovery(QObject):
    """Keeps the unsaved edits of an editor.

    A lock beside the file says that the session is alive; the lock of one that has died can be taken. So what another
    window is working on is never mistaken for the remains of a crash.
    """

    def __init__(self, editor: Editor, parent: QObject | None = None, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        self._editor = editor
        self._path = folder() / f"{uuid4().hex}{SUFFIX}"
        self._lock: QLockFile | None = None
        self._held: EditState | None = None  # what the file holds
        self._left_over: list[Path] = []  # of a crash; this session's own file is to take their place
        self._writer: LatestOnly[tuple[EditState, tuple[Path, ...]]] = LatestOnly(self)
        self._writer.done.connect(self._written)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(every_ms)
        editor.changed.connect(self._tidy)

    @property
    def kept(self) -> bool:
        """Whether a crash would lose nothing at the moment."""
        return self._held is not None and self._held.makes_same_picture(self._editor.model.state)

    def look(self) -> None:
        """Keep what is asked, if it is new and no file holds it."""
        state = self._editor.model.state
        if state is not None and self._editor.model.modified and not state.makes_same_picture(self._held):
            self._keep(state)

    def take_over(self, path: Path) -> None:
        """What a crash left over is open now: keep it as this session's, and only when that is done discard the old."""
        if self._editor.model.state is not None:
            self._left_over.append(path)
            self._keep(self._editor.model.state)

    def _keep(self, state: EditState) -> None:
        photo, name, left_over = state.photo(), self._editor.model.name, tuple(self._left_over)
        steps, project = self._editor.steps, self._editor.model.project

        def work() -> tuple[EditState, tuple[Path, ...]]:
            self._lock_first()
            history = history_of(steps, project)
            storage.save(photo, self._path, name=name, view=StoredView(face=state.face), history=history)
            for old in left_over:
                discard(old)
            return state, left_over

        self._writer.ask(work)

    def stop(self) -> None:
        """The session ends as it should: nothing need be kept."""
        self._timer.stop()
        self._writer.stop()
        self._remove()
        if self._lock is not None:
            self._lock.unlock()

    def _lock_first(self) -> None:
        if self._lock is None:
            make_folder(self._path.parent)
            self._lock = _lock_of(self._path)
            self._lock.lock()

    def _written(self, outcome: Outcome[tuple[EditState, tuple[Path, ...]]]) -> None:
        if isinstance(outcome.error, FaceLabError | MemoryError):
            return  # there is no room to keep it; the work goes on
        self._held, discarded = outcome.result()
        self._left_over = [path for path in self._left_over if path not in discarded]
        self._tidy()

    def _tidy(self) -> None:
        if self._held is not None and not self._editor.model.modified:
            self._remove()

    def _remove(self) -> None:
        self._held = None
        self._path.unlink(missing_ok=True)


def left_over() -> list[Path]:
    """The files of sessions that have died, the latest first."""
    found = sorted(folder().glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [path for path in found if _is_dead(path)]


def discard(path: Path) -> None:
    """What was left over is no longer wanted."""
    path.unlink(missing_ok=True)
    _lock_path(path).unlink(missing_ok=True)


def _is_dead(path: Path) -> bool:
    lock = _lock_of(path)
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(_lock_path(path)))
    lock.setStaleLockTime(0)  # stale when its process is gone, however old it is
    return lock
