"""What lies around the photo can be folded away, and comes back as it was."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget

from facelab.gui.app.actions.view import ALONE, SLIDERS
from facelab.gui.app.rail import GENERATE


def around(window) -> dict[str, QWidget]:
    page = window.edit_page
    return {
        "menus": window.menuBar(),
        "tools": window.tools,
        "rail": window.rail,
        "status": window.statusBar(),
        "sliders": page.panel,
        "strips": page.strips,
        "history": window.history,
    }


def seen(window) -> set[str]:
    return {name for name, widget in around(window).items() if not widget.isHidden()}


def press(qtbot, window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    window.activateWindow()
    qtbot.keyClick(window.canvas, key, modifiers)


SHIFT = Qt.KeyboardModifier.ShiftModifier
USUAL = {"menus", "tools", "rail", "status", "sliders", "strips"}


def test_the_photo_is_alone_and_all_comes_back_by_the_same_key_or_escape(qtbot, opened):
    switch = opened.menus.actions[ALONE.text]
    wide = opened.canvas.width()
    assert seen(opened) == USUAL
    for back in ((Qt.Key.Key_F9, SHIFT), (Qt.Key.Key_Escape,)):
        press(qtbot, opened, Qt.Key.Key_F9, SHIFT)
        assert seen(opened) == set()
        assert switch.isChecked()
        qtbot.waitUntil(lambda: opened.canvas.width() == opened.width())
        assert "Escape" in opened.complaint.text()
        press(qtbot, opened, *back)
        assert seen(opened) == USUAL
        assert not switch.isChecked()
        assert opened.complaint.isHidden()
        qtbot.waitUntil(lambda: opened.canvas.width() == wide)


def test_what_was_hidden_before_stays_hidden_and_what_was_seen_comes_back(opened):
    alone, sliders = opened.menus.actions[ALONE.text], opened.menus.actions[SLIDERS.text]
    opened.history.show()
    sliders.trigger()
    there = USUAL - {"sliders"} | {"history"}
    assert seen(opened) == there
    alone.trigger()
    assert seen(opened) == set()
    alone.trigger()
    assert seen(opened) == there


def test_keys_of_menus_and_rail_work_while_these_are_hidden(qtbot, opened, slide):
    slide(opened, "Smiling", 10)
    opened.menus.actions[ALONE.text].trigger()
    press(qtbot, opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not opened.editor.model.edit.amounts
    press(qtbot, opened, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert opened.pages.currentWidget() is opened.rail.page(GENERATE)
    assert seen(opened) == USUAL  # a page without its rail would be a place with no way out


def test_the_sliders_are_folded_away_and_the_switch_says_so(qtbot, opened):
    switch = opened.menus.actions[SLIDERS.text]
    assert switch.isChecked()
    press(qtbot, opened, Qt.Key.Key_F9)
    assert opened.edit_page.panel.isHidden()
    assert not switch.isChecked()
    press(qtbot, opened, Qt.Key.Key_F9)
    assert not opened.edit_page.panel.isHidden()
    assert switch.isChecked()


def test_sliders_that_a_splitter_drew_shut_come_back_by_the_switch(opened):
    page, switch = opened.edit_page, opened.menus.actions[SLIDERS.text]
    page.setSizes([1000, 0])
    page.splitterMoved.emit(1000, 1)
    assert not switch.isChecked()
    switch.trigger()
    assert page.sizes()[1] >= page.panel.minimumWidth()
    assert switch.isChecked()


def test_the_sliders_come_back_where_the_photo_was_alone(opened):
    opened.menus.actions[ALONE.text].trigger()
    opened.menus.actions[SLIDERS.text].trigger()
    assert seen(opened) == USUAL


@pytest.mark.parametrize("text", [ALONE.text, SLIDERS.text])
def test_there_is_nothing_to_fold_before_a_photo_is_open(window, text):
    assert not window.menus.actions[text].isEnabled()


def test_a_window_that_is_closed_so_begins_whole(opened):
    opened.menus.actions[ALONE.text].trigger()
    opened.opener.may_go = lambda _again: True
    opened.close()
    assert not opened.folding.is_alone
    opened.tools.hide()
    opened.restoreState(QSettings().value("state"))
    assert not opened.tools.isHidden()
