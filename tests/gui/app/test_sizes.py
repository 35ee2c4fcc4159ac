"""The window fits on small screens, in every language."""

import pytest
from PySide6.QtCore import QSize

from facelab.gui.app.window import Window
from facelab.gui.qt.language import LANGUAGES, use_language

SMALL = QSize(900, 600)


@pytest.fixture(params=LANGUAGES)
def spoken(request):
    use_language(request.param)
    yield request.param
    use_language("en")


def test_every_page_has_room_on_a_small_screen(qtbot, spoken, lab, noise_photo):
    window = Window(lambda _weights: lab)
    qtbot.addWidget(window)
    window.resize(SMALL)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(window.editor.found):
        window.opener.open(noise_photo)
    for page in range(4):
        window.rail.show_page(page)
        qtbot.wait(50)
        assert window.size() == SMALL, (spoken, page)
        assert window.minimumSizeHint().width() <= SMALL.width()
        assert window.minimumSizeHint().height() <= SMALL.height()
    window.close()


def test_the_first_window_is_no_larger_than_the_screen(window):
    there = window.screen().availableGeometry()
    fresh = Window(lambda _weights: window.editor.lab)
    assert fresh.width() <= there.width()
    assert fresh.height() <= there.height()
    fresh.close()
