"""The program: the window, or with a command the command line."""

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from facelab import process  # the rest is imported when signals are in order

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_SCREEN = "facelab: There is no screen to open the window on; for the command line see: facelab --help"
NO_LIBRARIES = (
    "facelab: The window lacks a library of the system ({}); README.md says which to install. The command line works "
    "without: facelab --help"
)
COMPLETING = "_FACELAB_COMPLETE"
"""The variable by which a shell asks how a line could go on."""


def main() -> NoReturn:
    """The program from its words to its exit code."""
    process.end_on_signals()
    process.open_streams()
    process.leave(run(sys.argv[1:]))


def run(words: "Sequence[str]") -> int:
    """``facelab`` and ``facelab PHOTO`` open the window; anything else is a command. Gives the exit code."""
    try:
        if COMPLETING not in os.environ and (not words or (len(words) == 1 and _is_photo(words[0]))):
            return _window(words[0] if words else None)
        from facelab.cli import main as command

        return command(words)
    except KeyboardInterrupt:
        return 130
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except Exception:  # a bug
        sys.excepthook(*sys.exc_info())
        return 1


def _is_photo(word: str) -> bool:
    """Whether a word means a file and no command; what is no photo after all, the window says."""
    return bool(os.path.splitext(word)[1]) and os.path.isfile(word)  # noqa: PTH113, PTH122  (these raise nothing)


def _window(photo: str | None) -> int:
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} & os.environ.keys():
        print(NO_SCREEN, file=sys.stderr)
        return 2
    from pathlib import Path

    try:
        from facelab.gui.app.start import run
    except ImportError as error:
        print(NO_LIBRARIES.format(error), file=sys.stderr)
        return 2
    process.leave_signals()
    return run(Path(photo) if photo is not None else None)


if __name__ == "__main__":
    main()
