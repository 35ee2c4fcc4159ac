"""The program with the window."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from facelab import __version__

FIRST_PAINT_MS = 100


def run(photo: Path | None = None) -> int:
    """Open the window, on a photo if one is named, and stay until it is closed; gives the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("FaceLab")
    app.setApplicationVersion(__version__)
    app.setOrganizationName("FaceLab")
    app.setDesktopFileName("facelab")
    app.setStyle("Fusion")
    from facelab.gui.window import Window
    from facelab.lab import begin

    window = Window(begin)
    window.show()
    # The model's libraries take a second to import: not in the one that the window needs.
    QTimer.singleShot(FIRST_PAINT_MS, lambda: window.open(photo) if photo else window.editor.lab)
    return app.exec()
