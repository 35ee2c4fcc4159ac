import numpy as np
import pytest

from facelab.evaluate.figures import Report
from facelab.evaluate.judging import Standard, load_judges
from facelab.evaluate.photos.forgeries import Lesson, figures, scores
from facelab.evaluate.photos.measuring import Studio
from facelab.evaluate.photos.portraits import Portrait, training_heads
from facelab.evaluate.photos.rows import Row, Rows
from facelab.evaluate.photos.told_apart import Scored, Training


@pytest.fixture(scope="module")
def studio(tiny_lab, judges_folder) -> Studio:
    ones = np.ones(40, np.float32)
    nobody_has_anything = Standard(100 * ones, ones)
    return Studio(tiny_lab, load_judges(judges_folder), nobody_has_anything, ones, lambda _: pytest.fail("not asked"))


def heads(folder, count: int) -> list[Portrait]:
    """The one head under several names."""
    (head,) = training_heads(folder)
    return [Portrait(f"head{i}", head.source, head.file) for i in range(count)]


def test_every_other_head_is_edited_each_by_what_was_used_least(studio, portraits_folder, tmp_path):
    lesson = Lesson(studio, Rows(tmp_path))
    lesson.make(heads(portraits_folder, 6))
    rows = list(lesson.rows)
    assert [bool(row.attribute) for row in rows] == [False, True] * 3
    edits = [(row.attribute, row.way) for row in rows[1::2]]
    assert len(set(edits)) == 3
    assert all(1 <= row.amount <= 2 for row in rows[1::2])
    plain = lesson.rows.crop(rows[0].key)
    assert any(not np.array_equal(plain, lesson.rows.crop(row.key)) for row in rows[1::2])


def test_an_interrupted_lesson_goes_on_as_it_would_have(studio, portraits_folder, tmp_path):
    people = heads(portraits_folder, 6)
    whole, parts = Lesson(studio, Rows(tmp_path / "whole")), Rows(tmp_path / "parts")
    whole.make(people)
    Lesson(studio, parts).make(people[:3])
    again = Lesson(studio, Rows(tmp_path / "parts"))
    again.make(people)
    assert list(again.rows) == list(whole.rows)


def test_portraits_are_scored_by_one_network_of_each_seed(studio, portraits_folder, tmp_path):
    lesson, rows = Lesson(studio, Rows(tmp_path / "lesson")), Rows(tmp_path / "rows")
    lesson.make(heads(portraits_folder, 4))
    crop = np.zeros((256, 256, 3), np.uint8)
    asked = [Row("001_neutral", "pairs"), Row("001_neutral", "pairs", (), "Smiling", "+", 2.0)]
    for row in (*asked, Row("001-to-002", "pairs", amount=0.5)):  # a morph is not asked about
        rows.add(row, crop)
    found = scores(lesson.rows, rows, Training(widths=(8,), steps=1, batch=2, seeds=(0, 1)))
    assert found.keys() == {row.key for row in asked}
    assert all(one.person == "001" and one.scores.shape == (2,) for one in found.values())


def test_an_edit_has_an_area_its_ends_and_that_of_groups():
    plain = [Row(f"{i}_neutral", "pairs", ("male",)) for i in range(4)]
    edited = [Row(f"{i}_neutral", "pairs", ("male",), "Smiling", "+", 2.0) for i in range(4)]
    scored = {row.key: Scored(row.photo, "pairs", np.array([float(bool(row.attribute))])) for row in (*plain, *edited)}
    report = Report({}, figures([*plain, *edited], scored))
    of = "Smiling", "+", 2.0
    for name, method in (("", ""), (": lower end", ""), (": upper end", ""), ("", "pairs"), (", male", "pairs")):
        assert report.value("photos", f"told apart{name}", *of, method) == 1
