"""The window without a screen, on a model that draws no faces."""

import gc
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLocale,
    QPoint,
    QPointF,
    QSettings,
    Qt,
    QThread,
    QThreadPool,
    QTimer,
)
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

import facelab
from facelab.gui.app.rail import GENERATE, INTERPOLATE
from facelab.gui.app.window import Window
from facelab.latent.anomaly import SCORES, Reference
from facelab.latent.codes import PlaneCodes
from facelab.model.lecture.family import LectureModels
from facelab.photo import align
from facelab.photo.faces import Face
from facelab.progress import ShareCallback, quiet


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """After a test no job runs, no timer ticks and no window is seen: what a closed window leaves would go on."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    kinds = QThreadPool, QThread, QTimer
    there = [each for each in gc.get_objects() if issubclass(type(each), kinds) and isValid(each)]
    running = [each for each in there if isinstance(each, QThread) and each.isRunning()]
    running += [each for each in there if isinstance(each, QThreadPool) and each.activeThreadCount()]
    ticking = [each for each in there if isinstance(each, QTimer) and each.isActive()]
    seen = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert not (running or ticking or seen)


@pytest.fixture(autouse=True)
def english_numbers() -> None:
    """Numbers are written as in English, whatever language a test before this one switched to."""
    QLocale.setDefault(QLocale("en"))


PATIENCE_MS = 120_000
"""How long is waited for what never comes; pytest-qt's 5 seconds would make a busy machine a failure."""


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """pytest-qt's, with patience."""
    for wait in ("waitSignal", "waitSignals", "waitUntil", "waitExposed", "waitActive"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE_MS))
    return qtbot


NEVER_MS = 10**9
"""Looks are made and edits measured where a test asks for it."""


class TwoFaces:
    """Finds two faces in ``noise_photo``, whatever it is shown."""

    def __init__(self, landmarks: NDArray[np.float64]) -> None:
        self.faces = [
            Face((0, 0, 9, 9), 0.9, points, align.residual(points))
            for points in (landmarks * 0.5 + (0, 20), landmarks * 0.5 + (90, 30))
        ]

    def detect(
        self,
        rgb: NDArray[np.uint8],  # noqa: ARG002
        *,
        largest_only: bool = False,
        progress: ShareCallback = quiet,  # noqa: ARG002
    ) -> list[Face]:
        return self.faces[:1] if largest_only else self.faces


@pytest.fixture
def lab(
    tiny_lab_files: Path,
    noise_landmarks: NDArray[np.float64],
    tiny_lecture: LectureModels,
    tiny_codes: PlaneCodes,
) -> facelab.Lab:
    made = facelab.load(tiny_lab_files / "tiny.safetensors", TwoFaces(noise_landmarks))
    made.__dict__.update(lecture=tiny_lecture, plane_codes=tiny_codes)  # as if they had been asked for before
    return made


@pytest.fixture
def window(qtbot, lab: facelab.Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A window that is shown; closing it stops its workers."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    monkeypatch.setattr("facelab.gui.session.look_maker.CALM_MS", NEVER_MS)
    monkeypatch.setattr("facelab.gui.session.meter.PAUSE_MS", NEVER_MS)
    made = Window(lambda _weights: lab)
    made.resize(1000, 700)
    qtbot.addWidget(
        made, before_close_func=lambda _: setattr(made.opener, "may_go", lambda _again: True)
    )  # or closing would ask
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def opened(qtbot, window: Window, noise_photo: Path) -> Window:
    """The window with ``noise_photo`` open and its faces found."""
    with qtbot.waitSignal(window.editor.found), qtbot.waitSignal(window.editor.renderer.screened):
        window.opener.open(noise_photo)
    return window


@pytest.fixture
def slide(qtbot) -> Callable[..., None]:
    """Drags a slider through some steps, and waits for the finished photo."""

    def drag(window: Window, attribute: str, *steps: int) -> None:
        row = window.panel.rows[attribute]
        finished = window.editor.renderer.screened
        with qtbot.waitSignal(finished, check_params_cb=lambda _before, _after, done: done):
            row.slider.setSliderDown(True)
            for step in steps:
                row.slider.setValue(step)
            row.slider.setSliderDown(False)

    return drag


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[QMessageBox.StandardButton], list[str]]:
    """Answers every question with a button from now on; gives the list that the questions are put into."""

    def always(button: QMessageBox.StandardButton) -> list[str]:
        asked: list[str] = []
        monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or button)
        return asked

    return always


@pytest.fixture
def settled(qtbot):
    """Waits until a page shows what is asked."""
    return lambda page: qtbot.waitUntil(lambda: not page.worker.busy)


@pytest.fixture
def interpolate(qtbot, opened, settled):
    """The page Interpolate, from the edited face to one of nobody, half way seen."""
    page = opened.rail.page(INTERPOLATE)
    with qtbot.waitSignals([slot.taken for slot in page.slots[:2]]):
        opened.rail.show_page(INTERPOLATE)
    settled(page)
    return page


@pytest.fixture
def generate(opened, settled):
    """The page Generate with its first faces."""
    page = opened.rail.page(GENERATE)
    opened.rail.show_page(GENERATE)
    settled(page)
    return page


@pytest.fixture
def turn_wheel() -> Callable[[QWidget], bool]:
    """Turns the wheel over a widget, and tells whether the widget took it."""

    def turn(widget: QWidget) -> bool:
        at, buttons = QPointF(widget.rect().center()), Qt.MouseButton.NoButton
        keys, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120), buttons, keys, phase, False)
        event.ignore()
        QApplication.sendEvent(widget, event)
        return event.isAccepted()

    return turn


@pytest.fixture
def reference(monkeypatch: pytest.MonkeyPatch) -> Reference:
    """How strange faces are to a model that draws none, as if it had been measured."""
    found = Reference(
        checkpoint="",
        log_sigma=-1.0,
        typical=3.0,
        best="typicality",
        quantiles={name: tuple(float(percent) for percent in range(101)) for name in SCORES},
    )
    monkeypatch.setattr("facelab.latent.anomaly.read_reference", lambda _path, _checkpoint: found)
    return found
