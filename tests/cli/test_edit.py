import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from facelab.attributes import ATTRIBUTES

EDITED = b"compositeWithTrainedAlgorithmicMedia"


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def stored_as(path: Path) -> str:
    with Image.open(path) as image:
        return image.format


def test_the_face_changes_and_nothing_else_does(facelab, weights, by_hand, noise_photo, tmp_path):
    out = tmp_path / "out.png"
    facelab("edit", noise_photo, "--set", "Young=-2", "-o", out, *by_hand, *weights)
    changed = (pixels(out) != pixels(noise_photo)).any(axis=2)
    assert changed[40:168, 60:188].mean() > 0.15  # of the crop, what is taken for a face
    changed[40:168, 60:188] = False
    assert not changed.any()


def test_a_face_is_found_where_no_landmarks_are_given(facelab, weights, astronaut, tmp_path):
    out = tmp_path / "out.png"
    facelab("edit", astronaut, "--set", "Smiling=+2", "-o", out, *weights)
    changed = np.argwhere((pixels(out) != pixels(astronaut)).any(axis=2))
    middle = (changed.min(axis=0) + changed.max(axis=0)) / 2
    assert np.allclose(middle, (120, 225), atol=25)


def test_an_edited_photo_says_so(facelab, weights, by_hand, noise_photo, tmp_path):
    out = tmp_path / "out.jpg"
    facelab("edit", noise_photo, "--set", "Smiling=+2", "-o", out, *by_hand, *weights)
    assert EDITED in out.read_bytes()


def test_nothing_asked_gives_the_very_bytes(facelab, weights, by_hand, noise_photo, tmp_path):
    out = tmp_path / "out.png"
    facelab("edit", noise_photo, "--set", "Smiling=0", "--set", "Male=0", "-o", out, *by_hand, *weights)
    assert out.read_bytes() == noise_photo.read_bytes()


def test_nothing_asked_in_another_format_keeps_the_samples_unmarked(facelab, weights, by_hand, noise_photo, tmp_path):
    out = tmp_path / "out.tif"
    facelab("edit", noise_photo, "--set", "Smiling=0", "-o", out, *by_hand, *weights)
    assert np.array_equal(pixels(out), pixels(noise_photo))
    assert EDITED not in out.read_bytes()


def test_keep_0_shows_the_network_although_nothing_is_asked(facelab, weights, by_hand, noise_photo, tmp_path):
    out = tmp_path / "out.png"
    facelab("edit", noise_photo, "--keep", "0", "-o", out, *by_hand, *weights)
    assert not np.array_equal(pixels(out), pixels(noise_photo))
    assert EDITED in out.read_bytes()


def test_json_tells_amounts_and_probes_before_and_after(facelab, weights, by_hand, noise_photo, tmp_path):
    out = tmp_path / "out.png"
    options = "--set", "Smiling=+2", "--set", "Male=-1", "--json"
    (photo,) = json.loads(facelab("edit", noise_photo, *options, "-o", out, *by_hand, *weights).stdout)
    assert (photo["source"], photo["output"]) == (str(noise_photo), str(out))
    (face,) = photo["faces"]
    assert face["index"] == 0
    assert face["amounts"] == {"Smiling": 2.0, "Male": -1.0}
    assert tuple(face["before"]) == tuple(face["after"]) == ATTRIBUTES
    assert face["before"] != face["after"]
    assert len(face["moved_most"]) == 3
    assert not {"Smiling", "Male"} & set(face["moved_most"])


def test_a_value_is_turned_into_the_amount_it_takes(facelab, weights, by_hand, noise_photo, tmp_path):
    out = tmp_path / "first.png"
    words = "edit", noise_photo, "--json", *by_hand, *weights
    (plain,) = json.loads(facelab(*words, "--set", "Bangs=0", "-o", out).stdout)
    value = plain["faces"][0]["before"]["Bangs"] + 0.5
    (solved,) = json.loads(facelab(*words, "--to", f"Bangs={value}", "-o", tmp_path / "second.png").stdout)
    assert solved["faces"][0]["amounts"]["Bangs"] != 0


def test_a_face_that_is_not_to_be_trusted_is_warned_about(facelab, weights, noise_photo, noise_landmarks, tmp_path):
    shifted = noise_landmarks + np.array([(0, 0), (0, 0), (0, 30), (0, -10), (0, -10)])
    landmarks = "--landmarks", ",".join(map(str, shifted.ravel()))
    result = facelab("edit", noise_photo, "--set", "Smiling=1", "-o", tmp_path / "out.png", *landmarks, *weights)
    assert f"{noise_photo}, face 0: its landmarks are far from a face's" in result.stderr


@pytest.fixture
def many(noise_photo, monkeypatch, noise_landmarks) -> list[Path]:
    """Photos in several formats, all with the face of ``noise_photo``."""
    from facelab.photo import align, centerface
    from facelab.photo.faces import Face

    found = Face((60, 40, 188, 168), 0.9, noise_landmarks, align.residual(noise_landmarks))
    monkeypatch.setattr(centerface.CenterFace, "detect", lambda *_args, **_options: [found])
    folder = noise_photo.parent
    (folder / "other").mkdir()
    paths = [noise_photo, folder / "other" / "noise.png", folder / "B.BMP", folder / "c.gif", folder / "d.jpeg"]
    for path in paths[1:]:
        Image.fromarray(pixels(noise_photo)).save(path)
    return paths


def test_into_a_folder_each_photo_keeps_its_name_and_format(facelab, weights, many, tmp_path):
    out = tmp_path / "out"
    facelab("edit", *many, "--set", "Smiling=1", "-o", out, *weights)
    written = {path.name: stored_as(path) for path in out.iterdir()}
    assert written == {"noise.png": "PNG", "noise-2.png": "PNG", "B.png": "PNG", "c.png": "PNG", "d.jpeg": "JPEG"}


def test_one_photo_goes_into_a_folder_that_exists(facelab, weights, many, tmp_path):
    facelab("edit", many[0], "--set", "Smiling=1", "-o", tmp_path, *weights)
    assert (tmp_path / "noise.png").is_file()


def test_one_bad_photo_does_not_stop_the_rest(facelab, weights, many, tmp_path):
    bad, missing, out = tmp_path / "bad.jpg", tmp_path / "missing.jpg", tmp_path / "out"
    bad.write_bytes(b"\xff\xd8\xff nothing more")
    photos = many[0], bad, missing, many[4]
    result = facelab("edit", *photos, "--set", "Smiling=1", "-o", out, "--json", *weights, code=1)
    assert [row["source"] for row in json.loads(result.stdout)] == [str(many[0]), str(many[4])]
    assert sorted(path.name for path in out.iterdir()) == ["d.jpeg", "noise.png"]
    named = [line for line in result.stderr.splitlines() if line.startswith("facelab: ")]
    assert [str(bad) in named[0], str(missing) in named[1], len(named)] == [True, True, 2]


ALIKE_FOR_ALL = {
    "an unknown attribute": (["--set", "Smilling=1"], "There is no attribute 'Smilling'; did you mean Smiling?"),
    "keep above 1": (["--keep", "2"], "keep must lie between 0 and 1, not 2."),
}


@pytest.mark.parametrize("words, said", ALIKE_FOR_ALL.values(), ids=ALIKE_FOR_ALL.keys())
def test_what_no_photo_allows_is_refused_before_the_first_of_many(facelab, weights, many, tmp_path, words, said):
    out = tmp_path / "out"
    result = facelab("edit", *many, *words, "-o", out, *weights, code=2)
    assert result.stderr == f"facelab: {said}\n"
    assert not out.exists()


@pytest.mark.parametrize("count", [1, 2])
def test_a_model_that_cannot_be_used_is_no_photos_fault(facelab, many, tmp_path, count):
    missing, out, mend = tmp_path / "none.safetensors", tmp_path / "out", "check its name and its permissions."
    result = facelab("edit", *many[:count], "--set", "Smiling=1", "-o", out, "--weights", missing, code=2)
    sentences = [line for line in result.stderr.splitlines() if line.startswith("facelab: ")]
    assert sentences == [f"facelab: {missing} cannot be read (no such file or directory); {mend}"]
    assert not out.exists()


def test_one_photo_goes_into_a_folder_that_is_made(facelab, weights, many, tmp_path):
    facelab("edit", many[4], "--set", "Smiling=1", "-o", tmp_path / "new", *weights)
    assert stored_as(tmp_path / "new" / "d.jpeg") == "JPEG"


def test_an_output_whose_name_is_too_long_is_said(facelab, weights, by_hand, noise_photo, tmp_path):
    words = "--set", "Smiling=1", "-o", tmp_path / ("x" * 300 + ".png"), *by_hand, *weights
    assert "file name too long" in facelab("edit", noise_photo, *words, code=2).stderr


def test_the_source_of_another_photo_is_never_written_over(facelab, weights, many):
    first, second, *_ = many
    before = first.read_bytes()
    words = "--set", "Smiling=1", "-o", first.parent, "--overwrite", *weights
    result = facelab("edit", second, first, *words, code=1)
    assert first.read_bytes() == before
    assert "never overwrites" in result.stderr


def test_an_existing_file_is_replaced_only_when_asked(facelab, weights, by_hand, noise_photo, tmp_path):
    out = tmp_path / "out.png"
    out.write_bytes(b"mine")
    words = "edit", noise_photo, "--set", "Smiling=1", "-o", out, *by_hand, *weights
    assert "--overwrite" in facelab(*words, code=2).stderr
    assert out.read_bytes() == b"mine"
    facelab(*words, "--overwrite")
    assert pixels(out).shape == (220, 240, 3)


REFUSED = {
    "an unknown attribute": (["--set", "Beard=1"], "no attribute 'Beard'"),
    "no amount": (["--set", "Smiling"], "NAME=NUMBER"),
    "no number": (["--set", "Smiling=much"], "NAME=NUMBER"),
    "an amount that is not finite": (["--set", "Smiling=nan"], "finite"),
    "an amount far too large": (["--set", "Smiling=1e9"], "far too large"),
    "an attribute twice": (["--set", "Smiling=1", "--set", "Smiling=2"], "given twice"),
    "an amount and a value": (["--set", "Smiling=1", "--to", "Smiling=2"], "give one of the two"),
    "a lock on what is asked for": (["--set", "Smiling=1", "--lock", "Smiling"], "locked"),
    "an unknown lock": (["--set", "Smiling=1", "--lock", "Hat"], "no attribute 'Hat'"),
    "a value out of reach": (["--to", "Smiling=500"], "beyond"),
    "a face that is no number": (["--set", "Smiling=1", "--face", "left"], "--face left"),
    "keep above 1": (["--set", "Smiling=1", "--keep", "1.5"], "between 0 and 1"),
    "keep that is no number": (["--set", "Smiling=1", "--keep", "nan"], "between 0 and 1"),
    "nine landmarks": (["--set", "Smiling=1", "--landmarks", "1,2,3,4,5,6,7,8,9"], "ten numbers"),
    "landmarks all one": (["--set", "Smiling=1", "--landmarks", ",".join(["50"] * 10)], "no face"),
    "landmarks of all": (["--set", "Smiling=1", "--face", "all"], "one face"),
}


@pytest.mark.parametrize("words, said", REFUSED.values(), ids=REFUSED.keys())
def test_an_edit_that_makes_no_sense_is_refused_in_a_sentence(
    facelab, weights, by_hand, noise_photo, tmp_path, words, said
):
    out = tmp_path / "out.png"
    result = facelab("edit", noise_photo, "-o", out, *by_hand, *words, *weights, code=2)
    assert result.stderr.startswith("facelab: ")
    assert result.stderr.count("\n") == 1
    assert said in result.stderr
    assert not out.exists()


def test_a_photo_without_a_face_is_named(facelab, weights, noise_photo, tmp_path):
    result = facelab("edit", noise_photo, "--set", "Smiling=1", "-o", tmp_path / "out.png", *weights, code=2)
    assert str(noise_photo) in result.stderr
    assert "--landmarks" in result.stderr


def test_several_photos_do_not_go_into_one_file(facelab, weights, many, tmp_path):
    result = facelab("edit", *many, "--set", "Smiling=1", "-o", tmp_path / "out.jpg", *weights, code=2)
    assert "name a folder" in result.stderr


def test_where_the_photo_was_taken_is_left_out_when_asked(facelab, weights, many, tmp_path):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.fromarray(pixels(many[0])).save(many[4], exif=exif)
    out = tmp_path / "out.jpg"
    facelab("edit", many[4], "--set", "Smiling=0", "--strip-gps", "-o", out, *weights)
    with Image.open(many[4]) as before, Image.open(out) as after:
        assert before.getexif().get_ifd(0x8825)
        assert not after.getexif().get_ifd(0x8825)


def test_a_copy_in_another_format_says_that_other_pictures_are_left_out(facelab, weights, astronaut, tmp_path):
    with Image.open(astronaut) as image:
        frames = [image.convert("RGB"), image.convert("RGB").rotate(5)]
    frames[0].save(tmp_path / "two.gif", save_all=True, append_images=frames[1:])
    said = "two.gif, face 0: the file holds several pictures (pages or frames); only the one shown first"
    assert said in facelab("edit", tmp_path / "two.gif", *weights, "-o", tmp_path / "one.png").stderr
    assert said not in facelab("edit", tmp_path / "two.gif", *weights, "-o", tmp_path / "copy.gif").stderr
    assert (tmp_path / "copy.gif").read_bytes() == (tmp_path / "two.gif").read_bytes()
