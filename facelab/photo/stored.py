"""What a file holds, as it lies in it, and what Pillow reads of it."""

import io
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from facelab.photo.bands import change_in_bands
from facelab.photo.refused import check_size, too_large, uncommon

for _library in ("PIL", "imagecodecs", "tifffile"):  # of broken files they would talk on the terminal
    logging.getLogger(_library).addHandler(logging.NullHandler())


@dataclass(frozen=True, eq=False)
class Stored:
    """What a file holds: samples as they lie in it, and what came with them.

    Attributes:
        samples: (H, W, C) uint8 or uint16; C = 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA or, with ``cmyk``, inks.
        cmyk: whether the four channels are inks, the highest level full ink.
        exif: Exif data, perhaps with JPEG's prefix; None also where they are the file's own directories (TIFF).
        orientation: 1 to 8 as Exif numbers them; None: as the metadata say.
        several: whether the file holds more pictures than this one: pages, frames, a burst.
    """

    samples: NDArray[Any]
    profile: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    orientation: int | None = None
    cmyk: bool = False
    several: bool = False


def opened(data: bytes, stored_format: str) -> Image.Image:
    """A file opened by Pillow, its size checked, nothing decoded yet.

    Raises:
        RefusedError: it is too large.
    """
    try:
        image = Image.open(io.BytesIO(data), formats=[stored_format])
    except Image.DecompressionBombError as error:
        raise too_large() from error
    check_size(*image.size)
    return image


def loaded(image: Image.Image, decode: Callable[[], NDArray[Any]] | None = None) -> Stored:
    """The picture of a file that Pillow opened; ``decode`` where another decoder gives its samples."""
    cmyk, several = image.mode == "CMYK", image.format in _ANIMATED and bool(getattr(image, "is_animated", False))
    if decode is None or image.format == "PNG":
        image.load()  # also reads what a PNG file has after its samples
    info = image.info
    xmp = info.get("xmp") or info.get("XML:com.adobe.xmp")
    if decode:
        image.close()  # two decoded pictures would lie in memory
    return Stored(
        samples=decode() if decode else _samples(image),
        profile=info.get("icc_profile") or None,
        exif=info.get("exif"),
        xmp=xmp.encode() if isinstance(xmp, str) else xmp,
        cmyk=cmyk,
        several=several,
    )


_ANIMATED = ("AVIF", "GIF", "PNG", "WEBP")
"""Formats whose frames are counted: the further pictures in a JPEG file are previews, depth or gain maps."""

_MODES = {"1": "L", "La": "LA", "P": "RGB", "PA": "RGBA", "RGBa": "RGBA", "RGBX": "RGB", "YCbCr": "RGB"}
"""Pillow's modes that are turned into another before their samples are taken."""


def _samples(image: Image.Image) -> NDArray[Any]:
    if image.mode == "LAB":
        spaces = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, *spaces, outputMode="RGB")
        return np.asarray(converted)
    mode = _MODES.get(image.mode, image.mode)
    if "transparency" in image.info:
        mode = {"L": "LA", "RGB": "RGBA"}.get(mode, mode)
    if mode not in ("L", "LA", "RGB", "RGBA", "CMYK"):
        raise uncommon()
    samples = np.asarray(image if image.mode == mode else image.convert(mode))
    return samples if samples.ndim == 3 else samples[..., None]


def with_channels(samples: NDArray[Any]) -> NDArray[Any]:
    """(H, W) or (H, W, C) as (H, W, C)."""
    return samples.reshape(*samples.shape[:2], -1)


def widened(samples: NDArray[Any], bits: int, shift: int) -> NDArray[Any]:
    """Samples of 10 or 12 bits to 16 in their place, the highest level to the highest, by repeating upper bits."""

    def repeated(band: NDArray[Any]) -> NDArray[Any]:
        high = band << shift
        return np.asarray(high | high >> bits)

    return change_in_bands(repeated, samples)


def unpremultiplied(samples: NDArray[Any]) -> NDArray[Any]:
    """Samples (H, W, C), colours multiplied with their last channel, alpha, put right in their place."""
    top = np.iinfo(samples.dtype).max

    def divided(band: NDArray[Any]) -> NDArray[Any]:
        alpha = band[..., -1:].astype(np.uint64)
        colours = (band[..., :-1] * np.uint64(top) + alpha // 2) // np.maximum(alpha, 1)
        return np.concatenate([np.minimum(colours, top).astype(band.dtype), band[..., -1:]], axis=2)

    return change_in_bands(divided, samples)
