"""Writes what is open: the edited photo, or a project with all that is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from facelab.gui.qt.file_writer import FileWriter
from facelab.gui.qt.worker import Outcome
from facelab.gui.session.edit_model import EditModel
from facelab.gui.session.edit_state import EditState
from facelab.gui.session.pace import Pace
from facelab.pipeline.export import Export, export
from facelab.progress import ShareCallback
from facelab.project import storage
from facelab.project.file import StoredView


@dataclass(frozen=True, eq=False)
class WrittenFile:
    """What the writer gives.

    Attributes:
        path: where it wrote. state: all that is asked, if the file holds it. project: whether it is a project.
        pace: what kind of work it was, where it could not say how far it was.
    """

    path: Path
    state: EditState | None
    project: bool
    pace: Pace | None = None


class PhotoWriter(FileWriter[WrittenFile]):
    """Writes in the background, one file after another."""

    def __init__(self, model: EditModel, parent: QObject) -> None:
        """``model``: what is open."""
        super().__init__(parent)
        self._model = model
        self.done.connect(self._learn)

    def export(self, path: Path, how: Export) -> None:
        """Write the edited photo."""
        if self._model.photo is not None:
            photo, face = self._model.photo, max(self._model.face, 0)
            self._write(
                path,
                lambda progress: export(photo, path, how, face=face, progress=progress),
                keeps=how.what == "photo",
                pace=Pace.of_saving(photo.original.picture, path, how),
            )

    def save_project(self, path: Path, view: StoredView, *, embed: bool = False) -> None:
        """Write all that is asked into a project file."""
        if self._model.photo is not None:
            photo, name = self._model.photo, self._model.name
            self._write(
                path,
                lambda _: storage.save(photo, path, name=name, view=view, embed=embed),
                keeps=True,
                project=True,
                pace=Pace.of_saving_project(photo.original.picture),
            )

    def _write(
        self,
        path: Path,
        write: Callable[[ShareCallback], None],
        *,
        keeps: bool,
        project: bool = False,
        pace: Pace | None = None,
    ) -> None:
        """Write in the background; ``keeps``: whether all that is asked is in the file."""
        state = self._model.state if keeps else None

        def work(progress: ShareCallback) -> WrittenFile:
            write(progress)
            return WrittenFile(path, state, project, pace)

        self.ask_in_steps(work, None if pace is None else pace.seconds)

    def _learn(self, outcome: Outcome[WrittenFile]) -> None:
        if outcome.value is not None and outcome.value.pace is not None:
            outcome.value.pace.learn(outcome.seconds)
