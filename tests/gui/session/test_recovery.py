"""What a person has not saved survives a crash."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from facelab.errors import OutputError
from facelab.gui.session import recovery
from facelab.project.file import StoredView


def test_what_is_not_saved_is_kept_for_a_crash_and_forgotten_when_it_is_saved(qtbot, opened, slide, tmp_path):
    kept = recovery.folder()
    opened.opener.recovery.look()
    assert not list(kept.glob("*.facelab"))
    slide(opened, "Smiling", 30)
    opened.opener.recovery.look()
    qtbot.waitUntil(lambda: len(list(kept.glob("*.facelab"))) == 1)
    assert recovery.left_over() == []  # this session is alive
    with qtbot.waitSignal(opened.editor.saved):
        opened.editor.writer.save_project(tmp_path / "a.facelab", StoredView())
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
    assert opened.editor.model.project is None
    assert opened.isWindowModified()


def test_recovered_work_is_in_its_project_again_and_can_be_undone(qtbot, opened, slide, answer, tmp_path):
    project = tmp_path / "mine.facelab"
    with qtbot.waitSignal(opened.editor.saved):
        opened.editor.writer.save_project(project, StoredView())
    slide(opened, "Male", 10)
    opened.editor.choose(1)
    moved = [(x + 1, y + 1) for x, y in opened.editor.model.photo.faces[1].landmarks.tolist()]
    opened.editor.place(1, moved)
    texts = [opened.editor.stack.text(number) for number in range(opened.editor.stack.count())]
    left_by_a_crash(qtbot, opened, slide)
    answer(QMessageBox.StandardButton.Open)
    with qtbot.waitSignal(opened.editor.recovered):
        opened.opener.offer_recovery()
    editor = opened.editor
    assert [editor.stack.text(number) for number in range(editor.stack.count())] == [*texts, "Smiling +3.0"]
    assert editor.model.project == project
    assert opened.isWindowModified()
    assert editor.model.photo.edits[1].amounts == {"Smiling": 3.0}
    editor.stack.undo()
    editor.stack.undo()
    assert editor.model.photo.edits[0].amounts == {"Male": 1.0}
    assert np.allclose(editor.model.photo.faces[1].landmarks, np.array(moved) - 1)
    editor.stack.undo()
    editor.stack.undo()
    assert editor.model.photo.edits == {}
    for _ in range(4):
        editor.stack.redo()
    answer(QMessageBox.StandardButton.Save)
    with qtbot.waitSignal(editor.saved) as saved:
        assert not opened.close()
    assert saved.args == [project]


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
    assert window.editor.model.edit.amounts == {"Smiling": 1.5}
    assert window.editor.model.photo.original.picture.source == noise_photo
    assert window.isWindowModified()
    assert window.editor.model.project is None
    qtbot.waitUntil(lambda: not path.exists())
    assert len(list(recovery.folder().glob("*.facelab"))) == 1  # this session's own
    assert Path(tmp_path) in recovery.folder().parents
