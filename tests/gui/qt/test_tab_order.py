"""Where Tab goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from facelab.gui.qt.tab_order import put_after


@pytest.fixture
def window(qtbot):
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


def added(window, widget):
    window.layout().addWidget(widget)
    return widget


def test_what_is_made_later_comes_after_what_it_is_put_after(window):
    first, last = (added(window, QPushButton(text)) for text in ("first", "last"))
    late = added(window, QPushButton("late"))
    put_after(late, first)
    assert first.nextInFocusChain() is late
    assert late.nextInFocusChain() is last


def test_where_tab_reaches_nothing_nothing_is_put(window):
    label, late = added(window, QLabel("text")), added(window, QLabel("late"))
    for one in (window, label, late):
        one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    put_after(late, label)  # and it comes to an end
