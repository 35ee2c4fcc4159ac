"""``interpolate``, ``grid``, ``figures`` and ``animate``, on a model that draws no faces."""

import numpy as np
import pytest
from PIL import Image

from facelab.photo.read import read
from facelab.photo.xmp import Mark
from facelab.pipeline.lab import load
from facelab.project import storage
from facelab.synthesis.sources import encoded_face


@pytest.fixture
def project(photo, tmp_path):
    """A project whose photo has a face where none would be found."""
    path = tmp_path / "noise.facelab"
    storage.save(photo, path)
    return path


def size(path):
    with Image.open(path) as made:
        return made.size


def test_a_strip_a_path_and_a_sheet(facelab, weights, project, tmp_path):
    out = tmp_path / "out.png"
    facelab("interpolate", project, "seed:3", "--steps", 4, "-o", out, *weights)
    assert size(out) == (4 * 130 + 2, 132)
    assert Mark.GENERATED.value.encode() in out.read_bytes()
    facelab("interpolate", "seed:1", "seed:2", "seed:3", "--method", "spherical", "-o", tmp_path / "path.png", *weights)
    assert size(tmp_path / "path.png") == (11 * 130 + 2, 132)
    four = [f"seed:{n}" for n in range(4)]
    facelab("interpolate", *four, "--sheet", "--steps", 3, "-o", tmp_path / "sheet.png", *weights)
    assert size(tmp_path / "sheet.png") == (3 * 130 + 2,) * 2


def test_the_face_goes_back_into_its_photo_and_at_0_it_is_the_photo(facelab, weights, project, noise_photo, tmp_path):
    pair = (project, "seed:3")
    facelab("interpolate", *pair, "--at", 0, "-o", tmp_path / "0.png", *weights)
    assert (tmp_path / "0.png").read_bytes() == noise_photo.read_bytes()
    made = facelab("interpolate", *pair, "--at", 0.5, "-o", tmp_path / "half.png", *weights)
    warnings = encoded_face(load(weights[1]), str(project)).crop.warnings
    assert [line.split(": ", 2)[2] for line in made.stderr.splitlines()] == list(warnings)
    assert Mark.EDITED.value.encode() in (tmp_path / "half.png").read_bytes()
    before, after = read(noise_photo).samples, read(tmp_path / "half.png").samples
    assert before.shape == after.shape
    assert not np.array_equal(before, after)
    assert np.array_equal(before[:40], after[:40])


def test_that_the_heads_are_turned_apart_is_said(facelab, weights, project, tmp_path, monkeypatch):
    monkeypatch.setattr("facelab.synthesis.interpolation.APART", -1)
    said = "looks in another direction"
    assert said in facelab("interpolate", project, "seed:3", "--at", 1, "-o", tmp_path / "a.png", *weights).stderr
    assert said not in facelab("interpolate", project, "seed:3", "--at", 0, "-o", tmp_path / "b.png", *weights).stderr
    assert said not in facelab("interpolate", project, "seed:3", "-o", tmp_path / "c.png", *weights).stderr


def test_that_a_head_was_mirrored_is_said(facelab, weights, project, tmp_path, monkeypatch):
    monkeypatch.setattr("facelab.synthesis.interpolation.Interpolation.is_mirrored", True)
    said = "looks the other way, so it was mirrored"
    assert said in facelab("interpolate", project, "seed:3", "--at", 1, "-o", tmp_path / "a.png", *weights).stderr
    assert said not in facelab("interpolate", project, "seed:3", "-o", tmp_path / "c.png", *weights).stderr


def test_one_attribute_alone_is_taken_over(facelab, weights, project, tmp_path):
    facelab("interpolate", project, "seed:3", "--only", "Smiling", "--steps", 3, "-o", tmp_path / "o.png", *weights)
    facelab("interpolate", project, "seed:3", "--only", "Smiling", "--at", 1, "-o", tmp_path / "a.png", *weights)
    assert size(tmp_path / "o.png") == (3 * 130 + 2, 132)
    assert size(tmp_path / "a.png") == (240, 220)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["seed:1"], "name two faces"),
        (["seed:1", "seed:2", "--sheet"], "name four"),
        (["seed:1", "seed:2", "--at", "2"], "from 0, the photo, to 1"),
        (["seed:1", "seed:2", "--at", "0.5"], "from a photo's face"),
        (["seed:1", "seed:2", "seed:3", "--at", "0.5"], "name two"),
        (["seed:1", "seed:2", "--only", "Laughing"], "Laughing"),
        (["seed:1", "no-such.jpg"], "no-such.jpg"),
    ],
)
def test_what_makes_no_path_is_said(facelab, weights, tmp_path, words, said):
    result = facelab("interpolate", *words, "-o", tmp_path / "o.png", *weights, code=2)
    assert said in result.stderr
    assert not (tmp_path / "o.png").exists()


def test_a_photo_without_a_face_is_named(facelab, weights, noise_photo, tmp_path):
    said = facelab("interpolate", "seed:1", noise_photo, "-o", tmp_path / "o.png", *weights, code=2).stderr
    assert f"No face was found in {noise_photo}" in said


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        (["amounts", "seed:1", "seed:2", "--attribute", "Smiling", "--amounts=-1:1:3"], (3, 2)),
        (["two", "seed:1", "--attribute", "Smiling", "--attribute", "Young", "--amounts=-1:1:3"], (3, 3)),
        (["attributes", "seed:1", "--attribute", "Smiling", "--attribute", "Young"], (3, 1)),
        (["drawn", "--rows", "2", "--columns", "5"], (5, 2)),
        (["reconstructions", "seed:1", "seed:2"], (2, 2)),
        (["sheet", "seed:1", "seed:2", "seed:3", "seed:4", "--rows", "2", "--columns", "3"], (3, 2)),
    ],
)
def test_every_kind_of_grid(facelab, weights, tmp_path, words, cells):
    out, table = tmp_path / "grid.png", tmp_path / "grid.csv"
    facelab("grid", *words, "--cell", 64, "--no-captions", "-o", out, "--table", table, *weights)
    assert size(out) == tuple(68 * count - 4 + 24 for count in cells)
    assert len(table.read_text().splitlines()) == 1 + cells[0] * cells[1]


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".pdf"])
def test_a_grid_in_every_format_with_captions(facelab, weights, tmp_path, suffix):
    out = tmp_path / f"grid{suffix}"
    how = ("--seen", "Smiling", "--title", "Улыбка", "--dark")
    facelab("grid", "amounts", "seed:1", "--attribute", "Smiling", *how, "-o", out, *weights)
    assert Mark.GENERATED.value.encode() in out.read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["amounts", "seed:1"], "--attribute NAME once"),
        (["two", "seed:1", "--attribute", "Smiling"], "twice"),
        (["attributes", "seed:1"], "once for each"),
        (["two", "seed:1", "seed:2", "--attribute", "Smiling", "--attribute", "Male"], "of one face"),
        (["drawn", "seed:1"], "takes none of yours"),
        (["amounts", "--attribute", "Smiling"], "No face is given"),
        (["amounts", "seed:1", "--attribute", "Smiling", "--amounts", "1:2"], "FIRST:LAST:STEPS"),
        (["amounts", "seed:1", "--attribute", "Laughing"], "Laughing"),
        (["drawn", "--cell", "20"], "64 to 512"),
        (["drawn", "--rows", "900", "--columns", "900"], "too large"),
    ],
)
def test_what_makes_no_grid_is_said(facelab, weights, tmp_path, words, said):
    result = facelab("grid", *words, "-o", tmp_path / "o.png", *weights, code=2)
    assert said in result.stderr
    assert list(tmp_path.glob("o.*")) == []


def test_figures_want_faces_that_are_seen_to_be_so(facelab, weights, tmp_path):
    (tmp_path / "photos").mkdir()
    result = facelab("figures", "--from", tmp_path / "photos", "-o", tmp_path / "out", *weights, code=2)
    assert "holds no photo with a face" in result.stderr


def test_an_edit_grows_alone_and_in_its_photo(facelab, weights, project, tmp_path):
    how = ("--set", "Smiling=+2", "--frames", 3, "--fps", 5)
    facelab("animate", project, *how, "--size", 64, "-o", tmp_path / "alone.gif", *weights)
    facelab("animate", project, *how, "--in-photo", "-o", tmp_path / "photo.webp", *weights)
    with Image.open(tmp_path / "alone.gif") as made:
        assert (made.n_frames, made.size) == (4, (64, 64))
    with Image.open(tmp_path / "photo.webp") as made:
        assert (made.n_frames, made.size) == (4, (240, 220))
    assert Mark.GENERATED.value.encode() in (tmp_path / "alone.gif").read_bytes()
    assert Mark.EDITED.value.encode() in (tmp_path / "photo.webp").read_bytes()


def test_a_face_becomes_another_alone_and_in_its_photo(facelab, weights, project, tmp_path):
    how = ("--frames", 3, "--once")
    facelab("animate", project, "seed:1", *how, "-o", tmp_path / "alone.mp4", *weights)
    facelab("animate", project, "seed:1", *how, "--in-photo", "-o", tmp_path / "photo.gif", *weights)
    with Image.open(tmp_path / "photo.gif") as made:
        assert (made.n_frames, made.size) == (3, (240, 220))
    assert (tmp_path / "alone.mp4").stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["seed:1"], "needs --set"),
        (["seed:1", "seed:2", "--set", "Smiling=1"], "for one face"),
        (["seed:1", "--set", "Smiling=1", "--frames", "1"], "2 to 3600"),
        (["seed:1", "--set", "Smiling=1", "--fps", "0"], "1 to 60"),
        (["seed:1", "seed:2", "--in-photo"], "from a photo's face"),
    ],
)
def test_what_does_not_move_is_said(facelab, weights, tmp_path, words, said):
    result = facelab("animate", *words, "-o", tmp_path / "o.gif", *weights, code=2)
    assert said in result.stderr
    assert list(tmp_path.glob("*o.gif*")) == []


@pytest.mark.parametrize(
    "words",
    [
        ["interpolate", "PHOTO", "seed:1", "-o", "PHOTO"],
        ["grid", "reconstructions", "PHOTO", "-o", "PHOTO"],
        ["grid", "reconstructions", "PHOTO", "-o", "other.png", "--table", "PHOTO"],
        ["animate", "PHOTO", "seed:1", "-o", "PHOTO"],
    ],
)
def test_what_is_given_is_never_written_over(facelab, weights, noise_photo, words):
    before = noise_photo.read_bytes()
    given = [str(noise_photo) if word == "PHOTO" else word for word in words]
    result = facelab(*given, "--overwrite", *weights, code=2)
    assert "never overwrites" in result.stderr
    assert noise_photo.read_bytes() == before
