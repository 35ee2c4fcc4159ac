import pytest
from PIL import Image

from facelab.photo.xmp import Mark


def size(path):
    with Image.open(path) as made:
        return made.size


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


@pytest.mark.parametrize("words", [["-o", "PHOTO"], ["-o", "other.png", "--table", "PHOTO"]])
def test_the_photo_is_never_written_over_by_a_grid(facelab, weights, untouched, words):
    given = [untouched if word == "PHOTO" else word for word in words]
    result = facelab("grid", "reconstructions", untouched, *given, "--overwrite", *weights, code=2)
    assert "never overwrites" in result.stderr
