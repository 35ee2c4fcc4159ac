"""A person saves: pictures, in every way that the dialog offers."""

import errno
import os
import threading

import numpy as np
import pytest
from PIL import Image, ImageSequence
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from facelab.gui.dialogs.animation import AnimationDialog
from facelab.gui.dialogs.save import SaveDialog, remember, remembered
from facelab.photo.read import read
from facelab.photo.xmp import Mark
from facelab.pipeline.export import Export
from facelab.render.animation import Motion
from facelab.synthesis.samples import SampleSpec


@pytest.fixture
def accept(monkeypatch):
    """Accepts the dialog with another path."""

    def with_path(path):
        def fill(dialog):
            dialog.name.setText(str(path))
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(SaveDialog, "exec", fill)

    return with_path


def test_saving_writes_the_edited_photo_and_leaves_the_source(qtbot, opened, slide, noise_photo, tmp_path, accept):
    before = noise_photo.read_bytes()
    slide(opened, "Smiling", 30)
    accept(tmp_path / "out.png")
    with qtbot.waitSignal(opened.editor.saved):
        opened.saver.save()
    assert not opened.isWindowModified()
    assert np.array_equal(read(tmp_path / "out.png").samples, opened.editor.model.photo.picture.samples)
    assert noise_photo.read_bytes() == before


@pytest.mark.parametrize("drawn", [False, True])
def test_an_animation_shows_the_edit_growing_in_its_photo(qtbot, opened, slide, tmp_path, monkeypatch, drawn):
    if drawn:
        with qtbot.waitSignal(opened.editor.found):
            opened.opener.open_random_face(SampleSpec(3))
    slide(opened, "Smiling", 20)
    monkeypatch.setattr(AnimationDialog, "exec", lambda _dialog: True)
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: True)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(tmp_path / "grows.webp")])
    with qtbot.waitSignal(opened.maker.made):
        opened.saver.ask_animation()
    photo = opened.editor.model.photo
    with Image.open(tmp_path / "grows.webp") as made:
        frames = [np.asarray(frame.convert("RGB"), np.int16) for frame in ImageSequence.Iterator(made)]
        assert (Mark.GENERATED if drawn else Mark.EDITED).value.encode() in made.info["xmp"]
    assert 2 < len(frames) <= len(Motion().alphas)  # those that are alike are one
    grown = max(frames, key=lambda frame: np.abs(frame - frames[0]).mean())
    assert np.abs(grown - frames[0]).mean() > 0.1
    if drawn:  # random weights draw noise, of which WebP loses more than the edit changes
        return
    for picture, near, far in (
        (photo.picture, grown, frames[0]),
        (photo.original.picture, frames[0], grown),
    ):
        assert np.abs(near - picture.samples).mean() < np.abs(far - picture.samples).mean()


def test_a_photo_is_never_animated_over(qtbot, opened, slide, noise_photo, monkeypatch):
    slide(opened, "Smiling", 20)
    before = noise_photo.read_bytes()
    monkeypatch.setattr(AnimationDialog, "exec", lambda _dialog: True)
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: True)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(noise_photo)])
    with qtbot.waitSignal(opened.maker.failed) as failed:
        opened.saver.ask_animation()
    assert noise_photo.name in failed.args[0]
    assert noise_photo.read_bytes() == before


def test_saving_again_asks_nothing(qtbot, opened, slide, tmp_path, accept, monkeypatch):
    accept(tmp_path / "out.png")
    with qtbot.waitSignal(opened.editor.saved):
        opened.saver.save()
    monkeypatch.setattr(SaveDialog, "exec", lambda _dialog: pytest.fail("it is known where to"))
    slide(opened, "Smiling", 30)
    with qtbot.waitSignal(opened.editor.saved):
        opened.saver.save()
    assert np.array_equal(read(tmp_path / "out.png").samples, opened.editor.model.photo.picture.samples)


def test_closing_saves_first_where_a_person_wants_that(qtbot, opened, slide, tmp_path, accept, answer):
    slide(opened, "Smiling", 30)
    asked = answer(QMessageBox.StandardButton.Save)
    accept(tmp_path / "out.png")
    with qtbot.waitSignal(opened.editor.saved):
        assert not opened.close()  # not before it is written
    assert len(asked) == 1
    assert not opened.isVisible()
    assert np.array_equal(read(tmp_path / "out.png").samples, opened.editor.model.photo.picture.samples)


def test_another_photo_is_opened_once_this_one_is_saved(qtbot, opened, slide, tmp_path, accept, answer, astronaut):
    slide(opened, "Smiling", 30)
    answer(QMessageBox.StandardButton.Save)
    accept(tmp_path / "out.png")
    with qtbot.waitSignal(opened.editor.found):
        opened.opener.open(astronaut)
    assert (tmp_path / "out.png").exists()
    assert opened.editor.model.photo.original.picture.source == astronaut


def test_who_changes_their_mind_while_it_is_saved_is_not_left_alone(
    qtbot, opened, slide, tmp_path, accept, answer, astronaut
):
    slide(opened, "Smiling", 30)
    accept(tmp_path / "out.png")
    with qtbot.waitSignal(opened.editor.saved):
        answer(QMessageBox.StandardButton.Save)
        assert not opened.close()
        answer(QMessageBox.StandardButton.Discard)
        opened.opener.open(astronaut)
    assert opened.isVisible()


@pytest.mark.parametrize("fails", [False, True])
def test_where_saving_was_given_up_or_failed_the_window_stays(
    qtbot, opened, slide, tmp_path, accept, answer, monkeypatch, fails
):
    slide(opened, "Smiling", 30)
    answer(QMessageBox.StandardButton.Save)
    if fails:
        accept(tmp_path / "nowhere" / "out.png")
        with qtbot.waitSignal(opened.editor.failed):
            assert not opened.close()
    else:
        monkeypatch.setattr(SaveDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
        assert not opened.close()
    accept(tmp_path / "out.png")
    with qtbot.waitSignal(opened.editor.saved):
        opened.saver.save()
    assert opened.isVisible()  # what was asked before is forgotten


def test_what_is_there_is_replaced_only_when_a_person_says_so(qtbot, opened, tmp_path, accept, answer):
    (tmp_path / "out.png").write_bytes(b"mine")
    accept(tmp_path / "out.png")
    asked = answer(QMessageBox.StandardButton.Cancel)
    opened.saver.save()
    assert "out.png" in asked[0]
    assert (tmp_path / "out.png").read_bytes() == b"mine"
    answer(QMessageBox.StandardButton.Save)
    with qtbot.waitSignal(opened.editor.saved):
        opened.saver.save()
    assert read(tmp_path / "out.png").width == opened.editor.image.width()


@pytest.mark.parametrize("name", ["none/out.png", "out.xyz", "."])
def test_what_cannot_be_saved_is_said_and_the_edit_stays(qtbot, opened, slide, tmp_path, name):
    slide(opened, "Smiling", 30)
    with qtbot.waitSignal(opened.editor.failed):
        opened.editor.writer.export(tmp_path / name, Export())
    assert opened.isWindowModified()
    assert opened.editor.model.edit.amounts == {"Smiling": 3.0}
    assert opened.complaint.isVisible()
    assert opened.complaint.text().endswith(".")


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "no space left on device"), (errno.EBUSY, "busy"), (errno.EIO, "input/output error")],
)
def test_a_full_disk_and_a_file_in_use_are_said_and_the_edit_stays(
    qtbot, opened, slide, tmp_path, monkeypatch, number, said
):
    slide(opened, "Smiling", 30)

    def fail(_file):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with qtbot.waitSignal(opened.editor.failed) as failed:
        opened.editor.writer.export(tmp_path / "out.png", Export())
    assert said in failed.args[0]
    assert list(tmp_path.glob("*out*")) == list(tmp_path.glob("*.part")) == []
    assert opened.isWindowModified()
    assert opened.editor.model.edit.amounts == {"Smiling": 3.0}


def test_the_source_is_never_written_over(qtbot, opened, slide, noise_photo):
    before = noise_photo.read_bytes()
    slide(opened, "Smiling", 30)
    with qtbot.waitSignal(opened.editor.failed):
        opened.editor.writer.export(noise_photo, Export())
    assert noise_photo.read_bytes() == before


def test_the_face_alone_and_the_pair(qtbot, opened, slide, tmp_path):
    slide(opened, "Smiling", 30)
    edited, original = opened.editor.model.photo.picture.samples, opened.editor.model.photo.original.picture.samples
    for what in ("crop", "pair"):
        with qtbot.waitSignal(opened.editor.saved):
            opened.editor.writer.export(tmp_path / f"{what}.png", Export(what))
    width = edited.shape[1]
    pair = read(tmp_path / "pair.png").samples
    assert np.array_equal(pair[:, :width], original)
    assert np.array_equal(pair[:, width:], edited)
    crop = read(tmp_path / "crop.png").samples
    assert crop.shape[0] < edited.shape[0] or crop.shape[1] < width
    changed = np.abs(edited.astype(int) - original).sum(axis=2) > 0
    assert np.abs(crop.astype(int)).sum() > 0
    assert changed.sum() <= crop.shape[0] * crop.shape[1]


def test_the_face_alone_is_written_in_every_format_and_keeps_the_edit_unsaved(qtbot, opened, slide, tmp_path):
    slide(opened, "Smiling", 30)
    for ending in (".jpg", ".png", ".webp", ".avif", ".tif"):
        with qtbot.waitSignal(opened.editor.saved):
            opened.editor.writer.export(tmp_path / f"face{ending}", Export("crop"))
        assert read(tmp_path / f"face{ending}").samples.shape[2] == 3
    assert opened.isWindowModified()


def test_a_place_that_failed_is_asked_for_again(qtbot, opened, slide, tmp_path, accept):
    slide(opened, "Smiling", 30)
    accept(tmp_path / "none" / "out.png")
    with qtbot.waitSignal(opened.editor.failed):
        opened.saver.save()
    accept(tmp_path / "out.png")
    with qtbot.waitSignal(opened.editor.saved):
        opened.saver.save()
    assert (tmp_path / "out.png").exists()


def test_saving_can_be_stopped_and_leaves_nothing(qtbot, opened, slide, tmp_path, monkeypatch):
    slide(opened, "Smiling", 30)
    begun, go_on = threading.Event(), threading.Event()

    def slow(photo, progress):
        begun.set()
        go_on.wait(20)
        progress(0.5)
        return photo.picture

    monkeypatch.setattr(opened.editor.model.photo.__class__, "draw", slow)
    opened.editor.writer.export(tmp_path / "out.png", Export())
    qtbot.waitUntil(begun.is_set)
    assert opened.stop.isVisible()
    with qtbot.waitSignal(opened.editor.failed):
        opened.stop.click()
        go_on.set()
    assert not list(tmp_path.glob("*.png"))
    assert opened.isWindowModified()
    assert not opened.stop.isVisible()


def test_the_dialog_follows_the_ending_and_remembers(qtbot, opened, tmp_path):
    dialog = SaveDialog(tmp_path / "a.jpg", opened)
    qtbot.addWidget(dialog)
    assert dialog.form.currentText() == "JPEG"
    assert dialog.quality.isEnabled()
    dialog.form.setCurrentIndex(dialog.form.findText("PNG"))
    dialog.form.activated.emit(dialog.form.currentIndex())
    assert dialog.path == tmp_path / "a.png"
    assert not dialog.quality.isEnabled()
    dialog.name.setText(str(tmp_path / "a.xyz"))
    assert not dialog.save.isEnabled()
    dialog.what.setCurrentIndex(dialog.what.findData("pair"))
    dialog.quality.setValue(70)
    dialog.strip_gps.setChecked(True)
    remember(dialog.how)
    assert remembered() == Export("pair", 70, strip_gps=True)


@pytest.fixture
def dialog(qtbot, opened, tmp_path):
    """The dialog about the photo that is open."""
    made = SaveDialog(tmp_path / "a.jpg", opened, photo=opened.editor.model.photo)
    qtbot.addWidget(made, before_close_func=lambda _: made.stop())
    made.show()
    return made


def test_how_it_will_be_saved_is_seen_before(qtbot, dialog):
    def said():
        return dialog.preview.said.text()

    qtbot.waitUntil(lambda: "about" in said())
    width, fine = dialog.width_field.value(), dialog.preview.after.pixmap().toImage()
    assert said().startswith(f"{width} × ")
    dialog.quality.setValue(5)
    qtbot.waitUntil(lambda: "about" in said())
    assert dialog.preview.after.pixmap().toImage() != fine
    assert dialog.preview.before.pixmap().toImage().size() == fine.size()


def test_a_photo_is_saved_as_wide_as_is_asked_and_again_so(qtbot, opened, slide, tmp_path, monkeypatch):
    def narrow(dialog):
        dialog.name.setText(str(tmp_path / "small.png"))
        dialog.width_field.setValue(50)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SaveDialog, "exec", narrow)
    for amount in (20, 10):
        slide(opened, "Smiling", amount)
        with qtbot.waitSignal(opened.editor.saved):
            opened.saver.save()
        assert read(tmp_path / "small.png").width == 50


def test_what_is_wider_has_another_width(dialog):
    whole = dialog.width_field.value()
    dialog.what.setCurrentIndex(dialog.what.findData("pair"))
    dialog.what.activated.emit(dialog.what.currentIndex())
    assert dialog.width_field.value() == 2 * whole
    assert dialog.how.width is None


def test_an_animation_is_planned_and_played_before_it_is_made(qtbot):
    asked = []
    dialog = AnimationDialog(lambda alpha: asked.append(alpha) or picture(alpha), (1080, 720))
    qtbot.addWidget(dialog, before_close_func=lambda _: dialog.stop())
    dialog.show()
    qtbot.waitUntil(lambda: len(set(asked)) == 17 and not dialog._worker.busy)
    dialog.seconds.setValue(3)
    dialog.rate.setValue(10)
    dialog.ease.setCurrentIndex(1)
    dialog.back.setChecked(False)
    dialog.loop.setChecked(False)
    dialog.height_box.setCurrentIndex(1)
    assert dialog.plan.motion == Motion(30, 10.0, "linear", back=False, loop=False)
    assert dialog.plan.height == 720
    qtbot.waitUntil(lambda: not dialog.view.image.isNull())


def picture(alpha):
    made = QImage(8, 8, QImage.Format.Format_RGB32)
    made.fill(round(255 * alpha))
    return made


def test_a_completed_name_is_asked_about(opened, tmp_path, monkeypatch, answer):
    (tmp_path / "mine.facelab").write_bytes(b"mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    asked = answer(QMessageBox.StandardButton.Cancel)
    opened.saver.ask_project()
    assert "mine.facelab" in asked[0]
    assert (tmp_path / "mine.facelab").read_bytes() == b"mine"
