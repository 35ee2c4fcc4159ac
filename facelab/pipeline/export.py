"""Export: a finished photo as a file, whole, the face alone, or before beside after."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from facelab.photo.align import Box, support_box
from facelab.photo.colour import to_srgb8
from facelab.photo.metadata import NOTHING_SAID
from facelab.photo.picture import Picture
from facelab.photo.read import read_bytes
from facelab.photo.resize import smaller
from facelab.photo.write import encoded, keeps_bytes, write
from facelab.photo.xmp import Mark
from facelab.pipeline.edited_photo import Photo
from facelab.progress import ShareCallback, quiet, stages

What = Literal["photo", "crop", "pair"]
STAGES = 1.0, 1.0
"""How long drawing and encoding take, beside each other."""
TRIED = 4_000_000
"""Pixels that are encoded to tell how large a file will be, at most."""


@dataclass(frozen=True)
class Export:
    """How a photo is written.

    Attributes:
        what: the whole photo, the face alone at the photo's resolution, or the photo before beside after.
        quality: 1 to 100, of JPEG, WebP and AVIF.
        strip_gps: whether to leave out where the photo was taken.
        width: pixels across, where it is to be made smaller.
    """

    what: What = "photo"
    quality: int = 95
    strip_gps: bool = False
    width: int | None = None


def export(
    photo: Photo,
    path: Path,
    how: Export,
    *,
    face: int = 0,
    progress: ShareCallback = quiet,
) -> None:
    """Write a finished photo, in place of a file that is there, marked where it was edited.

    Args:
        photo: what to write.
        path: where to; its extension says the format.
        how: what of it, and how.
        face: whose the crop is.
        progress: is told the share that is done; what it raises ends the work, and nothing is written.

    Raises:
        FaceError: a crop of a face that is not there.
        OutputError: it cannot be written there.
    """

    drawing, writing = stages(progress, *STAGES)
    drawing(0)
    edited = photo.draw(drawing)
    mark = None if edited is photo.original.picture else Mark.EDITED
    writing(0)
    write(
        _part(photo, edited, how, face),
        path,
        overwrite=True,
        quality=how.quality,
        strip_gps=how.strip_gps,
        mark=mark,
        progress=writing,
    )


@dataclass(frozen=True, eq=False)
class Trial:
    """A picture as it would be written.

    Attributes:
        width, height: in pixels. size: of the file, in bytes, roughly.
        before, after: (H, W, 3) sRGB, a part of it pixel for pixel: as it is, and as the file holds it.
    """

    width: int
    height: int
    size: int
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]


def trial(photo: Photo, suffix: str, how: Export, *, face: int = 0, side: int = 192) -> Trial:
    """What a file would hold, and how large it would be.

    Args:
        photo: what would be written. suffix: of the file, one of ``photo.write.FORMATS``.
        how: what of it, and how. face: whose part is shown. side: pixels across and down of the part, at most.
    """
    picture = _part(photo, photo.picture, how, face)
    if picture is photo.original.picture and keeps_bytes(picture, Path(f"photo{suffix}")):  # it is copied
        same = to_srgb8(picture.cut(_shown(picture, _middle(photo, how.what, face), side)))
        return Trial(picture.width, picture.height, len(picture.data), same, same)
    shown = picture.cut(_shown(picture, _middle(photo, how.what, face), side))
    read = read_bytes(encoded(replace(shown, metadata=NOTHING_SAID), suffix, how.quality))
    return Trial(picture.width, picture.height, _size(picture, suffix, how.quality), to_srgb8(shown), to_srgb8(read))


def full_width(photo: Photo, what: What, face: int) -> int:
    """Pixels across what is written, unless it is made smaller."""
    picture = photo.original.picture
    if what == "crop":
        left, _, right, _ = support_box(photo.crop(face).similarity, (picture.width, picture.height))
        return right - left
    return 2 * picture.width if what == "pair" else picture.width


def _size(picture: Picture, suffix: str, quality: int) -> int:
    """Bytes of a file, told from the middle rows of a large picture."""
    rows = min(picture.height, max(64, TRIED // picture.width))
    top = (picture.height - rows) // 2
    part = picture.rows(slice(top, top + rows)) if rows < picture.height else picture
    return round(len(encoded(part, suffix, quality)) * picture.height / rows)


def _middle(photo: Photo, what: What, face: int) -> tuple[float, float]:
    """Where the face is in what is written, as shares of its width and height."""
    if what == "crop" or not photo.faces:
        return 0.5, 0.5
    left, top, right, bottom = photo.crop(face).face.box
    picture = photo.original.picture
    across, down = (left + right) / 2 / picture.width, (top + bottom) / 2 / picture.height
    return (0.5 + across / 2 if what == "pair" else across), down


def _shown(picture: Picture, middle: tuple[float, float], side: int) -> Box:
    width, height = min(side, picture.width), min(side, picture.height)
    left = min(max(round(middle[0] * picture.width) - width // 2, 0), picture.width - width)
    top = min(max(round(middle[1] * picture.height) - height // 2, 0), picture.height - height)
    return left, top, left + width, top + height


def _part(photo: Photo, edited: Picture, how: Export, face: int) -> Picture:
    if how.what == "crop":
        crop = photo.crop(face)
        edited = edited.cut(support_box(crop.similarity, (edited.width, edited.height)))
    elif how.what == "pair":
        edited = beside(photo.original.picture, edited)
    return edited if how.width is None else smaller(edited, how.width)


def beside(left: Picture, right: Picture) -> Picture:
    """Two pictures of one height and kind beside each other, with what came with the left one."""
    alpha = None
    if left.alpha is not None and right.alpha is not None:
        alpha = np.concatenate([left.alpha, right.alpha], axis=1)
    samples = np.concatenate([left.samples, right.samples], axis=1)
    return replace(left, base=samples, alpha=alpha, patches=(), data=b"")
