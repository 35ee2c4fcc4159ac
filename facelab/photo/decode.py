"""The decoders: each format's stored samples, with the limits kept before anything large is decoded.

Pillow decodes what has 8 bits a sample. More bits go through libpng and libavif (imagecodecs), libheif (pi_heif) and
tifffile, for Pillow would reduce them to 8 without a word.
"""

import io
from dataclasses import replace
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from facelab.photo import exif
from facelab.photo.bmp import profile_of_bmp
from facelab.photo.boxes import MainItem, exif_item, main_item, stream_code_points, track_code_points
from facelab.photo.cicp import profile_of_code_points, profile_of_gamma
from facelab.photo.refused import MAX_PIXELS, RefusedError, check_size
from facelab.photo.stored import Stored, loaded, opened, unpremultiplied, widened, with_channels
from facelab.photo.tiff import decode_tiff


def decode(data: bytes, stored_format: str) -> Stored:
    """Decode a file of a format that :func:`facelab.photo.sniff.stored_format` names.

    Raises:
        RefusedError: beyond the limits, or of a kind that FaceLab does not take.
        Exception: whatever the decoder meets in a broken file.
    """
    return _DECODERS.get(stored_format, _common)(data, stored_format)


def _common(data: bytes, stored_format: str) -> Stored:
    return loaded(opened(data, stored_format))


def _bmp(data: bytes, stored_format: str) -> Stored:
    stored = _common(data, stored_format)
    return replace(stored, profile=profile_of_bmp(data, grey=stored.samples.shape[2] < 3))


def _png(data: bytes, stored_format: str) -> Stored:
    codes = _png_code_points(data)
    if codes:
        profile_of_code_points(*codes, grey=False)  # raises where it is HDR, before Pillow stumbles over what is new
    image = opened(data, stored_format)
    deep = data[24] == 16  # the bit depth, in the header that comes first
    info = image.info
    stored = loaded(image, (lambda: with_channels(imagecodecs.png_decode(data))) if deep else None)
    grey = stored.samples.shape[2] < 3
    if codes:
        return replace(stored, profile=profile_of_code_points(*codes, grey=grey))
    if stored.profile or "srgb" in info or not {"gamma", "chromaticity"} & info.keys():
        return stored
    return replace(stored, profile=profile_of_gamma(info.get("gamma"), info.get("chromaticity"), grey=grey))


def _webp(data: bytes, stored_format: str) -> Stored:
    image = opened(data, stored_format)
    if getattr(image, "is_animated", False):
        return loaded(image)
    # Pillow takes every WebP for an animation: 16 bytes a pixel more.
    return loaded(image, lambda: with_channels(imagecodecs.webp_decode(data)))


def _png_code_points(data: bytes) -> tuple[int, int] | None:
    # PNG 3rd edition 11.3.2.6: cICP comes before the samples, and before every other word of colours.
    at = data.find(b"\0\0\0\x04cICP", 33, data.find(b"IDAT"))
    return (data[at + 8], data[at + 9]) if at >= 0 else None


def _avif(data: bytes, stored_format: str) -> Stored:
    item = _checked_item(data)
    image = opened(data, stored_format)
    bits, frames = _avif_bits(data), int(getattr(image, "n_frames", 1))
    stored = loaded(image, None if bits == 8 else lambda: _deep_avif(data, bits, image.size, frames))
    # Pillow puts how the boxes turn the picture, which come before Exif and XMP, into its Exif data, but writes these
    # anew where they said something else, and loses what is not ASCII.
    turned = exif.orientation(exif.normal(stored.exif)) or 1
    return replace(
        stored,
        profile=stored.profile or _profile(item, data, stored.samples),
        exif=exif_item(data) or stored.exif,
        orientation=turned,
    )


def _deep_avif(data: bytes, bits: int, size: tuple[int, int], frames: int) -> NDArray[Any]:
    if frames * size[0] * size[1] > MAX_PIXELS:
        raise RefusedError(
            "{path} is an animation of more than {most} megapixels in all; save one picture of it as PNG first.",
            most=MAX_PIXELS // 10**6,
        )
    # imagecodecs 2026.3.6 writes beyond its memory where one frame of several is asked for (index=0): take them all.
    samples = imagecodecs.avif_decode(data, index=None)
    return widened(with_channels(samples[0] if frames > 1 else samples), bits, shift=16 - bits)


def _checked_item(data: bytes) -> MainItem | None:
    """The main picture, whose size is looked at before a decoder calls a large one broken."""
    item = main_item(data)
    if item and item.size:
        check_size(*item.size)
    return item


def _profile(item: MainItem | None, data: bytes, samples: NDArray[Any]) -> bytes | None:
    codes = (item.code_points or stream_code_points(data)) if item else track_code_points(data)
    return profile_of_code_points(*codes, grey=samples.shape[2] < 3) if codes else None


def _avif_bits(data: bytes) -> int:
    # AV1 Codec ISO Media File Format Binding 2.3.3: high_bitdepth and twelve_bit in the third byte of the box.
    at = data.find(b"av1C")
    flags = data[at + 6] if 0 <= at < len(data) - 6 else 0
    return (12 if flags & 0x20 else 10) if flags & 0x40 else 8


def _heif(data: bytes, _: str) -> Stored:
    import pi_heif  # slow to import and seldom needed, as is tifffile

    item = _checked_item(data)
    if item and item.kind not in _HEIF_ITEMS:
        raise _uncommonly_coded()
    _check_item_names(data)
    pi_heif.options.THUMBNAILS = pi_heif.options.DEPTH_IMAGES = pi_heif.options.AUX_IMAGES = False
    file = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=False)
    image = file[file.primary_index]
    check_size(*image.size)
    bits = image.info["bit_depth"]
    samples = with_channels(np.array(image))  # a copy: the image's memory goes with the image, whoever looks at it
    if image.premultiplied_alpha:
        samples = unpremultiplied(samples)
    return Stored(
        samples=samples if bits == 8 else widened(samples, bits, shift=0),
        profile=image.info.get("icc_profile") or _profile(item, data, samples),
        # libheif has turned the picture as its boxes say, which come before Exif (ISO/IEC 23008-12, 6.5.10).
        exif=image.info["exif"],
        orientation=1,
        xmp=image.info.get("xmp"),
        several=len(file) > 1,
    )


_HEIF_ITEMS = (b"hvc1", b"grid", b"iden", b"iovl", b"tmap", b"")
"""HEVC, what is put together of other items, and what is not said."""


def _uncommonly_coded() -> RefusedError:
    return RefusedError(
        "{path} is a HEIF picture that is coded in an uncommon way (not as HEVC); save it as JPEG or PNG first."
    )


def _check_item_names(data: bytes) -> None:
    """pi_heif 1.4 brings the whole program down where the type of an item is no UTF-8."""
    at = data.find(b"infe")
    while at >= 4:
        size = int.from_bytes(data[at - 4 : at], "big")
        strings = at + (14 if data[at + 4 : at + 5] == b"\3" else 12)  # behind version, flags, number, protection
        data[strings : at - 4 + size].decode()
        at = data.find(b"infe", at + 4)


_DECODERS = {"PNG": _png, "WEBP": _webp, "BMP": _bmp, "AVIF": _avif, "HEIF": _heif, "TIFF": decode_tiff}
