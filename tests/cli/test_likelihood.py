"""``facelab likelihood``."""

import json


def test_bounds_of_a_face_come_with_the_density_of_its_structure(facelab, weights, aligned):
    run = ("likelihood", aligned, "--aligned", "--samples", 10, "--json", *weights)
    (row,) = json.loads(facelab(*run).stdout)
    assert row["source"] == str(aligned) and isinstance(row["structure"], float)
    assert [bound["samples"] for bound in row["bounds"]] == [1, 10]
    first, last = row["bounds"]
    assert first["nats"] < last["nats"] and first["bits"] > last["bits"]
    assert first["error"] > 0 and last["error"] is None
    assert facelab(*run).stdout == facelab(*run).stdout, "the same seed"


def test_without_json_they_are_lines(facelab, weights, aligned):
    said = facelab("likelihood", aligned, "--aligned", "--samples", 1, *weights).stdout
    assert "log p(s)" in said and "K = 1 " in said and "bits per dimension" in said


def test_a_file_that_is_no_picture_is_said(facelab, weights, tmp_path):
    (tmp_path / "a.jpg").write_text("no picture")
    assert "a.jpg" in facelab("likelihood", tmp_path / "a.jpg", *weights, code=2).stderr
