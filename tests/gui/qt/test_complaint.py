"""What went wrong is said where one looks."""

import pytest
from PySide6.QtCore import Qt

from facelab.gui.qt.complaint import Complaint


@pytest.mark.parametrize("sentence", ["No.", "A long sentence that says what is wrong and what to do. " * 3])
def test_it_is_wholly_seen_whatever_the_window_becomes(over, sentence):
    complaint = Complaint(over)
    complaint.say(sentence)
    for width in (300, 800, 260):
        over.resize(width, 300)
        assert over.rect().contains(complaint.geometry())
        assert complaint.height() >= complaint.heightForWidth(complaint.width())
    assert complaint.accessibleName() == sentence
    complaint.clear_away()


def test_a_click_or_time_takes_it_away(qtbot, over, monkeypatch):
    monkeypatch.setattr("facelab.gui.qt.complaint.FOR_MS", 10)
    complaint = Complaint(over)
    complaint.say("No.")
    assert complaint.isVisible()
    qtbot.waitUntil(complaint.isHidden)
    complaint.say("No.")
    qtbot.mouseClick(complaint, Qt.MouseButton.LeftButton)
    assert complaint.isHidden()
