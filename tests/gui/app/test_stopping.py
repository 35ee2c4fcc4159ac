"""What takes long can be stopped, and all is as it was."""

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt

from facelab.gui.app.actions.edit import ADD_FACE
from facelab.gui.qt.busy_mark import BusyMark
from facelab.photo.write import FORMATS
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.export import Export


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """What takes a moment takes long."""
    monkeypatch.setattr("facelab.gui.qt.busy_mark.AFTER_MS", 1)
    monkeypatch.setattr("facelab.gui.qt.busy_mark.LONG_MS", 2)


@pytest.fixture
def gate():
    """Lets what waits for it go on, at the latest when the test ends."""
    made = Event()
    yield made
    made.set()


def waiting(gate, work):
    """Tells that half of it is done, waits, tells again, and works."""

    def told(*args, **options):
        progress = options.get("progress", args[-1])
        progress(0.5)
        gate.wait(60)
        progress(0.75)
        return work(*args, **options)

    return told


def stop(qtbot, window, mark: BusyMark) -> None:
    qtbot.waitUntil(lambda: mark.stop.isVisible() and "50 %" in mark.text)
    qtbot.keyClick(window, Qt.Key.Key_Escape)


def test_the_same_for_all_faces(qtbot, opened, slide, gate, monkeypatch):
    slide(opened, "Smiling", 30)
    drawn, steps = opened.editor.model.photo, opened.editor.stack.index()
    with monkeypatch.context() as patched, qtbot.waitSignal(opened.editor.renderer.finished):
        patched.setattr(Photo, "draw", waiting(gate, Photo.draw))
        opened.editor.ask_of_all()
        stop(qtbot, opened, opened.busy_marks[0])
        assert opened.editor.stack.index() == steps
        assert opened.editor.model.photo is drawn  # its picture is there, and need not be made again
        gate.set()
    qtbot.waitUntil(opened.busy_marks[0].isHidden)
    assert opened.canvas.edited.size() == opened.editor.image.size()


def test_finding_faces(qtbot, window, noise_photo, lab, gate, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(lab.detector, "detect", waiting(gate, lab.detector.detect))
        window.opener.open(noise_photo)
        qtbot.waitUntil(window.busy_marks[0].stop.isVisible)
        window.menus.actions[ADD_FACE.text].trigger()  # it would take the place of one that is found
        assert "looked for" in window.statusBar().currentMessage()
        assert window.editor.model.faces == 0
        stop(qtbot, window, window.busy_marks[0])
        assert "stopped" in window.edit_page.banner.text()
        assert window.editor.model.photo.faces == ()
        assert not window.isWindowModified()
        gate.set()
    with qtbot.waitSignal(window.editor.found):
        window.edit_page.banner.button.click()
        assert not window.edit_page.banner.text()  # it is not stopped any more
    assert window.editor.model.faces == 2


def test_opening(qtbot, opened, astronaut, lab, gate, monkeypatch):
    there, open_now = opened.editor.model.photo, lab.open
    with monkeypatch.context() as patched, qtbot.waitSignal(opened.editor.failed):
        patched.setattr(lab, "open", lambda path: gate.wait(60) and open_now(path))
        opened.opener.open(astronaut)
        qtbot.waitUntil(opened.busy_marks[0].stop.isVisible)
        assert "Opening" in opened.busy_marks[0].text
        opened.busy_marks[0].stop.click()
        gate.set()
    assert opened.editor.model.photo is there


def test_a_sheet_of_faces(qtbot, generate, settled, gate, monkeypatch):
    from facelab.gui.pages import wall as module

    seen, asked = [generate.wall.item(row).text() for row in range(24)], generate.request
    with monkeypatch.context() as patched:
        patched.setattr(module, "find_samples", waiting(gate, module.find_samples))
        generate.again.click()
        generate.spread.setValue(110)
        qtbot.waitUntil(lambda: generate.busy_mark.stop.isVisible() and "%" in generate.busy_mark.text)
        generate.busy_mark.stop.click()
        gate.set()
    settled(generate)
    assert generate.request == asked
    assert [generate.wall.item(row).text() for row in range(24)] == seen


@pytest.mark.parametrize("how", ["mark", "bar", "key"])
def test_saving_while_the_photo_is_drawn(how, qtbot, opened, slide, gate, tmp_path, monkeypatch):
    """Who stops the saving wants no file; what is asked of the photo stays, and is drawn."""
    slide(opened, "Smiling", 20)
    steps, editor = opened.editor.stack.index(), opened.editor
    with monkeypatch.context() as patched:
        patched.setattr(Photo, "draw", waiting(gate, Photo.draw))
        editor.ask_of_all()
        patched.setattr("facelab.project.storage.save", lambda *_, **__: gate.wait(60))
        editor.writer.save_project(tmp_path / "one.facelab", opened.saver._view())
        qtbot.waitUntil(lambda: opened.busy_marks[0].stop.isVisible() and "Saving" in opened.busy_marks[0].text)
        with qtbot.waitSignal(editor.failed) as told:
            if how == "key":
                qtbot.keyClick(opened, Qt.Key.Key_Escape)
            else:
                (opened.busy_marks[0].stop if how == "mark" else opened.stop).click()
        assert told.args == ["Stopped; nothing was written."]
        assert editor.stack.index() == steps + 1
        with qtbot.waitSignal(editor.renderer.finished):
            gate.set()
    assert editor.stack.index() == steps + 1


def test_saving_a_photo(qtbot, opened, slide, gate, tmp_path, monkeypatch):
    """An encoder that cannot be cut is left to itself: the window is free at once, and no file appears."""
    slide(opened, "Smiling", 20)
    begun, encoded, path = Event(), Event(), tmp_path / "edited.png"
    png = FORMATS[".png"]

    def slowly(*args):
        begun.set()
        gate.wait(60)
        png.encode(*args[:-1])
        encoded.set()

    with monkeypatch.context() as patched:
        patched.setitem(FORMATS, ".png", replace(png, encode=slowly))
        opened.editor.writer.export(path, Export())
        qtbot.waitUntil(opened.busy_marks[0].stop.isVisible)
        assert "Saving" in opened.busy_marks[0].text
        qtbot.waitUntil(begun.is_set)  # what is stopped before comes to no encoder
        with qtbot.waitSignal(opened.editor.failed) as told:
            qtbot.keyClick(opened, Qt.Key.Key_Escape)
        assert told.args == ["Stopped; nothing was written."]
        assert not opened.editor.writer.busy
        gate.set()
        qtbot.waitUntil(encoded.is_set)
    with qtbot.waitSignal(opened.editor.saved):
        opened.editor.writer.export(tmp_path / "other.png", Export())
    opened.editor.stop()
    assert [one.name for one in tmp_path.glob("*.png")] == ["other.png"]
