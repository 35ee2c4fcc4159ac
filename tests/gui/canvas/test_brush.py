"""A person protects a part of the photo with a brush, and brings it back."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from facelab.gui.qt.images import samples_of
from facelab.gui.qt.language import use_language
from facelab.project.file import load_project
from facelab.project.storage import load

PROTECT = "Protect with a &brush"


@pytest.fixture
def brush(opened):
    """The window with the brush at hand."""
    opened.menus.actions[PROTECT].trigger()
    return opened


def middle(window):
    """Of the first head, on the canvas."""
    outline = np.mean(window.editor.model.outlines[0], axis=0)
    return window.canvas._viewport.transform.map(QPointF(*outline)).toPoint()


def dab(qtbot, window, place=None):
    qtbot.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=place or middle(window))


def protect_all(qtbot, window):
    window.edit_page.brush_bar.size_slider.setValue(400)
    window.edit_page.brush_bar.hardness.setValue(100)
    for place in (middle(window), middle(window)):
        dab(qtbot, window, place)


def test_the_bar_s_names_stand_at_the_middle_of_its_buttons(brush):
    bar = brush.edit_page.brush_bar
    middles = [widget.mapTo(bar, widget.rect().center()).y() for widget in (bar.protect, bar.size_slider, bar.clear)]
    assert max(middles) - min(middles) <= 1


def test_the_bar_lies_upon_the_photo_which_stays_where_it_is(qtbot, opened):
    before, bar = middle(opened), opened.edit_page.brush_bar
    opened.menus.actions[PROTECT].trigger()
    assert bar.isVisible()
    assert middle(opened) == before
    assert opened.canvas.rect().contains(bar.geometry())
    for size in ((900, 600), (1300, 700)):
        opened.resize(*size)
        qtbot.waitUntil(lambda: opened.canvas.rect().contains(bar.geometry()))
        inside = bar.rect()
        assert all(inside.contains(button.geometry()) for button in (bar.protect, bar.finish))


def test_in_another_language_the_bar_has_room_for_all_of_its_buttons(qtbot, brush):
    bar = brush.edit_page.brush_bar
    brush.resize(1500, 700)
    use_language("ru")
    qtbot.waitUntil(lambda: bar.rect().contains(bar.finish.geometry()) and bar.height() < 2 * bar.finish.height())
    use_language("en")


def test_what_is_clicked_beside_the_bar_s_buttons_paints_nothing(qtbot, brush):
    qtbot.mouseClick(brush.edit_page.brush_bar, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert brush.editor.model.photo.strokes == ()


def test_what_is_painted_over_stays_the_photo_s_own(qtbot, brush, slide):
    protect_all(qtbot, brush)
    slide(brush, "Smiling", 30)
    photo = brush.editor.model.photo
    share = photo.protection.mask
    own, made = photo.original.picture.samples, samples_of(brush.canvas.edited)
    assert np.array_equal(made[share == 1], own[share == 1])
    assert np.array_equal(made, photo.picture.samples)  # as it is saved


def test_frames_of_a_drag_show_it_too(qtbot, brush):
    protect_all(qtbot, brush)
    slider = brush.panel.rows["Smiling"].slider
    slider.setSliderDown(True)
    with qtbot.waitSignal(brush.editor.renderer.framed) as framed:
        slider.setValue(30)
    frame, scale = framed.args
    share = brush.editor.model.photo.protection.at(frame.box, scale)
    x0, y0, x1, y1 = frame.box
    shown = samples_of(brush.editor.image)[y0:y1, x0:x1]
    assert scale == 1
    assert np.array_equal(frame.samples[share == 1], shown[share == 1])
    slider.setSliderDown(False)


def test_a_stroke_is_a_step_that_can_be_undone(qtbot, brush):
    dab(qtbot, brush)
    assert brush.editor.stack.text(0) == "Protect"
    assert len(brush.editor.model.photo.strokes) == 1
    assert brush.isWindowModified()
    brush.edit_page.brush_bar.restore.click()
    dab(qtbot, brush)
    assert brush.editor.stack.text(1) == "Bring back"
    assert not brush.editor.model.photo.strokes[1].protects
    brush.editor.stack.setIndex(0)
    assert brush.editor.model.photo.strokes == ()
    brush.editor.stack.setIndex(2)
    brush.edit_page.brush_bar.clear.click()
    assert brush.editor.model.photo.strokes == ()
    brush.editor.stack.undo()
    assert len(brush.editor.model.photo.strokes) == 2


def test_a_stroke_follows_the_hand_at_its_size_in_the_photo(qtbot, brush):
    brush.canvas.zoom_to(2.0)
    brush.edit_page.brush_bar.size_slider.setValue(40)
    qtbot.mousePress(brush.canvas, Qt.MouseButton.LeftButton, pos=middle(brush))
    qtbot.mouseMove(brush.canvas, brush.canvas.rect().center())
    qtbot.mouseRelease(brush.canvas, Qt.MouseButton.LeftButton, pos=brush.canvas.rect().center())
    (stroke,) = brush.editor.model.photo.strokes
    assert stroke.radius == pytest.approx(20 / brush.canvas.zoom)
    assert len(stroke.points) >= 1
    assert stroke.points[0] == pytest.approx(np.mean(brush.editor.model.outlines[0], axis=0), abs=1)


def test_the_brush_is_used_by_keyboard(qtbot, brush):
    canvas, bar = brush.canvas, brush.edit_page.brush_bar
    before = bar.size_slider.value()
    for key in (Qt.Key.Key_BracketRight, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_X, Qt.Key.Key_Return):
        qtbot.keyClick(canvas, key)
    assert bar.size_slider.value() > before
    assert [stroke.protects for stroke in brush.editor.model.photo.strokes] == [True, False]
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.brush is None
    assert not bar.isVisible()


def test_a_project_keeps_the_strokes(qtbot, brush, tmp_path):
    dab(qtbot, brush)
    brush.menus.actions[PROTECT].trigger()
    path = tmp_path / "kept.facelab"
    with qtbot.waitSignal(brush.editor.saved):
        brush.editor.writer.save_project(path, brush.saver._view())
    photo, _ = load(brush.editor.lab, path)
    assert photo.strokes == brush.editor.model.photo.strokes
    assert not brush.isWindowModified()
    assert load_project(path)[0].version == 1


def test_the_brush_takes_no_more_room_than_a_small_window_has(brush):
    assert brush.minimumSizeHint().width() <= 900
    brush.edit_page.brush_bar.resize(300, 10)
    assert brush.edit_page.brush_bar.heightForWidth(300) > brush.edit_page.brush_bar.heightForWidth(900)


def test_the_brush_has_names_for_those_who_do_not_see(brush):
    bar = brush.edit_page.brush_bar
    assert [bar.size_slider.accessibleName(), bar.hardness.accessibleName()] == ["Size", "Hardness"]
    assert [bar.protect.text(), bar.restore.text()] == ["Protect", "Bring back"]
