"""A person saves a project, comes back another day, and survives a crash."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from facelab.errors import OutputError
from facelab.gui.canvas.canvas import Compare
from facelab.gui.qt.images import samples_of
from facelab.gui.session import recovery
from facelab.project.file import StoredView, load_project


@pytest.fixture
def project(qtbot, opened, slide, tmp_path, monkeypatch):
    """A project of ``noise_photo``: the second face smiles, both are men; saved while a part of it was seen."""
    slide(opened, "Male", 10)
    opened.editor.choose(1)
    slide(opened, "Smiling", 30)
    opened.editor.set_lock("Young", True)
    opened.comparing[Compare.SPLIT].trigger()
    opened.canvas.zoom_to(2.0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "work"), ""))
    with qtbot.waitSignal(opened.editor.saved):
        opened.saver.ask_project()
    return tmp_path / "work.facelab"


def reopen(qtbot, window, path):
    finished = window.editor.renderer.finished
    with qtbot.waitSignal(window.editor.found), qtbot.waitSignal(finished):
        window.opener.open(path)


def test_all_comes_back_from_a_project(qtbot, opened, project, astronaut):
    edits, shown = opened.editor.photo.edits, opened.editor.photo.picture.samples
    assert not opened.isWindowModified()
    assert "work.facelab" in opened.windowTitle()
    with qtbot.waitSignal(opened.editor.found):
        opened.opener.open(astronaut)
    opened.comparing[Compare.AFTER].trigger()
    reopen(qtbot, opened, project)
    assert opened.editor.photo.edits == edits
    assert opened.editor.face == 1
    assert opened.canvas.compare is Compare.SPLIT
    assert opened.canvas.scale == 2.0
    assert np.array_equal(samples_of(opened.canvas.edited), shown)
    assert not opened.isWindowModified()
    assert opened.panel.rows["Smiling"].slider.value() == 30


@pytest.mark.parametrize("embed", [False, True])
def test_closing_saves_into_the_project_what_was_in_it(qtbot, opened, project, slide, answer, embed):
    view = StoredView()
    with qtbot.waitSignal(opened.editor.saved):
        opened.editor.save_project(project, view, embed=embed)
    slide(opened, "Smiling", 10)
    answer(QMessageBox.StandardButton.Save)
    with qtbot.waitSignal(opened.editor.saved):
        assert not opened.close()
    assert not opened.isVisible()
    stored, photo = load_project(project)
    assert stored.faces[1].asked.amounts["Smiling"] == 1.0
    assert (photo is not None) == embed


def test_a_bad_project_leaves_the_session_as_it_was(qtbot, opened, project, tmp_path, answer):
    answer(QMessageBox.StandardButton.Discard)
    photo = opened.editor.photo
    bad = tmp_path / "bad.facelab"
    bad.write_bytes(project.read_bytes()[:-200])
    with qtbot.waitSignal(opened.editor.failed):
        opened.opener.open(bad)
    assert opened.editor.photo is photo
    assert opened.editor.project == project


def test_a_photo_that_is_gone_or_changed_is_asked_for(
    qtbot, opened, project, noise_photo, astronaut, answer, monkeypatch
):
    contents = noise_photo.read_bytes()
    noise_photo.unlink()
    asked = answer(QMessageBox.StandardButton.Cancel)
    with qtbot.waitSignal(opened.editor.source_missing):
        opened.opener.open(project)
    assert project.name in asked[0]
    moved = noise_photo.with_name("moved.png")
    moved.write_bytes(contents)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    answer(QMessageBox.StandardButton.Retry)
    with qtbot.waitSignal(opened.editor.opened):
        opened.opener.open(project)
    assert opened.editor.photo.original.picture.source == moved
    noise_photo.write_bytes(astronaut.read_bytes())
    asked = answer(QMessageBox.StandardButton.Open)
    with qtbot.waitSignal(opened.editor.opened):
        opened.opener.open(project)
    assert noise_photo.name in asked[0]
    assert opened.editor.image.width() == 512


def test_what_is_not_saved_is_kept_for_a_crash_and_forgotten_when_it_is_saved(qtbot, opened, slide, tmp_path):
    kept = recovery.folder()
    opened.opener.recovery.look()
    assert not list(kept.glob("*.facelab"))
    slide(opened, "Smiling", 30)
    opened.opener.recovery.look()
    qtbot.waitUntil(lambda: len(list(kept.glob("*.facelab"))) == 1)
    assert recovery.left_over() == []  # this session is alive
    with qtbot.waitSignal(opened.editor.saved):
        opened.editor.save_project(tmp_path / "a.facelab", StoredView())
    assert not list(kept.glob("*.facelab"))


def left_by_a_crash(qtbot, opened, slide, **damage):
    """A file as a crash leaves it: of this session, moved to where no lock is."""
    slide(opened, "Smiling", 30)
    opened.opener.recovery.look()
    qtbot.waitUntil(lambda: opened.opener.recovery.kept)
    [kept] = recovery.folder().glob("*.facelab")
    left = kept.with_name("left.facelab")
    left.write_bytes(kept.read_bytes()[: damage.get("cut")])
    return left


def test_what_cannot_be_recovered_is_not_thrown_away(qtbot, opened, slide, answer, astronaut):
    left = left_by_a_crash(qtbot, opened, slide, cut=-200)
    answer(QMessageBox.StandardButton.Open)
    with qtbot.waitSignal(opened.editor.failed):
        opened.opener.offer_recovery()
    answer(QMessageBox.StandardButton.Discard)
    with qtbot.waitSignal(opened.editor.found):
        opened.opener.open(astronaut)
    opened.opener.recovery.look()
    assert left.exists()


def test_what_is_recovered_is_thrown_away_only_when_it_is_kept_anew(qtbot, opened, slide, answer, monkeypatch):
    left = left_by_a_crash(qtbot, opened, slide)
    full = threading.Event()

    def no_room(*_args, **_options):
        full.set()
        raise OutputError("there is no room.")

    with monkeypatch.context() as patched:
        patched.setattr("facelab.gui.session.recovery.storage.save", no_room)
        answer(QMessageBox.StandardButton.Open)
        with qtbot.waitSignal(opened.editor.recovered):
            opened.opener.offer_recovery()
        qtbot.waitUntil(full.is_set)
    assert left.exists()
    opened.opener.recovery.look()
    qtbot.waitUntil(lambda: opened.opener.recovery.kept)
    assert not left.exists()


def test_a_recovered_photo_that_has_moved_is_still_no_file_of_the_persons(
    qtbot, opened, slide, noise_photo, monkeypatch
):
    left_by_a_crash(qtbot, opened, slide)
    moved = noise_photo.rename(noise_photo.with_name("moved.png"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    answers = iter([QMessageBox.StandardButton.Open, QMessageBox.StandardButton.Retry])
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: next(answers))
    with qtbot.waitSignal(opened.editor.recovered):
        opened.opener.offer_recovery()
    assert opened.editor.project is None
    assert opened.isWindowModified()


def test_a_completed_name_is_asked_about(opened, tmp_path, monkeypatch, answer):
    (tmp_path / "mine.facelab").write_bytes(b"mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    asked = answer(QMessageBox.StandardButton.Cancel)
    opened.saver.ask_project()
    assert "mine.facelab" in asked[0]
    assert (tmp_path / "mine.facelab").read_bytes() == b"mine"


CRASH = """
import sys
import threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import facelab
from facelab.gui.app.window import Window

application, organization, weights, photo = sys.argv[1:]
app = QApplication([])
app.setApplicationName(application)
app.setOrganizationName(organization)
lab = facelab.load(weights)
window = Window(lambda _weights: lab)
window.show()

def edit():
    window.editor.place(0, [(70, 60), (110, 60), (90, 84), (74, 102), (106, 102)])
    window.editor.begin_drag()
    window.editor.set_amount("Smiling", 1.5)
    window.opener.recovery.look()

def told():
    if window.opener.recovery.kept:
        print("kept", flush=True)

window.editor.found.connect(edit)
window.opener.open(Path(photo))
timer = QTimer()
timer.timeout.connect(told)
timer.start(20)
app.exec()
"""


def test_an_edit_survives_a_crash(qtbot, window, tiny_lab_files, noise_photo, answer, tmp_path):
    # The same names as this application's: they say where what is left over lies.
    names = QCoreApplication.applicationName(), QCoreApplication.organizationName()
    files = tiny_lab_files / "tiny.safetensors", noise_photo
    command = [sys.executable, "-c", CRASH, *names, *map(str, files)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        try:
            assert process.stdout.readline() == "kept\n"
            assert recovery.left_over() == []  # another window is no crash
        finally:
            process.send_signal(signal.SIGKILL)
    [path] = recovery.left_over()
    asked = answer(QMessageBox.StandardButton.Open)
    with qtbot.waitSignal(window.editor.opened), qtbot.waitSignal(window.editor.renderer.finished):
        window.opener.offer_recovery()
    assert len(asked) == 1
    assert window.editor.edit.amounts == {"Smiling": 1.5}
    assert window.editor.photo.original.picture.source == noise_photo
    assert window.isWindowModified()
    assert window.editor.project is None
    qtbot.waitUntil(lambda: not path.exists())
    assert len(list(recovery.folder().glob("*.facelab"))) == 1  # this session's own
    assert Path(tmp_path) in recovery.folder().parents
