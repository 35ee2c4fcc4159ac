"""Photos in: a file's bytes to a :class:`Picture`, or one sentence that says why not."""

import stat
import warnings
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facelab.errors import Message, PhotoError, Value, reason
from facelab.photo import exif, xmp
from facelab.photo.boxes import main_item
from facelab.photo.cicp import profile_of_exif
from facelab.photo.colour import cmyk_to_srgb, usable
from facelab.photo.containers import metadata_of
from facelab.photo.decode import decode
from facelab.photo.metadata import Metadata
from facelab.photo.picture import THIS_PICTURE, Picture
from facelab.photo.refused import RefusedError
from facelab.photo.sniff import refused_kind, stored_format
from facelab.photo.stored import Stored

MAX_BYTES = 200_000_000
"""Bytes of a file beyond which it is refused."""

HEAD = 2**16
"""Bytes at the beginning of a HEIF file that say what is in it, or most that is."""

_FORMATS = Message("JPEG, PNG, WebP, AVIF, HEIC, TIFF, BMP or GIF")


def read(path: Path | str) -> Picture:
    """Read a photo: JPEG, PNG, WebP, AVIF, HEIC, TIFF, BMP, GIF; known by content, not by name.

    Of several pictures, pages or frames, the first one.

    Raises:
        PhotoError: no such file, no picture, one that is damaged, or one beyond 100 megapixels or 200 MB.
    """
    path = Path(path)
    return read_bytes(_contents(path), path)


def size_told(file: Path | IO[bytes]) -> tuple[int, int] | None:
    """Pixels across and down as a file's header tells them; None where only a decoder knows, or nobody.

    It is no promise that the file can be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large ones
            with file.open("rb") if isinstance(file, Path) else file as stream:
                return _size_told(stream)
    except Exception:  # broken files meet it with errors of every kind
        return None


def _size_told(stream: IO[bytes]) -> tuple[int, int] | None:
    item = main_item(stream.read(HEAD))  # HEIC, of which Pillow knows nothing
    if item is not None and item.size:
        return item.size
    stream.seek(0)
    with Image.open(stream) as image:
        return image.size


def read_bytes(data: bytes, source: Path | None = None) -> Picture:
    """Read a photo from the bytes of its file.

    Exif's orientation is applied, or XMP's where Exif says none. Broken Exif data are dropped; a broken
    colour profile is dropped too, and the picture taken for sRGB.

    Args:
        data: the whole file.
        source: where it came from; errors name it.

    Raises:
        PhotoError: as :func:`read`.
    """
    name = source or THIS_PICTURE
    found = _format(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of what is tolerated or refused here
            return _picture(decode(data, found), found, data, source)
    except RefusedError as error:
        raise error.with_values(path=name) from error
    except MemoryError as error:
        raise PhotoError(
            "{path} needs more memory than there is; close other programs or make it smaller.", path=name
        ) from error
    except Exception as error:  # the decoders meet broken files with errors of every kind
        raise PhotoError(
            "{path} is damaged, cut short or an uncommon kind of {format}; "
            "get a fresh copy of it, or save it as PNG in another program.",
            path=name,
            format=found,
        ) from error


def _contents(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PhotoError("{path} is a folder; name the photos in it.", path=path)
        if not stat.S_ISREG(status.st_mode):
            raise PhotoError("{path} is no regular file; name a photo.", path=path)
        if status.st_size > MAX_BYTES:
            raise _too_long(path)
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise PhotoError("{path} does not exist; check its name.", path=path) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise PhotoError(
            "{path} cannot be read ({reason}); check its name and its permissions.", path=path, reason=reason(error)
        ) from error


def _format(data: bytes, name: Value) -> str:
    if not data:
        raise PhotoError("{path} is empty; get a fresh copy of it.", path=name)
    if len(data) > MAX_BYTES:
        raise _too_long(name)
    found = stored_format(data)
    if found:
        return found
    if kind := refused_kind(data):
        raise PhotoError(
            "{path} is {kind}, which FaceLab does not read; use {formats}.", path=name, kind=kind, formats=_FORMATS
        )
    raise PhotoError("{path} is no picture that FaceLab knows; use {formats}.", path=name, formats=_FORMATS)


def _too_long(name: Value) -> PhotoError:
    return PhotoError("{path} has more than {most} MB; make it smaller first.", path=name, most=MAX_BYTES // 10**6)


def _picture(stored: Stored, found: str, data: bytes, source: Path | None) -> Picture:
    said = metadata_of(data, found, Metadata(stored.exif, stored.xmp))
    orientation = stored.orientation or exif.orientation(said.exif) or xmp.orientation(said.xmp) or 1
    if found in _OF_CAMERAS and stored.profile is None and stored.samples.shape[2] == 3 and said.exif:
        stored = replace(stored, profile=profile_of_exif(said.exif))
    samples, alpha, profile = _split(stored, orientation)
    return Picture(
        base=_fixed(samples),
        alpha=None if alpha is None else _fixed(alpha),
        profile=profile,
        metadata=replace(said, exif=exif.upright(said.exif)),
        format=found,
        data=data,
        source=source,
        several=stored.several,
    )


_OF_CAMERAS = ("JPEG", "TIFF")
"""Formats in which Exif data may say the colour space."""


def _split(stored: Stored, orientation: int) -> tuple[NDArray[Any], NDArray[Any] | None, bytes | None]:
    """Colours, alpha, and the profile that the colours are in."""
    samples = _upright(stored.samples, orientation)
    if stored.cmyk:
        return cmyk_to_srgb(samples, usable(stored.profile, "CMYK")), None, None
    colours = 1 if samples.shape[2] < 3 else 3
    alpha = samples[..., -1] if samples.shape[2] > colours else None
    return samples[..., :colours], alpha, usable(stored.profile, "GRAY" if colours == 1 else "RGB")


def _upright(samples: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Samples (H, W, C) turned and mirrored as Exif's orientation says.

    What has alpha or inks is not put in that order in memory: it would not fit in twice where it is large.
    """
    if orientation >= 5:
        samples = samples.swapaxes(0, 1)
    down, across = _MIRRORED[orientation]
    turned = samples[:: -1 if down else 1, :: -1 if across else 1]
    return np.ascontiguousarray(turned) if samples.shape[2] in (1, 3) else turned


def _fixed(samples: NDArray[Any]) -> NDArray[Any]:
    samples = samples.view()
    samples.setflags(write=False)
    return samples


_MIRRORED = {
    1: (False, False),
    2: (False, True),
    3: (True, True),
    4: (True, False),
    5: (False, False),
    6: (False, True),
    7: (True, True),
    8: (True, False),
}
"""Whether an orientation mirrors top and bottom, left and right, after 5 to 8 have swapped rows and columns."""
