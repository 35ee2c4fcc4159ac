"""The crash report: errors that nobody caught are written into a log and shown in a dialog."""

import logging
import platform
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from facelab import __version__
from facelab.errors import FaceLabError
from facelab.files import make_folder

LOG_BYTES = 500_000
translate = QCoreApplication.translate  # a name that pyside6-lupdate knows
_log = logging.getLogger("facelab")


def log_path() -> Path:
    """The log file, in the platform's place for what an application keeps for itself."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)) / "facelab.log"


def keep_log() -> None:
    """Write the log from now on; where it cannot be written, do without."""
    try:
        make_folder(log_path().parent)
        handler = RotatingFileHandler(log_path(), maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    except (OSError, FaceLabError):
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.info("FaceLab %s, Python %s, Qt %s, %s", __version__, platform.python_version(), qVersion(), sys.platform)


class CrashReporter(QObject):
    """Takes every error that nobody caught, of any thread; ``stop`` gives the old ways back."""

    _met = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._caught(args.exc_type, args.exc_value, args.exc_traceback)
        self._shown = False
        self._met.connect(self._show)

    def stop(self) -> None:
        """Take no more."""
        sys.excepthook, threading.excepthook = self._before

    def _caught(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        report = "".join(traceback.format_exception(kind, error, trace))
        _log.error("%s", report)
        print(report, file=sys.stderr)
        self._met.emit(report)

    def _show(self, report: str) -> None:
        if self._shown:  # one at a time: an error in every frame must not bury the window
            return
        self._shown = True
        try:
            box = crash_report_box(report)
            box.exec()
        finally:
            self._shown = False


def crash_report_box(report: str) -> QMessageBox:
    """A dialog that says what to do, with the report to copy."""
    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("CrashReport", "FaceLab met a fault of its own"))
    box.setText(translate("CrashReport", "Something went wrong that should not have. Your edits are still here."))
    box.setInformativeText(
        translate(
            "CrashReport",
            "Save your project, and start FaceLab again if it behaves strangely.",
        )
    )
    box.setDetailedText(f"FaceLab {__version__}, Qt {qVersion()}, {platform.platform()}\n\n{report}")
    copy = box.addButton(translate("CrashReport", "Copy the report"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # it must not close the dialog
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(box.detailedText()))
    box.addButton(translate("CrashReport", "Go on"), QMessageBox.ButtonRole.AcceptRole)
    return box
