"""A person draws faces of nobody, and begins with one of them."""

import numpy as np
from PySide6.QtCore import Qt

from facelab.gui.pages.generate import FACE
from facelab.photo.outputs import levels
from facelab.photo.read import read
from facelab.render.sheet import Style
from facelab.synthesis import samples


def test_a_wall_of_faces_with_their_seeds(generate, settled):
    first = generate.seed.value()
    assert [generate.wall.item(n).text() for n in range(generate.wall.count())] == [str(first + n) for n in range(25)]
    generate.again.click()
    settled(generate)
    assert generate.wall.item(0).text() == str(first + 25)


def test_only_such_faces_as_are_wanted_or_it_is_said(generate, settled):
    for value in (1, 2):
        box = generate.conditions.boxes["Smiling"]
        box.setCurrentIndex(value)
        box.activated.emit(value)
        assert generate.request.wanted == {"Smiling": value == 1}
        settled(generate)
    assert generate.wall.count() <= 25


def test_what_was_asked_of_the_wall_can_be_undone(opened, generate, settled):
    first = generate.request
    generate.spread.setValue(110)
    generate.again.click()
    box = generate.conditions.boxes["Young"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    last = generate.request
    assert (last.seed, last.spread, last.wanted) == (first.seed + 25, 1.1, {"Young": False})
    for _ in range(3):
        opened.rail.undos.undo()
    settled(generate)
    assert generate.request == first
    assert (generate.seed.value(), generate.spread.value()) == (first.seed, round(100 * first.spread))
    assert box.currentIndex() == 0
    assert generate.wall.item(0).text() == str(first.seed)
    for _ in range(3):
        opened.rail.undos.redo()
    settled(generate)
    assert generate.request == last
    assert box.currentIndex() == 2


def test_a_face_of_the_wall_is_a_beginning(qtbot, opened, generate):
    item = generate.wall.item(3)
    with qtbot.waitSignal(opened.editor.found):
        generate.wall.itemActivated.emit(item)
    assert opened.pages.currentWidget() is opened.edit_page
    drawn = samples.sample_photo(opened.editor.lab, item.data(Qt.ItemDataRole.UserRole)).original.picture.samples
    assert np.array_equal(opened.editor.model.photo.original.picture.samples, drawn)


def test_a_click_opens_a_face(qtbot, opened, generate):
    place = generate.wall.visualItemRect(generate.wall.item(2)).center()
    with qtbot.waitSignal(opened.editor.found):
        qtbot.mouseClick(generate.wall.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.pages.currentWidget() is opened.edit_page


def test_at_the_end_of_the_wall_there_are_more_faces(qtbot, generate):
    generate.thumb.setValue(256)
    qtbot.waitUntil(lambda: generate.wall.verticalScrollBar().maximum() > 0)
    first = generate.seed.value()
    generate.wall.verticalScrollBar().setValue(generate.wall.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: generate.wall.count() == 50)
    assert [generate.wall.item(n).text() for n in (25, 49)] == [str(first + 25), str(first + 49)]
    assert generate.request.seed == first  # it is the same wall


def test_pictures_of_the_wall_are_as_large_as_is_wanted(generate):
    generate.thumb.setValue(80)
    assert generate.wall.iconSize().width() == 80


def test_a_sheet_has_the_first_faces_that_are_wanted_in_rows_and_columns(qtbot, opened, generate, accept, tmp_path):
    generate.rows.setValue(2)
    generate.columns.setValue(3)
    accept(tmp_path / "sheet.png")
    with qtbot.waitSignal(opened.maker.made):
        generate.save.click()
    made, style = read(tmp_path / "sheet.png").samples, Style()
    steps = [(row, column) for row in range(2) for column in range(3)]
    edges = [(size - n * style.cell - (n - 1) * style.margin) // 2 for size, n in zip(made.shape, (2, 3), strict=False)]
    for item, step in enumerate(steps):
        y, x = (edge + n * (style.cell + style.margin) for edge, n in zip(edges, step, strict=True))
        face = generate.wall.item(item).data(FACE)
        drawn = levels(opened.editor.lab.decode_drawn(face.z[None]))[0]
        assert np.abs(made[y : y + style.cell, x : x + style.cell].astype(float) - drawn).max() <= 2


def test_a_sheet_that_is_on_the_wall_is_not_searched_again(qtbot, opened, generate, accept, tmp_path, monkeypatch):
    monkeypatch.setattr("facelab.gui.pages.wall.find_samples", None)
    accept(tmp_path / "sheet.png")
    with qtbot.waitSignal(opened.maker.made):
        generate.save.click()
    assert read(tmp_path / "sheet.png").samples.shape[0] > 5 * Style().cell


def test_women_and_men_are_asked_for_by_name(generate):
    box = generate.conditions.boxes["Male"]
    assert [box.itemText(row) for row in range(3)] == ["any", "men", "women"]


def test_where_there_are_too_few_such_faces_it_is_said_and_nothing_is_written(
    qtbot, opened, generate, accept, tmp_path, monkeypatch
):
    monkeypatch.setattr("facelab.gui.pages.wall.find_samples", lambda *_: [])
    accept(tmp_path / "sheet.png")
    generate.rows.setValue(6)
    with qtbot.waitSignal(opened.maker.failed) as said:
        generate.save.click()
    assert said.args == ["Only 25 such faces were found, not 30; ask for fewer, or of less."]
    assert not (tmp_path / "sheet.png").exists()
