"""The dialog that edits all photos of a folder: progress, a way to stop, and what failed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facelab.edit import Stroke
from facelab.errors import Cancelled, FaceLabError
from facelab.gui.dialogs.save import remembered
from facelab.gui.qt.fields import ChoiceBox
from facelab.gui.qt.spacing import space_out
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import Cores, LatestOnly, Outcome
from facelab.pipeline.batch import BatchReport, Remark, edit_all, photos_in
from facelab.pipeline.lab import Lab
from facelab.progress import ShareCallback

if TYPE_CHECKING:
    from facelab.latent import Edit


FULL = 1000
"""Steps of the bar: a single photo may take a minute."""


class BatchDialog(QDialog):
    """Asks for a folder of photos and one to put them into, and works through them."""

    def __init__(
        self,
        lab: Lab,
        edit: "Edit",
        keep: float,
        folder: Path | None = None,
        parent: QWidget | None = None,
        *,
        strokes: Mapping[Path, tuple[Stroke, ...]] = MappingProxyType({}),
    ) -> None:
        """``folder``: of the photos; None: the one that a person used last. ``strokes``: as in ``edit_all``."""
        super().__init__(parent)
        self._lab, self._edit, self._keep, self._strokes = lab, edit, keep, strokes
        self._worker: LatestOnly[None] = LatestOnly(self, Cores.ALL)
        self._report = BatchReport()
        self._photos: Sequence[Path] = ()
        self.setWindowTitle(self.tr("Edit a folder of photos"))
        self.source, self.target, self.faces = QLineEdit(), QLineEdit(), ChoiceBox()
        self.faces.addItem(self.tr("All faces"), "all")
        self.faces.addItem(self.tr("The largest face"), 0)
        self.start, self.stop = QPushButton(self.tr("Start")), QPushButton(self.tr("Close"))
        self.bar, self.report = QProgressBar(), QPlainTextEdit()
        self.bar.hide()
        self.report.setReadOnly(True)
        self.report.setPlaceholderText(self.tr("What becomes of each photo is told here."))
        self.report.setAccessibleName(self.tr("Report"))
        explained = QLabel(self.tr("Each photo gets the edit of the chosen face. The photos themselves stay."))
        if any(strokes.values()):
            brushed = self.tr("What the brush protects is protected in its own photo alone.")
            explained.setText(f"{explained.text()} {brushed}")
        explained.setWordWrap(True)
        rows = QFormLayout()
        for text, field, row in (
            (self.tr("Photos in"), self.source, self._folder_row(self.source)),
            (self.tr("Put into"), self.target, self._folder_row(self.target)),
        ):
            rows.addRow(text, row)
            field.setAccessibleName(text)
            field.textChanged.connect(self._enable)
        rows.addRow(self.tr("Faces"), self.faces)
        self.faces.setAccessibleName(self.tr("Faces"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.start)
        buttons.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.addWidget(explained)
        column.addLayout(rows)
        column.addWidget(self.bar)
        column.addWidget(self.report, 1)
        column.addLayout(buttons)
        space_out(self)
        self.resize(600, 420)
        self.source.setText(str(folder or QSettings().value("folder", "")))
        self.start.clicked.connect(self.begin)
        self.stop.clicked.connect(self._stop_or_close)
        self.bar.setRange(0, FULL)
        self._worker.progressed.connect(lambda share: self.bar.setValue(round(FULL * share)))
        self._worker.done.connect(self._finished)
        self._enable()

    def _folder_row(self, field: QLineEdit) -> QHBoxLayout:
        browse = QPushButton(self.tr("Browse…"))

        def ask() -> None:
            if name := QFileDialog.getExistingDirectory(self, self.windowTitle(), field.text()):
                field.setText(name)

        browse.clicked.connect(ask)
        row = QHBoxLayout()
        row.addWidget(field, 1)
        row.addWidget(browse)
        return row

    def begin(self) -> None:
        """Work through the folder."""
        try:
            self._photos = photos_in(Path(self.source.text()))
        except FaceLabError as error:
            self.report.setPlainText(in_words(error.message))
            return
        if not self._photos:
            self.report.setPlainText(self.tr("There is no photo in that folder."))
            return
        self.bar.show()
        self.bar.setValue(0)
        self.report.clear()
        self._report = report = BatchReport()
        photos, target, which = self._photos, Path(self.target.text()), self.faces.currentData()
        how = remembered()

        def work(progress: ShareCallback) -> None:
            edit_all(
                self._lab,
                photos,
                self._edit,
                target,
                keep=self._keep,
                face=which,
                how=how,
                report=report,
                progress=progress,
                strokes=self._strokes,
            )

        self._worker.ask_in_steps(work)
        self._enable()

    def _finished(self, outcome: Outcome[None]) -> None:
        self._enable()
        if isinstance(outcome.error, FaceLabError) and not isinstance(outcome.error, Cancelled):
            self.report.setPlainText(in_words(outcome.error.message))
        elif isinstance(outcome.error, Cancelled | None):
            self.report.setPlainText("\n".join(self._summary(self._report, stopped=outcome.error is not None)))
        else:
            raise outcome.error

    def _summary(self, report: BatchReport, *, stopped: bool) -> list[str]:
        lines = [self.tr("%n photo(s) edited.", "", report.edited)]
        if stopped:
            left = len(self._photos) - report.edited - len(report.failed)
            lines.append(self.tr("Stopped; %n photo(s) were left.", "", left))
        if report.failed:
            lines += ["", self.tr("%n photo(s) failed:", "", len(report.failed)), *map(_line, report.failed)]
        if report.warnings:
            lines += ["", self.tr("Look at these:"), *map(_line, report.warnings)]
        return lines

    def _enable(self) -> None:
        busy = self._worker.busy
        self.start.setEnabled(not busy and bool(self.source.text().strip() and self.target.text().strip()))
        self.stop.setText(self.tr("Stop") if busy else self.tr("Close"))
        for widget in (self.source, self.target, self.faces):
            widget.setEnabled(not busy)

    def _stop_or_close(self) -> None:
        if self._worker.busy:
            self._worker.cancel()
        else:
            self.close()

    def reject(self) -> None:
        """Escape stops first, and closes when nothing runs."""
        self._stop_or_close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Stop; what is being written ends unseen, and nothing of it stays."""
        self._worker.leave()
        event.accept()


def _line(remark: Remark) -> str:
    return f"{remark.photo.name}: {in_words(remark.why)}"
