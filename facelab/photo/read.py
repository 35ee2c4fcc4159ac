"""Photos in: a file's bytes to a :class:`Picture`, or one sentence that says why not."""

import stat
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facelab.errors import PhotoError
from facelab.photo.colour import cmyk_to_srgb, usable
from facelab.photo.decode import RefusedError, Stored, decode
from facelab.photo.picture import Picture
from facelab.photo.sniff import refused_kind, stored_format

MAX_BYTES = 200_000_000
"""Bytes of a file beyond which it is refused."""

_FORMATS = "JPEG, PNG, WebP, AVIF, HEIC, TIFF, BMP or GIF"


def read(path: Path | str) -> Picture:
    """Read a photo: JPEG, PNG, WebP, AVIF, HEIC, TIFF, BMP, the first frame of GIF; known by content, not by name.

    Raises:
        PhotoError: no such file, no picture, one that is damaged, or one beyond 100 megapixels or 200 MB.
    """
    path = Path(path)
    return read_bytes(_contents(path), path)


def read_bytes(data: bytes, source: Path | None = None) -> Picture:
    """Read a photo from the bytes of its file.

    Exif's orientation is applied. Broken Exif data are dropped; a broken colour profile is dropped too, and the
    picture taken for sRGB.

    Args:
        data: the whole file.
        source: where it came from; errors name it.

    Raises:
        PhotoError: as :func:`read`.
    """
    name = str(source) if source else "This picture"
    found = _format(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of what is tolerated or refused here
            return _picture(decode(data, found), found, data, source)
    except RefusedError as error:
        raise PhotoError(f"{name} {error}") from error
    except MemoryError as error:
        raise PhotoError(f"{name} needs more memory than there is; close other programs or make it smaller.") from error
    except Exception as error:  # the decoders meet broken files with errors of every kind
        raise PhotoError(
            f"{name} is damaged, cut short or an uncommon kind of {found}; "
            "get a fresh copy of it, or save it as PNG in another program."
        ) from error


def _contents(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PhotoError(f"{path} is a folder; name the photos in it.")
        if not stat.S_ISREG(status.st_mode):
            raise PhotoError(f"{path} is no regular file; name a photo.")
        if status.st_size > MAX_BYTES:
            raise _too_long(str(path))
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise PhotoError(f"{path} does not exist; check its name.") from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise PhotoError(f"{path!s} cannot be read ({reason}); check its name and its permissions.") from error


def _format(data: bytes, name: str) -> str:
    if not data:
        raise PhotoError(f"{name} is empty; get a fresh copy of it.")
    if len(data) > MAX_BYTES:
        raise _too_long(name)
    found = stored_format(data)
    if found is None:
        kind = refused_kind(data)
        what = f"{kind}, which FaceLab does not read" if kind else "no picture that FaceLab knows"
        raise PhotoError(f"{name} is {what}; use {_FORMATS}.")
    return found


def _too_long(name: str) -> PhotoError:
    return PhotoError(f"{name} has more than {MAX_BYTES // 10**6} MB; make it smaller first.")


def _picture(stored: Stored, found: str, data: bytes, source: Path | None) -> Picture:
    samples, alpha, profile = _split(stored)
    return Picture(
        samples=_upright(samples, stored.orientation),
        alpha=None if alpha is None else _upright(alpha, stored.orientation),
        profile=profile,
        exif=stored.exif,
        xmp=stored.xmp,
        format=found,
        data=data,
        source=source,
    )


def _split(stored: Stored) -> tuple[NDArray[Any], NDArray[Any] | None, bytes | None]:
    """Colours, alpha, and the profile that the colours are in."""
    samples = stored.samples
    if stored.cmyk:
        return cmyk_to_srgb(samples, usable(stored.profile, "CMYK")), None, None
    colours = 1 if samples.shape[2] < 3 else 3
    alpha = samples[..., -1] if samples.shape[2] > colours else None
    return samples[..., :colours], alpha, usable(stored.profile, "GRAY" if colours == 1 else "RGB")


def _upright(samples: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Samples (H, W, ...) turned and mirrored as Exif's orientation says, contiguous and not to be written to."""
    if orientation >= 5:
        samples = samples.swapaxes(0, 1)
    down, across = _MIRRORED[orientation]
    turned = np.ascontiguousarray(samples[:: -1 if down else 1, :: -1 if across else 1])
    turned.setflags(write=False)
    return turned


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
