import csv
import json
import math

import pytest

from facelab.errors import DataError
from facelab.evaluate.figures import Figure, Report, read_report, to_csv, to_json, write_text

FIGURES = [
    Figure("reconstruction", "face_psnr", 29.25),
    Figure("edits", "enough", math.nan, "Smiling", "+", method="partial"),
    Figure("edits", "success", 0.0, "Smiling", "+", 2.0, "partial"),
]
REPORT = Report({"weights": "a.safetensors"}, FIGURES)


def test_json_gives_the_same_report_back(tmp_path):
    write_text(tmp_path / "report.json", to_json(REPORT))
    for path in (tmp_path, tmp_path / "report.json"):
        again = read_report(path)
        assert again.about == REPORT.about
        assert [figure.key for figure in again.figures] == [figure.key for figure in FIGURES]
        assert again.figures[0].value == 29.25
        assert again.figures[2].value == 0
        assert math.isnan(again.figures[1].value)


def test_json_has_no_nan_which_readers_refuse():
    def refuse(word):
        raise AssertionError(word)

    json.loads(to_json(REPORT), parse_constant=refuse)


def test_csv_has_a_row_for_each_figure():
    rows = list(csv.DictReader(to_csv(REPORT).splitlines()))
    assert [row["name"] for row in rows] == ["face_psnr", "enough", "success"]
    assert rows[2]["amount"] == "2.0"


def test_a_value_is_found_by_what_it_is_of():
    assert REPORT.value("reconstruction", "face_psnr") == 29.25
    assert REPORT.value("edits", "success", "Smiling", "+", 2, "partial") == 0
    assert math.isnan(REPORT.value("edits", "success", "Smiling", "-", 2, "partial"))


@pytest.mark.parametrize("text", ["", "[]", '{"version": 1}', '{"version": 1, "about": {}, "figures": [{"a": 1}]}'])
def test_what_is_no_report_is_refused(tmp_path, text):
    path = tmp_path / "report.json"
    path.write_text(text)
    with pytest.raises(DataError, match="facelab evaluate"):
        read_report(path)


def test_a_report_of_another_version_is_refused(tmp_path):
    path = tmp_path / "report.json"
    path.write_text('{"version": 0, "about": {}, "figures": []}')
    with pytest.raises(DataError, match="another version"):
        read_report(path)
