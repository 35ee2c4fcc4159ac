"""Alignment both ways: from a face in a photo to its crop in the canonical frame, and back.

All coordinates are continuous: (0, 0) is the top left corner of the top left pixel, a pixel's centre is at +0.5.
Outside a picture lies its mirror image, the outermost pixels repeated.
"""

from dataclasses import dataclass
from math import ceil, floor

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab import canonical
from facelab.errors import FaceError

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in whole pixels; x1 and y1 are not part of it."""

_TAPS = 4  # what the finest filter reads on either side, in its own pixels
_FINEST = 4  # an enlarged crop is first resampled exactly up to this density: OpenCV's warp counts in 1/32 pixels


@dataclass(frozen=True, eq=False)
class Similarity:
    """Turning, scaling and shifting, without reflection: ``q = matrix[:, :2] @ p + matrix[:, 2]``.

    Attributes:
        matrix: (2, 3) float64; from a photo to a crop, unless said otherwise.
    """

    matrix: NDArray[np.float64]

    @property
    def scale(self) -> float:
        """Target pixels for one pixel of the source."""
        return float(np.hypot(self.matrix[0, 0], self.matrix[1, 0]))

    @property
    def angle(self) -> float:
        """Degrees by which it turns, from x towards y: clockwise to the eye; in (-180, 180]."""
        return float(np.degrees(np.arctan2(self.matrix[1, 0], self.matrix[0, 0])))

    def apply(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points (..., 2) of the source, in the target."""
        moved: NDArray[np.float64] = points @ self.matrix[:, :2].T + self.matrix[:, 2]
        return moved

    def inverse(self) -> "Similarity":
        """The way back."""
        back = self.matrix[:, :2].T / self.scale**2
        return Similarity(np.column_stack([back, -back @ self.matrix[:, 2]]))

    def after(self, x: float, y: float) -> "Similarity":
        """The same for a source cut out of the old one, its top left corner at (x, y) there."""
        return Similarity(np.column_stack([self.matrix[:, :2], self.apply(np.array([x, y], dtype=np.float64))]))


UNMOVED = Similarity(np.eye(2, 3))
"""What is in the canonical frame already."""


def umeyama(source: NDArray[np.float64], target: NDArray[np.float64]) -> Similarity:
    """Least-squares similarity that brings points to others (Umeyama 1991, without reflection).

    Args:
        source: (N, 2) points, N at least 2.
        target: (N, 2) where they should be.

    Raises:
        FaceError: the points of the source are all one, or not finite.
    """
    source, target = np.asarray(source, np.float64), np.asarray(target, np.float64)
    from_centre, to_centre = source.mean(0), target.mean(0)
    spread = ((source - from_centre) ** 2).sum()
    if not np.isfinite(spread) or spread <= 1e-12:
        raise FaceError("These landmarks make no face; give five different points.")
    left, values, right = np.linalg.svd((target - to_centre).T @ (source - from_centre))
    signs = np.array([1.0, np.sign(np.linalg.det(left @ right))])
    linear = (left * signs) @ right * ((values * signs).sum() / spread)
    return Similarity(np.column_stack([linear, to_centre - linear @ from_centre]))


def align(landmarks: NDArray[np.float64]) -> Similarity:
    """Similarity from a photo to the canonical frame, from the five landmarks (5, 2) of a face.

    Raises:
        FaceError: the landmarks are all one point, or not finite.
    """
    return umeyama(landmarks, canonical.LANDMARKS)


def residual(landmarks: NDArray[np.float64]) -> float:
    """Root mean square distance of aligned landmarks from the canonical ones, in pixels of the crop."""
    away = align(landmarks).apply(landmarks) - canonical.LANDMARKS
    return float(np.sqrt((away**2).sum(1).mean()))


def to_crop(photo: NDArray[np.float32], similarity: Similarity, size: int = canonical.SIZE) -> NDArray[np.float32]:
    """The crop of a face.

    Args:
        photo: (H, W, C) float32, linear light; only the face's neighbourhood is read.
        similarity: photo to canonical frame.
        size: pixels along each side of the crop; it covers the canonical frame at any size.

    Returns:
        (size, size, C) float32.
    """
    return warp(photo, Similarity(similarity.matrix * (size / canonical.SIZE)), (size, size))


def from_crop(crop: NDArray[np.float32], similarity: Similarity, box: Box) -> NDArray[np.float32]:
    """A crop brought back to the photo's resolution.

    Args:
        crop: (size, size, C) float32, the canonical frame at any size.
        similarity: photo to canonical frame.
        box: the part of the photo to fill.

    Returns:
        (y1 - y0, x1 - x0, C) float32.
    """
    grown = Similarity(similarity.matrix * (crop.shape[0] / canonical.SIZE))
    return warp(crop, grown.after(box[0], box[1]).inverse(), (box[2] - box[0], box[3] - box[1]))


def support_box(similarity: Similarity, photo_size: tuple[int, int]) -> Box:
    """The whole pixels of a photo (width, height) that the crop touches; empty (x0 = x1) where it lies outside."""
    (x0, y0), (x1, y1) = _hull(similarity, (canonical.SIZE, canonical.SIZE))
    width, height = photo_size
    left, top = _clip(floor(x0), width), _clip(floor(y0), height)
    return left, top, max(left, _clip(ceil(x1), width)), max(top, _clip(ceil(y1), height))


def overlap(one: Box, other: Box) -> Box:
    """What two boxes have in common; empty (x0 = x1) where that is nothing."""
    x0, y0 = max(one[0], other[0]), max(one[1], other[1])
    return x0, y0, max(x0, min(one[2], other[2])), max(y0, min(one[3], other[3]))


def within(box: Box, other: Box) -> tuple[slice, slice]:
    """Rows and columns that a box takes of another in which it lies."""
    return slice(box[1] - other[1], box[3] - other[1]), slice(box[0] - other[0], box[2] - other[0])


def around(one: Box, other: Box) -> Box:
    """The least box with both in it; an empty one counts for nothing."""
    boxes = [box for box in (one, other) if box[0] < box[2] and box[1] < box[3]] or [one]
    lows, highs = zip(*(box[:2] for box in boxes), strict=True), zip(*(box[2:] for box in boxes), strict=True)
    (x0, y0), (x1, y1) = map(min, lows), map(max, highs)
    return x0, y0, x1, y1


def source_box(similarity: Similarity, photo_size: tuple[int, int], size: tuple[int, int] | None = None) -> Box:
    """The part of a photo that ``warp`` reads, mirrored borders included.

    Warping only this part, with ``similarity.after(x0, y0)``, gives what the whole photo would give, as long as the
    crop's centre is no further outside than the photo is long.

    Args:
        similarity: photo to target.
        photo_size: width and height.
        size: width and height of the target; the crop's if left out.
    """
    corner_low, corner_high = _hull(similarity, size or (canonical.SIZE, canonical.SIZE))
    margin = _TAPS * max(1.0, 1 / similarity.scale) + 1
    x0, x1 = _read_range(corner_low[0] - margin, corner_high[0] + margin, photo_size[0])
    y0, y1 = _read_range(corner_low[1] - margin, corner_high[1] + margin, photo_size[1])
    return x0, y0, x1, y1


def warp(image: NDArray[np.float32], similarity: Similarity, size: tuple[int, int]) -> NDArray[np.float32]:
    """A picture under a similarity: bicubic where it grows, averaged over a target pixel where it shrinks.

    Args:
        image: (H, W, C) float32, C from 1 to 4, at least one pixel; only the part that is seen is read.
        similarity: image to target.
        size: width and height of the target.

    Returns:
        (height, width, C) float32.
    """
    if min(size) < 1:
        return np.zeros((max(size[1], 0), max(size[0], 0), image.shape[2]), np.float32)
    similarity = _nearest_copy(similarity, image.shape, size)
    x0, y0, x1, y1 = source_box(similarity, (image.shape[1], image.shape[0]), size)
    patch, factors = _near_density(image[y0:y1, x0:x1], similarity.scale)
    linear = similarity.matrix[:, :2] / factors
    fold = max(1, ceil(1 / float(np.hypot(*linear).min()) - 0.1))  # the target is drawn this much finer, then averaged
    drawn = size[0] * fold, size[1] * fold
    to_fine = Similarity(np.column_stack([linear, similarity.after(x0, y0).matrix[:, 2]]) * fold)
    fine = _warp_affine(*_surround(patch, to_fine, drawn), drawn)
    return _resize(fine, size, cv2.INTER_AREA) if fold > 1 else fine


def quick_warp(image: NDArray[np.float32], similarity: Similarity, size: tuple[int, int]) -> NDArray[np.float32]:
    """``warp`` for the screen: bilinear, after an average of as many whole pixels as are one of the target's."""
    height, width, channels = image.shape
    least = max(1, round(1 / similarity.scale))
    if least > 1:
        reduced = ceil(width / least), ceil(height / least)
        image = _resize(image, reduced, cv2.INTER_AREA)
    there = similarity.matrix.copy()
    there[:, :2] *= np.array([width, height]) / (image.shape[1], image.shape[0])
    there[:, 2] += there[:, :2].sum(1) / 2 - 0.5  # OpenCV counts from the centre of the first pixel
    seen = cv2.warpAffine(image, there, size, None, cv2.INTER_LINEAR, cv2.BORDER_REPLICATE)
    return np.asarray(seen, np.float32).reshape(size[1], size[0], channels)


def _near_density(patch: NDArray[np.float32], scale: float) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """A patch at two to four times the target's density where that is coarser; finer than stored where it grows.

    Returns:
        The new patch, and its pixels for one of the old patch along x and y. Its edges stay where they were.
    """
    height, width = patch.shape[:2]
    if scale > 1:
        finer = min(ceil(scale), _FINEST)
        return _enlarge(patch, finer), np.array([finer, finer], np.float64)
    coarser = max(1, floor(0.5 / scale))
    reduced = ceil(width / coarser), ceil(height / coarser)
    # Along an axis reduced to one pixel the mirrored picture is even: there it may as well be as long as any other.
    covered = [old if new > 1 else coarser for new, old in zip(reduced, (width, height), strict=True)]
    factors = np.array(reduced) / covered
    return (_resize(patch, reduced, cv2.INTER_AREA) if coarser > 1 else patch), factors


def _enlarge(patch: NDArray[np.float32], times: int) -> NDArray[np.float32]:
    # OpenCV's resize repeats the outermost pixel; the mirror image must be put there first.
    height, width = patch.shape[:2]
    framed = np.pad(patch, ((2, 2), (2, 2), (0, 0)), mode="symmetric")
    fine = _resize(framed, ((width + 4) * times, (height + 4) * times), cv2.INTER_CUBIC)
    return fine[2 * times : -2 * times, 2 * times : -2 * times]


def _resize(image: NDArray[np.float32], size: tuple[int, int], interpolation: int) -> NDArray[np.float32]:
    resized = cv2.resize(image, size, interpolation=interpolation)
    return np.asarray(resized, np.float32).reshape(size[1], size[0], image.shape[2])


def _surround(
    patch: NDArray[np.float32], affine: Similarity, size: tuple[int, int]
) -> tuple[NDArray[np.float32], Similarity]:
    # OpenCV's bicubic warp mirrors once: where more than one mirror image is seen, lay the others out first.
    low, high = _hull(affine, size)
    length = np.array([patch.shape[1], patch.shape[0]])
    if (low > _TAPS - length).all() and (high < 2 * length - _TAPS).all():
        return patch, affine
    (left, top), (right, bottom) = np.maximum(np.ceil([-low, high - length]), 0).astype(int) + _TAPS
    return np.pad(patch, ((top, bottom), (left, right), (0, 0)), mode="symmetric"), affine.after(-left, -top)


def _warp_affine(image: NDArray[np.float32], forward: Similarity, size: tuple[int, int]) -> NDArray[np.float32]:
    back = np.asarray(cv2.invertAffineTransform(forward.matrix), np.float64)
    back[:, 2] += back[:, :2].sum(1) / 2 - 0.5  # OpenCV counts from the centre of the first pixel
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    warped = cv2.warpAffine(image, back, size, flags=flags, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(warped, np.float32).reshape(size[1], size[0], image.shape[2])


def _hull(similarity: Similarity, size: tuple[int, int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    corners = np.array([(0, 0), (size[0], 0), (0, size[1]), size], np.float64)
    corners = (corners - similarity.matrix[:, 2]) @ np.linalg.inv(similarity.matrix[:, :2]).T
    return corners.min(0), corners.max(0)


def _nearest_copy(similarity: Similarity, shape: tuple[int, ...], size: tuple[int, int]) -> Similarity:
    # The mirrored picture repeats: take the copy next to the picture, or OpenCV counts its way from afar.
    period = 2 * np.array([shape[1], shape[0]], np.float64)
    centre = similarity.inverse().apply(np.array(size, np.float64) / 2)
    shift = np.round(centre / period) * period
    return similarity.after(float(shift[0]), float(shift[1]))


def _read_range(low: float, high: float, length: int) -> tuple[int, int]:
    start = 0.0 if low < 0 else low if high <= length else min(low, 2 * length - high)
    stop = float(length) if high > length else high if low >= 0 else max(high, -low)
    first = min(max(floor(start), 0), length - 1)
    return first, max(min(ceil(stop), length), first + 1)


def _clip(value: int, length: int) -> int:
    return min(max(value, 0), length)
