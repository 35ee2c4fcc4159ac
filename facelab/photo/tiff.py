"""TIFF files: 8 bits a sample by Pillow, 16 by tifffile (TIFF 6.0)."""

import ctypes
import io
from contextlib import suppress
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import _imaging

from facelab.photo.cicp import profile_of_gamma
from facelab.photo.refused import RefusedError, check_size, uncommon
from facelab.photo.stored import Stored, loaded, opened, unpremultiplied


def decode_tiff(data: bytes, _: str) -> Stored:
    """Decode a TIFF file; see ``facelab.photo.decode.decode``."""
    import tifffile

    with tifffile.TiffFile(io.BytesIO(data)) as file:
        page = file.pages.first
        tags: dict[int, Any] = {tag.code: tag.value for tag in page.tags}
        _check_tiff(tags)
        deep = max(_tuple(tags.get(258, 1))) > 8
        several = _more_pages(file)
        stored = Stored(_deep_tiff(page, tags)) if deep else _shallow_tiff(data, tags)
    lies = tags.get(274, 1)
    return Stored(
        samples=stored.samples,
        profile=_bytes(tags.get(34675)) or _primaries(tags, stored.samples),
        xmp=_bytes(tags.get(700)),
        orientation=lies if deep and lies in range(1, 9) else 1,  # where Pillow decodes, it turns the picture too
        cmyk=stored.cmyk or tags.get(262) == 5,
        several=several,
    )


def _primaries(tags: dict[int, Any], samples: NDArray[Any]) -> bytes | None:
    """The profile of the chromaticities of white, red, green and blue, where all are said."""
    white, colours = tags.get(318), tags.get(319)
    if samples.shape[2] != 3 or white is None or colours is None:
        return None
    with suppress(ZeroDivisionError):
        numbers = [*white, *colours]
        return profile_of_gamma(None, [a / b for a, b in zip(numbers[::2], numbers[1::2], strict=True)], grey=False)
    return None


def _more_pages(file: Any) -> bool:
    """Whether pages follow the first that are neither smaller copies of it nor its mask."""
    with suppress(Exception):  # what is broken behind the first page hurts nobody
        return any(page.tags.valueof(254, 0) & 5 == 0 for page in file.pages[1:_MOST_PAGES])
    return False


_MOST_PAGES = 16
"""Pages looked at, so that a file of thousands opens as quickly."""


def _check_tiff(tags: dict[int, Any]) -> None:
    check_size(tags[256], tags[257])
    check_size(tags.get(322, 1), tags.get(323, 1))  # a tile may be larger than its picture
    if 50706 in tags or tags.get(254, 0) & 1:
        raise RefusedError(
            "{path} is a camera's raw file or a mere preview; develop it and save it as JPEG or TIFF first."
        )
    if any(kind != 1 for kind in _tuple(tags.get(339, 1))):
        raise RefusedError("{path} has samples that are no whole numbers from 0 up; save it with 8 or 16 bits first.")
    bits = _tuple(tags.get(258, 1))
    if max(bits) > 8 and set(bits) != {16}:
        raise RefusedError("{path} has neither 8 nor 16 bits a sample; save it with 8 or 16 bits first.")


def _shallow_tiff(data: bytes, tags: dict[int, Any]) -> Stored:
    image = opened(data, "TIFF")
    _silence_libtiff()
    if 274 not in tags:
        image.getexif()[274] = 1  # Pillow would turn the picture as its XMP says
    return loaded(image)


@lru_cache
def _silence_libtiff() -> None:
    """Keep Pillow's libtiff from talking on the terminal of broken files."""
    with suppress(AttributeError, OSError):  # where libtiff is built into Pillow there is no way to its handler
        ctypes.CDLL(_imaging.__file__).TIFFSetErrorHandler(None)


_TIFF_COLOURS = {0: 1, 1: 1, 2: 3, 5: 4}
"""Channels of the colour models (PhotometricInterpretation) that are read with 16 bits: grey, RGB, CMYK."""

_TIFF_COMPRESSIONS = (1, 5, 8, 32773, 32946)
"""None, LZW, deflate, PackBits, the older number of deflate."""


def _deep_tiff(page: Any, tags: dict[int, Any]) -> NDArray[Any]:
    colours = _TIFF_COLOURS.get(tags.get(262, -1))
    channels = tags.get(277, 1)
    if colours is None or not colours <= channels <= 8 or tags.get(259, 1) not in _TIFF_COMPRESSIONS:
        raise uncommon()
    samples = page.asarray(maxworkers=1)
    if tags.get(284, 1) == 2 and channels > 1:
        samples = np.moveaxis(samples, 0, -1)  # one plane after the other
    samples = samples.reshape(tags[257], tags[256], channels)
    if tags[262] == 0:
        np.invert(samples, out=samples)  # white is 0
    extra = _tuple(tags.get(338, ()))[:1] if colours != 4 else ()
    if extra == (1,):
        return unpremultiplied(samples[..., : colours + 1])
    return np.asarray(samples[..., : colours + (extra == (2,))])


def _tuple(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _bytes(value: Any) -> bytes | None:
    return value if isinstance(value, bytes) and value else None
