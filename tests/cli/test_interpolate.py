import numpy as np
import pytest
from PIL import Image

from facelab.photo.read import read
from facelab.photo.xmp import Mark
from facelab.pipeline.lab import load
from facelab.synthesis.sources import encoded_face


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
    assert [line.split(": ", 2)[2] for line in made.stderr.splitlines()] == list(map(str, warnings))
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


def test_the_photo_is_never_written_over_by_a_strip(facelab, weights, untouched):
    result = facelab("interpolate", untouched, "seed:1", "-o", untouched, "--overwrite", *weights, code=2)
    assert "never overwrites" in result.stderr
