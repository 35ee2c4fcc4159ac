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


def test_a_project_keeps_the_pages(qtbot, opened, interpolate, tmp_path, settled):
    interpolate.slider.setValue(30)
    interpolate.slots[1].draw(77)
    qtbot.waitUntil(lambda: interpolate.words[1] == "seed:77")
    grid, generate = opened.rail.page(GRID), opened.rail.page(GENERATE)
    grid.steps.setValue(5)
    grid.dark.click()
    generate.conditions["Smiling"].setCurrentIndex(1)
    generate.conditions["Smiling"].activated.emit(1)
    generate.seed.setValue(9)
    generate.seed.editingFinished.emit()
    kept = opened.rail.stored()
    with qtbot.waitSignal(opened.editor.saved):
        opened.editor.save_project(tmp_path / "a.facelab", StoredView(face=0, pages=kept))
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
