"""The rail leads from page to page, and a project keeps them."""

from facelab.gui.app.rail import EDIT, GENERATE, GRID, INTERPOLATE
from facelab.project.file import StoredView


def test_the_rail_leads_to_every_page_and_back(opened, settled):
    for number in (INTERPOLATE, GRID, GENERATE):
        opened.rail.page_actions[number].trigger()
        assert opened.pages.currentWidget() is opened.rail.page(number)
        assert opened.rail.page_actions[number].isChecked()
        settled(opened.rail.page(number))
    opened.rail.page_actions[EDIT].trigger()
    assert opened.pages.currentWidget() is opened.work


def test_a_project_keeps_the_pages(qtbot, opened, between, tmp_path, settled):
    between.slider.setValue(30)
    between.slots[1].draw(77)
    qtbot.waitUntil(lambda: between.words[1] == "seed:77")
    grid, draws = opened.rail.page(GRID), opened.rail.page(GENERATE)
    grid.steps.setValue(5)
    grid.dark.click()
    draws.conditions["Smiling"].setCurrentIndex(1)
    draws.conditions["Smiling"].activated.emit(1)
    draws.seed.setValue(9)
    draws.seed.editingFinished.emit()
    kept = opened.rail.stored()
    with qtbot.waitSignal(opened.editor.saved):
        opened.editor.save_project(tmp_path / "a.facelab", StoredView(face=0, pages=kept))
    between.slider.setValue(90)
    between.slots[1].draw(5)
    grid.steps.setValue(9)
    draws.seed.setValue(100)
    draws.seed.editingFinished.emit()
    settled(between)
    with qtbot.waitSignal(opened.editor.viewed):
        opened.opener.open(tmp_path / "a.facelab")
    qtbot.waitUntil(lambda: opened.rail.stored() == kept)
    settled(between)
    assert kept.between.faces == ("edited", "seed:77", None, None)
    assert (kept.grid.steps, kept.grid.dark, kept.draws.wanted) == (5, True, {"Smiling": True})
