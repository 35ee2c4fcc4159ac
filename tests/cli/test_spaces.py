"""``facelab spaces``."""

from pathlib import Path

import pytest
import torch

from facelab.model.checkpoint import save_network
from facelab.model.lecture.body import BodyConfig
from facelab.model.lecture.family import LectureConfig, LectureModels


@pytest.fixture
def models(tmp_path: Path) -> tuple[str, Path]:
    torch.manual_seed(0)
    path = tmp_path / "lecture.safetensors"
    save_network(path, LectureModels(LectureConfig(BodyConfig(16, (4, 6)), latents=3)), {})
    return "--models", path


def test_labelled_faces_are_put_into_three_planes(facelab, weights, models, data, tmp_path):
    out = tmp_path / "out"
    facelab("spaces", "-o", out, "--data", data, "--attribute", "male", "--n", 6, *models, *weights)
    heading, *rows = (out / "spaces.csv").read_text().splitlines()
    assert heading.startswith("face,Male,reconstruction z0") and 1 <= len(rows) <= 6
    assert (out / "spaces.png").stat().st_size > 1000


def test_vaes_of_every_beta_are_put_side_by_side_from_the_least_on(facelab, weights, models, data, tmp_path):
    facelab("spaces", "-o", tmp_path, "--data", data, "--beta", "--n", 4, *models, *weights)
    heading, *rows = (tmp_path / "spaces.csv").read_text().splitlines()
    names = [column.removesuffix(" z0") for column in heading.split(",")[2::2]]
    assert names == ["tenth", "both", "ten", "hundred", "thousand"] and len(rows) == 4


def test_an_earlier_sheet_is_not_written_over_unless_one_says_so(facelab, weights, models, data, tmp_path):
    facelab("spaces", "-o", tmp_path, "--data", data, *models, *weights)
    before = (tmp_path / "spaces.png").read_bytes()
    result = facelab("spaces", "-o", tmp_path, "--data", data, "--seed", 2, *models, *weights, code=2)
    assert "exists already" in result.stderr and (tmp_path / "spaces.png").read_bytes() == before
    facelab("spaces", "-o", tmp_path, "--data", data, "--seed", 2, "--overwrite", *models, *weights)
    assert (tmp_path / "spaces.png").read_bytes() != before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--data", "nowhere"), "is no data folder"),
        (("--models", "nowhere.safetensors"), "cannot be read"),
        (("--attribute", "Smilling"), "Smiling"),
    ],
)
def test_what_is_not_there_is_said_and_nothing_is_written(facelab, weights, words, said, tmp_path):
    out = tmp_path / "out"
    assert said in facelab("spaces", "-o", out, *words, *weights, code=2).stderr
    assert not out.exists()


def test_weights_of_another_kind_are_refused(facelab, weights, tmp_path):
    result = facelab("spaces", "-o", tmp_path / "out", "--models", weights[1], *weights, code=2)
    assert "holds no LectureModels" in result.stderr


def test_where_no_models_are_shipped_one_is_told_how_to_make_them(facelab, weights, tmp_path, monkeypatch):
    monkeypatch.setattr("facelab.synthesis.spaces.WEIGHTS", "none.safetensors")
    result = facelab("spaces", "-o", tmp_path / "out", *weights, code=2)
    assert "facelab train lecture" in result.stderr and not (tmp_path / "out").exists()
