"""A person opens a project another day, and finds everything as it was."""

import numpy as np
import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox

from facelab.gui.app.actions.view import COMPARE
from facelab.gui.canvas.photo_view import Compare
from facelab.gui.qt.file_dialogs import last_folder, remember_folder
from facelab.gui.qt.images import samples_of
from facelab.project.file import StoredView, load_project


def test_several_photos_become_a_film_strip(qtbot, window, noise_photo, astronaut, monkeypatch):
    names = [str(noise_photo), str(astronaut)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    with qtbot.waitSignal(window.editor.found):
        window.opener.ask_open()
    assert window.edit_page.strip.count() == 2
    assert window.editor.model.name == noise_photo.name


def test_the_first_photo_is_looked_for_where_the_system_keeps_pictures(window, tmp_path, monkeypatch):  # noqa: ARG001
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path))
    assert last_folder() == str(tmp_path)
    remember_folder(tmp_path / "gone" / "photo.jpg")
    assert last_folder() == str(tmp_path)


@pytest.fixture
def project(qtbot, opened, slide, tmp_path, monkeypatch):
    """A project of ``noise_photo``: the second face smiles, both are men; saved while a part of it was seen."""
    slide(opened, "Male", 10)
    opened.editor.choose(1)
    slide(opened, "Smiling", 30)
    opened.editor.set_lock("Young", True)
    opened.menus.actions[COMPARE[Compare.SPLIT].text].trigger()
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
    edits, shown = opened.editor.model.photo.edits, opened.editor.model.photo.picture.samples
    assert not opened.isWindowModified()
    assert "work.facelab" in opened.windowTitle()
    with qtbot.waitSignal(opened.editor.found):
        opened.opener.open(astronaut)
    opened.menus.actions[COMPARE[Compare.AFTER].text].trigger()
    reopen(qtbot, opened, project)
    assert opened.editor.model.photo.edits == edits
    assert opened.editor.model.face == 1
    assert opened.canvas.compare is Compare.SPLIT
    assert opened.canvas.scale == 2.0
    assert np.array_equal(samples_of(opened.canvas.edited), shown)
    assert not opened.isWindowModified()
    assert opened.panel.rows["Smiling"].slider.value() == 30


@pytest.mark.parametrize("embed", [False, True])
def test_closing_saves_into_the_project_what_was_in_it(qtbot, opened, project, slide, answer, embed):
    view = StoredView()
    with qtbot.waitSignal(opened.editor.saved):
        opened.editor.writer.save_project(project, view, embed=embed)
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
    photo = opened.editor.model.photo
    bad = tmp_path / "bad.facelab"
    bad.write_bytes(project.read_bytes()[:-200])
    with qtbot.waitSignal(opened.editor.failed):
        opened.opener.open(bad)
    assert opened.editor.model.photo is photo
    assert opened.editor.model.project == project


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
    assert opened.editor.model.photo.original.picture.source == moved
    noise_photo.write_bytes(astronaut.read_bytes())
    asked = answer(QMessageBox.StandardButton.Open)
    with qtbot.waitSignal(opened.editor.opened):
        opened.opener.open(project)
    assert noise_photo.name in asked[0]
    assert opened.editor.image.width() == 512
