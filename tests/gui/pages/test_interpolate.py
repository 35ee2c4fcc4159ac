"""A person lets a face become another."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from facelab.gui.qt.images import samples_of
from facelab.gui.qt.picture import PictureView
from facelab.photo.xmp import Mark


def test_interpolating_begins_with_the_edited_face_and_follows_the_slider(interpolate, settled):
    assert [slot.face is not None for slot in interpolate.slots] == [True, True, False, False]
    assert interpolate.slots[0].word == "edited"
    seen = []
    for value in (0, 50, 100):
        interpolate.slider.setValue(value)
        settled(interpolate)
        seen.append(samples_of(interpolate.view.image))
    expected = [interpolate.interpolation.picture_on_screen(alpha) for alpha in (0, 0.5, 1)]
    assert all(np.array_equal(*pair) for pair in zip(seen, expected, strict=True))
    assert not np.array_equal(seen[0], seen[2])


def test_of_a_group_the_other_face_is_taken(interpolate, noise_photo):
    assert interpolate.slots[1].word == f"face:1:{noise_photo}"


def test_of_photos_that_were_opened_together_the_next_is_taken(opened, noise_photo, tmp_path):
    other = tmp_path / "other.png"
    other.write_bytes(noise_photo.read_bytes())
    opened.opener.add([noise_photo, other])
    assert opened.opener.word_beside() == str(other)


def test_the_face_is_seen_in_its_photo(opened, interpolate, settled):
    interpolate.in_photo.click()
    interpolate.slider.setValue(0)
    settled(interpolate)
    assert np.array_equal(samples_of(interpolate.view.image), samples_of(opened.editor.image))
    interpolate.slider.setValue(100)
    settled(interpolate)
    assert not np.array_equal(samples_of(interpolate.view.image), samples_of(opened.editor.image))


def test_a_photo_is_made_as_large_as_there_is_room_and_painted_pixel_for_pixel(interpolate, settled):
    interpolate.in_photo.click()
    interpolate.view.setFixedSize(180, 180)
    settled(interpolate)
    image = interpolate.view.image
    assert max(image.width(), image.height()) == 156 == interpolate.view.room[0]
    left, top = (180 - image.width()) // 2, (180 - image.height()) // 2
    painted = samples_of(interpolate.view.grab().toImage())[top : top + image.height(), left : left + image.width()]
    assert np.array_equal(painted, samples_of(image))


def test_that_the_heads_are_turned_apart_is_said_where_it_shows(interpolate, monkeypatch, settled):
    monkeypatch.setattr("facelab.synthesis.interpolation.APART", -1)
    assert not interpolate.doubt.isVisible()
    interpolate.in_photo.click()
    settled(interpolate)
    assert interpolate.doubt.isVisible()
    monkeypatch.setattr("facelab.synthesis.interpolation.APART", 100)
    interpolate.slider.setValue(20)
    settled(interpolate)
    assert not interpolate.doubt.isVisible()


def test_that_the_other_head_is_mirrored_is_said(interpolate, monkeypatch, settled):
    interpolate.in_photo.click()
    settled(interpolate)
    assert not interpolate.doubt.isVisible()
    monkeypatch.setattr("facelab.synthesis.interpolation.Interpolation.is_mirrored", True)
    interpolate.slider.setValue(20)
    settled(interpolate)
    assert "mirrored" in interpolate.doubt.text()
    assert interpolate.doubt.isVisible()


def test_one_attribute_alone_can_be_taken_over(interpolate, settled):
    interpolate.only.setCurrentIndex(interpolate.only.findData("Smiling"))
    interpolate.only.activated.emit(interpolate.only.currentIndex())
    settled(interpolate)
    assert interpolate.interpolation.only == ("Smiling",)
    assert np.array_equal(samples_of(interpolate.view.image), interpolate.interpolation.picture_on_screen(0.5))


def test_a_drag_is_one_step_and_all_can_be_undone(opened, interpolate, settled):
    steps = interpolate.stack.count()
    interpolate.slider.setSliderDown(True)
    for value in (10, 20, 30):
        interpolate.slider.setValue(value)
    interpolate.slider.setSliderDown(False)
    assert interpolate.stack.count() == steps + 1
    opened.rail.undos.undo()
    assert interpolate.slider.value() == 50
    opened.rail.undos.redo()
    assert interpolate.slider.value() == 30
    while interpolate.stack.canUndo():
        opened.rail.undos.undo()
    assert interpolate.request.path == ()
    assert interpolate.view.image.isNull()
    settled(interpolate)


def test_what_is_seen_is_saved_marked(qtbot, opened, interpolate, accept, tmp_path):
    for name, press, mark, size in (
        ("face.png", interpolate.save, Mark.GENERATED, (128, 128)),
        ("strip.png", interpolate.strip, Mark.GENERATED, None),
        ("face.gif", interpolate.animate, Mark.GENERATED, (256, 256)),
    ):
        accept(tmp_path / name)
        with qtbot.waitSignal(opened.maker.made):
            press.click()
        assert mark.value.encode() in (tmp_path / name).read_bytes()
        with Image.open(tmp_path / name) as made:
            assert size is None or made.size == size
    interpolate.in_photo.click()
    accept(tmp_path / "photo.png")
    with qtbot.waitSignal(opened.maker.made):
        interpolate.save.click()
    assert Mark.EDITED.value.encode() in (tmp_path / "photo.png").read_bytes()
    with Image.open(tmp_path / "photo.png") as made:
        assert made.size == (240, 220)


def test_what_is_stopped_leaves_nothing(qtbot, opened, interpolate, accept, tmp_path):
    accept(tmp_path / "long.gif")
    opened.maker.progressed.connect(lambda share: opened.maker.stop() if share else None)
    with qtbot.waitSignal(opened.maker.failed):
        interpolate.animate.click()
    assert list(tmp_path.glob("*long*")) == []
    qtbot.waitUntil(lambda: not list(tmp_path.glob("*.part")))  # what is abandoned ends when it tells next


def test_a_place_that_takes_no_file_is_said(qtbot, opened, interpolate, accept, tmp_path):
    accept(tmp_path / "nowhere" / "a.png")
    with qtbot.waitSignal(opened.maker.failed) as failed:
        interpolate.save.click()
    assert "folder does not exist" in failed.args[0]


def test_a_faces_own_photo_is_never_written_over(qtbot, opened, interpolate, accept, noise_photo):
    before = noise_photo.read_bytes()
    accept(noise_photo)
    for button in (interpolate.save, interpolate.strip):
        with qtbot.waitSignal(interpolate.said) as said:
            button.click()
        assert "never overwrites" in said.args[0]
    assert not opened.maker.busy
    assert noise_photo.read_bytes() == before


def test_how_far_is_said_and_can_be_typed(interpolate):
    interpolate.slider.setValue(25)
    assert interpolate.share.text() == "25 %"
    interpolate.share.setValue(80)
    assert interpolate.request.alpha == 0.8
    assert interpolate.slider.value() == 80


def test_what_is_shown_can_be_looked_at_nearer(qtbot, interpolate):
    view, room = interpolate.view, interpolate.view.room
    view.setFocus()
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == pytest.approx(1.25**3)
    assert view.room[0] > room[0]
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.room == room


def test_what_lies_under_the_pointer_stays_there(qtbot):
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.zoom_by(2, QPointF(300, 150))
    assert view._shift == QPointF(-100, 0)
    view.zoom_by(0.5, QPointF(300, 150))
    assert view._shift == QPointF(0, 0)


def test_a_small_picture_is_as_large_on_a_screen_with_finer_pixels(qtbot, monkeypatch):
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(700, 700)
    view.show_image(QImage(100, 100, QImage.Format.Format_RGB32))
    for ratio in (1.0, 2.0):
        monkeypatch.setattr(view, "devicePixelRatioF", lambda ratio=ratio: ratio)
        assert view.scale / ratio == 4  # logical pixels for one of the picture
