"""How the program starts with its window."""

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from facelab import __version__
from facelab.gui.qt.worker import compute_on_one_core
from facelab.process import objects_made_to_stay

if TYPE_CHECKING:
    from facelab.gui.app.window import Window
    from facelab.gui.dialogs.crash_report import CrashReporter

FIRST_PAINT_MS = 100


def run(photo: Path | None = None) -> int:
    """Open the window, on a photo if one is named, and stay until it is closed; gives the exit code."""
    compute_on_one_core()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("FaceLab")
    app.setApplicationVersion(__version__)
    app.setOrganizationName("FaceLab")
    app.setDesktopFileName("org.facelab.FaceLab")
    app.setStyle("Fusion")
    with objects_made_to_stay():
        window, crash_reporter = _open_window(app)
    # By then the model's libraries are there, as many objects again.
    window.editor.found.connect(lambda: gc.freeze(), Qt.ConnectionType.SingleShotConnection)

    def start() -> None:
        if photo:
            window.opener.open(photo)
        else:
            _ = window.editor.lab
            window.opener.offer_recovery()

    # The model's libraries take a second to import: not in the one that the window needs.
    QTimer.singleShot(FIRST_PAINT_MS, start)
    code = app.exec()
    crash_reporter.stop()
    return code


def _open_window(app: QApplication) -> "tuple[Window, CrashReporter]":
    """The window, shown, and what tells of faults; what they import is imported here."""
    from facelab.gui.app.window import Window
    from facelab.gui.dialogs.crash_report import CrashReporter, keep_log
    from facelab.gui.qt.icons import app_icon
    from facelab.gui.qt.language import language, use_language
    from facelab.gui.qt.theme import theme, use_theme
    from facelab.pipeline.lab import begin

    keep_log()
    use_language(language())
    use_theme(theme())
    app.setWindowIcon(app_icon())
    crash_reporter = CrashReporter(app)
    window = Window(partial(begin, for_screen=True))
    window.show()
    return window, crash_reporter
