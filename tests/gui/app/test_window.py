"""A person at the window: open, choose, slide, undo, save, close."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDropEvent,
    QImage,
    QNativeGestureEvent,
    QPointingDevice,
    QUndoCommand,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

import facelab
from facelab.gui.app.actions.view import COMPARE
from facelab.gui.canvas.photo_view import Compare
from facelab.gui.dialogs.batch import BatchDialog
from facelab.gui.qt.images import samples_of
from facelab.gui.qt.language import use_language
from facelab.latent.limits import Limit, Limits
from facelab.photo.read import read


def drop(window, data):
    at = QPointF(window.rect().center())
    event = QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)


def files(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_a_dropped_photo_is_opened_and_its_faces_are_found(qtbot, window, noise_photo):
    with qtbot.waitSignal(window.editor.found), qtbot.waitSignal(window.editor.renderer.screened):
        drop(window, files(noise_photo))
    assert window.pages.currentWidget() is window.edit_page
    assert window.editor.model.faces == 2
    assert window.editor.model.face == 0
    assert window.panel.isEnabled()
    assert noise_photo.name in window.windowTitle()


@pytest.mark.parametrize("kind", ["folder", "address", "text", "broken", "no image"])
def test_what_is_no_photo_is_answered_in_a_sentence(qtbot, window, tmp_path, kind):
    data = QMimeData()
    if kind == "folder":
        data = files(tmp_path)
    elif kind == "address":
        data.setUrls([QUrl("https://example.org/a.jpg")])
    elif kind == "no image":
        data.setImageData(QImage())
    elif kind == "text":
        data.setText("a smile")
    else:
        (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no more")
        data = files(tmp_path / "broken.jpg")
    drop(window, data)
    qtbot.waitUntil(lambda: window.complaint.isVisible() and window.complaint.text().endswith("."))
    assert window.pages.currentWidget() is window.first


def test_a_pasted_picture_is_opened(qtbot, window):
    image = QImage(200, 180, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 100, 50))
    data = QMimeData()
    data.setImageData(image)
    with qtbot.waitSignal(window.editor.found), qtbot.waitSignal(window.editor.renderer.screened):
        drop(window, data)
    assert window.editor.model.photo.original.picture.samples[0, 0].tolist() == [200, 100, 50]


def test_a_slider_moves_the_face_and_nothing_asked_is_the_photo(opened, noise_photo, slide):
    slide(opened, "Smiling", 5, 10, 30)
    original = read(noise_photo).samples
    edited = samples_of(opened.canvas.edited)
    assert opened.editor.model.edit.amounts == {"Smiling": 3.0}
    assert np.abs(edited.astype(int) - original).max() > 12
    assert opened.isWindowModified()
    slide(opened, "Smiling", 10, 0)
    assert np.array_equal(samples_of(opened.canvas.edited), original)
    assert opened.editor.model.photo.picture is opened.editor.model.photo.original.picture


def test_frames_follow_the_slider_before_it_is_let_go(qtbot, opened):
    row = opened.panel.rows["Smiling"]
    row.slider.setSliderDown(True)
    with qtbot.waitSignal(opened.editor.renderer.framed) as told:
        row.slider.setValue(20)
    frame, scale = told.args
    assert scale == min(1, opened.canvas.scale)
    assert frame.samples.shape[:2] == (frame.box[3] - frame.box[1], frame.box[2] - frame.box[0])
    row.slider.setSliderDown(False)


def test_each_face_has_its_own_edit(opened, slide):
    slide(opened, "Smiling", 20)
    opened.menus.actions["&Next face"].trigger()
    assert opened.editor.model.face == 1
    assert opened.panel.rows["Smiling"].slider.value() == 0
    slide(opened, "Male", -20)
    assert {n: dict(e.amounts) for n, e in opened.editor.model.photo.edits.items()} == {
        0: {"Smiling": 2},
        1: {"Male": -2},
    }
    opened.menus.actions["&Next face"].trigger()
    assert opened.panel.rows["Smiling"].slider.value() == 20


def test_a_click_on_a_head_chooses_it(qtbot, opened):
    canvas = opened.canvas
    outline = opened.editor.model.outlines[1]
    middle = QPointF(*np.mean(outline, axis=0))
    scale, size = canvas.scale, canvas.size()
    photo = opened.editor.image.size()
    corner = QPointF((size.width() - photo.width() * scale) / 2, (size.height() - photo.height() * scale) / 2)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=(corner + middle * scale).toPoint())
    assert opened.editor.model.face == 1


def test_tab_goes_from_face_to_face(qtbot, opened):
    opened.canvas.setFocus()
    qtbot.keyClick(opened.canvas, Qt.Key.Key_Tab)
    assert opened.editor.model.face == 1
    qtbot.keyClick(opened.canvas, Qt.Key.Key_Backtab)
    assert opened.editor.model.face == 0


def test_what_goes_from_the_photo_with_the_focus_chooses_no_other_face(qtbot, opened):
    opened.activateWindow()
    opened.edit_page.banner.say("It is so.")
    opened.edit_page.banner.away.setFocus()
    qtbot.waitUntil(opened.edit_page.banner.away.hasFocus)
    opened.edit_page.banner.away.click()
    assert opened.edit_page.banner.isHidden()
    assert opened.editor.model.face == 0


def test_a_lock_holds_its_slider_and_can_be_undone(opened):
    row = opened.panel.rows["Young"]
    row.lock.click()
    assert opened.editor.model.edit.locks == {"Young"}
    assert not row.slider.isEnabled()
    opened.editor.stack.undo()
    assert opened.editor.model.edit.locks == frozenset()
    assert row.slider.isEnabled()


def test_a_number_moves_the_slider_and_keys_step_it(qtbot, opened):
    row = opened.panel.rows["Smiling"]
    row.number.setValue(1.5)
    assert row.slider.value() == 15
    assert opened.editor.model.edit.amounts == {"Smiling": 1.5}
    row.slider.setFocus()
    qtbot.keyClick(row.slider, Qt.Key.Key_Right)
    assert opened.editor.model.edit.amounts == {"Smiling": 1.6}
    qtbot.keyClick(row.slider, Qt.Key.Key_Delete)
    assert opened.editor.model.edit.amounts == {}


def test_a_search_shows_what_it_finds(qtbot, opened):
    opened.panel.search.setText("lips")
    shown = {name for name, row in opened.panel.rows.items() if row.isVisible()}
    assert shown == {"Big_Lips", "Wearing_Lipstick", "Mouth_Slightly_Open"}
    opened.panel.search.setFocus()
    qtbot.keyClick(opened.panel.search, Qt.Key.Key_Escape)
    assert opened.panel.search.text() == ""
    assert opened.panel.rows["Smiling"].isVisible()
    assert not opened.panel.rows["Big_Lips"].isVisible()  # its group is closed again


def test_a_photo_without_a_face_shows_no_others_amounts_and_says_what_helps(qtbot, opened, slide, noise_photo):
    slide(opened, "Smiling", 10)
    opened.opener.may_go = lambda _again: True
    opened.editor.lab.detector.faces = []
    with qtbot.waitSignal(opened.editor.found):
        opened.opener.open(noise_photo)
    assert opened.panel.rows["Smiling"].number.value() == 0
    assert opened.edit_page.banner.text() == "No face was found in this photo."
    opened.edit_page.banner.button.click()
    assert opened.editor.model.faces == 1
    assert opened.edit_page.banner.isHidden()


def test_the_next_face_comes_into_view(opened):
    opened.canvas.zoom_to_face()
    seen = [opened.canvas.looked_at]
    opened.menus.actions["&Next face"].trigger()
    seen.append(opened.canvas.looked_at)
    box = opened.canvas.head_box
    assert seen[0][0] == seen[1][0]
    assert seen[0][1] != seen[1][1]
    assert box.contains(QPointF(*seen[1][1]))


def test_the_photos_own_menu_is_of_the_face_under_the_pointer(opened):
    opened.editor.choose(1)
    heads = opened.editor.model.outlines
    middle = QPointF(*np.mean(heads[0], axis=0))
    place = opened.canvas._viewport.transform.map(middle).toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, opened.canvas.mapToGlobal(place))
    QCoreApplication.sendEvent(opened.canvas, event)
    assert opened.editor.model.face == 0
    menu = QApplication.activePopupWidget()
    assert opened.menus.actions["Reset this &face"] in menu.actions()
    menu.close()


def test_the_tool_bar_shows_the_zoom(opened):
    opened.canvas.zoom_to(2.0)
    assert opened.tools.zoom.text() == "200 %"
    opened.menus.actions["&Actual pixels"].trigger()
    assert opened.tools.zoom.text() == "100 %"


def test_several_photos_become_a_film_strip(qtbot, window, noise_photo, tmp_path):
    paths = [tmp_path / f"{n}.png" for n in range(3)]
    for path in paths:
        path.write_bytes(noise_photo.read_bytes())
    with qtbot.waitSignal(window.editor.found):
        drop(window, files(*paths))
    assert window.edit_page.strip.isVisible()
    assert window.edit_page.strip.currentRow() == 0
    qtbot.waitUntil(lambda: not any(window.edit_page.strip.item(n).icon().isNull() for n in range(3)))
    with qtbot.waitSignal(window.editor.found):
        window.menus.actions["Ne&xt photo"].trigger()
    assert window.editor.model.photo.original.picture.source == paths[1]
    assert window.edit_page.strip.currentRow() == 1


def test_a_dropped_folder_shows_its_photos_or_takes_the_edit(qtbot, opened, noise_photo, tmp_path, slide):
    (tmp_path / "in").mkdir()
    for n in range(2):
        (tmp_path / "in" / f"{n}.png").write_bytes(noise_photo.read_bytes())
    with qtbot.waitSignal(opened.editor.found):
        drop(opened, files(tmp_path / "in"))
    assert len(opened.edit_page.strip.paths) == 2
    slide(opened, "Smiling", 10)
    drop(opened, files(tmp_path / "in"))
    dialog = opened.findChild(BatchDialog)
    assert dialog.source.text() == str(tmp_path / "in")
    dialog.close()


BEARDS = {"5_o_Clock_Shadow", "Mustache", "Goatee", "Sideburns", "No_Beard"}


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "old", {"Young", "Gray_Hair"}), ("en", "age", {"Young", "Gray_Hair"}), ("en", "woman", {"Male"}),
        ("en", "beard", BEARDS), ("ru", "борода", BEARDS), ("ru", "старше", {"Young"}), ("ru", "женщина", {"Male"}),
        ("ru", "beard", BEARDS),
    ],
)  # fmt: skip
def test_a_search_finds_what_people_type(window, language, words, found):
    use_language(language)
    try:
        window.panel.search.setText(words)
        assert {name for name, row in window.panel.rows.items() if row.found_by(words)} == found
        assert window.panel.nothing_found.isHidden()
    finally:
        use_language("en")


def test_a_search_that_finds_nothing_says_so(window):
    window.panel.search.setText("zebra")
    assert window.panel.nothing_found.text() == "No attribute is called “zebra”."
    assert not window.panel.nothing_found.isHidden()
    window.panel.search.clear()
    assert window.panel.nothing_found.isHidden()


def focusable(window):
    """All that Tab or a click leads to now."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window) and widget.isEnabled() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]


@pytest.mark.parametrize("page", range(4))
def test_undo_and_redo_work_wherever_the_focus_is(qtbot, opened, page):
    opened.rail.show_page(page)
    qtbot.waitActive(opened)
    stack = opened.rail.undos.activeStack()
    stack.push(QUndoCommand("a step"))
    seen = 0
    for widget in focusable(opened):
        widget.setFocus()
        if QApplication.focusWidget() is not widget:
            continue
        seen += 1
        before = stack.index()
        qtbot.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert stack.index() == before - 1, widget
        qtbot.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        assert stack.index() == before, widget
    assert seen > 3


def test_what_is_typed_and_not_ended_is_taken_back_first(qtbot, opened, slide):
    slide(opened, "Smiling", 5, 10)
    number = opened.panel.rows["Smiling"].number
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "2")
    qtbot.keyClick(number, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert number.text() == "1.0"
    assert opened.editor.model.edit.amounts == {"Smiling": 1.0}
    qtbot.keyClick(number, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.editor.model.edit.amounts == {}


def test_before_is_shown_while_b_is_held(qtbot, opened):
    qtbot.keyPress(opened, Qt.Key.Key_B)
    assert opened.canvas.compare is Compare.BEFORE
    qtbot.keyRelease(opened, Qt.Key.Key_B)
    assert opened.canvas.compare is Compare.AFTER


def test_before_is_shown_while_the_eye_of_the_tool_bar_is_held(qtbot, opened):
    qtbot.mousePress(opened.tools.before, Qt.MouseButton.LeftButton)
    assert opened.canvas.compare is Compare.BEFORE
    qtbot.mouseRelease(opened.tools.before, Qt.MouseButton.LeftButton)
    assert opened.canvas.compare is Compare.AFTER


def test_before_and_after_side_by_side(opened, slide):
    slide(opened, "Smiling", 30)
    opened.menus.actions[COMPARE[Compare.BOTH].text].trigger()
    shown = samples_of(opened.canvas.grab().toImage()).astype(int)
    half = shown.shape[1] // 2
    assert np.abs(shown[:, 2 : half - 2] - shown[:, half + 2 : 2 * half - 2]).max() > 12


def test_zoom_shows_the_photos_own_pixels(opened):
    opened.canvas.zoom_to(1.0)
    assert opened.canvas.scale == 1
    opened.canvas.zoom_by(2)
    assert opened.canvas.scale == 2
    opened.canvas.fit()
    assert opened.canvas.scale >= 1


def test_two_fingers_on_the_screen_zoom(opened):
    canvas = opened.canvas
    canvas.zoom_to(4.0)
    middle, centre = canvas.rect().center(), canvas.looked_at[1]
    fingers = QTest.touchEvent(canvas, QTest.createTouchDevice())
    for apart in (80, 100, 130, 160):
        touch = fingers.press if apart == 80 else fingers.move
        touch(0, middle - QPoint(apart // 2, 0), canvas)
        touch(1, middle + QPoint(apart // 2, 0), canvas)
        fingers.commit()
    fingers.release(0, middle - QPoint(80, 0), canvas)
    fingers.release(1, middle + QPoint(80, 0), canvas)
    fingers.commit()
    assert canvas.scale == pytest.approx(4 * 160 / 100)  # the first move tells that it is a pinch
    assert canvas.looked_at[1] == pytest.approx(centre, abs=2)


def test_two_fingers_on_a_touch_pad_zoom(opened):
    canvas = opened.canvas
    canvas.zoom_to(4.0)
    middle, centre = QPointF(canvas.rect().center()), canvas.looked_at[1]
    pad, kind = QPointingDevice.primaryPointingDevice(), Qt.NativeGestureType.ZoomNativeGesture
    for value in (0.5, 0.2):
        event = QNativeGestureEvent(kind, pad, 2, middle, middle, canvas.mapToGlobal(middle), value, QPointF())
        QCoreApplication.sendEvent(canvas, event)
    assert canvas.scale == pytest.approx(4 * 1.5 * 1.2)
    assert canvas.looked_at[1] == pytest.approx(centre, abs=1)


def test_closing_asks_before_edits_are_lost(opened, slide, answer):
    slide(opened, "Smiling", 30)
    answer(QMessageBox.StandardButton.Cancel)
    assert not opened.close()
    answer(QMessageBox.StandardButton.Discard)
    assert opened.close()


def test_opening_another_asks_too(qtbot, opened, astronaut, slide, answer):
    slide(opened, "Smiling", 30)
    answer(QMessageBox.StandardButton.Cancel)
    opened.opener.open(astronaut)
    assert opened.editor.model.photo.original.picture.source != astronaut
    answer(QMessageBox.StandardButton.Discard)
    with qtbot.waitSignal(opened.editor.found), qtbot.waitSignal(opened.editor.renderer.screened):
        opened.opener.open(astronaut)
    assert opened.editor.stack.count() == 0
    assert opened.editor.model.edit.amounts == {}


def test_what_is_seen_in_the_picture_is_told_beside_the_names(qtbot, opened, slide):
    with qtbot.waitSignal(opened.editor.renderer.seen) as told:
        slide(opened, "Smiling", 30)
    before, after = told.args
    assert len(before) == len(after) == 40
    assert all(0 <= value <= 1 for value in [*before.values(), *after.values()])
    assert before != after
    percent = str(round(100 * after["Smiling"]))
    qtbot.waitUntil(lambda: percent in opened.panel.rows["Smiling"].name.toolTip())


def test_a_face_that_is_not_to_be_trusted_is_said_so(qtbot, opened):
    for face in (1, 0):
        with qtbot.waitSignal(opened.editor.renderer.warned):
            opened.editor.choose(face)
        expected = opened.editor.model.photo.original.chosen("all")[face].warnings
        assert opened.edit_page.banner.isVisible() == bool(expected)
        assert all(str(warning)[1:] in opened.edit_page.banner.text() for warning in expected)


def test_a_lock_that_leaves_little_of_an_edit_is_warned_about(qtbot, opened, slide):
    opened.editor.set_lock("High_Cheekbones", True)
    with qtbot.waitSignal(opened.editor.renderer.warned):
        slide(opened, "Smiling", 30)
    expected = opened.editor.model.photo.warnings[0]
    assert opened.edit_page.banner.isVisible() == bool(expected)
    assert all(str(warning)[1:] in opened.edit_page.banner.text() for warning in expected)


def test_a_random_face_is_another_each_time_and_can_be_edited(qtbot, window, slide):
    seen = []
    for _ in range(2):
        with qtbot.waitSignal(window.editor.found), qtbot.waitSignal(window.editor.renderer.screened):
            window.opener.open_random_face()
        seen.append(window.editor.model.photo.picture.samples)
    assert not np.array_equal(*seen)
    assert window.editor.model.faces >= 1
    slide(window, "Smiling", 30)
    assert not np.array_equal(samples_of(window.canvas.edited), seen[1])


def test_a_photo_that_is_dropped_while_another_opens_is_not_lost(qtbot, window, noise_photo, astronaut):
    window.opener.open(noise_photo)
    window.opener.open(astronaut)
    qtbot.waitUntil(lambda: window.editor.model.name == astronaut.name and window.editor.model.faces > 0)
    assert window.editor.model.photo.original.picture.source == astronaut


def test_a_slider_goes_as_far_as_is_of_use_and_a_number_farther(opened):
    row = opened.panel.rows["Bangs"]
    row.limit(Limits(more=Limit(reach=2, safe=1.5), less=Limit(reach=1.5)))
    assert (row.slider.minimum(), row.slider.maximum()) == (-20, 20)
    assert row.slider.tinted
    assert "amber" in row.slider.toolTip()
    row.number.setValue(2.5)
    assert opened.editor.model.edit.amounts == {"Bangs": 2.5}
    assert row.slider.value() == 20
    assert row.number.value() == 2.5
    row.limit(Limits())
    assert row.slider.value() == 25
    assert not row.slider.tinted
    assert "amber" not in row.slider.toolTip()


def test_a_smile_bears_less_of_a_smile(opened):
    row = opened.panel.rows["Smiling"]
    row.limit(Limits(more=Limit(reach=2, safe=2), less=Limit(reach=2, safe=2)))
    assert not row.slider.tinted
    row.show_seen(0.9, 0.9)
    assert row.slider.tinted
    assert "amber" in row.slider.toolTip()
    row.show_seen(-1.0, -1.0)
    assert not row.slider.tinted


def test_other_weights_see_the_same_photo_anew(qtbot, opened, lab, tiny_lab_files, monkeypatch):
    other = facelab.load(tiny_lab_files / "tiny.safetensors", lab.detector)
    monkeypatch.setattr(opened.opener, "begin", lambda _path: other)
    with qtbot.waitSignal(opened.editor.found):
        opened.opener.use_weights(tiny_lab_files / "tiny.safetensors")
    assert opened.editor.lab is other
    assert opened.editor.model.photo.original.engine is other


def test_weights_that_are_none_are_said_and_the_old_ones_stay(qtbot, opened, lab, tmp_path):
    (tmp_path / "none.safetensors").write_bytes(b"no weights")
    opened.opener.begin = facelab.pipeline.lab.begin
    with qtbot.waitSignal(opened.opener.said) as said:
        opened.opener.use_weights(tmp_path / "none.safetensors")
    assert "none.safetensors" in said.args[0]
    assert opened.editor.lab is lab


def test_what_stands_below_the_photo_speaks_the_language_that_was_chosen_last(qtbot, window, noise_photo):
    window.editor.lab.detector.faces = []
    with qtbot.waitSignal(window.editor.found):
        window.opener.open(noise_photo)
    assert window.edit_page.banner.text() == "No face was found in this photo."
    use_language("ru")
    QCoreApplication.processEvents()
    assert window.edit_page.banner.text() != "No face was found in this photo."
    assert window.edit_page.banner.button.text() != "Place a face"
    use_language("en")


def test_a_photo_without_faces_shows_nothing_of_the_last_face(qtbot, opened, tmp_path):
    opened.panel.show_seen({"Smiling": 0.4}, {"Smiling": 0.9})
    opened.edit_page.looks._looks[0] = None
    opened.editor.lab.detector.faces = []
    Image.new("RGB", (200, 150)).save(tmp_path / "wall.png")
    with qtbot.waitSignal(opened.editor.found):
        opened.opener.open(tmp_path / "wall.png")
    assert not opened.edit_page.looks._looks
    assert opened.panel.rows["Smiling"].name._after < 0
