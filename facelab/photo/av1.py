"""The colours that an AV1 bitstream says of itself, which count where an AVIF file says none beside it.

Source: AV1 Bitstream & Decoding Process Specification, 5.3 (OBU), 5.5 (sequence header), 4.10.5 (leb128).
"""

from collections.abc import Iterator

_SEQUENCE_HEADER = 1


class _Bits:
    """Bits from the first on."""

    def __init__(self, data: bytes) -> None:
        self._bits, self._left = int.from_bytes(data, "big"), 8 * len(data)

    def take(self, count: int) -> int:
        """The next ones as a number."""
        self._left -= count
        if self._left < 0:
            raise IndexError("the data end within the header")
        return self._bits >> self._left & (1 << count) - 1

    def skip_uvlc(self) -> None:
        """A number of variable length."""
        zeros = 0
        while not self.take(1):
            zeros += 1
        self.take(zeros)


def code_points(stream: bytes) -> tuple[int, int] | None:
    """Colour primaries and transfer characteristics (ITU-T H.273); None where they are not said, or it is broken."""
    try:
        header = next(content for kind, content in _units(stream) if kind == _SEQUENCE_HEADER)
        return _of_header(_Bits(header[:_LONGEST]))
    except (StopIteration, IndexError):
        return None


_LONGEST = 512
"""Bytes of a sequence header that are looked at: 32 operating points take less."""


def _units(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(stream):
        head, at = stream[at], at + 1 + (stream[at] >> 2 & 1)
        size = len(stream) - at
        if head & 2:
            size, at = _leb128(stream, at)
        yield head >> 3 & 15, stream[at : at + size]
        at += size


def _leb128(stream: bytes, at: int) -> tuple[int, int]:
    """A number of at most eight bytes, and where it ends."""
    number = 0
    for place in range(8):
        byte = stream[at + place]
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            break
    return number, at + place + 1


def _of_header(bits: _Bits) -> tuple[int, int] | None:
    profile, _, reduced = bits.take(3), bits.take(1), bits.take(1)
    if reduced:
        bits.take(5)
    else:
        _skip_operating_points(bits)
    width, height = bits.take(4) + 1, bits.take(4) + 1
    bits.take(width + height)
    if not reduced and bits.take(1):  # frame numbers
        bits.take(7)
    bits.take(3)
    if not reduced:
        _skip_tools(bits)
    bits.take(3)
    if bits.take(1) and profile == 2:  # more than 8 bits
        bits.take(1)
    if profile != 1:  # whether it is grey
        bits.take(1)
    return (bits.take(8), bits.take(8)) if bits.take(1) else None


def _skip_operating_points(bits: _Bits) -> None:
    delay = 0
    if bits.take(1):  # timing
        bits.take(64)
        if bits.take(1):
            bits.skip_uvlc()
        if bits.take(1):  # the decoder's model
            delay = bits.take(5) + 1
            bits.take(42)
    first_delay = bits.take(1)
    for _ in range(bits.take(5) + 1):
        bits.take(12)
        if bits.take(5) > 7:
            bits.take(1)
        if delay and bits.take(1):
            bits.take(2 * delay + 1)
        if first_delay and bits.take(1):
            bits.take(4)


def _skip_tools(bits: _Bits) -> None:
    bits.take(4)
    order = bits.take(1)
    if order:
        bits.take(2)
    screen = 1 if bits.take(1) else bits.take(1)
    if screen and not bits.take(1):
        bits.take(1)
    if order:
        bits.take(3)
