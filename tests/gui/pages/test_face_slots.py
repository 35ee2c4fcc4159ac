"""A person puts faces into the slots of a page."""

import gc
import weakref

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from facelab.gui.app.rail import EDIT, GRID, INTERPOLATE
from facelab.gui.qt.language import use_language


def test_a_face_can_be_taken_away(qtbot, interpolate, settled):
    interpolate.slots[2].draw(3)
    qtbot.waitUntil(lambda: len(interpolate.request.path) == 3)
    assert not interpolate.only.isEnabled()
    interpolate.slots[2].clear()
    assert len(interpolate.request.path) == 2
    assert interpolate.only.isEnabled()
    settled(interpolate)


def test_a_picture_without_a_face_is_said(qtbot, opened, tmp_path):
    (tmp_path / "none.jpg").write_bytes(b"no photo")
    page = opened.rail.page(INTERPOLATE)
    with qtbot.waitSignal(page.said):
        page.slots[0].open(tmp_path / "none.jpg")
    assert page.slots[0].face is None


def test_a_photo_dropped_on_a_slot_goes_there(qtbot, interpolate, opened, noise_photo):
    slot, edited = interpolate.slots[1], opened.editor.model.photo
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(noise_photo))])
    event = QDropEvent(
        QPointF(slot.rect().center()), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    with qtbot.waitSignal(slot.taken):
        slot.dropEvent(event)
    assert slot.word == str(noise_photo)
    assert opened.editor.model.photo is edited


def test_a_folder_dropped_on_a_slot_is_answered(qtbot, interpolate, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    event = QDropEvent(
        QPointF(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(interpolate.slots[1].failed):
        interpolate.slots[1].dropEvent(event)


def test_the_face_that_is_edited_is_taken_again_when_it_is_another(qtbot, interpolate, opened, slide):
    before = interpolate.slots[0].face
    opened.rail.show_page(EDIT)
    opened.rail.show_page(INTERPOLATE)
    assert not interpolate.slots[0].busy
    opened.rail.show_page(EDIT)
    slide(opened, "Smiling", 10)
    with qtbot.waitSignal(interpolate.slots[0].taken):
        opened.rail.show_page(INTERPOLATE)
    assert interpolate.slots[0].face is not before


def test_the_face_after_the_one_that_is_edited_can_be_taken(qtbot, interpolate, noise_photo):
    slot = interpolate.slots[0]
    assert slot.word == "edited"
    with qtbot.waitSignal(slot.taken):
        slot.take_next()
    assert slot.word == f"face:1:{noise_photo}"
    assert slot.face.name == f"{noise_photo.stem} 2"


def test_two_faces_of_one_photo_are_told_apart_by_their_names(qtbot, opened, interpolate, noise_photo):
    slots, stem = interpolate.slots, noise_photo.stem
    with qtbot.waitSignal(slots[1].taken):
        slots[1].take(f"face:1:{noise_photo}")
    assert [slot.face.name for slot in slots[:2]] == [stem, f"{stem} 2"]
    opened.rail.show_page(EDIT)
    opened.editor.choose_next()
    with qtbot.waitSignal(slots[0].taken):
        opened.rail.show_page(INTERPOLATE)
    assert slots[0].face.name == f"{stem} 2"


def test_a_drawn_face_is_called_so_in_the_language_of_the_time(qtbot, interpolate):
    with qtbot.waitSignal(interpolate.slots[2].taken):
        interpolate.slots[2].draw(7)
    for code, name in (("ru", "C: Лицо 7"), ("en", "C: Face 7")):
        use_language(code)
        qtbot.waitUntil(lambda name=name: interpolate.slots[2].button.text() == name)


def test_a_photo_that_is_closed_is_let_go(qtbot, opened, interpolate, grid, astronaut):  # noqa: ARG001
    face = weakref.ref(opened.editor.model.photo.crop(0))
    with qtbot.waitSignal(opened.editor.found), qtbot.waitSignal(opened.editor.renderer.screened):
        opened.opener.open(astronaut)
    for number in (INTERPOLATE, GRID):
        page = opened.rail.page(number)
        with qtbot.waitSignal(page.slots[0].taken):
            opened.rail.show_page(number)
    qtbot.waitUntil(lambda: gc.collect() >= 0 and face() is None)


def test_the_next_face_of_a_group_can_be_taken(qtbot, interpolate, noise_photo):
    slot = interpolate.slots[1]
    with qtbot.waitSignal(slot.taken):
        slot.open(noise_photo)
    first = slot.face
    for word in (f"face:1:{noise_photo}", str(noise_photo)):
        with qtbot.waitSignal(slot.taken):
            slot.take_next()
        assert slot.word == word
    assert slot.face is not first
    assert interpolate._sources.count(noise_photo) >= 1
