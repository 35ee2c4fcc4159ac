"""A long sitting at the window: 10,000 moves of sliders, 200 photos opened. Memory must stay flat, and nothing be left.

    python -m benchmarks.soak [--moves 10000] [--photos 200] [--minutes 0] [--folder FOLDER]

``--minutes`` adds rounds of everything that a person does: photos opened, faces changed, looks taken, sliders dragged,
undone and redone, pages, language and theme switched, saved; memory grows by less than GROWTH an hour. ``--folder``
takes the photos of a folder instead of the sample at some sizes.

Prints memory as it goes, at rest, and fails where it grows by more than 5 % after the first tenth of either part, where
threads, timers or widgets are left, or where Qt has something to say. What is growth shows late: the heaps of some
twenty threads become as large as what each ever did at once, which takes a quarter of an hour (docs/experiments.md).
"""

import argparse
import gc
import os
import shutil
import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSettings, QThread, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

import facelab
from facelab.files import resource
from facelab.gui.app.rail import EDIT, GENERATE, GRID, INTERPOLATE
from facelab.gui.app.window import Window
from facelab.gui.qt.language import LANGUAGES, use_language
from facelab.gui.qt.theme import choose_theme
from facelab.gui.qt.worker import LatestOnly
from facelab.photo.picture import Picture
from facelab.photo.read import read
from facelab.photo.write import write
from facelab.pipeline.export import Export

MOST = 1.05
"""Of memory after the first tenth of a part, for 1 in it."""
SIDES = 400, 700, 1000, 1400
"""Of the photos, in pixels."""
STEPS_OF_A_DRAG = 50
GROWTH = 100.0
"""MB of memory by which an hour of everything may grow."""
LEAST_MINUTES = 30
"""Of everything, from which on its later half says how memory grows."""
OF_OFFSCREEN = "propagateSizeHints"
"""Said by Qt's own platform without a screen, of every dialogue."""


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
            rest(window)
            used.append(memory())
            print(f"{number + 1:6d} photos {used[-1]:8.1f} MB", flush=True)
    return used


def wait_until(ready, milliseconds: int = 60_000) -> None:
    """Let the window work until something is so."""
    end = perf_counter() + milliseconds / 1000
    while not ready() and perf_counter() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def rest(window: Window) -> None:
    """Wait until nothing is made in the background any more: what is in use while it is made swings by some 100 MB."""
    wait_until(lambda: not any(worker.busy for worker in window.findChildren(LatestOnly)))


def drag(window: Window, name: str) -> list[float]:
    """Drag a slider; milliseconds from each move to its painted frame."""
    slider, took = window.panel.rows[name].slider, []
    slider.setSliderDown(True)
    for step in range(STEPS_OF_A_DRAG):
        began = perf_counter()
        slider.setValue(1 + (step * 7) % (slider.maximum() - 1))
        wait_for(window.canvas.painted, when=bool)
        took.append(1000 * (perf_counter() - began))
    slider.setSliderDown(False)
    wait_for(window.editor.renderer.screened, when=lambda _before, _after, all_in: all_in)
    return took


def do_everything(window: Window, photo: Path, number: int) -> list[float]:
    """One round of what a person does with a photo; milliseconds of the frames of its drags."""
    editor, names = window.editor, list(window.panel.rows)
    window.opener.open(photo)
    wait_for(editor.found)
    editor.choose_next()
    looks = window.panel.looks
    wait_until(lambda: bool(looks._looks))
    looks.list.item(0).setSelected(True)
    wait_until(lambda: not any(worker.busy for worker in editor.workers))
    frames = [ms for step in range(3) for ms in drag(window, names[(3 * number + step) % len(names)])]
    for way in (window.rail.undos.undo, window.rail.undos.undo, window.rail.undos.redo):
        way()
        wait_until(lambda: False, 200)
    for page in (INTERPOLATE, GRID, GENERATE):
        window.rail.show_page(page)
        wait_until(lambda page=page: not window.rail.page(page).worker.busy)
    use_language(list(LANGUAGES)[number % len(LANGUAGES)])
    choose_theme(("light", "dark")[number % 2])
    window.rail.show_page(EDIT)
    editor.writer.export(photo.with_name("saved.jpg"), Export())
    wait_for(editor.saved)
    return frames


def sit(window: Window, photos: list[Path], minutes: float) -> float:
    """Do everything again and again; MB that memory grows by an hour, in the later half of the time."""
    began, rows = perf_counter(), []
    while (passed := perf_counter() - began) < 60 * minutes:
        frames = sorted(do_everything(window, photos[len(rows) % len(photos)], len(rows)))
        median, p95 = statistics.median(frames), frames[round(0.95 * len(frames)) - 1]
        rest(window)
        rows.append((perf_counter() - began, memory()))
        print(
            f"round {len(rows):3d}, {rows[-1][0]:6.0f} s, {rows[-1][1]:8.1f} MB, "
            f"frames {median:5.1f} ms, p95 {p95:5.1f}",
            flush=True,
        )
    late = [row for row in rows if row[0] > passed / 2]
    return 3600 * float(np.polyfit(*zip(*late, strict=True), 1)[0]) if len(late) > 2 else 0.0


def drawn(folder: Path) -> list[Path]:
    """The sample at some sizes, put into a folder; every other photo shows two faces."""
    sample, photos = read(resource("sample/astronaut.png")), []
    for side in SIDES:
        photos.append(folder / f"{side}.jpg")
        scaled = cv2.resize(sample.samples, (side, side), interpolation=cv2.INTER_CUBIC)
        write(Picture(np.hstack([scaled] * (1 + len(photos) % 2))), photos[-1])
    return photos


def copied(source: Path, folder: Path) -> list[Path]:
    """The photos of a folder, put into another, where something may be saved beside them."""
    return [Path(shutil.copy(path, folder)) for path in sorted(source.iterdir()) if path.is_file()]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--moves", type=int, default=10_000)
    asked.add_argument("--photos", type=int, default=200)
    asked.add_argument("--minutes", type=float, default=0)
    asked.add_argument("--folder", type=Path)
    how = asked.parse_args()
    if 0 < how.minutes < LEAST_MINUTES:
        asked.error(f"--minutes takes 0, or {LEAST_MINUTES} and more: in less memory has not filled.")
    said: list[str] = []
    qInstallMessageHandler(lambda _kind, _where, words: None if OF_OFFSCREEN in words else said.append(words))
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        photos = copied(how.folder, Path(folder)) if how.folder else drawn(Path(folder))
        before = left()
        lab = facelab.load()
        window = Window(lambda _weights: lab)
        window.opener.may_go = lambda _again: True
        window.resize(1400, 900)
        window.show()
        used = {"photos": open_all(window, photos, how.photos), "moves": slide(window, how.moves)}
        hourly = sit(window, photos, how.minutes)
        window.close()
        window.deleteLater()
        del window
        app.processEvents()
        after = left()
    grown = {name: max(rows[1:], default=rows[0]) / rows[0] for name, rows in used.items() if rows}
    print(f"memory, most after the first tenth for that: {grown} (at most {MOST}); left: {dict(after - before)}")
    print(f"an hour of everything: {hourly:+.1f} MB (at most {GROWTH}); Qt said {said}")
    return int(any(rate > MOST for rate in grown.values()) or bool(after - before or said) or hourly > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
