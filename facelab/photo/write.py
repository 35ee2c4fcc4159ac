"""Photos out: the only way in which FaceLab writes a photo."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from facelab.errors import OutputError
from facelab.files import atomic_write
from facelab.photo import encode
from facelab.photo.metadata import to_write
from facelab.photo.picture import Picture
from facelab.photo.xmp import Mark
from facelab.process import give_back_memory
from facelab.progress import ShareCallback, quiet


@dataclass(frozen=True)
class Format:
    """A format that photos are written in, and how many pixels a side it can hold."""

    name: str
    encode: encode.Encoder
    side: int


_JPEG, _TIFF = Format("JPEG", encode.jpeg, 65500), Format("TIFF", encode.tiff, 2**31)
FORMATS = {
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".png": Format("PNG", encode.png, 2**31),
    ".webp": Format("WEBP", encode.webp, 16383),
    ".avif": Format("AVIF", encode.avif, 32768),
    ".tif": _TIFF,
    ".tiff": _TIFF,
}
"""The formats by extension."""

_READ_ONLY = {".heic": "HEIF", ".heif": "HEIF", ".bmp": "BMP", ".gif": "GIF"}
"""Formats that photos come in and are never written in: an unchanged photo is copied."""


def write(
    picture: Picture,
    path: Path | str,
    *,
    overwrite: bool = False,
    quality: int = 95,
    strip_gps: bool = False,
    mark: Mark | None = None,
    progress: ShareCallback = quiet,
) -> None:
    """Write a photo in the format of the path's extension, wholly or not at all.

    A picture that is still its file's own goes out as the very bytes of that file where the format is the same,
    ``mark`` is None and ``strip_gps`` is False. Else its samples are encoded, with its profile and
    metadata (less thumbnails), each where the format keeps it. 16 bits stay 16 in PNG and TIFF and are rounded to 8
    elsewhere. JPEG has no alpha: what is transparent is laid on white. WebP and AVIF have no grey: a grey picture
    becomes sRGB.

    Args:
        picture: what to write.
        path: .jpg, .jpeg, .png, .webp, .avif, .tif or .tiff.
        overwrite: whether an existing file may be replaced; never the picture's own source.
        quality: 1 to 100, of JPEG, WebP (100: without loss) and AVIF.
        strip_gps: whether to leave out where the photo was taken, in Exif, XMP, IPTC and texts.
        mark: how a trained model took part, put into the XMP; None: it did not.
        progress: is told the share that is encoded, where the encoder tells; 1 when all is and nothing is in its place
            yet. What it raises ends it there.

    Raises:
        OutputError: another extension, the source itself, an existing file, or a place that cannot be written.
    """
    path = Path(path)
    if _is_source(picture, path):
        raise OutputError("{path} is the photo itself, which FaceLab never overwrites; choose another name.", path=path)
    put = _encoder(picture, path, quality, strip_gps, mark, progress)
    with atomic_write(path, overwrite=overwrite) as temporary:
        with temporary.open("wb") as file:
            put(file)
        progress(1)


def encoded(picture: Picture, suffix: str, quality: int) -> bytes:
    """A picture as the bytes of a file of a format, by its extension, which is one of FORMATS."""
    file = BytesIO()
    _encode(picture, FORMATS[suffix], file, quality, strip_gps=False, mark=None, progress=quiet)
    return file.getvalue()


def keeps_bytes(picture: Picture, path: Path) -> bool:
    """Whether an unchanged picture goes to a path as the very bytes of its file."""
    suffix = path.suffix.lower()
    name = FORMATS[suffix].name if suffix in FORMATS else _READ_ONLY.get(suffix)
    return bool(picture.data) and picture.format == name


def _encoder(
    picture: Picture, path: Path, quality: int, strip_gps: bool, mark: Mark | None, progress: ShareCallback
) -> Callable[[BinaryIO], object]:
    """What writes the photo to a file."""
    if mark is None and not strip_gps and keeps_bytes(picture, path):
        return lambda file: file.write(picture.data)
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise OutputError(
            "{path} has no extension of a format to write; use one of {formats}.", path=path, formats=", ".join(FORMATS)
        )
    if max(picture.width, picture.height) > form.side:
        raise OutputError(
            "{path} cannot be written, for {form} ends at {side} pixels a side; use .png.",
            path=path,
            form=form.name,
            side=form.side,
        )
    return lambda file: _encode(picture, form, file, quality, strip_gps, mark, progress)


def _encode(
    picture: Picture,
    form: Format,
    file: BinaryIO,
    quality: int,
    strip_gps: bool,
    mark: Mark | None,
    progress: ShareCallback,
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of metadata that it mends
        said = to_write(picture.metadata, form.name, mark, strip_gps=strip_gps)
        give_back_memory()  # glibc keeps some 80 MB when the encoder needs most
        form.encode(replace(picture, metadata=said), quality, file, progress)


def _is_source(picture: Picture, path: Path) -> bool:
    if picture.source is None:
        return False
    try:
        return path.samefile(picture.source)
    except (OSError, ValueError):  # one of them does not exist
        return path.absolute() == picture.source.absolute()
