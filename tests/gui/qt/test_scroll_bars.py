"""Bars to scroll with are narrow, seen in every theme, and can be taken hold of."""

import pytest
from PySide6.QtWidgets import QTextEdit

from facelab.gui.qt.scroll_bars import slim
from facelab.gui.qt.theme import use_theme


@pytest.fixture
def area(qtbot):
    made = QTextEdit("line<br>" * 200)
    qtbot.addWidget(made)
    slim(made)
    made.resize(200, 200)
    made.show()
    yield made
    use_theme("system")


def lightness(bar):
    image = bar.grab().toImage()
    return [image.pixelColor(image.width() // 2, y).lightness() for y in range(image.height())]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_handle_is_narrow_and_is_seen(qtbot, area, theme):
    use_theme(theme)
    qtbot.wait(10)
    bar = area.verticalScrollBar()
    assert bar.width() == 10
    seen = lightness(bar)
    assert abs(seen[20] - seen[-10]) > 20  # handle, and ground below it
    bar.setValue(bar.maximum())
    seen = lightness(bar)
    assert abs(seen[-10] - seen[20]) > 20


def test_every_list_of_the_window_has_such(opened):
    opened.rail.show_page(0)
    for bar in (opened.panel.looks.list.horizontalScrollBar(), opened.edit_page.strip.horizontalScrollBar()):
        assert bar.sizeHint().height() == 10
