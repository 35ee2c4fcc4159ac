"""On a real X server the program starts, shows an edited face, and quits."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from facelab.files import resource

DRIVER = """
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from facelab.gui.app import start

folder = Path(sys.argv[2])


def shoot(name):
    screen = QApplication.primaryScreen()
    screen.grabWindow(0).save(str(folder / name))


def drive():
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow) and hasattr(w, "editor"))
    editor, slider = window.editor, window.panel.rows["Smiling"].slider

    def found():
        editor.renderer.screened.connect(shown)
        QTimer.singleShot(1500, edit)

    def edit():
        shoot("before.png")
        slider.setValue(30)

    def shown(_before, _after, done):
        if slider.value() and done:
            QTimer.singleShot(1000, finish)

    def finish():
        shoot("after.png")
        window.opener.may_go = lambda _again: True
        window.close()

    editor.found.connect(found)


QTimer.singleShot(0, drive)
sys.exit(start.run(Path(sys.argv[1])))
"""


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    if sys.platform != "linux" or not shutil.which("Xvfb"):
        pytest.skip("needs Xvfb (Debian's package xvfb)")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with (tmp_path / "xvfb.log").open("w") as log:
        server = subprocess.Popen(command, pass_fds=[writing], stderr=log)
    os.close(writing)
    with os.fdopen(reading) as stream:
        number = stream.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(30)


def test_it_starts_shows_the_edited_face_and_quits(display, tmp_path):
    homes = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **homes, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    photo = resource("sample/astronaut.png")
    command = [sys.executable, "-c", DRIVER, str(photo), str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    before, after = (
        np.asarray(Image.open(tmp_path / name).convert("RGB"), np.int16) for name in ("before.png", "after.png")
    )
    assert before.shape == after.shape == (900, 1400, 3)
    window = before[100:800, 150:900]
    assert len(np.unique(window.reshape(-1, 3), axis=0)) > 5000  # a photo is on the screen
    moved = np.abs(after - before).max(2)[100:800, 150:900]
    assert (moved > 24).sum() > 500  # its face has changed, and hardly anything but it
    assert (moved > 24).mean() < 0.1
