"""Lossless WebP (VP8L) written band by band: libwebp's own encoder takes some 30 bytes a pixel, this one none.

Each pixel is told by what it differs in from the one that its neighbours predict, and so many times the same difference
by a run; one prefix code a channel (Huffman 1952) for the whole picture, counted in a pass of its own.
Source: RFC 9649, section 3 (WebP lossless bitstream).
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facelab.photo.bands import bands

Words = NDArray[np.uint64]
Strips = Callable[[], Iterable[NDArray[np.uint8]]]
"""Begins to give a picture's strips (n, W, C) from top to bottom: C = 1, 3 or 4, alpha last."""


def lossless(size: tuple[int, int], strips: Strips, *, alpha: bool) -> Iterator[bytes]:
    """The content of a VP8L chunk, part by part.

    Args:
        size: width and height, 1 to 16384.
        strips: asked for twice; C = 3 or 4.
        alpha: whether there are four channels.
    """
    width, height = size
    header = [(0x2F, 8), (width - 1, 14), (height - 1, 14), (int(alpha), 1), (0, 3)]
    return _packed(header, size, strips, 3 + alpha)


def alpha_plane(size: tuple[int, int], strips: Strips) -> Iterator[bytes]:
    """The content of an ALPH chunk, part by part: alpha is the green of a picture without header (section 2.7.1.2).

    Args:
        size: width and height, 1 to 16384.
        strips: asked for twice; C = 1.
    """
    compressed = [(1, 8)]  # by VP8L, not filtered beforehand
    return _packed(compressed, size, strips, 1)


@dataclass(frozen=True, eq=False)
class _Code:
    """A prefix code: of each symbol its bits, the first one lowest, and how many these are (0: it does not occur)."""

    bits: Words
    lengths: Words


@dataclass(frozen=True, eq=False)
class _Tokens:
    """What stands for N pixels: differences (C, N), but for the pixels that runs stand for; runs begin at ``at``."""

    differences: NDArray[np.uint8]
    told: NDArray[np.bool_]
    at: NDArray[np.intp]
    runs: NDArray[np.intp]


_GREENS, _LEVELS, _DISTANCES = 280, 256, 40
"""Symbols of the codes: of green and runs, of another channel, of where a run is copied from."""
_LONGEST = 4096
_SHORTEST = 8
"""Pixels of a run; shorter ones are told one by one."""
_GRADIENT = 12
"""The predictor left + above - above left, clamped (section 4.1)."""
_LENGTH_CODES = (17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
"""In which order the lengths of the codes of lengths are told (section 3.7.2.1.2)."""


def _packed(header: list[tuple[int, int]], size: tuple[int, int], strips: Strips, channels: int) -> Iterator[bytes]:
    counts = _counts(_tokens(strips(), size[0], channels), channels)
    codes = [_code(count) for count in counts]
    fields = [*header, *_transforms(channels), (0, 2), *(field for count in counts for field in _told(count))]
    values, lengths = np.array(fields, np.uint64).T
    yield from _joined(values, lengths, (_coded(band, codes) for band in _tokens(strips(), size[0], channels)))


def _transforms(channels: int) -> list[tuple[int, int]]:
    """Green taken from red and blue, then one predictor for blocks of 512 x 512 pixels, which take no bits."""
    block = [_only(_GRADIENT), _only(0), _only(0), _only(0), _only(0)]
    predictor = [(1, 1), (0, 2), (7, 3), (0, 1), *(field for code in block for field in code)]
    return ([(1, 1), (2, 2)] if channels > 1 else []) + predictor + [(0, 1)]


def _only(symbol: int) -> list[tuple[int, int]]:
    """A code of one symbol, which takes no bits."""
    return [(1, 1), (0, 1), (1, 1), (symbol, 8)]


def _tokens(strips: Iterable[NDArray[np.uint8]], width: int, channels: int) -> Iterator[_Tokens]:
    above = np.zeros((1, width, channels), np.uint8)
    above[..., 3:] = 255  # beyond the edge there is opaque black
    for strip in strips:
        for rows in bands(*strip.shape[:2]):
            pixels = _green_first(strip[rows])
            differences = pixels - _predicted(pixels, np.concatenate([above, pixels[:-1]]))
            above = pixels[-1:]
            yield _with_runs(np.ascontiguousarray(differences.reshape(-1, channels).T))


def _green_first(strip: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if strip.shape[2] == 1:
        return strip
    green = strip[..., 1:2]
    return np.concatenate([green, strip[..., 0:1] - green, strip[..., 2:3] - green, strip[..., 3:]], axis=2)


def _predicted(pixels: NDArray[np.uint8], above: NDArray[np.uint8]) -> NDArray[np.uint8]:
    guess = above.astype(np.int16)  # the first of a row is predicted from above alone
    guess[:, 1:] += pixels[:, :-1]
    guess[:, 1:] -= above[:, :-1]
    return np.clip(guess, 0, 255).astype(np.uint8)


def _with_runs(differences: NDArray[np.uint8]) -> _Tokens:
    count = differences.shape[1]
    same = np.zeros(count + 2, np.bool_)  # as the pixel before
    same[2:-1] = (differences[:, 1:] == differences[:, :-1]).all(axis=0)
    first, end = np.flatnonzero(same[1:] != same[:-1]).reshape(-1, 2).T
    long = end - first >= _SHORTEST
    first, end = first[long], end[long]
    change = np.zeros(count + 1, np.int8)
    change[first], change[end] = 1, -1
    pieces = -(-(end - first) // _LONGEST)
    behind = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    at = np.repeat(first, pieces) + _LONGEST * behind
    return _Tokens(differences, np.cumsum(change[:-1]) == 0, at, np.minimum(np.repeat(end, pieces) - at, _LONGEST))


def _counts(tokens: Iterable[_Tokens], channels: int) -> list[NDArray[np.int64]]:
    """How often each symbol of green, red, blue, alpha and the distance occurs."""
    counts = [np.zeros(size, np.int64) for size in (_GREENS, _LEVELS, _LEVELS, _LEVELS, _DISTANCES)]
    for band in tokens:
        for count, channel in zip(counts, band.differences, strict=False):
            count[:_LEVELS] += np.bincount(channel[band.told], minlength=_LEVELS)
        counts[0][_LEVELS:] += np.bincount(_run_symbols(band.runs)[0], minlength=_GREENS - _LEVELS)
    for absent in counts[channels:-1]:
        absent[0] = 1
    counts[-1][1] = 1  # runs repeat the pixel on the left
    return counts


def _run_symbols(runs: NDArray[np.intp]) -> tuple[NDArray[np.intp], Words, Words]:
    """Of lengths of runs, from 1: the symbol, the bits behind it and how many these are (section 3.6.2.2)."""
    before = runs - 1
    highest = np.frexp(np.maximum(before, 1))[1] - 1
    extra = np.maximum(highest - 1, 0)
    symbols = np.where(before < 2, before, 2 * highest + ((before >> extra) & 1))
    return symbols, (before & ((1 << extra) - 1)).astype(np.uint64), extra.astype(np.uint64)


def _coded(band: _Tokens, codes: list[_Code]) -> tuple[Words, Words]:
    """The bits of each pixel, and how many these are."""
    values, lengths = np.zeros((2, band.told.size), np.uint64)
    for channel, code in zip(band.differences, codes, strict=False):
        values |= code.bits[channel] << lengths
        lengths += code.lengths[channel]
    values[~band.told] = lengths[~band.told] = 0
    symbols, bits, more = _run_symbols(band.runs)
    green = codes[0].lengths[symbols + _LEVELS]
    values[band.at] = codes[0].bits[symbols + _LEVELS] | bits << green
    lengths[band.at] = green + more
    return values, lengths


def _told(counts: NDArray[np.int64]) -> list[tuple[int, int]]:
    """A prefix code as the file tells it: by the lengths of its codes, four bits each."""
    if np.count_nonzero(counts) == 1:
        return _only(int(np.argmax(counts)))
    lengths_of_lengths = [(0 if symbol > 15 else 4, 3) for symbol in _LENGTH_CODES]
    lengths = [(_reversed(int(length), 4), 4) for length in _lengths(counts)]
    return [(0, 1), (15, 4), *lengths_of_lengths, (0, 1), *lengths]


def _code(counts: NDArray[np.int64]) -> _Code:
    """The canonical code: shorter ones first, of one length by symbol."""
    lengths, bits, code, last = _lengths(counts), np.zeros(len(counts), np.uint64), 0, 0
    if np.count_nonzero(counts) == 1:
        return _Code(bits, bits)
    for symbol in sorted(np.flatnonzero(lengths), key=lambda symbol: (lengths[symbol], symbol)):
        code <<= int(lengths[symbol]) - last
        last = int(lengths[symbol])
        bits[symbol] = _reversed(code, last)
        code += 1
    return _Code(bits, lengths.astype(np.uint64))


def _lengths(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The lengths of a Huffman code, at most 15: where they were longer, what is rare counts as less rare."""
    least = 1
    while (lengths := _huffman(np.where(counts, np.maximum(counts, least), 0))).max() > 15:
        least *= 2
    return lengths


def _huffman(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    lengths = np.zeros(len(counts), np.int64)
    heap = [(int(counts[symbol]), int(symbol), [symbol]) for symbol in np.flatnonzero(counts)]
    heapq.heapify(heap)
    while len(heap) > 1:
        one, other = heapq.heappop(heap), heapq.heappop(heap)
        together = one[2] + other[2]
        lengths[together] += 1
        heapq.heappush(heap, (one[0] + other[0], other[1], together))
    return lengths


def _reversed(code: int, length: int) -> int:
    return int(f"{code:0{length}b}"[::-1], 2)


def _joined(values: Words, lengths: Words, more: Iterable[tuple[Words, Words]]) -> Iterator[bytes]:
    """Fields of up to 64 bits one behind the other, the lowest bit first."""
    for next_values, next_lengths in more:
        words, bits = _words(values, lengths)
        whole = bits // 64
        yield words[:whole].tobytes()
        values = np.concatenate([words[whole : whole + 1], next_values])
        lengths = np.concatenate([np.array([bits % 64], np.uint64), next_lengths])
    words, bits = _words(values, lengths)
    yield words.tobytes()[: -(-bits // 8)]


def _words(values: Words, lengths: Words) -> tuple[NDArray[Any], int]:
    ends = np.cumsum(lengths)
    begins = ends - lengths
    word, shift = (begins >> np.uint64(6)).astype(np.intp), begins & np.uint64(63)
    words = np.zeros(word[-1] + 2, "<u8")
    first = np.flatnonzero(np.diff(word, prepend=-1))
    words[word[first]] = np.bitwise_or.reduceat(values << shift, first)
    words[word[first] + 1] |= np.bitwise_or.reduceat(values >> np.uint64(1) >> (np.uint64(63) - shift), first)
    return words, int(ends[-1])
