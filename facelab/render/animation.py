"""Animations: frames written as GIF, WebP or MP4, marked as generated or edited."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facelab.errors import DataError, OutputError
from facelab.files import atomic_write
from facelab.progress import CountCallback, quiet

Pixels = NDArray[np.uint8]

FORMATS = (".gif", ".webp", ".mp4")
CODED_AFTER = (".webp",)
"""Formats that are coded when all frames are there, which takes as long again, or longer."""
RATES = 1.0, 60.0
"""Frames per second."""
MOST_FRAMES = 3600
CODECS = ("libx264", "libopenh264", "mpeg4")
"""Of video, the best first: H.264 by x264 or OpenH264; MPEG-4 part 2, which every build of FFmpeg has."""
CONSTANT_QUALITY = "17"
"""x264's rate factor: to the eye without loss."""
XMP_BOX = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""Where MP4 keeps XMP: a box of this UUID (XMP part 3, table 9)."""


@dataclass(frozen=True)
class Motion:
    """How a thing moves.

    Attributes:
        frames: from the beginning to the end, 2 to MOST_FRAMES.
        rate: frames per second, 1 to 60.
        ease: "smooth" starts and ends gently, "linear" goes evenly.
        back: whether it returns to where it began.
        loop: whether it repeats for ever, where the format can; else it is shown once.
    """

    frames: int = 48
    rate: float = 24.0
    ease: Literal["smooth", "linear"] = "smooth"
    back: bool = True
    loop: bool = True

    def __post_init__(self) -> None:
        if not 2 <= self.frames <= MOST_FRAMES:
            raise DataError("An animation has 2 to {most} frames, not {frames}.", most=MOST_FRAMES, frames=self.frames)
        if not RATES[0] <= self.rate <= RATES[1]:
            raise DataError(
                "An animation shows {least:g} to {most:g} frames per second, not {rate:g}.",
                least=RATES[0],
                most=RATES[1],
                rate=self.rate,
            )

    @property
    def alphas(self) -> list[float]:
        """How far each frame is on its way, 0..1; on the way back neither end is shown twice."""
        way = np.linspace(0, 1, self.frames)
        way = way * way * (3 - 2 * way) if self.ease == "smooth" else way
        there: list[float] = way.round(6).tolist()
        return there + there[-2:0:-1] if self.back else there


def write_animation(
    frames: Iterable[Pixels],
    path: Path,
    rate: float,
    packet: bytes | None,
    *,
    quality: int = 90,
    loop: bool = True,
    overwrite: bool = False,
    coding: CountCallback = quiet,
) -> None:
    """Write frames as they come, wholly or not at all.

    Args:
        frames: (H, W, 3) each, all of one size, sRGB; what they raise ends it, and nothing is written.
        path: .gif, .webp or .mp4. MP4 needs even sides: an odd one loses its last row or column.
        rate: frames per second; GIF counts in hundredths of a second.
        packet: XMP to put into the file.
        quality: 1 to 100, of WebP.
        loop: whether it repeats for ever, in GIF and WebP; MP4 cannot say.
        overwrite: whether an existing file may be replaced.
        coding: is told how many frames are coded, of WebP alone, which begins when it has all of them.

    Raises:
        OutputError: another extension, an existing file, or a place that cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise OutputError(
            "{path} has no extension of an animation; use one of {formats}.", path=path, formats=", ".join(FORMATS)
        )
    with atomic_write(path, overwrite=overwrite) as temporary:
        if suffix == ".mp4":
            _mp4(frames, temporary, rate)
            _append_box(temporary, packet)
        elif suffix == ".webp":
            known = {"xmp": packet} if packet else {}
            _by_pillow(frames, temporary, "WEBP", rate, loop, coding, quality=quality, method=2, **known)
        else:
            _by_pillow(frames, temporary, "GIF", rate, loop, quiet, optimize=False, disposal=1)
            _insert_xmp(temporary, packet)


def _by_pillow(
    frames: Iterable[Pixels], path: Path, name: str, rate: float, loop: bool, coding: CountCallback, **options: Any
) -> None:
    times = {"loop": 0} if loop else {"loop": 1} if name == "WEBP" else {}  # a GIF that says nothing is shown once
    pictures = (_telling(frame, number, coding) for number, frame in enumerate(frames))
    first = next(pictures)
    with path.open("wb") as stream:
        pace = {"duration": round(1000 / rate), **times}
        first.save(stream, name, save_all=True, append_images=pictures, **pace, **options)


def _telling(frame: Pixels, before: int, coding: CountCallback) -> Image.Image:
    """A frame that tells how many are coded before it, when Pillow turns to it."""
    picture = Image.fromarray(frame)

    def seek(frame: int) -> None:
        if frame:
            raise EOFError  # there is but one
        coding(before)

    picture.seek = seek  # type: ignore[method-assign]
    return picture


def _mp4(frames: Iterable[Pixels], path: Path, rate: float) -> None:
    import av

    left: Iterator[Pixels] = iter(frames)
    first = next(left)
    height, width = (2 * (side // 2) for side in first.shape[:2])
    with av.open(str(path), "w", format="mp4", options={"movflags": "faststart"}) as container:
        codec = next(name for name in CODECS if name in av.codecs_available)
        stream = cast("av.VideoStream", container.add_stream(codec, rate=Fraction(rate).limit_denominator(1001)))
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        if codec == CODECS[0]:
            stream.options = {"crf": CONSTANT_QUALITY, "preset": "medium"}
        for frame in chain([first], left):
            picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(frame[:height, :width]), format="rgb24")
            container.mux(stream.encode(picture))
        container.mux(stream.encode())


def _append_box(path: Path, packet: bytes | None) -> None:
    if packet:
        with path.open("ab") as stream:
            stream.write(struct.pack(">I4s", 8 + 16 + len(packet), b"uuid") + XMP_BOX + packet)


def _insert_xmp(path: Path, packet: bytes | None) -> None:
    """An application extension before the trailer (XMP part 3, 1.1.2): the packet, and a tail that ends its blocks."""
    if not packet:
        return
    contents = path.read_bytes()
    tail = bytes([1, *range(255, -1, -1), 0])
    path.write_bytes(contents[:-1] + b"\x21\xff\x0bXMP DataXMP" + packet + tail + contents[-1:])
