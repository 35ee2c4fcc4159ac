"""How long work should take is told from how long the like of it took."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSettings

from facelab.gui.session.pace import LATEST, Pace
from facelab.photo.picture import Picture
from facelab.pipeline.export import Export
from facelab.project.file import Project, StoredSource, save_project


@pytest.fixture(autouse=True)
def settings(tmp_path):
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    QSettings().clear()


@pytest.fixture
def picture():
    return Picture(np.zeros((2000, 1500, 3), np.uint8))


def test_what_is_twice_as_much_takes_twice_as_long():
    one, two = Pace("open.png", 4, 0.5), Pace("open.png", 8, 0.5)
    assert one.seconds == 2
    assert two.seconds == 4


def test_it_is_learned_from_what_it_took_last():
    Pace("open.png", 4, 0.5).learn(6)
    rate = (1 - LATEST) * 0.5 + LATEST * 6 / 4
    assert Pace("open.png", 10, 0.5).seconds == pytest.approx(10 * rate)
    assert Pace("open.avif", 10, 0.5).seconds == 5


def test_from_what_is_small_nothing_is_learned():
    """Most of its time is spent elsewhere, as on libraries that are loaded."""
    Pace("open.png", 0.1, 0.5).learn(60)
    assert Pace("open.png", 10, 0.5).seconds == 5


@pytest.mark.parametrize("stored", ["nonsense", "-3", "0", "inf", "nan"])
def test_settings_that_hold_anything_else_are_not_believed(stored):
    QSettings().setValue("pace/open.png", stored)
    assert Pace("open.png", 10, 0.5).seconds == 5


def test_of_a_file_that_is_opened_its_pixels_are_what_takes_time_however_few_its_bytes(tmp_path):
    path = tmp_path / "a.WEBP"
    Image.new("RGB", (3000, 1000)).save(path)
    assert path.stat().st_size < 50_000
    assert Pace.of_opening(path).amount == 3
    assert Pace.of_opening(path).kind == "pace/open.webp"


@pytest.mark.parametrize("content", [b"", b"RIFF\0\0\0\0WEBP", b"no picture"])
def test_of_what_does_not_tell_how_large_it_is_nothing_is_guessed(tmp_path, content):
    path = tmp_path / "a.webp"
    path.write_bytes(content)
    assert Pace.of_opening(path) is None
    assert Pace.of_opening(tmp_path / "gone.png") is None
    assert Pace.of_opening(Path("\0")) is None


def test_of_a_photo_that_is_saved_its_pixels_are_and_what_tells_is_not_guessed_at(picture):
    assert Pace.of_saving(picture, Path("a.avif"), Export()).amount == 3
    assert Pace.of_saving(picture, Path("a.png"), Export()) is None
    assert Pace.of_saving(picture, Path("a.tif"), Export()) is None
    lossy, lossless = (Pace.of_saving(picture, Path("a.webp"), Export(quality=quality)) for quality in (90, 100))
    assert lossless.seconds > lossy.seconds
    assert lossless.kind != lossy.kind


def test_a_project_is_told_by_the_photo_that_it_has_in_it_or_names(tmp_path):
    Image.new("RGB", (2000, 1500)).save(tmp_path / "a.png")
    source = StoredSource(name="a.png", path=str(tmp_path / "a.png"), sha256="0" * 64)
    project, path = Project(source=source, weights="0" * 64), tmp_path / "a.facelab"
    save_project(path, project, None)
    assert Pace.of_project(path).amount == 3
    save_project(path, project, (tmp_path / "a.png").read_bytes())
    (tmp_path / "a.png").unlink()
    assert Pace.of_project(path).amount == 3
    save_project(path, project, None)
    assert Pace.of_project(path) is None
    assert Pace.of_project(tmp_path / "gone.facelab") is None


def test_a_project_of_a_picture_that_is_no_file_takes_longer_to_save(picture):
    assert Pace.of_saving_project(picture).seconds > Pace.of_saving_project(replace(picture, data=b"...")).seconds
