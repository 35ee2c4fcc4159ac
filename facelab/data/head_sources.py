"""Where the heads that the parser is taught on come from: photos of whole heads, aligned faces, CelebA's own photos.

Nobody of valid or test is among those to train on: a person of whom any picture is there is left out, and so are
CelebA's photos that are among the whole heads already.
"""

import csv
import io
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from facelab.canonical import MARGIN
from facelab.errors import DataError
from facelab.model.parser import SIDE
from facelab.photo.align import Similarity, align
from facelab.photo.faces import FaceDetector

CLOSE, WIDE = 176, SIDE
"""Canonical pixels along each side of the teacher's two looks."""
_WORST = 9.0
"""Residual of landmarks above which a face of a photo is not used, pixels of the crop."""

Pixels: TypeAlias = NDArray[np.uint8]
"""(H, W, 3), sRGB."""


@dataclass(frozen=True, eq=False)
class HeadPhoto:
    """A head to be taught on: its photo (H, W, 3) uint8 sRGB, its place, and the sides of the teacher's looks."""

    name: str
    photo: Pixels
    similarity: Similarity
    looks: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class StoredHead:
    """A head as it is stored: its photo is read when it is asked for.

    Attributes:
        name: of its file. archive: the tar that has it.
        landmarks: (5, 2), x y in pixels.
        source: where the photo comes from.
    """

    name: str
    archive: Path
    landmarks: NDArray[np.float64]
    source: str

    @property
    def photo(self) -> Pixels:
        """The photo, decoded anew."""
        return _decoded(_member(self.archive, self.name))


def stored_heads(folder: Path, split: str) -> list[StoredHead]:
    """The heads of one split (train, held) of ``heads.csv``, in its order."""
    return [
        StoredHead(
            row["file"],
            folder / row["shard"],
            np.array(row["landmarks"].split(), np.float64).reshape(5, 2),
            row["source"],
        )
        for row in _table(folder / "heads.csv")
        if row["split"] == split
    ]


def heads_of(folder: Path, split: str) -> Iterator[HeadPhoto]:
    """The heads of ``heads.csv`` and its tars: twice looked at where the picture may be wide enough, or held."""
    for head in stored_heads(folder, split):
        wide = split == "held" or head.source != "mebeauty"
        yield HeadPhoto(head.name, head.photo, align(head.landmarks), (CLOSE, WIDE) if wide else (CLOSE,))


def faces_of(folder: Path, attributes: Sequence[str]) -> Iterator[HeadPhoto]:
    """The sharp training faces of ``faces.csv`` that have one of the attributes."""
    crop = Similarity(np.array([[1.0, 0.0, -MARGIN], [0.0, 1.0, -MARGIN]]))
    for row in _table(folder / "faces.csv"):
        sharp = float(row["scale"]) < 1 and float(row["residual"]) < 6
        if _to_train_on(row) and sharp and any(row[name] == "1" for name in attributes):
            yield HeadPhoto(row["file"], _decoded(_member(folder / row["shard"], row["file"])), crop, (CLOSE,))


def celeba_of(repository: Path, folder: Path, detector: FaceDetector, wide: int = 3) -> Iterator[HeadPhoto]:
    """CelebA's original photos from the folder ``Celeb`` of a git repository; nobody of valid or test.

    Args:
        repository: its git directory. folder: with ``faces.csv`` and ``heads.csv``; the latter's heads are left out.
        detector: finds the face. wide: one in so many is looked at twice.
    """
    known = {row["celeba"]: row for row in _table(folder / "faces.csv")}
    heads = {row["celeba"] for row in _table(folder / "heads.csv")}
    elsewhere = {row["identity"] for row in known.values() if not _to_train_on(row)}
    listed = _git(repository, "ls-tree", "--name-only", "HEAD", "Celeb/").decode().split()
    numbers = {path: str(int(Path(path).stem)) for path in listed if path.endswith(".jpg")}
    kept = [
        path
        for path, number in numbers.items()
        if number not in heads and number in known and known[number]["identity"] not in elsewhere
    ]
    order = np.random.default_rng(0).permutation(len(kept))
    for count, path in enumerate(kept[i] for i in order):
        photo = _decoded(_git(repository, "show", f"HEAD:{path}"))
        faces = [face for face in detector.detect(photo, largest_only=True) if face.residual <= _WORST]
        if faces:
            looks = (CLOSE,) if count % wide else (CLOSE, WIDE)
            yield HeadPhoto(numbers[path], photo, align(faces[0].landmarks), looks)


def _to_train_on(row: dict[str, str]) -> bool:
    return row["split"] == "train" and row["partition"] == "train"


def _table(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(newline="") as stream:
            return list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            "{path} cannot be read ({error}); name a folder that has it.", path=path, error=str(error)
        ) from error


def _member(archive: Path, name: str) -> bytes:
    try:
        start, size = _members(archive)[name]
        with archive.open("rb") as stream:
            stream.seek(start)
            return stream.read(size)
    except (tarfile.TarError, OSError, KeyError) as error:
        raise DataError(
            "{archive} lacks {name} ({error}); get the file again.", archive=archive, name=name, error=str(error)
        ) from error


@cache
def _members(archive: Path) -> dict[str, tuple[int, int]]:
    with tarfile.open(archive) as tar:
        return {member.name: (member.offset_data, member.size) for member in tar if member.isfile()}


def _git(repository: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise DataError(
            "{repository} cannot be read as a git directory ({error}).", repository=repository, error=str(error)
        ) from error


def _decoded(data: bytes) -> Pixels:
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "WEBP", "PNG"]) as picture:
            return np.asarray(picture.convert("RGB"))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise DataError("A training picture is damaged ({error}).", error=str(error)) from error
