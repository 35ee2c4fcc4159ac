import numpy as np
import pytest

from facelab.evaluate.judging import Standard, load_judges
from facelab.evaluate.photos.edits import AMOUNTS, EDITS
from facelab.evaluate.photos.measured import figures
from facelab.evaluate.photos.measuring import OpenPortrait, Studio, forgery_crop, head_of, side_by_side
from facelab.evaluate.photos.portraits import PAIRS, portraits
from facelab.evaluate.photos.rows import Rows
from facelab.evaluate.photos.run import Session, picture_name, shown_in
from facelab.evaluate.photos.told_apart import Training
from facelab.evaluate.run import Evaluation, PhotoTask
from facelab.model.parser import CLASSES
from facelab.photo.align import Similarity


def teacher(_picture: np.ndarray) -> np.ndarray:
    said = np.zeros((len(CLASSES), 448, 448), np.float32)
    said[CLASSES.index("hair"), :224] = 1
    said[0, 224:] = 1
    return said


@pytest.fixture(scope="module")
def studio(tiny_lab, judges_folder) -> Studio:
    ones = np.ones(40, np.float32)
    return Studio(
        tiny_lab, load_judges(judges_folder), Standard(100 * ones, ones), ones, teacher
    )  # nobody has anything


@pytest.fixture(scope="module")
def session(studio, tmp_path_factory):
    return Session(studio, Rows(tmp_path_factory.mktemp("rows")), 1, {}.__setitem__)


def test_every_edit_that_suits_is_measured_once(session, portraits_folder):
    people = portraits(portraits_folder)
    session.measure_all(people, lambda _: None)
    rows = list(session.rows)
    asked = {(row.photo, row.attribute, row.way) for row in rows}
    assert ("001_neutral", "Smiling", "+") in asked and ("001_smiling", "Smiling", "-") in asked
    assert ("001_neutral", "Mustache", "+") in asked and ("held", "Mustache", "+") not in asked  # a judge sees no man
    assert ("001_neutral", "", "") in asked and ("held", "", "") in asked  # the unedited, to be told apart from
    assert {row.amount for row in rows if row.attribute} == set(AMOUNTS)
    assert all(np.isfinite(value) for row in rows for value in row.values.values())
    again = Session(session.studio, Rows(session.rows.folder), 1, lambda *_: pytest.fail("was there already"))
    again.measure_all(people, lambda _: None)
    assert list(again.rows) == rows


def test_a_smile_stands_beside_the_real_one(session, portraits_folder):
    session.measure_all(portraits(portraits_folder), lambda _: None)
    smile = next(row for row in session.rows if row.is_of(EDITS[0], 2.0) and row.source == PAIRS)
    assert {"mouth for the real smile's", "identity with the real smile", "its own"} <= smile.values.keys()
    hair = next(row for row in session.rows if row.attribute == "Blond_Hair")
    assert {"correlation of strands", "changed beyond hair"} <= hair.values.keys()
    assert any(figure.name == "mouth for the real smile's, male" for figure in figures(list(session.rows)))


def test_half_way_between_two_portraits_is_measured_and_shown(studio, portraits_folder, tmp_path):
    shown = {}
    session = Session(studio, Rows(tmp_path), 1, shown.__setitem__)
    session.measure_morphs(portraits(portraits_folder), lambda first, _: first.original.picture, lambda _: None)
    (row,) = session.rows
    assert row.values == {"eyes and brows half way for the softer one's": pytest.approx(1)}
    assert list(shown) == ["photos-half-way-001_neutral-to-001_neutral"]


def test_who_lacks_a_face_is_passed_over(studio, tmp_path):
    from facelab.evaluate.photos.portraits import Portrait

    path = tmp_path / "wall.png"
    from PIL import Image

    Image.new("RGB", (80, 80), (90, 90, 90)).save(path)
    session = Session(studio, Rows(tmp_path / "rows"), 1, lambda *_: None)
    session.measure_all([Portrait("wall", PAIRS, path)], lambda _: None)
    assert list(session.rows) == []


def test_edited_or_not_a_face_is_told_apart_in_the_same_frame(studio, portraits_folder):
    opened = OpenPortrait(studio, portraits(portraits_folder)[0])
    crop = forgery_crop(opened.pixels, opened.crop.similarity)
    assert crop.shape == (256, 256, 3)
    assert np.array_equal(crop, forgery_crop(opened.pixels.copy(), opened.crop.similarity))


def test_the_whole_part_is_measured_and_goes_on_where_it_was(
    tiny_lab, judges_folder, noise_data, portraits_folder, tmp_path, monkeypatch
):
    monkeypatch.setattr("facelab.evaluate.run.OnnxTeacher", lambda _path: teacher)
    monkeypatch.setattr("facelab.evaluate.photos.run.EDITS", EDITS[:2])
    monkeypatch.setattr("facelab.evaluate.run.Training", lambda: Training(widths=(8,), steps=2, seeds=(0,)))
    shown, judges = {}, load_judges(judges_folder)
    task = PhotoTask(portraits_folder, tmp_path, lambda first, _: first.original.picture, shown.__setitem__)
    reports = [
        Evaluation(tiny_lab, judges, noise_data, "test", 1, lambda *_: None, task).report(["photos"]) for _ in range(2)
    ]
    assert {figure.part for figure in reports[0].figures} == {"photos"}
    assert {"identity", "told apart", "changed outside"} <= {figure.name for figure in reports[0].figures}
    assert shown
    assert reports[0].values == pytest.approx(reports[1].values, nan_ok=True)


def test_heads_are_shown_at_their_own_pixels():
    pixels = np.random.default_rng(0).integers(0, 255, (300, 300, 3), np.uint8)
    there = Similarity(np.array([[1.0, 0, -80], [0, 1.0, -90]]))
    head = head_of(pixels, there)
    assert np.array_equal(head, pixels[66:242, 56:232])
    row = side_by_side([head, head[:100]])
    assert row.shape == (176, 2 * (176 + 8), 3) and np.array_equal(row[:, :176], head)


def test_pictures_are_found_by_their_names(tmp_path):
    (tmp_path / f"{picture_name(EDITS[1], '001')}.jpg").touch()
    (tmp_path / "samples.jpg").touch()
    assert list(shown_in(tmp_path)) == ["photos-Smiling-removing-001"]
