import json
import math

import pytest

from facelab.evaluate.figures import read_report


@pytest.fixture
def judges(judges_folder):
    return "--judges", judges_folder


def test_a_report_is_written_and_compares_with_another(facelab, weights, judges, noise_data, tmp_path):
    words = "evaluate", "--data", noise_data, *weights, *judges, "--only", "reconstruction", "--only", "latent"
    shown = facelab(*words, "-o", tmp_path / "a").stdout
    assert {line.split()[0] for line in shown.splitlines()} == {"reconstruction", "latent"}
    report = read_report(tmp_path / "a")
    assert 0 < report.value("reconstruction", "face_psnr") < 30  # the tiny model knows nothing of noise
    rows = (tmp_path / "a" / "report.csv").read_text().splitlines()
    assert len(rows) == 1 + len(report.figures)
    page = (tmp_path / "a" / "report.html").read_text()
    for name in ("reconstruction", "reconstruction-worst"):
        assert f"pictures/{name}.jpg" in page
        assert (tmp_path / "a" / "pictures" / f"{name}.jpg").stat().st_size > 1000
    facelab(*words, "--only", "samples", "-o", tmp_path / "b", "--against", tmp_path / "a")
    assert 'class="other"' in (tmp_path / "b" / "report.html").read_text()


def test_an_earlier_report_is_replaced_only_where_that_is_asked(facelab, weights, judges, noise_data, tmp_path):
    words = "evaluate", "--data", noise_data, *weights, *judges, "--only", "samples", "-o", tmp_path
    (tmp_path / "report.json").write_text("earlier")
    assert "report.json exists already" in facelab(*words, code=2).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]
    facelab(*words, "--overwrite")
    assert read_report(tmp_path).figures


def test_a_report_repeats(facelab, weights, judges, noise_data):
    words = "evaluate", "--data", noise_data, *weights, *judges, "--only", "samples", "--json"
    first, second = facelab(*words).stdout, facelab(*words).stdout
    assert json.loads(first)["figures"]
    assert first == second


def test_edits_of_every_attribute_are_measured(facelab, weights, judges, noise_data, tmp_path):
    facelab(
        "evaluate", "--data", noise_data, *weights, *judges, "--only", "edits", "--count", 2, "-o", tmp_path / "report"
    )
    report = read_report(tmp_path / "report")
    ways = {(figure.attribute, figure.way) for figure in report.figures}
    assert len(ways) >= 40  # the judges of noise see most attributes in all of it or in none
    assert all(math.isfinite(f.value) for f in report.figures if f.name in ("faces", "identity"))
    assert len(list((tmp_path / "report" / "pictures").glob("edits-*.jpg"))) == len(ways)


def test_what_is_missing_is_said(facelab, weights, judges, noise_data, tmp_path):
    words = "evaluate", *weights
    assert "facelab prepare" in facelab(*words, *judges, "--data", tmp_path / "none", code=2).stderr
    assert "'odd'" in facelab(*words, *judges, "--data", noise_data, "--split", "odd", code=2).stderr
    assert "--judges" in facelab(*words, "--judges", tmp_path, "--data", noise_data, code=2).stderr
    assert "locks" in facelab(*words, *judges, "--data", noise_data, "--only", "odd", code=2).stderr
    assert (
        "no report"
        in facelab(*words, *judges, "--data", noise_data, "--against", tmp_path / "none.json", code=2).stderr
    )
    assert not list(tmp_path.iterdir())


def test_without_the_extra_one_sentence_says_what_to_install(facelab, weights, judges, noise_data, monkeypatch):
    monkeypatch.setattr("facelab.errors.find_spec", lambda name: None if name == "torchmetrics" else name)
    said = facelab("evaluate", "--data", noise_data, *weights, *judges, code=2).stderr
    assert "torchmetrics" in said
    assert "facelab[train]" in said


def test_photos_are_measured_where_there_are_portraits(facelab, weights, judges, noise_data, tmp_path):
    words = "evaluate", *weights, *judges, "--data", noise_data, "--only", "photos"
    assert "--photos" in facelab(*words, code=2).stderr
    said = facelab(*words, "--photos", tmp_path, "-o", tmp_path / "report", code=2).stderr
    assert "people.csv" in said and "--photos" in said
    assert not list(tmp_path.iterdir())
