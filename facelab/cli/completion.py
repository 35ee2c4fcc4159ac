"""How the words of a command line may go on, for the shell's Tab. Nothing here loads a library."""

import os
import re
from collections.abc import Callable, Iterator

from facelab.attributes import ATTRIBUTES

AMOUNTS = "-2", "-1", "+1", "+2"
WRITTEN = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff")
PHOTOS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".gif")
NEEDS_QUOTES = re.compile(r"[^\w@%+=:,./-]")

Completer = Callable[[str], list[str]]


def attribute_names(incomplete: str) -> list[str]:
    """The attributes that begin so, in any case."""
    # What is typed stays as it is, for shells and Typer drop what does not begin with it.
    begun = incomplete.casefold().replace("-", "_")
    rest = (name[len(incomplete) :] for name in ATTRIBUTES if name.casefold().startswith(begun))
    return [incomplete + end for end in rest]


def assigned_names(incomplete: str) -> list[str]:
    """``Smiling=`` and the others that begin so; with amounts where there is but one, so that no space follows."""
    names = [f"{name}=" for name in attribute_names(incomplete)]
    return [names[0] + amount for amount in AMOUNTS] if len(names) == 1 else names


def configurations(incomplete: str) -> list[str]:
    """The configurations of training that FaceLab ships, and TOML files."""
    from facelab.train.files import names

    return [name for name in names() if name.startswith(incomplete)] + files(".toml")(incomplete)


def folders(incomplete: str) -> list[str]:
    """The folders that begin so."""
    return files()(incomplete)


def files(*suffixes: str) -> Completer:
    """What completes folders, and files with one of some extensions."""

    def fitting(incomplete: str) -> list[str]:
        found = [*_beginning(incomplete, suffixes)]
        if len(found) == 1 and found[0].endswith("/"):  # else the shell would set a space behind the folder
            found += _beginning(found[0], suffixes)
        # Names that need quotes are left to the shell's own completion, which sets them.
        return [] if any(NEEDS_QUOTES.search(name) for name in found) else found

    return fitting


def _beginning(incomplete: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    folder, begun = os.path.split(incomplete)
    try:
        entries = sorted(os.scandir(folder or "."), key=lambda entry: entry.name)
        for entry in entries:
            if not entry.name.startswith(begun) or entry.name.startswith(".") > begun.startswith("."):
                continue
            if entry.is_dir():
                yield os.path.join(folder, entry.name) + "/"  # noqa: PTH118  (as it is typed, "./" and all)
            elif entry.name.lower().endswith(suffixes or "/"):
                yield os.path.join(folder, entry.name)  # noqa: PTH118
    except OSError:  # there is no such folder, or it may not be looked into
        return
