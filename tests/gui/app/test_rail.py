"""The rail leads from page to page, and a project keeps them."""

from PySide6.QtWidgets import QFileDialog

from facelab.gui.app.actions.edit import BRUSH, REDO, UNDO
from facelab.gui.app.actions.file import SAVE
from facelab.gui.app.actions.view import COMPARE, FIT, ZOOM_IN
from facelab.gui.app.rail import EDIT, GENERATE, GRID, INTERPOLATE, LEARN
from facelab.project.file import StoredView


def test_the_rail_leads_to_every_page_and_back(opened, settled):
    for number in (INTERPOLATE, GRID, GENERATE, LEARN):
        opened.rail.page_actions[number].trigger()
        assert opened.pages.currentWidget() is opened.rail.page(number)
        assert opened.rail.page_actions[number].isChecked()
        settled(opened.rail.page(number))
    opened.rail.page_actions[EDIT].trigger()
    assert opened.pages.currentWidget() is opened.edit_page


def test_a_page_that_is_seen_before_the_faces_are_found_begins_when_they_are(qtbot, window, noise_photo, settled):
    with qtbot.waitSignal(window.editor.opened):
        window.opener.open(noise_photo)
    window.rail.show_page(INTERPOLATE)
    page = window.rail.page(INTERPOLATE)
    qtbot.waitUntil(lambda: page.words[:2] == ("edited", f"face:1:{noise_photo}"))
    settled(page)


def test_what_is_prepared_rests_while_a_hand_holds_a_slider_of_a_page(opened, interpolate):
    calm = opened.editor.renderer._calm
    interpolate.slider.setSliderDown(True)
    assert not calm.is_set()
    interpolate.slider.setSliderDown(False)
    assert calm.is_set()


def test_saving_saves_what_the_page_shows(qtbot, opened, interpolate, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: True)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(tmp_path / "half.png")])
    with qtbot.waitSignal(opened.maker.made):
        opened.menus.actions[SAVE.text].trigger()
    assert interpolate.isVisible()
    assert (tmp_path / "half.png").exists()


def test_where_the_photo_is_not_seen_it_is_not_looked_at_otherwise(opened, interpolate):  # noqa: ARG001
    unseen = [FIT, ZOOM_IN, BRUSH, *COMPARE.values()]
    assert not any(opened.menus.actions[action.text].isEnabled() for action in unseen)
    assert not opened.tools.zoom.isEnabled()
    opened.rail.show_page(EDIT)
    assert all(opened.menus.actions[action.text].isEnabled() for action in unseen)


def test_undo_is_offered_where_there_is_a_step_which_it_names(qtbot, opened, slide):
    undo, redo = (opened.menus.actions[action.text] for action in (UNDO, REDO))
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    slide(opened, "Smiling", 10)
    assert undo.isEnabled()
    qtbot.waitUntil(lambda: undo.toolTip() == "Undo (Ctrl+Z): Smiling +1.0")
    undo.trigger()
    assert not undo.isEnabled()
    assert redo.isEnabled()


def test_a_project_keeps_the_pages(qtbot, opened, interpolate, tmp_path, settled):
    interpolate.slider.setValue(30)
    interpolate.slots[1].draw(77)
    qtbot.waitUntil(lambda: interpolate.words[1] == "seed:77")
    grid, generate = opened.rail.page(GRID), opened.rail.page(GENERATE)
    grid.steps.setValue(5)
    grid.dark.click()
    generate.conditions.boxes["Smiling"].setCurrentIndex(1)
    generate.conditions.boxes["Smiling"].activated.emit(1)
    generate.seed.setValue(9)
    generate.seed.editingFinished.emit()
    kept = opened.rail.stored()
    with qtbot.waitSignal(opened.editor.saved):
        opened.editor.writer.save_project(tmp_path / "a.facelab", StoredView(face=0, pages=kept))
    interpolate.slider.setValue(90)
    interpolate.slots[1].draw(5)
    grid.steps.setValue(9)
    generate.seed.setValue(100)
    generate.seed.editingFinished.emit()
    settled(interpolate)
    with qtbot.waitSignal(opened.editor.viewed):
        opened.opener.open(tmp_path / "a.facelab")
    qtbot.waitUntil(lambda: opened.rail.stored() == kept)
    settled(interpolate)
    assert kept.between.faces == ("edited", "seed:77", None, None)
    assert (kept.grid.steps, kept.grid.dark, kept.draws.wanted) == (5, True, {"Smiling": True})
