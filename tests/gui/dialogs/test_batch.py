"""The same edit for a folder."""

from threading import Event

import numpy as np
import pytest

from facelab.edit import Stroke
from facelab.gui.dialogs.batch import BatchDialog
from facelab.latent import Edit
from facelab.photo.read import read
from facelab.pipeline.edited_photo import Photo


@pytest.fixture
def dialog(qtbot, lab, noise_photo, tmp_path):
    """Set up for a folder with two photos, a broken one, and a text."""
    folder = noise_photo.parent
    (folder / "again.png").write_bytes(noise_photo.read_bytes())
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no more")
    (folder / "notes.txt").write_text("no photo")
    made = BatchDialog(lab, Edit({"Smiling": 2.0}), 1.0)
    qtbot.addWidget(made)
    made.source.setText(str(folder))
    made.target.setText(str(tmp_path / "out"))
    return made


def test_every_photo_is_edited_and_what_failed_is_said(qtbot, dialog, lab, noise_photo, tmp_path):
    dialog.start.click()
    assert not dialog.start.isEnabled()
    qtbot.waitUntil(lambda: "broken.jpg" in dialog.report.toPlainText())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["again.png", noise_photo.name]
    expected = lab.open(noise_photo).edit(Smiling=2, face="all").picture.samples
    assert np.array_equal(read(tmp_path / "out" / noise_photo.name).samples, expected)
    assert dialog.bar.value() == dialog.bar.maximum()
    assert dialog.start.isEnabled()


def test_warnings_of_photos_are_said(qtbot, dialog):
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.start.isEnabled())
    assert dialog.report.toPlainText().count("again.png: It is small") == 1


def test_it_can_be_stopped_and_is_free_at_once(qtbot, dialog, tmp_path, monkeypatch):
    gate, begun, ended = Event(), Event(), Event()

    def drawn(_photo, progress):
        begun.set()
        gate.wait(60)
        try:
            progress(0.5)
            pytest.fail("it goes on")
        finally:
            ended.set()

    monkeypatch.setattr(Photo, "draw", drawn)
    dialog.start.click()
    qtbot.waitUntil(begun.is_set)
    dialog.stop.click()
    assert "Stopped; 3 photo" in dialog.report.toPlainText()  # "photo(s)" where no English is loaded
    assert dialog.start.isEnabled()
    gate.set()
    qtbot.waitUntil(ended.is_set)
    assert list((tmp_path / "out").glob("*")) == []


def test_nothing_is_written_into_the_folder_of_the_photos(qtbot, dialog, noise_photo):
    before = noise_photo.read_bytes()
    dialog.target.setText(dialog.source.text())
    dialog.start.click()
    qtbot.waitUntil(lambda: "never overwrites" in dialog.report.toPlainText())
    assert noise_photo.read_bytes() == before


def test_a_folder_without_photos_is_said(dialog, tmp_path):
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "none"):
        dialog.source.setText(str(folder))
        dialog.start.click()
        assert dialog.report.toPlainText().endswith(".")


def test_what_the_brush_protects_is_protected_in_its_own_photo_alone(qtbot, lab, dialog, noise_photo, tmp_path):
    whole = Stroke(((120.0, 110.0),), 400.0, 1.0)
    dialog.close()
    painted = BatchDialog(lab, Edit({"Smiling": 2.0}), 1.0, strokes={noise_photo.resolve(): (whole,)})
    qtbot.addWidget(painted)
    painted.source.setText(str(noise_photo.parent))
    painted.target.setText(str(tmp_path / "out"))
    painted.start.click()
    qtbot.waitUntil(painted.start.isEnabled)
    before, out = read(noise_photo).samples, tmp_path / "out"
    assert np.array_equal(read(out / noise_photo.name).samples, before)
    assert not np.array_equal(read(out / "again.png").samples, before)
