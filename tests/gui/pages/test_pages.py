"""The pages beside Edit: a person interpolates, makes grids, draws faces."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from facelab.gui.app.rail import EDIT, GENERATE, GRID, INTERPOLATE
from facelab.gui.qt.images import samples_of
from facelab.photo.xmp import Mark
from facelab.project.file import StoredView
from facelab.synthesis import samples


@pytest.fixture
def accept(monkeypatch):
    """Accepts the dialog that asks where to, with another path."""

    def with_path(path):
        monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: True)
        monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(path)])

    return with_path


@pytest.fixture
def between(qtbot, opened):
    """The page Interpolate, from the edited face to one of nobody, half way seen."""
    page = opened.rail.page(INTERPOLATE)
    with qtbot.waitSignals([slot.taken for slot in page.slots[:2]]):
        opened.rail.show_page(INTERPOLATE)
    settled(qtbot, page)
    return page


def settled(qtbot, page):
    """Wait until the page shows what is asked."""
    qtbot.waitUntil(lambda: not page.worker.busy)


def test_the_rail_leads_to_every_page_and_back(qtbot, opened):
    for number in (INTERPOLATE, GRID, GENERATE):
        opened.rail.page_actions[number].trigger()
        assert opened.pages.currentWidget() is opened.rail.page(number)
        assert opened.rail.page_actions[number].isChecked()
        settled(qtbot, opened.rail.page(number))
    opened.rail.page_actions[EDIT].trigger()
    assert opened.pages.currentWidget() is opened.work


def test_interpolating_begins_with_the_edited_face_and_follows_the_slider(qtbot, between):
    assert [slot.face is not None for slot in between.slots] == [True, True, False, False]
    seen = []
    for value in (0, 50, 100):
        between.slider.setValue(value)
        settled(qtbot, between)
        seen.append(samples_of(between.view.image))
    expected = [between.between.glimpse(alpha) for alpha in (0, 0.5, 1)]
    assert all(np.array_equal(*pair) for pair in zip(seen, expected, strict=True))
    assert not np.array_equal(seen[0], seen[2])


def test_the_face_is_seen_in_its_photo(qtbot, opened, between):
    between.in_photo.click()
    between.slider.setValue(0)
    settled(qtbot, between)
    assert np.array_equal(samples_of(between.view.image), samples_of(opened.editor.image))
    between.slider.setValue(100)
    settled(qtbot, between)
    assert not np.array_equal(samples_of(between.view.image), samples_of(opened.editor.image))


def test_a_photo_is_made_as_large_as_there_is_room_and_painted_pixel_for_pixel(qtbot, between):
    between.in_photo.click()
    between.view.setFixedSize(180, 180)
    settled(qtbot, between)
    image = between.view.image
    assert max(image.width(), image.height()) == 156 == between.view.room[0]
    left, top = (180 - image.width()) // 2, (180 - image.height()) // 2
    painted = samples_of(between.view.grab().toImage())[top : top + image.height(), left : left + image.width()]
    assert np.array_equal(painted, samples_of(image))


def test_that_the_heads_are_turned_apart_is_said_where_it_shows(qtbot, between, monkeypatch):
    monkeypatch.setattr("facelab.synthesis.interpolation.APART", -1)
    assert not between.doubt.isVisible()
    between.in_photo.click()
    settled(qtbot, between)
    assert between.doubt.isVisible()
    monkeypatch.setattr("facelab.synthesis.interpolation.APART", 100)
    between.slider.setValue(20)
    settled(qtbot, between)
    assert not between.doubt.isVisible()


def test_that_the_other_head_is_mirrored_is_said(qtbot, between, monkeypatch):
    between.in_photo.click()
    settled(qtbot, between)
    assert not between.doubt.isVisible()
    monkeypatch.setattr("facelab.synthesis.interpolation.Interpolation.is_mirrored", True)
    between.slider.setValue(20)
    settled(qtbot, between)
    assert "mirrored" in between.doubt.text()
    assert between.doubt.isVisible()


def test_one_attribute_alone_can_be_taken_over(qtbot, between):
    between.only.setCurrentIndex(between.only.findData("Smiling"))
    between.only.activated.emit(between.only.currentIndex())
    settled(qtbot, between)
    assert between.between.only == ("Smiling",)
    assert np.array_equal(samples_of(between.view.image), between.between.glimpse(0.5))


def test_a_face_can_be_taken_away(qtbot, between):
    between.slots[2].draw(3)
    qtbot.waitUntil(lambda: len(between.request.path) == 3)
    assert not between.only.isEnabled()
    between.slots[2].clear()
    assert len(between.request.path) == 2
    assert between.only.isEnabled()
    settled(qtbot, between)


def test_a_drag_is_one_step_and_all_can_be_undone(qtbot, opened, between):
    steps = between.stack.count()
    between.slider.setSliderDown(True)
    for value in (10, 20, 30):
        between.slider.setValue(value)
    between.slider.setSliderDown(False)
    assert between.stack.count() == steps + 1
    opened.rail.undos.undo()
    assert between.slider.value() == 50
    opened.rail.undos.redo()
    assert between.slider.value() == 30
    while between.stack.canUndo():
        opened.rail.undos.undo()
    assert between.request.path == ()
    assert between.view.image.isNull()
    settled(qtbot, between)


def test_what_is_seen_is_saved_marked(qtbot, opened, between, accept, tmp_path):
    for name, press, mark, size in (
        ("face.png", between.save, Mark.GENERATED, (128, 128)),
        ("strip.png", between.strip, Mark.GENERATED, None),
        ("face.gif", between.animate, Mark.GENERATED, (256, 256)),
    ):
        accept(tmp_path / name)
        with qtbot.waitSignal(opened.maker.made, timeout=60_000):
            press.click()
        assert mark.value.encode() in (tmp_path / name).read_bytes()
        with Image.open(tmp_path / name) as made:
            assert size is None or made.size == size
    between.in_photo.click()
    accept(tmp_path / "photo.png")
    with qtbot.waitSignal(opened.maker.made):
        between.save.click()
    assert Mark.EDITED.value.encode() in (tmp_path / "photo.png").read_bytes()
    with Image.open(tmp_path / "photo.png") as made:
        assert made.size == (240, 220)


def test_what_is_stopped_leaves_nothing(qtbot, opened, between, accept, tmp_path):
    accept(tmp_path / "long.gif")
    opened.maker.progressed.connect(lambda done, _of: opened.maker.stop() if done else None)
    with qtbot.waitSignal(opened.maker.failed):
        between.animate.click()
    assert list(tmp_path.glob("*long*")) == []
    assert list(tmp_path.glob("*.part")) == []


def test_a_place_that_takes_no_file_is_said(qtbot, opened, between, accept, tmp_path):
    accept(tmp_path / "nowhere" / "a.png")
    with qtbot.waitSignal(opened.maker.failed) as failed:
        between.save.click()
    assert "folder does not exist" in failed.args[0]


def test_a_faces_own_photo_is_never_written_over(qtbot, opened, between, accept, noise_photo):
    before = noise_photo.read_bytes()
    accept(noise_photo)
    for button in (between.save, between.strip):
        with qtbot.waitSignal(between.said) as said:
            button.click()
        assert "never overwrites" in said.args[0]
    assert not opened.maker.busy
    assert noise_photo.read_bytes() == before


def test_a_picture_without_a_face_is_said(qtbot, opened, tmp_path):
    (tmp_path / "none.jpg").write_bytes(b"no photo")
    page = opened.rail.page(INTERPOLATE)
    with qtbot.waitSignal(page.said):
        page.slots[0].open(tmp_path / "none.jpg")
    assert page.slots[0].face is None


@pytest.fixture
def grid(qtbot, opened):
    """The page Grid with the edited face on it."""
    page = opened.rail.page(GRID)
    with qtbot.waitSignal(page.slots[0].taken):
        opened.rail.show_page(GRID)
    settled(qtbot, page)
    return page


def test_a_grid_is_seen_before_it_is_made(qtbot, grid):
    before = grid.view.image.size()
    grid.steps.setValue(3)
    settled(qtbot, grid)
    assert grid.view.image.width() < before.width()
    grid.dark.click()
    settled(qtbot, grid)
    assert samples_of(grid.view.image)[0, 0].max() < 60
    grid.stack.undo()
    settled(qtbot, grid)
    assert samples_of(grid.view.image)[0, 0].min() > 200
    assert not grid.dark.isChecked()


@pytest.mark.parametrize("kind", ["two", "attributes", "drawn", "reconstructions"])
def test_every_kind_of_grid_is_seen(qtbot, grid, kind):
    grid.kind.setCurrentIndex(grid.kind.findData(kind))
    grid.kind.activated.emit(grid.kind.currentIndex())
    settled(qtbot, grid)
    assert not grid.view.image.isNull()
    assert grid.down.isVisible() == (kind == "two")
    assert grid.rows.isVisible() == (kind == "drawn")


def test_a_sheet_has_a_face_in_each_corner(qtbot, opened, grid):
    grid.kind.setCurrentIndex(grid.kind.findData("sheet"))
    grid.kind.activated.emit(grid.kind.currentIndex())
    assert not grid.save.isEnabled()
    for slot, seed in zip(grid.slots, range(4), strict=True):
        with qtbot.waitSignal(slot.taken):
            slot.draw(seed)
    grid.captions.click()
    grid.steps.setValue(3)
    settled(qtbot, grid)
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


def test_a_grid_too_large_is_said(qtbot, opened, grid, accept, tmp_path):
    grid.kind.setCurrentIndex(grid.kind.findData("drawn"))
    grid.kind.activated.emit(grid.kind.currentIndex())
    grid.rows.setValue(1000)
    settled(qtbot, grid)
    grid.cell.setValue(512)
    accept(tmp_path / "sheet.png")
    with qtbot.waitSignal(opened.maker.failed, timeout=30_000) as failed:
        grid.save.click()
    assert "too large" in failed.args[0]
    settled(qtbot, grid)


@pytest.fixture
def draws(qtbot, opened):
    """The page Generate with its first faces."""
    page = opened.rail.page(GENERATE)
    opened.rail.show_page(GENERATE)
    settled(qtbot, page)
    return page


def test_a_wall_of_faces_with_their_seeds(qtbot, draws):
    first = draws.seed.value()
    assert [draws.wall.item(n).text() for n in range(draws.wall.count())] == [str(first + n) for n in range(24)]
    draws.again.click()
    settled(qtbot, draws)
    assert draws.wall.item(0).text() == str(first + 24)


def test_only_such_faces_as_are_wanted_or_it_is_said(qtbot, draws):
    for value in (1, 2):
        box = draws.conditions["Smiling"]
        box.setCurrentIndex(value)
        box.activated.emit(value)
        assert draws.request.wanted == {"Smiling": value == 1}
        settled(qtbot, draws)
    assert draws.wall.count() <= 24


def test_what_was_asked_of_the_wall_can_be_undone(qtbot, opened, draws):
    first = draws.request
    draws.spread.setValue(110)
    draws.again.click()
    box = draws.conditions["Young"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    last = draws.request
    assert (last.seed, last.spread, last.wanted) == (first.seed + 24, 1.1, {"Young": False})
    for _ in range(3):
        opened.rail.undos.undo()
    settled(qtbot, draws)
    assert draws.request == first
    assert (draws.seed.value(), draws.spread.value()) == (first.seed, round(100 * first.spread))
    assert box.currentIndex() == 0
    assert draws.wall.item(0).text() == str(first.seed)
    for _ in range(3):
        opened.rail.undos.redo()
    settled(qtbot, draws)
    assert draws.request == last
    assert box.currentIndex() == 2


def test_a_face_of_the_wall_is_a_beginning(qtbot, opened, draws):
    item = draws.wall.item(3)
    with qtbot.waitSignal(opened.editor.found):
        draws.wall.itemActivated.emit(item)
    assert opened.pages.currentWidget() is opened.work
    drawn = samples.sample_photo(opened.editor.lab, item.data(Qt.ItemDataRole.UserRole)).original.picture.samples
    assert np.array_equal(opened.editor.photo.original.picture.samples, drawn)


def test_a_project_keeps_the_pages(qtbot, opened, between, tmp_path):
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
    settled(qtbot, between)
    with qtbot.waitSignal(opened.editor.viewed):
        opened.opener.open(tmp_path / "a.facelab")
    qtbot.waitUntil(lambda: opened.rail.stored() == kept)
    settled(qtbot, between)
    assert kept.between.faces == ("edited", "seed:77", None, None)
    assert (kept.grid.steps, kept.grid.dark, kept.draws.wanted) == (5, True, {"Smiling": True})
