import pytest
from PIL import Image

from facelab.photo.xmp import Mark


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


def test_the_photo_is_never_written_over_by_an_animation(facelab, weights, untouched):
    photo = untouched.with_suffix(".webp")  # an extension that animations have, too
    photo.symlink_to(untouched)
    result = facelab("animate", untouched, "seed:1", "-o", photo, "--overwrite", *weights, code=2)
    assert "never overwrites" in result.stderr
