import numpy as np
import pytest

from facelab.errors import DataError
from facelab.evaluate.photos.rows import Row, Rows, fingerprint

ROW = Row("one", "pairs", ("male",), "Smiling", "+", 2.0, {"identity": 0.9})
CROP = np.random.default_rng(0).integers(0, 255, (256, 256, 3), np.uint8)


def test_rows_come_back_from_their_folder(tmp_path):
    Rows(tmp_path).add(ROW, CROP)
    again = Rows(tmp_path)
    assert list(again) == [ROW]
    assert np.array_equal(again.crop(ROW.key), CROP)


def test_a_line_that_was_not_finished_is_measured_again(tmp_path):
    Rows(tmp_path).add(ROW, CROP)
    with (tmp_path / "rows.jsonl").open("a") as stream:
        stream.write('{"photo": "tw')
    again = Rows(tmp_path)
    assert list(again) == [ROW]
    again.add(Row("two", "heads"), CROP)
    assert [row.photo for row in Rows(tmp_path)] == ["one", "two"]


def test_damaged_rows_are_said(tmp_path):
    (tmp_path / "rows.jsonl").write_text("no row\n")
    with pytest.raises(DataError, match="damaged"):
        list(Rows(tmp_path))


def test_a_crop_that_is_gone_is_said(tmp_path):
    rows = Rows(tmp_path)
    rows.add(ROW, CROP)
    rows.crop_path(ROW.key).unlink()
    with pytest.raises(DataError, match="missing"):
        rows.crop(ROW.key)


def test_other_weights_are_another_state(tmp_path):
    found = []
    for text in ("one", "other"):
        (tmp_path / text).write_text(text)
        found.append(fingerprint(tmp_path / text))
    assert len(set(found)) == 2 and found[0] == fingerprint(tmp_path / "one")
