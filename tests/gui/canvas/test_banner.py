"""The plate on the photo: the photo stays where it is, and what was read stays away."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from facelab.gui.canvas.banner import WIDEST, Banner
from facelab.gui.qt.busy_mark import BusyMark

LONG = "This head is turned away, so that what is asked of it may look wrong. " * 3


@pytest.fixture
def over(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


@pytest.fixture
def banner(over):
    return Banner(over)


def test_the_photo_does_not_move_when_something_is_said(opened):
    canvas = opened.canvas
    opened.edit_page.banner.say("")
    before = canvas.geometry(), canvas.looked_at, canvas.scale
    opened.edit_page.banner.say(LONG, "Do")
    assert opened.edit_page.banner.isVisible()
    assert (canvas.geometry(), canvas.looked_at, canvas.scale) == before


@pytest.mark.parametrize("width", [260, 500, 900])
def test_it_is_in_the_middle_of_the_lower_edge_and_all_of_it_is_seen(over, banner, width):
    for sentence in ("Short.", LONG):
        over.resize(width, 500)
        banner.say(sentence, "Do what helps")
        assert over.rect().contains(banner.geometry())
        assert banner.width() <= WIDEST
        assert abs(banner.geometry().center().x() - over.rect().center().x()) <= 1
        banner.grab()  # lays it out
        assert banner.label.heightForWidth(banner.label.width()) <= banner.label.height()


def test_its_button_does_what_helps(banner):
    done = []
    banner.say("No face was found.", "Place a face", lambda: done.append(1))
    banner.button.click()
    assert done == [1]
    banner.say("It is so.")
    assert banner.button.isHidden()


def test_what_was_read_stays_away_as_long_as_it_holds(banner):
    banner.say("It is so.")
    banner.away.click()
    assert banner.isHidden()
    banner.say("It is so.")
    assert banner.isHidden()
    banner.say("It is worse.")
    assert banner.isVisible()
    banner.away.click()
    banner.say("")
    banner.say("It is worse.")  # again, not still
    assert banner.isVisible()


def test_the_mark_of_work_is_not_behind_it(over, banner):
    mark = BusyMark(over, plate=banner)
    mark._appear()
    below = mark.mapTo(over, QPoint(0, mark.height())).y()
    banner.say(LONG)
    assert not mark.geometry().intersects(banner.geometry())
    banner.say("")
    assert mark.mapTo(over, QPoint(0, mark.height())).y() == below
    mark._rest()
