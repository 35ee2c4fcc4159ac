"""The pictures of the README: the window on the sample photo, unedited, and on faces of nobody.

python docs/pictures.py
"""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, QSize, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from facelab.gui.app.rail import GENERATE, GRID, INTERPOLATE, LEARN
from facelab.gui.app.window import Window
from facelab.pipeline.lab import begin
from facelab.synthesis.samples import SampleSpec

HERE = Path(__file__).parent
SIZE = QSize(1200, 780)
FACE, OTHER = 24, 58
"""Seeds of the faces that are shown."""
THREE_SPACES = 6
"""The lesson that is shown."""


def wait_for(signal: SignalInstance, when=lambda *_: True) -> None:
    loop = QEventLoop()

    def told(*values: object) -> None:
        if when(*values):
            loop.quit()

    signal.connect(told)
    loop.exec()
    signal.disconnect(told)


def wait_until(ready) -> None:
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if ready() else None)
    timer.start(50)
    loop.exec()


def settle(window: QWidget, ms: int = 1500) -> None:
    """Let everything arrive that is on its way."""
    page = window.pages.currentWidget() if isinstance(window, Window) else window
    workers = [of.worker for of in (page, getattr(page, "scene", None)) if hasattr(of, "worker")]
    wait_until(lambda: not any(worker.busy for worker in workers))
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def open_window(size: QSize, folder: str) -> Window:
    """A window of a person who has no settings yet, and who leaves any edit for another photo."""
    os.environ["XDG_DATA_HOME"] = folder
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
    window = Window(begin)
    window.opener.may_go = lambda _again: True
    window.resize(size)
    window.show()
    return window


def main() -> None:
    app = QApplication([])
    app.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as folder:
        window = open_window(SIZE, folder)

        made: set[int] = set()
        window.edit_page.looks.maker.made.connect(lambda number, _look: made.add(number))

        def shoot(name: str) -> None:
            settle(window)
            if name == "edit":
                wait_until(lambda: len(made) == window.panel.looks.list.count())
            window.statusBar().clearMessage()
            window.grab().save(str(HERE / f"{name}.png"))

        window.opener.open_sample()
        wait_for(window.editor.found)
        window.panel.looks.head.open(False)  # no edited picture of a real person is published
        shoot("window")
        window.panel.looks.head.open(True)
        made.clear()
        window.opener.open_random_face(SampleSpec(FACE))
        wait_for(window.editor.found)
        screened = window.editor.renderer.screened
        for attribute, value in (("Smiling", 15), ("High_Cheekbones", 5)):
            window.panel.rows[attribute].slider.setValue(value)
            wait_for(screened, when=lambda _before, _after, done: done)
        shoot("edit")
        for number, name in ((INTERPOLATE, "interpolate"), (GRID, "grid")):
            page = window.rail.page(number)
            for slot, seed in zip(page.slots, (FACE, OTHER), strict=False):
                slot.draw(seed)
                wait_for(slot.taken)
            window.rail.show_page(number)
            shoot(name)
        window.rail.show_page(GENERATE)
        shoot("generate")
        page = window.rail.page(LEARN)
        page.slots[0].draw(FACE)
        wait_for(page.slots[0].taken)
        page.show_lesson(THREE_SPACES)
        window.rail.show_page(LEARN)
        wait_until(lambda: not page.scene.worker.busy)
        shoot("learn")
        window.close()
    app.processEvents()


if __name__ == "__main__":
    main()
