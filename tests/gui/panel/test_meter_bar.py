"""The meter below the sliders: what is measured in the pauses of the hand, and what a click locks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from facelab.edit import Edit
from facelab.gui.panel.meter_bar import MeterBar
from facelab.gui.qt.language import use_language
from facelab.pipeline.meter import Change, Measured

MOVED = Measured(0.62, 0.54, (Change("High_Cheekbones", 0.97, 0.61), Change("Rosy_Cheeks", 0.1, 0.4)))


@pytest.fixture
def bar(qtbot):
    made = MeterBar()
    qtbot.addWidget(made)
    made.resize(340, 100)
    made.show()
    return made


def names(bar):
    return [chip.text() for chip in bar.chips]


def is_pale(bar):
    return bar.value.foregroundRole() == QPalette.ColorRole.PlaceholderText


def test_it_tells_how_far_it_is_the_same_person_and_what_moved(bar):
    bar.show_measured(MOVED)
    assert bar.value.text() == "62 %"
    assert bar.bar.value() == 62
    assert names(bar) == ["High cheekbones ↓", "Rosy cheeks ↑"]
    assert "54 %" in bar._who.toolTip()


def test_it_is_there_from_the_first_so_that_no_slider_moves_under_the_hand(bar):
    height = bar.heightForWidth(340)
    bar.show_measured(MOVED)
    assert bar.heightForWidth(340) == height
    bar.clear()
    assert bar.heightForWidth(340) == height
    assert bar.value.text() == ""


def test_what_was_measured_before_the_last_change_is_pale(bar):
    bar.show_measured(MOVED)
    assert not is_pale(bar)
    bar.outdate()
    assert is_pale(bar)
    bar.show_measured(MOVED)
    assert not is_pale(bar)


def test_weights_that_tell_nobody_apart_show_no_bar(bar):
    bar.show_measured(Measured(None, 0.0, MOVED.beside))
    assert not bar.bar.isVisible()
    assert len(bar.chips) == 2


def test_a_screen_reader_is_told_all_of_it(bar):
    bar.show_measured(MOVED)
    assert bar.bar.accessibleName() == "How far it still looks like the same person"
    assert bar.chips[0].accessibleName() == "Lock High cheekbones"
    assert bar.chips[0].accessibleDescription() == "High cheekbones: 97 % before, 61 % now."


def test_it_speaks_the_language_that_was_chosen(bar):
    bar.show_measured(MOVED)
    use_language("ru")
    bar.retranslate()
    assert bar.name.text() != "Same person"
    assert bar.said.text() != "Changed too:"
    assert names(bar)[0] != "High cheekbones ↓"
    use_language("en")


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, None])
def test_a_click_or_a_key_asks_for_a_lock(qtbot, bar, key):
    bar.show_measured(MOVED)
    with qtbot.waitSignal(bar.lock_asked) as asked:
        if key is None:
            bar.chips[1].click()
        else:
            bar.chips[1].setFocus()
            qtbot.keyClick(bar.chips[1], key)
    assert asked.args == ["Rosy_Cheeks"]


def test_in_the_window_a_click_locks_and_undo_lets_go(opened):
    opened.panel.meter.show_measured(MOVED)
    opened.panel.meter.chips[1].click()
    assert opened.editor.model.edit == Edit(locks=frozenset({"Rosy_Cheeks"}))
    opened.editor.stack.undo()
    assert opened.editor.model.edit == Edit()
