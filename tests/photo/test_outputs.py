from pathlib import Path

import pytest

from facelab.errors import OutputError
from facelab.photo.outputs import OutputFolder, output_folder, suffix_for

NAMES = {
    ("a.jpg", "JPEG"): ".jpg",
    ("a.JPEG", "JPEG"): ".JPEG",
    ("a.png", "PNG"): ".png",
    ("a.webp", "WEBP"): ".webp",
    ("a.avif", "AVIF"): ".avif",
    ("a.TIFF", "TIFF"): ".TIFF",
    ("a.heic", "HEIF"): ".jpg",
    ("a.bmp", "BMP"): ".png",
    ("a.gif", "GIF"): ".png",
    ("a.jpg", "PNG"): ".png",
    ("a.png", "JPEG"): ".jpg",
    ("a", "TIFF"): ".tif",
}


@pytest.mark.parametrize("name, stored", NAMES)
def test_a_photo_keeps_its_extension_where_that_says_its_format(name, stored):
    assert suffix_for(Path(name), stored) == NAMES[name, stored]


def test_equal_names_are_numbered_whatever_their_capitals(tmp_path):
    folder = OutputFolder(tmp_path, [])
    names = [folder.place(stem, ".jpg").name for stem in ("a", "A", "a", "a-2")]
    assert names == ["a.jpg", "A-2.jpg", "a-3.jpg", "a-2-2.jpg"]


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "taken").touch()
    with pytest.raises(OutputError, match="is a file"):
        OutputFolder(tmp_path / "taken", []).place("a", ".jpg")


PHOTO = Path("a.jpg")
FOLDERS = {
    "a name without an extension": ("out", 1, True),
    "one with a slash behind": ("out.jpg/", 1, True),
    "a folder that exists": ("there.jpg", 1, True),
    "an extension": ("out.jpg", 1, False),
    "an extension that says nothing": ("out.v2", 1, False),
    "the same for two photos": ("out.v2", 2, True),
    "a file that exists": ("file", 1, False),
    "a name too long": ("x" * 300 + ".jpg", 1, False),
}


@pytest.mark.parametrize("output, photos, folder", FOLDERS.values(), ids=FOLDERS.keys())
def test_what_an_output_means(tmp_path, monkeypatch, output, photos, folder):
    monkeypatch.chdir(tmp_path)
    Path("there.jpg").mkdir()
    Path("file").touch()
    assert (output_folder(output, [PHOTO] * photos) is not None) == folder
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "there.jpg"]


@pytest.mark.parametrize("output", ["out.jpg", "file"])
def test_several_photos_want_a_folder(tmp_path, monkeypatch, output):
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    with pytest.raises(OutputError, match="name a folder"):
        output_folder(output, [PHOTO] * 2)
