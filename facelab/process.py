"""The program as a process: its standard streams, the signals that end it, and how it ends.

It imports next to nothing, so that signals are in order before anything else is loaded.
"""

import errno
import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn, TextIO

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Ctrl-C, ``kill``, and a terminal that is closed."""
_caught: list[int] = []


class Stream(io.FileIO):
    """A standard stream that may be lost, its reader gone or its disk full: the work goes on without it.

    Attributes:
        lost: why; None as long as it is not.
    """

    lost: OSError | None = None

    def write(self, data: Any, /) -> int:
        """Write what can be written, and call the rest written."""
        try:
            return super().write(data) or 0
        except OSError as error:
            self.lost = self.lost or error
            return len(data)


def open_streams() -> None:
    """Have standard output and error never fail, closed ones too, and print names that are no text."""
    for number in range(3):
        _open_if_closed(number)
    sys.stdout, sys.stderr = _lenient(1, sys.stdout), _lenient(2, sys.stderr)


def _open_if_closed(number: int) -> None:
    try:
        os.fstat(number)
    except OSError:  # the next file would get its number, and what a library prints would be written into it
        null = os.open(os.devnull, os.O_RDWR)
        if null != number:
            os.dup2(null, number)
            os.close(null)


def _lenient(number: int, stream: TextIO | None) -> TextIO:
    if stream is not None and not isinstance(_raw(stream), io.FileIO):
        return stream  # the console of Windows
    raw = Stream(number, "wb", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding if stream else "utf-8",
        errors="backslashreplace",
        line_buffering=number == 2 or raw.isatty(),
    )


def _raw(stream: TextIO) -> object:
    buffer = getattr(stream, "buffer", None)
    return getattr(buffer, "raw", buffer)  # unbuffered streams have none beneath


def end_on_signals() -> None:
    """Let signals end the program with 128 + their number, as shells say it, and without a word."""
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(number, _end)


def leave_signals() -> None:
    """Let the system end the program at once, even where no Python runs that could."""
    for number in ENDING:
        if signal.getsignal(number) is _end:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, frame: FrameType | None) -> None:
    _caught.append(number)
    if _importing(frame):  # libraries take what is raised while they load for a failure; some end the process
        # The module that has unfinished files may be the very one that is loading.
        if discard := getattr(sys.modules.get("facelab.files"), "discard_unfinished", None):
            discard()
        os._exit(128 + number)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + number)


def _importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def leave(code: int) -> NoReturn:
    """End the process at once: libraries that are still being loaded in a thread are not waited for.

    Args:
        code: the exit code; 2 in place of 0 where standard output could not be written though its reader is there.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    lost = getattr(_raw(sys.stdout), "lost", None)
    if lost and lost.errno != errno.EPIPE:  # a reader that goes has read enough
        from facelab.errors import reason

        print(f"facelab: Standard output cannot be written ({reason(lost)}); make room there.", file=sys.stderr)
        code = code or 2
    os._exit(128 + _caught[-1] if _caught and code else code)


def give_back_memory() -> None:
    """Give what was freed back to the system: glibc keeps it, in the heap of each thread that ever worked."""
    import ctypes

    with suppress(AttributeError, TypeError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def objects_made_to_stay() -> Iterator[None]:
    """Within the block objects are made that stay as long as the program: no garbage is looked for among them.

    Modules and windows are hundreds of thousands of objects; to look through them again and again takes a fifth of the
    time in which they are made, and each time that it is done later a tenth of a second, in the middle of a drag.
    """
    import gc

    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
