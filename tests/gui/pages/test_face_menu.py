"""Context menus of faces: what one expects is in them, and does it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from facelab.gui.app.actions.tools import PHOTO_MENU
from facelab.gui.app.film_menu import film_rows
from facelab.gui.app.rail import EDIT, INTERPOLATE
from facelab.gui.pages.face_menu import write_face
from facelab.gui.qt.context_menu import MenuRow, pop_up
from facelab.photo.read import read


def named(rows, name):
    return next(row for row in rows if row is not None and row.text.startswith(name))


def test_of_a_sheet_of_seeds(qtbot, opened, generate, accept, tmp_path):
    item = generate.wall.item(2)
    word = item.data(Qt.ItemDataRole.UserRole).word
    rows = generate.rows_of(item)
    named(rows, "Copy its word").handler()
    assert QGuiApplication.clipboard().text() == word
    named(rows, "Copy picture").handler()
    assert not QGuiApplication.clipboard().image().isNull()
    accept(tmp_path / "face.png")
    with qtbot.waitSignal(opened.maker.made):
        named(rows, "Save this face").handler()
    assert (read(tmp_path / "face.png").width, read(tmp_path / "face.png").height) == (128, 128)
    slot = opened.rail.page(INTERPOLATE).slots[1]
    with qtbot.waitSignal(slot.taken):
        named(rows, "Use as face B").handler()
    assert slot.word == word
    assert opened.pages.currentWidget() is opened.rail.page(INTERPOLATE)


def test_of_a_slot(qtbot, opened, interpolate, astronaut, tmp_path, monkeypatch):
    edited, drawn, empty = interpolate.slots[:3]
    assert empty._face_rows() == []
    named(edited._face_rows(), "Edit this face").handler()
    assert opened.rail.page_actions[EDIT].isChecked()
    opened.rail.show_page(INTERPOLATE)
    with qtbot.waitSignal(empty.taken):
        empty.open(astronaut)
    shown = []
    monkeypatch.setattr("facelab.gui.pages.face_slots.show_in_folder", shown.append)
    named(empty._face_rows(), "Show in its folder").handler()
    assert shown == [astronaut]
    with qtbot.waitSignal(drawn.taken):
        drawn.draw(7)
    assert not [row for row in drawn._face_rows() if row is not None and row.text.startswith("Show")]
    write_face(opened.editor.lab, empty.face, tmp_path / "of_photo.png")
    assert read(tmp_path / "of_photo.png").source == tmp_path / "of_photo.png"


def test_of_a_photo_of_the_film_strip(qtbot, opened, noise_photo, astronaut):
    opened.opener.add([noise_photo, astronaut])
    rows = film_rows(astronaut, opened.opener, opened.rail)
    assert [row.text for row in rows if row] == [
        "Open", "Use as face A", "Use as face B", "Show in its folder", "Remove from this row",
    ]  # fmt: skip
    with qtbot.waitSignal(opened.editor.found):
        named(rows, "Open").handler()
    assert opened.editor.model.name == astronaut.name
    named(rows, "Remove").handler()
    assert opened.edit_page.strip.isHidden()  # one photo needs no row


def test_of_the_photo(qtbot, opened, accept, tmp_path, monkeypatch):
    asked = {action.text.replace("&", "") for action in PHOTO_MENU if action is not None}
    assert {"Save this face alone…", "Use this face as A of Morph", "Show the photo in its folder"} <= asked
    accept(tmp_path / "face.png")
    with qtbot.waitSignal(opened.editor.saved):
        opened.menus.actions["Save this face a&lone…"].trigger()
    assert read(tmp_path / "face.png").width < opened.editor.image.width()
    folders = []
    monkeypatch.setattr("facelab.gui.app.opening.show_in_folder", lambda path: folders.append(Path(path).name))
    opened.menus.actions["Sho&w the photo in its folder"].trigger()
    assert folders == [opened.editor.model.name]


def test_of_what_a_page_shows(interpolate, monkeypatch):
    shown = []
    monkeypatch.setattr("facelab.gui.pages.page.pop_up", lambda _parent, _place, rows: shown.extend(rows))
    interpolate.view.menu_asked.emit(interpolate.view.rect().center())
    assert [row.text for row in shown] == ["Copy picture", "Save picture…", "Save strip…", "Save animation…"]
    assert all(row.enabled for row in shown)


@pytest.mark.usefixtures("qapp")
def test_a_menu_says_what_cannot_be_done(window):
    menu = pop_up(window, window.rect().center(), [MenuRow("one", lambda: None), None, MenuRow("two", print, False)])
    assert [(action.text(), action.isEnabled()) for action in menu.actions() if not action.isSeparator()] == [
        ("one", True),
        ("two", False),
    ]
    menu.close()
