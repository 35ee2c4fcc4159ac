"""The decoders: each format's stored samples, with the limits kept before anything large is decoded.

Pillow decodes what has 8 bits a sample. More bits go through libpng and libavif (imagecodecs), libheif (pi_heif) and
tifffile, for Pillow would reduce them to 8 without a word.
"""

import ctypes
import io
import logging
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, _imaging

from facelab.errors import PhotoError, Value
from facelab.photo import metadata
from facelab.photo.picture import THIS_PICTURE

for _library in ("PIL", "tifffile"):  # of broken files they would talk on the terminal
    logging.getLogger(_library).addHandler(logging.NullHandler())

MAX_PIXELS = 100_000_000
"""Pixels of a picture beyond which it is refused."""


@dataclass(frozen=True, eq=False)
class Stored:
    """What a file holds: samples as they lie in it, and what came with them.

    Attributes:
        samples: (H, W, C) uint8 or uint16; C = 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA or, with ``cmyk``, inks.
        cmyk: whether the four channels are inks, the highest level full ink.
        orientation: 1 to 8 as Exif numbers them.
    """

    samples: NDArray[Any]
    profile: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    orientation: int = 1
    cmyk: bool = False


class RefusedError(PhotoError):
    """A picture that may be sound and is not taken; ``path`` is set where its file is known."""

    def __init__(self, template: str, /, *, path: Value = THIS_PICTURE, **values: Value) -> None:
        super().__init__(template, path=path, **values)


def decode(data: bytes, stored_format: str) -> Stored:
    """Decode a file of a format that :func:`facelab.photo.sniff.stored_format` names.

    Raises:
        RefusedError: beyond the limits, or of a kind that FaceLab does not take.
        Exception: whatever the decoder meets in a broken file.
    """
    return _DECODERS.get(stored_format, _common)(data, stored_format)


def _common(data: bytes, stored_format: str) -> Stored:
    return _loaded(_open(data, stored_format))


def _open(data: bytes, stored_format: str) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=[stored_format])
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    _check_size(*image.size)
    return image


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_large()
    if min(width, height) < 1:
        raise ValueError("a picture of no pixels")


def _too_large() -> RefusedError:
    return RefusedError("{path} has more than {most} megapixels; make it smaller first.", most=MAX_PIXELS // 10**6)


def _uncommon() -> RefusedError:
    return RefusedError("{path} stores its samples in an uncommon way; save it as 8-bit or 16-bit RGB first.")


def _loaded(image: Image.Image, samples: NDArray[Any] | None = None) -> Stored:
    """The picture of a file that Pillow opened; ``samples`` where another decoder gave them."""
    cmyk = image.mode == "CMYK"
    image.load()  # also reads what a PNG file has after its samples
    info = image.info
    exif = metadata.normal(info.get("exif"))
    xmp = info.get("xmp") or info.get("XML:com.adobe.xmp")
    return Stored(
        samples=_samples(image) if samples is None else samples,
        profile=info.get("icc_profile") or None,
        exif=metadata.upright(exif),
        xmp=xmp.encode() if isinstance(xmp, str) else xmp,
        orientation=metadata.orientation(exif),
        cmyk=cmyk,
    )


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
        raise _uncommon()
    samples = np.asarray(image if image.mode == mode else image.convert(mode))
    return samples if samples.ndim == 3 else samples[..., None]


def _png(data: bytes, stored_format: str) -> Stored:
    image = _open(data, stored_format)
    if data[24] < 16:  # the bit depth, in the header that comes first
        return _loaded(image)
    samples = imagecodecs.png_decode(data)
    return _loaded(image, samples.reshape(*samples.shape[:2], -1))


def _avif(data: bytes, stored_format: str) -> Stored:
    image = _open(data, stored_format)
    bits = _avif_bits(data)
    if bits == 8:
        return _loaded(image)
    samples = imagecodecs.avif_decode(data, index=0)
    return _loaded(image, _widened(samples.reshape(*samples.shape[:2], -1), bits, shift=16 - bits))


def _avif_bits(data: bytes) -> int:
    # AV1 Codec ISO Media File Format Binding 2.3.3: high_bitdepth and twelve_bit in the third byte of the box.
    at = data.find(b"av1C")
    flags = data[at + 6] if 0 <= at < len(data) - 6 else 0
    return (12 if flags & 0x20 else 10) if flags & 0x40 else 8


def _widened(samples: NDArray[Any], bits: int, shift: int) -> NDArray[Any]:
    """Samples of 10 or 12 bits to 16, the highest level to the highest, by repeating their upper bits."""
    high = samples << shift
    return np.asarray(high | high >> bits)


def _heif(data: bytes, _: str) -> Stored:
    import pi_heif  # slow to import and seldom needed, as is tifffile

    _check_item_names(data)
    pi_heif.options.THUMBNAILS = pi_heif.options.DEPTH_IMAGES = pi_heif.options.AUX_IMAGES = False
    file = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=False)
    image = file[file.primary_index]
    _check_size(*image.size)
    samples = np.array(image)  # a copy: the image's memory goes with the image, whoever looks at it
    bits = image.info["bit_depth"]
    samples = samples.reshape(*samples.shape[:2], -1)
    if image.premultiplied_alpha:
        samples = _unpremultiplied(samples)
    return Stored(
        samples=samples if bits == 8 else _widened(samples, bits, shift=0),
        profile=image.info.get("icc_profile"),
        # libheif has turned the picture as its boxes say, which come before Exif (ISO/IEC 23008-12, 6.5.10).
        exif=metadata.upright(metadata.normal(image.info["exif"])),
        xmp=image.info.get("xmp"),
    )


def _check_item_names(data: bytes) -> None:
    """pi_heif 1.4 brings the whole program down where the type of an item is no UTF-8."""
    at = data.find(b"infe")
    while at >= 4:
        size = int.from_bytes(data[at - 4 : at], "big")
        strings = at + (14 if data[at + 4 : at + 5] == b"\3" else 12)  # behind version, flags, number, protection
        data[strings : at - 4 + size].decode()
        at = data.find(b"infe", at + 4)


def _tiff(data: bytes, _: str) -> Stored:
    import tifffile

    with tifffile.TiffFile(io.BytesIO(data)) as file:
        page = file.pages.first
        tags: dict[int, Any] = {tag.code: tag.value for tag in page.tags}
        _check_tiff(tags)
        deep = max(_tuple(tags.get(258, 1))) > 8
        stored = Stored(_deep_tiff(page, tags)) if deep else _shallow_tiff(data, tags)
    lies = tags.get(274, 1)
    return Stored(
        samples=stored.samples,
        profile=_bytes(tags.get(34675)),
        exif=metadata.exif_of_tiff(data),
        xmp=_bytes(tags.get(700)),
        orientation=lies if deep and lies in range(1, 9) else 1,  # where Pillow decodes, it turns the picture too
        cmyk=stored.cmyk or tags.get(262) == 5,
    )


def _check_tiff(tags: dict[int, Any]) -> None:
    _check_size(tags[256], tags[257])
    _check_size(tags.get(322, 1), tags.get(323, 1))  # a tile may be larger than its picture
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
    image = _open(data, "TIFF")
    _silence_libtiff()
    if 274 not in tags:
        image.getexif()[274] = 1  # Pillow would turn the picture as its XMP says
    return _loaded(image)


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
        raise _uncommon()
    samples = page.asarray(maxworkers=1)
    if tags.get(284, 1) == 2 and channels > 1:
        samples = np.moveaxis(samples, 0, -1)  # one plane after the other
    samples = samples.reshape(tags[257], tags[256], channels)
    if tags[262] == 0:
        samples = ~samples  # white is 0
    extra = _tuple(tags.get(338, ()))[:1] if colours != 4 else ()
    if extra == (1,):
        return _unpremultiplied(samples[..., : colours + 1])
    return np.asarray(samples[..., : colours + (extra == (2,))])


def _unpremultiplied(samples: NDArray[Any]) -> NDArray[Any]:
    top = np.iinfo(samples.dtype).max
    alpha = samples[..., -1:].astype(np.uint64)
    colours = (samples[..., :-1] * np.uint64(top) + alpha // 2) // np.maximum(alpha, 1)
    return np.concatenate([np.minimum(colours, top).astype(samples.dtype), samples[..., -1:]], axis=2)


def _tuple(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _bytes(value: Any) -> bytes | None:
    return value if isinstance(value, bytes) and value else None


_DECODERS = {"PNG": _png, "AVIF": _avif, "HEIF": _heif, "TIFF": _tiff}
