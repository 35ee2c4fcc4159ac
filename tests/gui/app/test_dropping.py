"""While something is dragged over the window, the place where it would be dropped says what a drop will do."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from facelab.gui.qt.drop_hint import DropHint
from facelab.gui.qt.language import use_language

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def of_files(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def receiver(widget):
    """What Qt sends drags to: of a list that is its viewport."""
    return widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget


def drag(widget, data):
    place = widget.rect().center()
    QApplication.sendEvent(receiver(widget), QDragEnterEvent(place, COPY, data, LEFT, NONE))
    return [hint.words for hint in widget.findChildren(DropHint) if hint.isVisible()]


def drop(widget, data):
    QApplication.sendEvent(receiver(widget), QDropEvent(QPointF(widget.rect().center()), COPY, data, LEFT, NONE))


@pytest.fixture
def english():
    use_language("en")  # has its plurals


@pytest.mark.usefixtures("english")
def test_over_the_photo_it_says_what_will_be_opened_or_edited(opened, noise_photo, astronaut, tmp_path, slide):
    assert drag(opened, of_files(noise_photo)) == [f"Open {noise_photo.name}"]
    QApplication.sendEvent(opened, QDragLeaveEvent())
    assert opened.drop_hint.isHidden()
    assert drag(opened, of_files(noise_photo, astronaut)) == ["Open 2 photos"]
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "one.png").write_bytes(astronaut.read_bytes())
    assert drag(opened, of_files(folder)) == ["Open 1 photo"]
    slide(opened, "Smiling", 20)
    assert drag(opened, of_files(folder)) == ["Edit 1 photo like this face"]
    text = QMimeData()
    text.setText("hello")
    assert drag(opened, text) == ["This is no photo"]
    drop(opened, text)
    assert opened.drop_hint.isHidden()


def test_over_a_slot_it_says_which(interpolate, astronaut):
    slot = interpolate.slots[1]
    assert drag(slot, of_files(astronaut)) == ["Into slot B"]
    QApplication.sendEvent(slot, QDragLeaveEvent())
    assert not [hint for hint in slot.findChildren(DropHint) if hint.isVisible()]


def test_over_the_film_strip_photos_are_put_beside_the_others(qtbot, opened, noise_photo, astronaut, tmp_path):
    third = tmp_path / "third.png"
    third.write_bytes(astronaut.read_bytes())
    opened.opener.add([noise_photo, astronaut])
    assert opened.edit_page.strip.isVisible()
    there = opened.editor.model.photo
    assert drag(opened.edit_page.strip, of_files(third)) == ["Add to these photos"]
    drop(opened.edit_page.strip, of_files(third))
    assert opened.edit_page.strip.paths == (noise_photo, astronaut, third)
    assert opened.editor.model.photo is there
    opened.opener.remove(astronaut)
    assert opened.edit_page.strip.paths == (noise_photo, third)
    assert astronaut.exists()
    qtbot.waitUntil(lambda: not opened.edit_page.strip._worker.busy)
