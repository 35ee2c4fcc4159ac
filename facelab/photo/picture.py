"""A whole picture in memory, as it was stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facelab.errors import Message
from facelab.photo.align import Box, overlap, within
from facelab.photo.metadata import NOTHING_SAID, Metadata

THIS_PICTURE = Message("This picture")
"""What a picture is called that comes from no file."""


@dataclass(frozen=True, eq=False)
class Patch:
    """Samples (y1 - y0, x1 - x0, C) that take the place of a picture's own in a box."""

    box: Box
    samples: NDArray[Any]


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture upright, with everything that came with it.

    An edited picture shares the samples of the one that it was made of and has patches where they differ, for two
    large ones would not fit into memory side by side.

    Attributes:
        base: (H, W, C), C = 1 (grey) or 3, uint8 or uint16, not to be written to, in the colour space of
            ``profile``. CMYK, LAB and palettes have been turned into RGB once.
        alpha: (H, W), the dtype of ``base``, not premultiplied; None where the picture is opaque.
        profile: the ICC profile; None is sRGB, for grey its curve.
        metadata: what it says beside its pixels; Exif's orientation reset to 1.
        format: Pillow's name of the stored format: JPEG, PNG, WEBP, AVIF, HEIF, TIFF, BMP or GIF; "" of none.
        data: the file's own bytes; empty where the samples are no longer, or never were, those of a file.
        source: the file that it came from.
        several: whether that file holds more pictures, pages or frames, of which this is the first.
        patches: what was changed since, the later ones upon the earlier.
    """

    base: NDArray[Any]
    alpha: NDArray[Any] | None = None
    profile: bytes | None = None
    metadata: Metadata = NOTHING_SAID
    format: str = ""
    data: bytes = b""
    source: Path | None = None
    several: bool = False
    patches: tuple[Patch, ...] = ()

    def __repr__(self) -> str:
        return f"<Picture of {self.width} x {self.height} pixels, {self.dtype}>"

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.base.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.base.shape[0])

    @property
    def colours(self) -> int:
        """Channels but alpha: 1 or 3."""
        return int(self.base.shape[2])

    @property
    def dtype(self) -> np.dtype[Any]:
        """uint8 or uint16."""
        return self.base.dtype

    @cached_property
    def samples(self) -> NDArray[Any]:
        """All samples, (H, W, C), not to be written to; put together at the first look where there are patches."""
        return self.part((0, 0, self.width, self.height)) if self.patches else self.base

    def part(self, box: Box) -> NDArray[Any]:
        """The samples of a box within the picture, (y1 - y0, x1 - x0, C), not to be written to."""
        x0, y0, x1, y1 = box
        samples, met = self.base[y0:y1, x0:x1], [patch for patch in self.patches if _meet(patch.box, box)]
        if met:
            samples = samples.copy()
        for patch in met:
            common = overlap(patch.box, box)
            samples[within(common, box)] = patch.samples[within(common, patch.box)]
        return samples

    def cut(self, box: Box) -> "Picture":
        """A box within the picture as a picture of its own."""
        alpha = None if self.alpha is None else self.alpha[box[1] : box[3], box[0] : box[2]]
        return replace(self, base=self.part(box), alpha=alpha, patches=(), data=b"")

    def rows(self, rows: slice) -> "Picture":
        """Some of its rows as a picture of its own."""
        top, bottom, _ = rows.indices(self.height)
        return self.cut((0, top, self.width, bottom))

    def patched(self, patches: Sequence[Patch]) -> "Picture":
        """The same picture with other samples in some boxes, which do not overlap; itself where none changes."""
        changed = tuple(patch for patch in patches if not np.array_equal(patch.samples, self.part(patch.box)))
        if not changed:
            return self
        hidden = {patch.box for patch in changed}
        return replace(self, patches=(*(p for p in self.patches if p.box not in hidden), *changed), data=b"")

    def with_samples(self, samples: NDArray[Any]) -> "Picture":
        """The same picture with other samples of the same shape and dtype: no longer the file that it came from."""
        if samples.shape != self.base.shape or samples.dtype != self.dtype:
            raise ValueError(f"samples {samples.dtype} {samples.shape} for a picture of {self.base.shape}")
        if np.array_equal(samples, self.samples):
            return self
        return replace(self, base=samples, patches=(), data=b"")


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
