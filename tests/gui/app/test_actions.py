"""The tables of actions, before any menu is built of them."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from facelab import files
from facelab.gui.app.actions.action import Action, Needs
from facelab.gui.app.actions.edit import EDIT_MENU
from facelab.gui.app.actions.file import FILE_MENU
from facelab.gui.app.actions.help import HELP_MENU
from facelab.gui.app.actions.view import COMPARE, VIEW_MENU

MENUS = FILE_MENU, EDIT_MENU, VIEW_MENU, HELP_MENU
ENTRIES = [entry for menu in MENUS for entry in menu.entries if entry is not None]
ACTIONS = [entry for entry in ENTRIES if isinstance(entry, Action)]


def repeated(things):
    return [thing for thing, count in Counter(things).items() if count > 1]


def test_no_two_actions_have_one_name():
    assert repeated(entry.text for entry in ENTRIES) == []


@pytest.mark.usefixtures("qapp")  # it knows the platform's keys
def test_no_two_actions_have_one_shortcut():
    keys = [QKeySequence(given).toString() for action in ACTIONS for given in action.keys]
    assert "Ctrl+O" in keys
    assert repeated(keys) == []


def test_every_action_has_an_icon_which_is_there():
    assert [action.text for action in ACTIONS if not action.icon] == []
    drawn = [action.icon for action in ACTIONS if action.icon]
    assert [name for name in drawn if not files.resource(f"icons/{name}.svg").exists()] == []


def test_one_way_to_compare_is_on_at_first():
    assert [action.checked for action in COMPARE.values()].count(True) == 1
    assert {action.group for action in COMPARE.values()} == {"compare"}


def test_the_way_in_and_help_need_no_photo():
    free = {action.text for action in ACTIONS if action.needs is Needs.NOTHING}
    assert {"&Open…", "&Paste photo", "&Quit", "&Shortcuts"} <= free
    assert not {"&Save", "&Next face"} & free


def enabled(window, *names):
    return [window.menus.actions[name].isEnabled() for name in names]


def test_what_would_change_nothing_cannot_be_asked(qtbot, opened, slide):
    asked, several = ("Reset this &face", "Copy the &edit"), ("&Next face", "The same for &all faces")
    assert enabled(opened, *asked) == [False, False]
    slide(opened, "Smiling", 10)
    assert enabled(opened, *asked, *several) == [True] * 4
    opened.editor.reset()
    assert enabled(opened, *asked, *several) == [False, False, True, True]
    opened.opener.may_go = lambda _again: True
    with qtbot.waitSignal(opened.editor.found):
        opened.opener.open_random_face()
    assert enabled(opened, *several, "Re&move the face placed by hand") == [False, False, False]


def test_a_face_is_removed_only_where_it_was_placed(opened, noise_landmarks):
    remove = opened.menus.actions["Re&move the face placed by hand"]
    assert not remove.isEnabled()
    opened.editor.place(0, noise_landmarks.tolist())
    assert remove.isEnabled()
    remove.trigger()
    assert not remove.isEnabled()
