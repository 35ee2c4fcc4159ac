"""Export: a finished photo as a file, whole, the face alone, or before beside after."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from facelab.errors import Cancelled
from facelab.photo.align import support_box
from facelab.photo.picture import Picture
from facelab.photo.write import write
from facelab.photo.xmp import Mark
from facelab.pipeline.edited_photo import Photo
from facelab.progress import ShareCallback, quiet

What = Literal["photo", "crop", "pair"]


@dataclass(frozen=True)
class Export:
    """How a photo is written.

    Attributes:
        what: the whole photo, the face alone at the photo's resolution, or the photo before beside after.
        quality: 1 to 100, of JPEG, WebP and AVIF.
        strip_gps: whether to leave out where the photo was taken.
    """

    what: What = "photo"
    quality: int = 95
    strip_gps: bool = False


def export(
    photo: Photo,
    path: Path,
    how: Export,
    *,
    face: int = 0,
    progress: ShareCallback = quiet,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write a finished photo, in place of a file that is there, marked where it was edited.

    Args:
        photo: what to write.
        path: where to; its extension says the format.
        how: what of it, and how.
        face: whose the crop is.
        progress: is told the share that is drawn; how far the file is written is not known.
        cancelled: asked from time to time whether to stop.

    Raises:
        Cancelled: it was; nothing was written.
        FaceError: a crop of a face that is not there.
        OutputError: it cannot be written there.
    """

    def check(done: float) -> None:
        if cancelled():
            raise Cancelled("{name} was not written, as you stopped it.", name=path.name)
        progress(done)

    check(0)
    edited = photo.draw(check)
    mark = None if edited is photo.original.picture else Mark.EDITED
    check(1)
    write(
        _part(photo, edited, how.what, face),
        path,
        overwrite=True,
        quality=how.quality,
        strip_gps=how.strip_gps,
        mark=mark,
        before=lambda: check(1),
    )


def _part(photo: Photo, edited: Picture, what: What, face: int) -> Picture:
    if what == "crop":
        crop = photo.crop(face)
        return edited.cut(support_box(crop.similarity, (edited.width, edited.height)))
    return beside(photo.original.picture, edited) if what == "pair" else edited


def beside(left: Picture, right: Picture) -> Picture:
    """Two pictures of one height and kind beside each other, with what came with the left one."""
    alpha = None
    if left.alpha is not None and right.alpha is not None:
        alpha = np.concatenate([left.alpha, right.alpha], axis=1)
    samples = np.concatenate([left.samples, right.samples], axis=1)
    return replace(left, base=samples, alpha=alpha, patches=(), data=b"")
