"""Where training pictures come from: a folder of pictures, CelebA as published, or shards of prepared faces."""

import csv
import io
import math
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facelab.attributes import ATTRIBUTES
from facelab.canonical import MARGIN, SIZE
from facelab.data.folder import SPLITS
from facelab.data.labels import TABLE, Labelled, read_labels
from facelab.errors import DataError

if TYPE_CHECKING:
    from facelab.photo.faces import FaceDetector

EDGE = SIZE + 2 * MARGIN
CELEBA_SQUARE = (12.5, 40.0, 152.0)
"""Left, top and side of the crop in CelebA's own 178 x 218 aligned pictures."""


@dataclass(frozen=True)
class SourcePicture:
    """One face to prepare: its picture is (144, 144, 3) uint8, sRGB, in the canonical frame with its margin.

    The residual says how far its landmarks lie from the frame's, in crop pixels (rms); NaN where nobody measured it.
    """

    name: str
    split: str
    labels: tuple[int, ...]
    identity: int
    picture: Callable[[], NDArray[np.uint8]]
    residual: float = math.nan


def find_pictures(source: Path) -> list[SourcePicture]:
    """The faces of a source, recognised by what lies in it.

    Raises:
        DataError: the source is no folder or has nothing to prepare.
    """
    if not source.is_dir():
        raise DataError("{source} is no folder; name a folder of pictures, of CelebA, or of shards.", source=source)
    if (source / "faces.csv").is_file():
        return list(_shards(source))
    for celeba in (source, source / "celeba"):  # torchvision's datasets.CelebA puts all into a folder of that name
        if (celeba / "img_align_celeba").is_dir():
            return list(_celeba(celeba))
    entries = list(_folder(source))
    if not entries:
        raise DataError(
            "{source} holds no pictures; name a folder of pictures, of CelebA, or of shards.", source=source
        )
    return entries


def _shards(source: Path) -> Iterator[SourcePicture]:
    known = _known_faces(source / "faces.csv")
    for path in sorted(source.glob("*.tar")):
        try:
            with tarfile.open(path) as archive:
                members = [(m.name, m.offset_data, m.size) for m in archive if m.isfile() and m.name in known]
        except (tarfile.TarError, OSError) as error:
            raise DataError("{path} is damaged ({error}); get the file again.", path=path, error=str(error)) from error
        for name, offset, size in members:
            yield known[name](partial(_member, path, offset, size))


def _known_faces(table: Path) -> dict[str, Callable[[Callable[[], NDArray[np.uint8]]], SourcePicture]]:
    """Of each file of a shard what makes its entry from its picture."""

    def known(row: dict[str, str]) -> Callable[[Callable[[], NDArray[np.uint8]]], SourcePicture]:
        labels, residual = tuple(int(row[name]) for name in ATTRIBUTES), float(row.get("residual") or math.nan)
        return partial(SourcePicture, row["file"], row["split"], labels, int(row["identity"]), residual=residual)

    try:
        with table.open(encoding="utf-8", newline="") as stream:
            return {row["file"]: known(row) for row in csv.DictReader(stream)}
    except (KeyError, TypeError, ValueError, OSError, csv.Error) as error:
        raise DataError(
            "{table} lacks a column or a value ({error}); get the file again.", table=table, error=str(error)
        ) from error


def _member(path: Path, offset: int, size: int) -> NDArray[np.uint8]:
    with path.open("rb") as stream:
        stream.seek(offset)
        data = stream.read(size)
    with Image.open(io.BytesIO(data), formats=["WEBP", "PNG", "JPEG"]) as image:
        picture = np.asarray(image.convert("RGB"))
    if picture.shape != (EDGE, EDGE, 3):
        raise DataError(
            "it is {width} x {height} pixels, not {edge} x {edge}.",
            width=picture.shape[1],
            height=picture.shape[0],
            edge=EDGE,
        )
    return picture


def _celeba(source: Path) -> Iterator[SourcePicture]:
    # torchvision's datasets.CelebA checks sums and wants boxes and landmarks too, which are not needed here: the
    # published text files are read without it, by its names for them.
    parts = _table(source / "list_eval_partition.txt", skip=0)
    identities = _table(source / "identity_CelebA.txt", skip=0)
    labels = _table(source / "list_attr_celeba.txt", skip=2)
    for name, values in labels.items():
        if parts.get(name, [""])[0] not in ("0", "1", "2"):
            raise DataError(
                "{path} does not say the split of {name}; get the file again.",
                path=source / "list_eval_partition.txt",
                name=name,
            )
        split = SPLITS[int(parts[name][0])]
        known = tuple(int(value == "1") for value in values)
        identity = int(identities[name][0]) if name in identities else -1
        yield SourcePicture(name, split, known, identity, partial(_celeba_picture, source / "img_align_celeba" / name))


def _table(path: Path, skip: int) -> dict[str, list[str]]:
    try:
        lines = path.read_text("utf-8").splitlines()[skip:]
    except OSError as error:
        raise DataError(
            "{path} cannot be read; CelebA's own text files must lie beside img_align_celeba.", path=path
        ) from error
    return {name: values for name, *values in (line.split() for line in lines if line.strip())}


def _celeba_picture(path: Path) -> NDArray[np.uint8]:
    with Image.open(path, formats=["JPEG", "PNG"]) as image:
        picture = np.asarray(image.convert("RGB"))
    if picture.shape != (218, 178, 3):
        raise DataError(
            "it is {width} x {height} pixels, not CelebA's 178 x 218.", width=picture.shape[1], height=picture.shape[0]
        )
    left, top, side = CELEBA_SQUARE
    zoom = SIZE / side
    matrix = np.array([(zoom, 0, MARGIN - left * zoom), (0, zoom, MARGIN - top * zoom)])
    matrix[:, 2] += matrix[:, :2] @ (0.5, 0.5) - 0.5  # OpenCV counts from the pixel's centre
    flags = cv2.INTER_LINEAR
    return np.asarray(
        cv2.warpAffine(picture, matrix, (EDGE, EDGE), flags=flags, borderMode=cv2.BORDER_REFLECT), np.uint8
    )


def _folder(source: Path) -> Iterator[SourcePicture]:
    endings = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".gif"}
    paths = {p.relative_to(source).as_posix(): p for p in sorted(source.rglob("*")) if p.suffix.lower() in endings}
    table = source / TABLE
    known = read_labels(table, list(paths)) if table.is_file() else {}
    for name, path in paths.items():
        row = known.get(name, Labelled())
        yield SourcePicture(name, row.split or _split_of(name), row.labels, row.identity, partial(_largest_face, path))


def _split_of(name: str) -> str:
    # By name, so that a picture keeps its split when others are added: one in twenty each to valid and test.
    bucket = zlib.crc32(os.fsencode(name)) % 20
    return {0: "valid", 1: "test"}.get(bucket, "train")


def _largest_face(path: Path) -> NDArray[np.uint8]:
    from facelab.photo import align, colour, faces
    from facelab.photo.crop import linear_view
    from facelab.photo.read import read

    picture = read(path)
    found = _detector().detect(colour.to_srgb8(picture), largest_only=True)
    if not found:
        raise DataError("no face is found in it.")
    similarity = align.align(faces.choose(found, 0)[0].landmarks)
    margin = align.Similarity(similarity.matrix + np.array([(0, 0, MARGIN), (0, 0, MARGIN)]))
    crop = colour.encode_srgb(linear_view(picture, margin, (EDGE, EDGE)))
    return np.asarray(np.rint(np.clip(crop, 0, 1) * 255), np.uint8)


@cache
def _detector() -> "FaceDetector":
    from facelab.photo.centerface import CenterFace

    return CenterFace()
