"""From a slider's value to the painted frame, in the real window without a screen, against the decode alone."""

import gc
import os
import statistics
from itertools import count
from time import perf_counter

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from benchmarks.conftest import RATIOS
from benchmarks.soak import wait_for
from facelab.gui.app.rail import INTERPOLATE
from facelab.pipeline import live
from facelab.render.preview import Preview

SIZE = 1200, 800
MOVES = 120
FACES = {"the whole photo": None, "the face at 100 %": 1.0}
"""Screen pixels for one of the photo's; None: all of it is seen."""


@pytest.fixture(scope="module")
def window(lab, photos, tmp_path_factory):
    from facelab.gui.app.window import Window
    from facelab.gui.qt.worker import compute_on_one_core

    compute_on_one_core()
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path_factory.mktemp("settings")))
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))
    app = QApplication.instance() or QApplication([])
    made = Window(lambda _weights: lab)
    made.resize(SIZE[0] + 500, SIZE[1] + 100)
    made.show()
    made.opener.may_go = lambda _again: True
    made.opener.open(photos["12mp"])
    wait_for(made.editor.found)
    gc.freeze()  # as the program does at its first photo
    made.edit_page.setSizes([SIZE[0], 500])
    yield made
    made.close()
    app.processEvents()


def in_the_thread_of_frames(window, work):
    """Milliseconds that work takes there: elsewhere PyTorch would make threads that slow the frames down."""
    from facelab.gui.qt.worker import Cores, LatestOnly

    took = []

    def timed():
        began = perf_counter()
        work()
        return 1000 * (perf_counter() - began)

    worker = LatestOnly(window, Cores.LIVE)
    worker.done.connect(lambda outcome: took.append(outcome.value))
    worker.ask(timed)
    wait_for(worker.done)
    worker.deleteLater()
    return took[0]


@pytest.fixture
def parts(monkeypatch):
    """Milliseconds that the parts of frames take."""
    took = {}

    def clock(part, owner, name):
        work, times = getattr(owner, name), took.setdefault(part, [])

        def clocked(*given, **more):
            began = perf_counter()
            made = work(*given, **more)
            times.append(1000 * (perf_counter() - began))
            return made

        monkeypatch.setattr(owner, name, clocked)

    clock("decode", live, "face_change")
    clock("blend", Preview, "blend")
    return took


@pytest.mark.parametrize("view", FACES)
def test_the_face_follows_the_hand(window, lab, request, parts, view):
    canvas, editor = window.canvas, window.editor
    canvas.fit()
    if FACES[view]:
        x0, y0, x1, y1 = editor.model.photo.faces[0].box
        canvas.look_at(FACES[view], ((x0 + x1) / 2, (y0 + y1) / 2))
    slider, values = window.panel.rows["Smiling"].slider, count()
    mu = editor.model.photo.crop(0).mu
    slider.setSliderDown(True)
    frames, decodes = [], []
    for _ in range(MOVES):
        began = perf_counter()
        slider.setValue(1 + next(values) % (slider.maximum() - 1))  # never twice the same: nothing would be painted
        wait_for(canvas.painted, when=bool)
        frames.append(1000 * (perf_counter() - began))
        decodes.append(in_the_thread_of_frames(window, lambda: lab.decode(mu)))
        began = perf_counter()
        canvas.repaint()  # all of it, where a frame paints its part
        parts.setdefault("paint", []).append(1000 * (perf_counter() - began))
    slider.setSliderDown(False)
    wait_for(editor.renderer.finished)
    apart = ", ".join(f"{part} {statistics.median(times):.1f}" for part, times in parts.items())
    note(request, f"from value to paint, {view} ({apart})", frames, decodes)


@pytest.mark.parametrize("in_photo", [False, True])
def test_a_face_on_its_way_to_another_follows_the_hand(window, lab, request, in_photo):
    page, values = window.rail.page(INTERPOLATE), count()
    mu = window.editor.model.photo.crop(0).mu
    for slot, word in zip(page.slots, (str(window.editor.model.photo.original.picture.source), "seed:7"), strict=False):
        slot.take(word)
        wait_for(slot.taken)
    window.rail.show_page(INTERPOLATE)
    if page.in_photo.isChecked() != in_photo:
        page.in_photo.click()
    page.slider.setSliderDown(True)
    frames, decodes = [], []
    for _ in range(MOVES):
        began = perf_counter()
        page.slider.setValue(1 + next(values) % (page.slider.maximum() - 1))
        wait_for(page.worker.done)
        page.view.repaint()
        frames.append(1000 * (perf_counter() - began))
        decodes.append(in_the_thread_of_frames(window, lambda: lab.decode(mu)))
    page.slider.setSliderDown(False)
    note(request, f"from alpha to paint, {'in the photo' if in_photo else 'the face alone'}", frames, decodes)


def note(request, what, frames, decodes):
    frames = sorted(frames[10:])  # the first ones warm up
    median, p95 = statistics.median(frames), frames[round(0.95 * len(frames))]
    decode = statistics.median(decodes)
    line = (
        f"{what}: median {median:.1f} ms (asked 16), p95 {p95:.1f} (asked 33), "
        f"decode alone {decode:.1f}, {median / decode:.2f} times that (at most 2.5)"
    )
    request.config.stash[RATIOS].append(line)
    assert median <= 2.5 * decode, line
