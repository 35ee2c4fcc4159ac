"""The window fits on small screens, at every scale, in every language."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from facelab.gui.app.rail import DRAWINGS
from facelab.gui.app.window import Window
from facelab.gui.pages.learn.lessons import LESSONS
from facelab.gui.qt.language import LANGUAGES, use_language

SMALL = QSize(900, 600)


@pytest.fixture(params=LANGUAGES)
def spoken(request):
    use_language(request.param)
    yield request.param
    use_language("en")


def test_every_page_has_room_on_a_small_screen(qtbot, spoken, lab, noise_photo):
    window = Window(lambda _weights: lab)
    qtbot.addWidget(window)
    window.resize(SMALL)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(window.editor.found):
        window.opener.open(noise_photo)
    for page in range(len(DRAWINGS)):
        window.rail.show_page(page)
        qtbot.wait(50)
        assert window.size() == SMALL, (spoken, page)
        assert window.minimumSizeHint().width() <= SMALL.width()
        assert window.minimumSizeHint().height() <= SMALL.height()
    window.close()


def test_the_first_window_is_no_larger_than_the_screen(window):
    there = window.screen().availableGeometry()
    fresh = Window(lambda _weights: window.editor.lab)
    assert fresh.width() <= there.width()
    assert fresh.height() <= there.height()
    fresh.close()


@pytest.mark.parametrize("scale", [1, 1.5, 2])
def test_nothing_is_clipped_on_any_page(scale, tiny_lab_files, noise_photo, tmp_path):
    """On a screen of 900 x 600 logical pixels or more; 1600 x 1000 at 1.5 is 1066 x 666."""
    width, height = (1600, 1000) if scale < 2 else (1800, 1200)
    screen = {"name": "0", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1, "logicalDpi": 96}
    (tmp_path / "screens.json").write_text(json.dumps({"screens": [screen | {"logicalBaseDpi": 96}]}))
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}",
        "QT_SCALE_FACTOR": str(scale),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "XDG_DATA_HOME": str(tmp_path),
    }
    script, files = Path(__file__).with_name("look_at_pages.py"), (tiny_lab_files / "tiny.safetensors", noise_photo)
    command = [sys.executable, str(script), *map(str, files), str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n") == ["", ""]
    assert len(list(tmp_path.glob("*-ru.png"))) == 9 + len(LESSONS)
