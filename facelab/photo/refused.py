"""Pictures that may be sound and are not taken, and the limit of their size."""

from facelab.errors import PhotoError, Value
from facelab.photo.picture import THIS_PICTURE

MAX_PIXELS = 100_000_000
"""Pixels of a picture beyond which it is refused."""


class RefusedError(PhotoError):
    """A picture that may be sound and is not taken; ``path`` is set where its file is known."""

    def __init__(self, template: str, /, *, path: Value = THIS_PICTURE, **values: Value) -> None:
        super().__init__(template, path=path, **values)


def check_size(width: int, height: int) -> None:
    """Refuse what is too large before it is decoded.

    Raises:
        RefusedError: more than ``MAX_PIXELS``.
        ValueError: no pixels.
    """
    if width * height > MAX_PIXELS:
        raise too_large()
    if min(width, height) < 1:
        raise ValueError("a picture of no pixels")


def too_large() -> RefusedError:
    """It has too many pixels."""
    return RefusedError("{path} has more than {most} megapixels; make it smaller first.", most=MAX_PIXELS // 10**6)


def uncommon() -> RefusedError:
    """Its samples are stored in a way that is not read."""
    return RefusedError("{path} stores its samples in an uncommon way; save it as 8-bit or 16-bit RGB first.")


def hdr() -> RefusedError:
    """Its samples follow a curve of high dynamic range."""
    return RefusedError(
        "{path} is an HDR picture (PQ, HLG or logarithmic), which FaceLab does not edit; save it as SDR first."
    )
