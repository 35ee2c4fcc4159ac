import pytest
from PySide6.QtWidgets import QInputDialog

from facelab.attributes import ATTRIBUTES


def test_photos_that_were_open_are_found_again_and_lost_ones_are_pale(opened, noise_photo):
    def recent():
        opened.menus.submenus["Open &recent"].aboutToShow.emit()
        return [(action.text(), action.isEnabled()) for action in opened.menus.submenus["Open &recent"].actions()]

    assert recent() == [(noise_photo.name, True)]
    noise_photo.rename(noise_photo.with_name("gone.png"))
    assert recent() == [(noise_photo.name, False)]


def presets(window):
    window.menus.submenus["&Presets"].aboutToShow.emit()
    return {action.text(): action for action in window.menus.submenus["&Presets"].actions() if action.text()}


@pytest.fixture
def ask(qtbot, opened, monkeypatch):
    """Asks a preset of the chosen face, which has nothing but what is said, and that wholly."""

    def asked(name, *there):
        has = dict.fromkeys(ATTRIBUTES, 0.0) | dict.fromkeys(there, 1.0)
        monkeypatch.setattr("facelab.pipeline.crops.Crop.has", property(lambda _: has))  # whatever was seen before
        with qtbot.waitSignal(opened.editor._aimer.done):
            presets(opened)[name].trigger()
        return opened.editor.model.edit.amounts

    return asked


def test_a_preset_is_asked_of_another_face(opened, ask):
    assert ask("A smile") == {"Smiling": 1.5}
    opened.menus.actions["&Next face"].trigger()
    assert ask("Serious", "Smiling") == {"Smiling": -2.0}
    assert opened.editor.stack.count() == 3


def test_a_preset_adds_nothing_that_is_there_already_and_says_so(opened, ask):
    assert ask("A smile", "Smiling") == {}
    assert opened.statusBar().currentMessage() == "Smiling: it is so already, so nothing is added."
    assert ask("Serious") == {}
    assert ask("Glasses") == {"Eyeglasses": 2.0}
    assert ask("Evening make-up", "Wearing_Lipstick") == {"Eyeglasses": 2.0, "Heavy_Makeup": 1.5}


def test_an_edit_is_kept_as_a_preset_and_found_again(opened, ask, monkeypatch):
    opened.editor.set_amount("Bangs", 1.5)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Fringe", True))
    opened.menus.submenus["&Presets"].keep()
    opened.menus.submenus["&Presets"].keep()  # again: in place of the first
    opened.editor.reset()
    found = presets(opened)
    assert list(found).count("Fringe") == 1
    assert ask("Fringe") == {"Bangs": 1.5}


def test_a_preset_without_a_name_is_refused_in_a_sentence(opened, monkeypatch):
    opened.editor.set_amount("Bangs", 1.5)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("  ", True))
    opened.menus.submenus["&Presets"].keep()
    assert "name" in opened.statusBar().currentMessage()


def test_presets_wait_for_a_face(window):
    assert not any(action.isEnabled() for action in presets(window).values())


def test_an_edit_is_copied_from_one_face_to_another_of_any_photo(qtbot, opened, slide, noise_photo):
    copy, paste = opened.menus.actions["Copy the &edit"], opened.menus.actions["Paste the ed&it"]
    slide(opened, "Smiling", 10)
    opened.editor.set_lock("Male", True)
    edit = opened.editor.model.edit
    assert not paste.isEnabled()  # nothing was copied yet
    copy.trigger()
    assert paste.isEnabled()
    opened.editor.choose(1)
    assert not opened.editor.model.edit.amounts
    paste.trigger()
    assert opened.editor.model.edit == edit
    assert opened.editor.stack.undoText() == "Paste the edit"
    opened.editor.stack.undo()
    assert not opened.editor.model.edit.amounts
    opened.opener.may_go = lambda _again: True
    with qtbot.waitSignal(opened.editor.found):
        opened.opener.open(noise_photo)
    paste.trigger()
    assert opened.editor.model.edit == edit


def test_a_key_leads_to_the_search(qtbot, opened):
    opened.panel.search.setText("smile")
    with qtbot.waitActive(opened):
        opened.activateWindow()
    opened.canvas.setFocus()
    opened.menus.actions["&Search attributes"].trigger()
    assert opened.panel.search.hasFocus()
    qtbot.keyClicks(opened.panel.search, "hat")
    assert opened.panel.search.text() == "hat"


def test_full_screen_and_back(opened):
    action = opened.menus.actions["F&ull screen"]
    action.trigger()
    assert opened.isFullScreen()
    action.trigger()
    assert not opened.isFullScreen()
