"""A whole picture in memory, as it was stored."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facelab.errors import Message
from facelab.photo.metadata import NOTHING_SAID, Metadata

THIS_PICTURE = Message("This picture")
"""What a picture is called that comes from no file."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture upright, with everything that came with it.

    Attributes:
        samples: (H, W, C), C = 1 (grey) or 3, uint8 or uint16, not to be written to, in the colour space of
            ``profile``. CMYK, LAB and palettes have been turned into RGB once.
        alpha: (H, W), the dtype of ``samples``, not premultiplied; None where the picture is opaque.
        profile: the ICC profile; None is sRGB, for grey its curve.
        metadata: what it says beside its pixels; Exif's orientation reset to 1.
        format: Pillow's name of the stored format: JPEG, PNG, WEBP, AVIF, HEIF, TIFF, BMP or GIF; "" of none.
        data: the file's own bytes; empty where the samples are no longer, or never were, those of a file.
        source: the file that it came from.
        several: whether that file holds more pictures, pages or frames, of which this is the first.
    """

    samples: NDArray[Any]
    alpha: NDArray[Any] | None = None
    profile: bytes | None = None
    metadata: Metadata = NOTHING_SAID
    format: str = ""
    data: bytes = b""
    source: Path | None = None
    several: bool = False

    def __repr__(self) -> str:
        return f"<Picture of {self.width} x {self.height} pixels, {self.samples.dtype}>"

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.samples.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.samples.shape[0])

    def with_samples(self, samples: NDArray[Any]) -> "Picture":
        """The same picture with other samples of the same shape and dtype: no longer the file that it came from."""
        if samples.shape != self.samples.shape or samples.dtype != self.samples.dtype:
            raise ValueError(f"samples {samples.dtype} {samples.shape} for a picture of {self.samples.shape}")
        if np.array_equal(samples, self.samples):
            return self
        return replace(self, samples=samples, data=b"")
