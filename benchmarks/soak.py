"""A long sitting at the window: 10,000 moves of sliders, 200 photos opened. Memory must stay flat, and nothing be left.

    python -m benchmarks.soak [--moves 10000] [--photos 200]

Prints memory as it goes, and fails where it grows by more than 5 % after the first tenth of either part, or where
threads, timers or widgets are left.
"""

import argparse
import gc
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSettings, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

import facelab
from facelab.files import resource
from facelab.gui.app.window import Window
from facelab.photo.picture import Picture
from facelab.photo.read import read
from facelab.photo.write import write

MOST = 1.05
SIDES = 400, 700, 1000, 1400
"""Of the photos, in pixels."""
STEPS_OF_A_DRAG = 50


def wait_for(signal, when=lambda *_: True, milliseconds: int = 60_000) -> None:
    """Let the window work until it tells something."""
    loop = QEventLoop()

    def told(*values: object) -> None:
        if when(*values):
            loop.quit()

    signal.connect(told)
    timer = QTimer(singleShot=True)
    timer.timeout.connect(loop.quit)
    timer.start(milliseconds)
    loop.exec()
    timer.stop()
    signal.disconnect(told)


def memory() -> float:
    """MB of this process that are in memory."""
    gc.collect()
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def left() -> Counter[str]:
    """What there is of threads that run, timers that tick, and widgets."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    found = [o for o in gc.get_objects() if issubclass(type(o), (QThread, QTimer, QWidget)) and isValid(o)]
    return Counter(
        {
            "threads": sum(o.isRunning() for o in found if isinstance(o, QThread)),
            "timers": sum(o.isActive() for o in found if isinstance(o, QTimer)),
            "widgets": sum(isinstance(o, QWidget) for o in found),
        }
    )


def slide(window: Window, moves: int) -> list[float]:
    """Drag slider after slider, each move to its painted frame; memory after every tenth."""
    names, used = list(window.panel.rows), []
    numbers = np.random.default_rng(0)
    for done in range(0, moves, STEPS_OF_A_DRAG):
        slider = window.panel.rows[names[done // STEPS_OF_A_DRAG % len(names)]].slider
        slider.setSliderDown(True)
        for _ in range(STEPS_OF_A_DRAG):
            value = int(numbers.integers(slider.minimum(), slider.maximum()))
            slider.setValue(value if value != slider.value() else slider.maximum())
            wait_for(window.canvas.painted, when=bool)
        slider.setSliderDown(False)
        wait_for(window.editor.renderer.screened, when=lambda _before, _after, all_in: all_in)
        if (done + STEPS_OF_A_DRAG) % max(moves // 10, STEPS_OF_A_DRAG) == 0:
            used.append(memory())
            print(f"{done + STEPS_OF_A_DRAG:6d} moves  {used[-1]:8.1f} MB", flush=True)
    return used


def open_all(window: Window, photos: list[Path], times: int) -> list[float]:
    """Open photo after photo, each until its faces are found; memory after every tenth."""
    used = []
    for number in range(times):
        window.opener.open(photos[number % len(photos)])
        wait_for(window.editor.found)
        if (number + 1) % max(times // 10, 1) == 0:
            used.append(memory())
            print(f"{number + 1:6d} photos {used[-1]:8.1f} MB", flush=True)
    return used


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--moves", type=int, default=10_000)
    asked.add_argument("--photos", type=int, default=200)
    how = asked.parse_args()
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        sample, photos = read(resource("sample/astronaut.png")), []
        for side in SIDES:
            photos.append(Path(folder) / f"{side}.jpg")
            write(Picture(cv2.resize(sample.samples, (side, side), interpolation=cv2.INTER_CUBIC)), photos[-1])
        before = left()
        lab = facelab.load()
        window = Window(lambda _weights: lab)
        window.opener.may_go = lambda _again: True
        window.resize(1400, 900)
        window.show()
        used = {"photos": open_all(window, photos, how.photos), "moves": slide(window, how.moves)}
        window.close()
        window.deleteLater()
        del window
        app.processEvents()
        after = left()
    grown = {name: max(rows[1:], default=rows[0]) / rows[0] for name, rows in used.items()}
    print(f"memory, most after the first tenth for that: {grown} (at most {MOST}); left: {dict(after - before)}")
    return int(any(rate > MOST for rate in grown.values()) or bool(after - before))


if __name__ == "__main__":
    sys.exit(main())
