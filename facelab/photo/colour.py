"""Stored samples to linear light and back, through the photo's own colour profile.

Linear light is float32 with the primaries of sRGB, 0..1; colours that sRGB cannot show lie outside 0..1 and are kept.
A profile of curves and a matrix is three look-ups and a product. A level's linear value is its entry in a table; a
linear value's level is the nearest one, found in a table over its square root, which all usual curves make nearly
straight. A profile of tables goes through LittleCMS in float32.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Protocol

import cv2
import imagecodecs
import numpy as np
from numpy.typing import NDArray

from facelab.photo.bands import bands, in_bands, stacked
from facelab.photo.icc import Curve, Shaper, colour_model, has_tables, shaper
from facelab.photo.picture import Picture

Samples = NDArray[np.uint8] | NDArray[np.uint16]
Linear = NDArray[np.float32]

LUMINANCE = np.array([[0.2126, 0.7152, 0.0722]], np.float32)
"""(1, 3): how much each linear sRGB primary gives to the luminance (Rec. 709)."""

MAX_PROFILE = 16 * 2**20
"""Bytes of a colour profile beyond which it counts as broken."""


def decode_srgb(encoded: Any) -> Any:
    """sRGB's curve from encoded to linear, both 0..1 and continued to negative values by symmetry (IEC 61966-2-1)."""
    x, join = np.abs(encoded), 0.04045
    # The line up to where it joins the curve, and what the curve adds from there: numpy takes twice as long to choose.
    curve = ((np.maximum(x, join) + 0.055) / 1.055) ** 2.4 - ((join + 0.055) / 1.055) ** 2.4
    return np.copysign(np.minimum(x, join) / 12.92 + curve, encoded).astype(_kind(encoded))


def quick_light(encoded: NDArray[np.float32]) -> NDArray[np.float32]:
    """``decode_srgb`` of 0..1 to a sixteenth of a level of 8 bits, for the screen, in an eighth of the time."""
    table = _light_table()
    return table.take((encoded * np.float32(len(table) - 1) + np.float32(0.5)).astype(np.uint16))


@cache
def _light_table() -> NDArray[np.float32]:
    return np.asarray(decode_srgb(np.linspace(0, 1, 2**12, dtype=np.float32)), np.float32)


def encode_srgb(linear: Any) -> Any:
    """sRGB's curve from linear to encoded; the inverse of :func:`decode_srgb`."""
    x = np.abs(linear)
    curved = 1.055 * np.maximum(x, 0.0031308) ** (1 / 2.4) - 0.055
    return np.copysign(np.where(x <= 0.0031308, x * 12.92, curved), linear).astype(_kind(linear))


def quick_srgb(linear: NDArray[np.float32]) -> NDArray[np.float32]:
    """``encode_srgb`` of 0..1 likewise, which is nearly straight over the root of its argument."""
    table = _srgb_table()
    return table.take((np.sqrt(linear) * np.float32(len(table) - 1) + np.float32(0.5)).astype(np.uint16))


def quick_samples(linear: Linear) -> NDArray[np.uint8]:
    """Linear light (H, W, C) as 8 bits of sRGB for the screen: to a fortieth of a level at black, nearer elsewhere."""
    whole = cv2.addWeighted(linear, 2**16 - 1, linear, 0, 0, dtype=cv2.CV_16U)  # what multiplies takes twice as long
    return np.asarray(cv2.LUT(whole, _srgb_levels()), np.uint8)


@cache
def _srgb_levels() -> NDArray[np.uint8]:
    return np.asarray(np.rint(255 * encode_srgb(np.linspace(0, 1, 2**16))), np.uint8)


@cache
def _srgb_table() -> NDArray[np.float32]:
    return np.asarray(encode_srgb(np.square(np.linspace(0, 1, 2**12, dtype=np.float32))), np.float32)


def to_linear(samples: Samples, profile: bytes | None) -> Linear:
    """Stored samples to linear light.

    Args:
        samples: (H, W, C), C = 1 or 3, uint8 or uint16.
        profile: the ICC profile of the picture that they are from; None is sRGB, for grey its curve.

    Returns:
        (H, W, 3) float32, linear light with sRGB's primaries, unclipped.
    """
    return _space(profile, samples.shape[2]).decode(samples)


def from_linear(linear: Linear, profile: bytes | None, like: Samples) -> Samples:
    """Linear light to samples as they are stored, rounded to the nearest level and clipped to the profile's gamut.

    Args:
        linear: (H, W, 3) float32, linear light with sRGB's primaries.
        profile: the ICC profile; None is sRGB.
        like: (H, W, C) the stored samples of the same patch: they give dtype and channels, and a pixel whose linear
            value is still that of ``like`` keeps its very samples. (A profile much wider than sRGB or made of tables
            would not give them back to the last bit.)

    Returns:
        (H, W, C) samples of the dtype of ``like``; one channel is the luminance.
    """
    return _space(profile, like.shape[2]).encode(linear, like)


def to_srgb8(picture: Picture) -> NDArray[np.uint8]:
    """The picture as a screen and the detector want it; alpha is ignored.

    Returns:
        (H, W, 3) uint8, sRGB. The stored samples themselves where the picture is 8-bit sRGB: do not write to them.
    """
    space = _space(picture.profile, picture.colours)
    plain = isinstance(space, _Curves) and space.plain
    if plain and picture.dtype == np.uint8:
        return _colour(picture.samples)
    strips = (_seen(picture.rows(rows).base, None if plain else space) for rows in bands(picture.height, picture.width))
    return stacked(strips, (picture.height, picture.width, 3), np.uint8)


def _seen(samples: Samples, space: "_Space | None") -> NDArray[np.uint8]:
    """Samples of a space, None for sRGB, as a screen wants them."""
    if space is None:
        return _colour(eight_bits(samples))
    return np.asarray(_space(None, 3).encode(space.decode(samples), np.empty((0, 0, 3), np.uint8)), np.uint8)


def eight_bits(samples: Samples) -> NDArray[np.uint8]:
    """Samples (H, W, C) of 16 bits rounded to 8; those of 8 bits as they are."""
    if samples.dtype == np.uint8:
        return np.asarray(samples, np.uint8)
    table = np.rint(np.arange(65536) / 257).astype(np.uint8)[:, None]
    return in_bands(lambda band: _look_up(table, band), samples, samples.shape[2], np.uint8)


def usable(profile: bytes | None, model: str) -> bytes | None:
    """The profile, or None where it is broken or meant for another colour model ("RGB", "GRAY" or "CMYK").

    A photo with a broken profile is taken for sRGB, as browsers do.
    """
    if not profile or len(profile) > MAX_PROFILE or colour_model(profile) != model:
        return None
    try:
        if model == "CMYK":
            cmyk_to_srgb(np.zeros((1, 1, 4), np.uint8), profile)
        else:
            _space(profile, 1 if model == "GRAY" else 3)
    except (ValueError, RuntimeError):  # LittleCMS's own error is a RuntimeError
        return None
    return profile


def cmyk_to_srgb(samples: Samples, profile: bytes | None) -> Samples:
    """Inks (H, W, 4), the highest level full ink, to sRGB samples (H, W, 3) of the same dtype."""
    top = int(np.iinfo(samples.dtype).max)

    def converted(band: NDArray[Any]) -> NDArray[Any]:
        if profile is not None:
            return np.asarray(_transform(band, profile, _srgb_profile(), band.dtype, "cmyk"))
        light = (top - band).astype(np.uint32)
        return np.asarray((light[..., :3] * light[..., 3:] + top // 2) // top)

    return in_bands(converted, samples, 3, samples.dtype)


class _Space(Protocol):
    """The colour space of stored samples."""

    def decode(self, samples: Samples) -> Linear: ...

    def encode(self, linear: Linear, like: Samples) -> Samples: ...


@dataclass(frozen=True, eq=False)
class _Curves:
    """Curves and, unless the primaries are sRGB's, a matrix. ``plain``: sRGB to within half a level of 8 bits."""

    shaper: Shaper
    plain: bool

    def decode(self, samples: Samples) -> Linear:
        linear = _look_up(_decoding(self, samples.dtype), samples)
        if self.shaper.matrix is not None:
            return np.asarray(cv2.transform(linear, self.shaper.matrix.astype(np.float32)))
        return np.asarray(_colour(linear))

    def encode(self, linear: Linear, like: Samples) -> Samples:
        samples = _nearest(_encoding(self, like.dtype), self._device(linear, like.shape[2]))
        return samples if self.plain else _keep(samples, linear, self.decode(like), like)

    def _device(self, linear: Linear, channels: int) -> Linear:
        if channels == 1:
            return np.asarray(cv2.transform(linear, LUMINANCE), np.float32)[..., None]
        if self.shaper.matrix is None:
            return linear
        return np.asarray(cv2.transform(linear, np.linalg.inv(self.shaper.matrix).astype(np.float32)), np.float32)


@dataclass(frozen=True)
class _Tables:
    """A profile of tables, whose two directions are not each other's inverse: only a difference is carried back."""

    profile: bytes

    def decode(self, samples: Samples) -> Linear:
        return np.asarray(_transform(samples, self.profile, _linear_profile(), np.dtype(np.float32)))

    def encode(self, linear: Linear, like: Samples) -> Samples:
        before = self.decode(like)
        change = self._stored(linear) - self._stored(before)
        top = np.iinfo(like.dtype).max
        samples = np.clip(np.rint(like + change * top), 0, top)
        return _keep(np.asarray(samples, like.dtype), linear, before, like)

    def _stored(self, linear: Linear) -> Linear:
        return np.asarray(_transform(linear, _linear_profile(), self.profile, np.dtype(np.float32)))


_SRGB = Shaper((decode_srgb,), None)


@lru_cache(maxsize=16)
def _space(profile: bytes | None, channels: int) -> _Space:
    if profile is None:
        return _Curves(_SRGB, plain=True)
    if channels == 3 and has_tables(profile):
        tables = _Tables(profile)
        tables.encode(np.zeros((1, 1, 3), np.float32), np.zeros((1, 1, 3), np.uint8))  # raises where it is broken
        return tables
    found = shaper(profile)
    return _space(None, channels) if _is_srgb(found) else _Curves(found, plain=False)


def _is_srgb(found: Shaper) -> bool:
    if found.matrix is not None and np.abs(found.matrix - np.eye(3)).max() > 0.003:
        return False
    levels = np.arange(256) / 255
    return all(np.abs(encode_srgb(curve(levels)) - levels).max() < 0.5 / 255 for curve in found.curves)


def _keep(samples: NDArray[Any], linear: Linear, before: Linear, like: Samples) -> NDArray[Any]:
    same = linear == before
    np.copyto(samples, like, where=(same[..., 0] & same[..., 1] & same[..., 2])[..., None])
    return samples


@lru_cache(maxsize=16)
def _decoding(space: _Curves, dtype: np.dtype[Any]) -> Linear:
    levels = np.linspace(0, 1, int(np.iinfo(dtype).max) + 1)
    return np.stack([curve(levels) for curve in space.shaper.curves], axis=1).astype(np.float32)


@lru_cache(maxsize=8)
def _encoding(space: _Curves, dtype: np.dtype[Any]) -> Samples:
    top = int(np.iinfo(dtype).max)
    entries = 2**16 if top == 255 else 2**20  # at most 0.01 and 0.1 of a level from the curve itself
    roots = np.linspace(0, 1, entries)
    columns = [np.rint(_inverse(curve, roots**2) * top) for curve in space.shaper.curves]
    return np.stack(columns, axis=1).astype(dtype)


def _inverse(curve: Curve, linear: NDArray[np.float64]) -> NDArray[np.float64]:
    levels = np.linspace(0, 1, 2**16)
    return np.interp(linear, np.maximum.accumulate(curve(levels)), levels)


def _look_up(table: NDArray[Any], index: NDArray[Any]) -> NDArray[Any]:
    """Entries of a table (entries, 1 or channels) at an index (H, W, channels) of 8 or 16 bits."""
    height, width, channels = index.shape
    if table.shape[1] == 1:
        return np.asarray(cv2.LUT(index.reshape(height, width * channels), table[:, 0])).reshape(index.shape)
    return np.asarray(cv2.LUT(index, table[None]))


def _nearest(table: Samples, device: Linear) -> Samples:
    """The levels nearest to linear values (H, W, channels); what is no number becomes 0."""
    height, width, channels = device.shape
    samples = np.empty(device.shape, table.dtype)
    rows = max(1, 2**16 // (width * channels))  # what is worked on stays in the processor's cache
    for top in range(0, height, rows):
        band = slice(top, top + rows)
        samples[band] = _nearest_in_band(table, device[band])
    return samples


def _nearest_in_band(table: Samples, device: Linear) -> NDArray[Any]:
    roots = np.sqrt(np.fmin(np.fmax(device, np.float32(0)), np.float32(1)))
    roots *= np.float32(len(table) - 1)
    roots += np.float32(0.5)
    if table.dtype == np.uint8:
        return _look_up(table, roots.astype(np.uint16))
    channel = np.arange(device.shape[2]) if table.shape[1] > 1 else 0
    return np.asarray(table[roots.astype(np.int32), channel])


def _colour(samples: NDArray[Any]) -> NDArray[Any]:
    return samples if samples.shape[2] == 3 else np.repeat(samples, 3, axis=2)


def _transform(samples: NDArray[Any], source: bytes, target: bytes, dtype: np.dtype[Any], model: str = "rgb") -> Any:
    # Black to black for inks, whose black is grey; tables of colours are to be read as they are.
    flags = imagecodecs.CMS.FLAGS.BLACKPOINTCOMPENSATION if model == "cmyk" else None
    return imagecodecs.cms_transform(
        np.ascontiguousarray(samples),
        source,
        target,
        colorspace=model,
        outcolorspace="rgb",
        outdtype=dtype,
        intent=imagecodecs.CMS.INTENT.RELATIVE_COLORIMETRIC,
        flags=flags,
    )


@lru_cache
def _linear_profile() -> bytes:
    red_green_blue = [0.64, 0.33, 0.30, 0.60, 0.15, 0.06]
    made = imagecodecs.cms_profile("rgb", whitepoint=[0.3127, 0.3290], primaries=red_green_blue, gamma=1.0)
    return bytes(made)


@lru_cache
def _srgb_profile() -> bytes:
    return bytes(imagecodecs.cms_profile("srgb"))


def _kind(values: Any) -> Any:
    return np.result_type(np.asarray(values).dtype, np.float32)
