"""A person has many faces put on one sheet."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from facelab.gui.pages.attribute_choice import AttributeChoice
from facelab.gui.pages.requests import GridRequest
from facelab.gui.qt.images import samples_of
from facelab.gui.qt.language import use_language
from facelab.project.pages import StoredGrid
from facelab.synthesis.sources import EncodedFace


def test_a_grid_is_seen_before_it_is_made(grid, settled):
    before = grid.view.image.size()
    grid.steps.setValue(3)
    settled(grid)
    assert grid.view.image.width() < before.width()
    grid.dark.click()
    settled(grid)
    assert samples_of(grid.view.image)[0, 0].max() < 60
    grid.stack.undo()
    settled(grid)
    assert samples_of(grid.view.image)[0, 0].min() > 200
    assert not grid.dark.isChecked()


@pytest.mark.parametrize("kind", ["two", "attributes", "drawn", "reconstructions"])
def test_every_kind_of_grid_is_seen(grid, kind, settled):
    grid.kind.setCurrentIndex(grid.kind.findData(kind))
    grid.kind.activated.emit(grid.kind.currentIndex())
    settled(grid)
    assert not grid.view.image.isNull()
    assert grid.down.isVisible() == (kind == "two")
    assert grid.rows.isVisible() == (kind == "drawn")


def test_a_sheet_has_a_face_in_each_corner(qtbot, opened, grid, settled):
    grid.kind.setCurrentIndex(grid.kind.findData("sheet"))
    grid.kind.activated.emit(grid.kind.currentIndex())
    assert not grid.save.isEnabled()
    for slot, seed in zip(grid.slots, range(4), strict=True):
        with qtbot.waitSignal(slot.taken):
            slot.draw(seed)
    grid.captions.click()
    grid.steps.setValue(3)
    settled(grid)
    assert grid.save.isEnabled()
    made = samples_of(grid.view.image)
    cell = grid.request.style.cell
    ground = (len(made) - 3 * cell - 2 * grid.request.style.margin) // 2
    at = ground, len(made) - ground - cell
    corners = [made[y : y + cell, x : x + cell] for y in at for x in at]
    faces = [opened.editor.lab.decode_drawn(slot.face.z[None])[0] for slot in grid.slots]
    assert all(np.abs(a / 255 - b).max() < 0.01 for a, b in zip(corners, faces, strict=True))


def test_a_grid_is_made_with_its_table(qtbot, opened, grid, accept, tmp_path):
    grid.table.click()
    accept(tmp_path / "sheet.pdf")
    with qtbot.waitSignal(opened.maker.made):
        grid.save.click()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert len((tmp_path / "sheet.csv").read_text().splitlines()) == 1 + grid.steps.value()


def test_a_grid_too_large_is_said(qtbot, opened, grid, accept, tmp_path, settled):
    grid.kind.setCurrentIndex(grid.kind.findData("drawn"))
    grid.kind.activated.emit(grid.kind.currentIndex())
    grid.rows.setValue(1000)
    settled(grid)
    grid.cell.setValue(512)
    accept(tmp_path / "sheet.png")
    with qtbot.waitSignal(opened.maker.failed) as failed:
        grid.save.click()
    assert "too large" in failed.args[0]
    settled(grid)


def test_attributes_are_chosen_and_ordered(qtbot):
    choice = AttributeChoice()
    qtbot.addWidget(choice)
    choice.show_chosen(["Young", "Male"])
    assert choice.names == ("Young", "Male")
    with qtbot.waitSignal(choice.chosen) as told:
        choice.item(2).setCheckState(Qt.CheckState.Checked)
    assert told.args == [("Young", "Male", "Smiling")]
    choice.setCurrentRow(2)
    with qtbot.waitSignal(choice.chosen) as told:
        qtbot.keyClick(choice, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert told.args == [("Young", "Smiling", "Male")]


def test_captions_call_people_as_a_person_types():
    faces = tuple(EncodedFace(name, np.zeros(1, np.float32)) for name in ("a", "b", "c"))
    request = GridRequest(faces=(*faces, None), names="Ann, ,Cleo, Dora")
    assert [face.name for face in request._named()] == ["Ann", "b", "Cleo"]


def test_the_attributes_of_a_grid_and_its_names_are_kept():
    stored = StoredGrid(many=("Young",), names="Ann")
    assert StoredGrid.model_validate_json(stored.model_dump_json()) == stored
    assert StoredGrid().many[0] == "Smiling"


def test_captions_are_in_the_language_that_was_chosen_last(qtbot, grid, settled):
    settled(grid)
    before = grid.view.image.copy()
    use_language("ru")
    qtbot.waitUntil(lambda: grid.view.image != before)
    settled(grid)
    use_language("en")


def test_faces_of_nobody_are_called_as_the_language_calls_them(qtbot, grid):
    with qtbot.waitSignal(grid.slots[0].taken):
        grid.slots[0].draw(24)
    assert grid._told.faces[0].name == "Face 24"
    use_language("ru")
    assert grid._told.faces[0].name == "Лицо 24"
    assert grid.request.faces[0] is grid.slots[0].face  # what is asked is the same face
    use_language("en")
