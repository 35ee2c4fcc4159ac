"""A person draws faces of nobody, and begins with one of them."""

import numpy as np
from PySide6.QtCore import Qt

from facelab.synthesis import samples


def test_a_wall_of_faces_with_their_seeds(draws, settled):
    first = draws.seed.value()
    assert [draws.wall.item(n).text() for n in range(draws.wall.count())] == [str(first + n) for n in range(24)]
    draws.again.click()
    settled(draws)
    assert draws.wall.item(0).text() == str(first + 24)


def test_only_such_faces_as_are_wanted_or_it_is_said(draws, settled):
    for value in (1, 2):
        box = draws.conditions["Smiling"]
        box.setCurrentIndex(value)
        box.activated.emit(value)
        assert draws.request.wanted == {"Smiling": value == 1}
        settled(draws)
    assert draws.wall.count() <= 24


def test_what_was_asked_of_the_wall_can_be_undone(opened, draws, settled):
    first = draws.request
    draws.spread.setValue(110)
    draws.again.click()
    box = draws.conditions["Young"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    last = draws.request
    assert (last.seed, last.spread, last.wanted) == (first.seed + 24, 1.1, {"Young": False})
    for _ in range(3):
        opened.rail.undos.undo()
    settled(draws)
    assert draws.request == first
    assert (draws.seed.value(), draws.spread.value()) == (first.seed, round(100 * first.spread))
    assert box.currentIndex() == 0
    assert draws.wall.item(0).text() == str(first.seed)
    for _ in range(3):
        opened.rail.undos.redo()
    settled(draws)
    assert draws.request == last
    assert box.currentIndex() == 2


def test_a_face_of_the_wall_is_a_beginning(qtbot, opened, draws):
    item = draws.wall.item(3)
    with qtbot.waitSignal(opened.editor.found):
        draws.wall.itemActivated.emit(item)
    assert opened.pages.currentWidget() is opened.work
    drawn = samples.sample_photo(opened.editor.lab, item.data(Qt.ItemDataRole.UserRole)).original.picture.samples
    assert np.array_equal(opened.editor.model.photo.original.picture.samples, drawn)
