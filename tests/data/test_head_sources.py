"""Where heads to be taught on come from, and whom they leave out."""

import csv
import io
import subprocess
import tarfile
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from facelab.canonical import LANDMARKS
from facelab.data.head_sources import CLOSE, WIDE, celeba_of, faces_of, heads_of
from facelab.errors import DataError

FACES = [
    # file, split, partition, celeba, identity, scale, residual, Eyeglasses
    ("plain.png", "train", "train", 1, 11, 0.8, 1.0, 0),
    ("glasses.png", "train", "train", 2, 12, 0.8, 1.0, 1),
    ("blurred.png", "train", "train", 3, 13, 1.4, 1.0, 1),
    ("turned.png", "train", "train", 4, 14, 0.8, 7.0, 1),
    ("tested.png", "test", "train", 5, 15, 0.8, 1.0, 1),
    ("also-tested.png", "train", "train", 6, 15, 0.8, 1.0, 0),
    ("elsewhere.png", "train", "test", 7, 16, 0.8, 1.0, 0),
]
HEADS = [
    ("whole.png", "train", "celeba", 1),
    ("wild.png", "train", "mebeauty", ""),
    ("kept.png", "held", "mebeauty", ""),
]
MARKS = " ".join(f"{x:.2f} {y:.2f}" for x, y in LANDMARKS)


def png(grey: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (144, 144), (grey,) * 3).save(stream, "PNG")
    return stream.getvalue()


def table(path, columns, rows):
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([columns, *rows])


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("source")
    columns = ("file", "split", "partition", "celeba", "identity", "scale", "residual", "Eyeglasses", "shard")
    table(folder / "faces.csv", columns, [(*row, "all.tar") for row in FACES])
    columns = ("file", "split", "source", "celeba", "landmarks", "shard")
    table(folder / "heads.csv", columns, [(*row, MARKS, "all.tar") for row in HEADS])
    with tarfile.open(folder / "all.tar", "w") as tar:
        for grey, name in enumerate([row[0] for row in (*FACES, *HEADS)]):
            info = tarfile.TarInfo(name)
            info.size = len(png(grey))
            tar.addfile(info, io.BytesIO(png(grey)))
    return folder


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """CelebA's photos in a git directory, their numbers as their greys; 9 is in no table."""
    folder = tmp_path_factory.mktemp("repository")
    (folder / "Celeb").mkdir()
    for number in (*range(1, 8), 9):
        Image.new("RGB", (64, 64), (number * 20,) * 3).save(folder / "Celeb" / f"{number:06d}.jpg")
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "photos")):
        subprocess.run(["git", "-C", str(folder), *words], check=True)
    return folder


class Detector:
    """Finds a face in all but one photo."""

    def detect(self, rgb, *, largest_only=False, progress=None):  # noqa: ARG002
        residual = 20.0 if abs(int(rgb[0, 0, 0]) - 80) < 5 else 1.0
        return [SimpleNamespace(landmarks=LANDMARKS, residual=residual)]


def test_heads_are_those_of_a_split_and_looked_at_twice_where_they_are_wide(source):
    heads = {head.name: head for head in heads_of(source, "train")}
    assert {name: head.looks for name, head in heads.items()} == {"whole.png": (CLOSE, WIDE), "wild.png": (CLOSE,)}
    assert heads["wild.png"].photo.shape == (144, 144, 3) and (heads["wild.png"].photo == 8).all()
    np.testing.assert_allclose(heads["wild.png"].similarity.apply(LANDMARKS), LANDMARKS, atol=0.01)
    assert [head.looks for head in heads_of(source, "held")] == [(CLOSE, WIDE)]


def test_faces_are_sharp_and_to_train_on(source):
    assert [face.name for face in faces_of(source, ("Eyeglasses",))] == ["glasses.png"]


def test_of_celeba_nobody_who_is_measured_on_and_no_head_that_is_there(source, repository):
    # 1 is a head already, 4 is turned too far, 5 and 6 are one person, 7 is of another partition, 9 is not known
    found = list(celeba_of(repository, source, Detector()))
    assert {head.name for head in found} == {"2", "3"}
    assert all(abs(int(head.photo[0, 0, 0]) - 20 * int(head.name)) < 5 for head in found)


def test_what_is_missing_is_said(source, tmp_path):
    with pytest.raises(DataError, match=r"heads\.csv cannot be read"):
        list(heads_of(tmp_path, "train"))
    with pytest.raises(DataError, match="cannot be read as a git directory"):
        list(celeba_of(tmp_path, source, Detector()))
