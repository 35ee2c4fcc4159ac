"""What is asked is first in the panel, and can be taken back one by one or all at once."""

import pytest
from PySide6.QtCore import QEvent, QObject

from facelab.edit import Edit
from facelab.gui.panel.sliders import SliderPanel
from facelab.gui.qt.language import use_language
from facelab.gui.qt.numbers import percent, signed
from facelab.latent.limits import Limit, Limits


@pytest.fixture
def panel(qtbot):
    made = SliderPanel()
    qtbot.addWidget(made)
    made.resize(360, 500)
    made.show()
    return made


def chips(panel):
    return [chip.accessibleName() for chip in panel.asked.chips.values()]


def test_amounts_are_written_with_their_sign_as_the_language_does(qapp):  # noqa: ARG001 it has the languages
    assert [signed(amount) for amount in (1.5, -2, 0)] == ["+1.5", "−2.0", "0.0"]
    use_language("ru")
    assert signed(1.5) == "+1,5"
    use_language("en")
    assert percent(0.804) == "80 %"


def test_what_is_asked_is_told_above_all_sliders(panel):
    assert panel.asked.nothing.isVisible()
    panel.show_edit(Edit({"Smiling": 1.5, "Young": -2}, locks=frozenset({"Male"})))
    assert chips(panel) == ["Take back Smiling +1.5", "Take back Young −2.0", "Take back Male locked"]
    assert not panel.asked.nothing.isVisible()
    assert panel.asked.mapTo(panel, panel.asked.pos()).y() < panel.sections[0].mapTo(panel, panel.sections[0].pos()).y()
    panel.show_edit(Edit({"Young": -1}))
    assert chips(panel) == ["Take back Young −1.0"]


class Layouts(QObject):
    """Counts how often a widget is to be laid out anew."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _widget, event):  # noqa: N802
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def test_a_drag_lays_nothing_out_anew(qtbot, opened, slide):
    opened.edit_page.meter.stop()  # what it finds is named in a row of its own
    slide(opened, "Smiling", 11)
    layouts, slider = Layouts(opened), opened.panel.rows["Smiling"].slider
    slider.setSliderDown(True)
    layouts.count = 1
    while layouts.count:  # what the first move brings, which a busy machine brings late
        layouts.count = 0
        qtbot.wait(500)
    for value in (12, 13, 14):
        slider.setValue(value)
        qtbot.waitUntil(lambda value=value: chips(opened.panel) == [f"Take back Smiling +{value / 10:.1f}"])
    assert layouts.count == 0
    slider.setSliderDown(False)


def test_the_row_of_what_is_asked_is_as_high_before_anything_is(panel):
    before = panel.asked.height()
    panel.show_edit(Edit({"Smiling": 1.5}))
    panel.layout().activate()
    assert panel.asked.height() == before


def test_more_than_a_row_holds_goes_into_the_next(panel):
    one = panel.asked.heightForWidth(360)
    panel.show_edit(Edit(dict.fromkeys(["Smiling", "Young", "Male", "Bangs", "Bald", "Chubby"], 1.0)))
    assert panel.asked.heightForWidth(360) > one
    assert panel.asked.heightForWidth(2000) == one


def test_each_is_taken_back_by_its_button(qtbot, panel):
    panel.show_edit(Edit({"Smiling": 1.5}, locks=frozenset({"Male"})))
    with qtbot.waitSignal(panel.moved) as moved:
        panel.asked.chips["Smiling"].click()
    assert moved.args == ["Smiling", 0.0]
    with qtbot.waitSignal(panel.locked) as locked:
        panel.asked.chips["Male"].click()
    assert locked.args == ["Male", False]


def test_all_is_taken_back_at_once_and_can_be_undone(opened, slide):
    slide(opened, "Smiling", 20)
    opened.panel.asked.all.click()
    assert opened.editor.model.edit == Edit()
    opened.editor.stack.undo()
    assert opened.editor.model.edit.amounts == {"Smiling": 2.0}


def test_a_row_that_asks_is_marked_and_has_a_way_back_in_the_place_of_its_lock(panel):
    row = panel.rows["Smiling"]
    assert (row.lock.isVisible(), row.reset.isVisible(), row.name.font().bold()) == (True, False, False)
    panel.show_edit(Edit({"Smiling": 1.0}))
    assert (row.lock.isVisible(), row.reset.isVisible(), row.name.font().bold()) == (False, True, True)
    assert row.reset.accessibleName() == "Bring Smiling back to rest"
    row.reset.click()
    assert row.number.value() == 0
    assert row.lock.isVisible()


def test_a_group_tells_how_many_of_its_rows_ask_for_something(panel):
    hair = panel.sections[3]
    assert hair.head.text() == "Hair"
    panel.show_edit(Edit({"Bangs": 1, "Bald": 1}))
    assert hair.head.text() == "Hair · 2"


def test_beyond_the_safe_range_it_is_said_what_that_means(panel):
    row = panel.rows["Smiling"]
    row.limit(Limits(more=Limit(reach=3, safe=1.5), less=Limit(reach=3, safe=1.5)))
    for amount, beyond in ((1.5, False), (1.6, True), (-1.6, True), (0, False)):
        row.number.setValue(amount)
        assert row.beyond.isVisible() == beyond, amount
    assert "same person" in row.beyond.text()


def test_under_the_hand_nothing_moves_away_so_it_is_said_when_that_has_let_go(panel):
    row = panel.rows["Smiling"]
    row.limit(Limits(more=Limit(reach=3, safe=1.5), less=Limit(reach=3, safe=1.5)))
    row.slider.setSliderDown(True)
    row.slider.setValue(20)
    assert not row.beyond.isVisible()
    row.slider.setSliderDown(False)
    assert row.beyond.isVisible()


def test_each_step_of_the_history_says_its_amount(opened, slide):
    slide(opened, "Smiling", 5, 10, 15)
    opened.editor.set_lock("Young", True)
    opened.editor.set_keep(0.5)
    stack = opened.editor.stack
    assert [stack.text(step) for step in range(stack.count())] == ["Smiling +1.5", "Lock Young", "Keep my pixels 50 %"]
