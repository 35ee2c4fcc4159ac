"""The encoders: pictures to files, band by band where the format allows, so that a large one lies in memory once."""

import io
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facelab.photo import exif, ifd, jpeg_segments, png_chunks, vp8l, webp_chunks
from facelab.photo.align import Box, overlap
from facelab.photo.avif_grid import AvifGrid, write_grid
from facelab.photo.bands import bands, stacked
from facelab.photo.colour import eight_bits, to_srgb8
from facelab.photo.metadata import Metadata
from facelab.photo.picture import Picture
from facelab.photo.png_chunks import chunk
from facelab.progress import ShareCallback, counted, quiet, stages

Encoder = Callable[[Picture, int, BinaryIO, ShareCallback], None]
"""Writes a picture, at a quality of 1 to 100, to a file; tells the share that is done, where the format allows."""


def jpeg(picture: Picture, quality: int, file: BinaryIO, progress: ShareCallback = quiet) -> None:
    """JPEG with 4:4:4 chroma; 8 bits. It has no alpha: what is transparent is laid on white."""
    gathering, _ = stages(progress, 1, 4)
    shape = picture.height, picture.width, picture.colours
    samples = stacked(_strips(_on_white, picture, gathering), shape, np.uint8)
    # The same bytes as Pillow's, which wants the whole picture again, at four bytes a pixel. Of the room for them only
    # what is written becomes memory; where they need more, the encoder takes its own.
    room: Any = np.empty(samples.nbytes // 2, np.uint8)
    planes = samples[..., 0] if picture.colours == 1 else samples
    coded = imagecodecs.jpeg8_encode(planes, quality, subsampling="444", out=room)
    file.write(jpeg_segments.written(picture.metadata, picture.profile))
    file.write(memoryview(coded)[jpeg_segments.JFIF_END :])


def webp(picture: Picture, quality: int, file: BinaryIO, _: ShareCallback = quiet) -> None:
    """WebP, without loss at quality 100; 8 bits; a large picture band by band. A grey picture becomes sRGB."""
    if picture.width * picture.height > WHOLE:
        _large_webp(picture, quality, file)
        return
    _image(picture).save(
        file,
        "WEBP",
        **_exif_and_xmp(picture.metadata),
        icc_profile=_colour_profile(picture),
        quality=quality,
        lossless=quality >= 100,
        method=2,
        exact=True,
    )


def _large_webp(picture: Picture, quality: int, file: BinaryIO) -> None:
    """libwebp takes 17 bytes a pixel for colours with alpha, 30 without loss, and five for colours alone."""
    size, alpha = (picture.width, picture.height), picture.alpha is not None
    samples: list[webp_chunks.Chunk] = []
    if quality >= 100:
        samples.append((b"VP8L", vp8l.lossless(size, lambda: _strips(_shallow, picture), alpha=alpha)))
    else:
        if alpha:
            samples.append((b"ALPH", vp8l.alpha_plane(size, lambda: _strips(_eight_bit_alpha, picture))))
        samples.append((b"VP8 ", [_coded_colours(picture, quality)]))
    webp_chunks.write_chunks(file, size, _colour_profile(picture), picture.metadata, samples, alpha=alpha)


def _coded_colours(picture: Picture, quality: int) -> bytes:
    """The content of a VP8 chunk."""
    opaque = replace(picture, alpha=None)
    colours = stacked(_strips(_shallow, opaque), (picture.height, picture.width, 3), np.uint8)
    return webp_chunks.only_chunk(imagecodecs.webp_encode(colours, quality, lossless=False, method=2))


def avif(picture: Picture, quality: int, file: BinaryIO, progress: ShareCallback = quiet) -> None:
    """AVIF with 4:4:4 chroma; 8 bits; a large picture as a grid. A grey picture becomes sRGB."""
    # Of Exif data with an orientation Pillow would make its own, in which text is ASCII alone.
    said = replace(picture.metadata, exif=exif.without_orientation(picture.metadata.exif))
    # Speed 8 takes 3.6 s for 12 megapixels on two cores, 6 takes 12.5 s for a file 8 % smaller.
    options: dict[str, Any] = {"quality": quality, "speed": 8, "icc_profile": _colour_profile(picture)}
    if picture.width * picture.height <= WHOLE:
        _image(picture).save(file, "AVIF", subsampling="4:4:4", **_exif_and_xmp(said), **options)
        return

    def colours(box: Box) -> bytes:
        return _avif_cell(_shallow(replace(_reaching(picture, box), alpha=None)), subsampling="4:4:4", **options)

    def alpha(box: Box) -> bytes:
        seen = _shallow(_reaching(picture, box))[..., 3]
        return _avif_cell(np.dstack([seen] * 3), subsampling="4:0:0", **options | {"icc_profile": None})

    grid = AvifGrid(picture.width, picture.height)
    write_grid(file, grid, colours, None if picture.alpha is None else alpha, said.exif, said.xmp, progress)


WHOLE = 24 * 2**20
"""Pixels up to which AVIF and WebP are coded as a whole: in a gigabyte of memory."""


def _reaching(picture: Picture, box: Box) -> Picture:
    """A box that may reach beyond the right and lower end of a picture, whose last pixels are repeated there."""
    part = picture.cut(overlap(box, (0, 0, picture.width, picture.height)))
    more = (0, box[3] - box[1] - part.height), (0, box[2] - box[0] - part.width)
    alpha = None if part.alpha is None else np.pad(part.alpha, more, "edge")
    return replace(part, base=np.pad(part.base, (*more, (0, 0)), "edge"), alpha=alpha)


def _avif_cell(samples: NDArray[np.uint8], **options: Any) -> bytes:
    file = io.BytesIO()
    Image.fromarray(samples).save(file, "AVIF", **options)
    return file.getvalue()


def png(picture: Picture, _: int, file: BinaryIO, progress: ShareCallback = quiet) -> None:
    """PNG of 8 or 16 bits."""
    bits, size = picture.dtype.itemsize * 8, (picture.width, picture.height)
    chunks = _profile_chunk(picture.profile) + png_chunks.written(picture.metadata)
    file.writelines(_png_parts(size, bits, _channels(picture), _strips(_interleaved, picture, progress), chunks))


def png_by_strips(size: tuple[int, int], strips: Iterable[NDArray[np.uint8]], xmp: bytes | None) -> Iterator[bytes]:
    """A PNG of 8-bit colour that never lies in memory as a whole, part by part.

    Args:
        size: width and height.
        strips: (n, width, 3), from top to bottom; height rows in all.
        xmp: a packet of metadata.
    """
    return _png_parts(size, 8, 3, strips, png_chunks.written(Metadata(xmp=xmp)))


def _png_parts(
    size: tuple[int, int], bits: int, channels: int, strips: Iterable[NDArray[Any]], chunks: bytes
) -> Iterator[bytes]:
    colours = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    yield b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", *size, bits, colours, 0, 0, 0)) + chunks
    # Runs of the differences upwards suit photos: as small as level 1's usual strategy and a third faster.
    coder = zlib.compressobj(1, strategy=zlib.Z_RLE)
    above = np.zeros((1, bits // 8 * channels * size[0]), np.uint8)
    for strip in strips:
        rows = strip.astype(strip.dtype.newbyteorder(">")).reshape(len(strip), -1).view(np.uint8)
        differences = rows - np.concatenate([above, rows[:-1]])
        lines = np.insert(differences, 0, _UP, axis=1)
        above = rows[-1:]
        yield chunk(b"IDAT", coder.compress(lines.tobytes()))
    yield chunk(b"IDAT", coder.flush()) + chunk(b"IEND", b"")


_UP = 2
"""PNG's filter of differences upwards."""


def tiff(picture: Picture, _: int, file: BinaryIO, progress: ShareCallback = quiet) -> None:
    """TIFF of 8 or 16 bits, deflated, begun by the Exif data as they are, whose first directory becomes the file's own.

    Pillow cannot write 16-bit colour and tifffile no Exif directories, so the file is put together here (TIFF 6.0).
    """
    begun = picture.metadata.exif or ifd.header("<", 0)
    order = ifd.layout(begun).order
    strips = (
        _strip(_interleaved(picture.rows(slice(top, top + _ROWS))), order)
        for top in counted(range(0, picture.height, _ROWS), progress)
    )
    sizes = [file.write(part) for part in chain([begun + b"\0" * (len(begun) % 2)], strips)]
    told = exif.described(picture.metadata.exif) | _tiff_metadata(picture, order)
    content, at = ifd.written(told | _packed(_tiff_layout(picture, sizes), order), order, sum(sizes))
    file.write(content)
    file.seek(0)
    file.write(ifd.header(order, at))


_ROWS = 64
"""Rows of a strip in TIFF files."""


def _strips(
    of: Callable[[Picture], NDArray[Any]], picture: Picture, progress: ShareCallback = quiet
) -> Iterator[NDArray[Any]]:
    """What is made of a picture, band by band."""
    return (of(picture.rows(rows)) for rows in counted(list(bands(picture.height, picture.width)), progress))


def _interleaved(picture: Picture) -> NDArray[Any]:
    """The samples of a picture (H, W, 1..4), alpha last."""
    if picture.alpha is not None:
        return np.concatenate([picture.samples, picture.alpha[..., None]], axis=2)
    return picture.samples


def _on_white(picture: Picture) -> NDArray[np.uint8]:
    """A picture's samples (H, W, C) in 8 bits, what is transparent laid on white, as browsers and viewers show it."""
    samples = eight_bits(picture.samples)
    if picture.alpha is None:
        return samples
    share = eight_bits(picture.alpha[..., None]).astype(np.uint32)
    return np.asarray((samples * share + 255 * (255 - share) + 127) // 255, np.uint8)


def _shallow(picture: Picture) -> NDArray[np.uint8]:
    """A picture's samples (H, W, 3 or 4) in 8 bits, in colour, alpha last."""
    samples = to_srgb8(picture) if picture.colours == 1 else eight_bits(picture.samples)
    if picture.alpha is None:
        return samples
    return np.concatenate([samples, _eight_bit_alpha(picture)], axis=2)


def _eight_bit_alpha(picture: Picture) -> NDArray[np.uint8]:
    """The alpha (H, W, 1) of a picture that has one."""
    assert picture.alpha is not None
    return eight_bits(picture.alpha[..., None])


def _image(picture: Picture) -> Image.Image:
    """A picture in 8 bits, in colour, as Pillow's encoders take it."""
    image = Image.new("RGB" if picture.alpha is None else "RGBA", (picture.width, picture.height))
    for rows in bands(picture.height, picture.width):
        image.paste(Image.fromarray(_shallow(picture.rows(rows))), (0, rows.start))
    return image


def _colour_profile(picture: Picture) -> bytes | None:
    return None if picture.colours == 1 else picture.profile


def _channels(picture: Picture) -> int:
    return picture.colours + (picture.alpha is not None)


def _exif_and_xmp(said: Metadata) -> dict[str, bytes]:
    kept = {"exif": exif.PREFIX + said.exif if said.exif else None, "xmp": said.xmp}
    return {name: content for name, content in kept.items() if content}


def _profile_chunk(profile: bytes | None) -> bytes:
    return chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(profile)) if profile else b""


def _strip(rows: NDArray[Any], order: str) -> bytes:
    differences = rows.copy()
    differences[:, 1:] -= rows[:, :-1]
    coded = bytes(
        imagecodecs.deflate_encode(
            differences.astype(rows.dtype.newbyteorder("<" if order == "<" else ">")).tobytes(), 1
        )
    )
    return coded + b"\0" * (len(coded) % 2)  # offsets are even


def _tiff_layout(picture: Picture, sizes: list[int]) -> dict[int, tuple[int, ...]]:
    """Of a file that begins with what takes the first size; the strips follow."""
    channels, offsets = _channels(picture), np.cumsum(sizes)[:-1]
    tags: dict[int, tuple[int, ...]] = {
        256: (picture.width,),
        257: (picture.height,),
        258: (picture.dtype.itemsize * 8,) * channels,
        259: (8,),  # deflate
        262: (1 if channels < 3 else 2,),
        273: tuple(int(offset) for offset in offsets),
        274: (1,),
        277: (channels,),
        278: (_ROWS,),
        279: tuple(sizes[1:]),
        284: (1,),
        317: (2,),  # horizontal differences
    }
    return tags | ({338: (2,)} if picture.alpha is not None else {})  # not premultiplied


_LONGS = (256, 257, 273, 278, 279)
"""The tags of the layout whose numbers have 32 bits, not 16."""


def _packed(layout: dict[int, tuple[int, ...]], order: str) -> ifd.Tags:
    kinds = {tag: (ifd.LONG, "I") if tag in _LONGS else (ifd.SHORT, "H") for tag in layout}
    return {
        tag: ifd.Value(kinds[tag][0], struct.pack(f"{order}{len(numbers)}{kinds[tag][1]}", *numbers))
        for tag, numbers in layout.items()
    }


def _tiff_metadata(picture: Picture, order: str) -> ifd.Tags:
    said = picture.metadata
    parts = {
        700: (ifd.BYTE, said.xmp),
        33723: (ifd.UNDEFINED, said.iptc),
        34675: (ifd.UNDEFINED, picture.profile),
    }
    tags: ifd.Tags = {tag: ifd.Value(kind, content) for tag, (kind, content) in parts.items() if content}
    return tags | (exif.resolution_tags(said.resolution, order) if said.resolution else {})
