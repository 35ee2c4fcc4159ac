"""The errors a person may meet, and sentences as data: a template and its values, which the window translates.

Each sentence says what is wrong and what to do. It stands once, where it is raised, as the first argument of a
``Message`` or an error: there ``resources/translations/update.sh`` finds it.
"""

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Self, TypeAlias

Value: TypeAlias = "str | float | Path | Message | Listing"
"""What may stand in a sentence; a ``Message``, the names, and those in a ``Listing``, are translated too."""


@dataclass(frozen=True, init=False)
class Message:
    """A sentence, or a word in one, for a person; ``str`` is its English.

    Attributes:
        template: English with ``{names}`` of values, as ``str.format`` takes it.
        values: what stands for the names.
    """

    template: str
    values: Mapping[str, Value] = field(hash=False)

    def __init__(self, template: str, /, **values: Value) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", values)

    @classmethod
    def again(cls, template: str, values: "Mapping[str, Value]") -> "Message":
        """One that was kept, template and values.

        Raises:
            LookupError, ValueError, AttributeError: they do not belong together.
        """
        message = cls(template, **values)
        str(message)
        return message

    def __str__(self) -> str:
        return self.template.format(**self.values)


class AttributeName(str):
    """An attribute by CelebA's name, which the command line prints; the window says its title."""

    __slots__ = ()


class PresetName(str):
    """What a preset is called; the window says a shipped one's title."""

    __slots__ = ()


class SignedAmount(float):
    """An amount with its sign and one decimal, "+1.5"; the window writes it as people of its language do."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{float(self):+.1f}"


class Share(float):
    """A share of 0 to 1 or more, said as "80 %"."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{100 * self:.0f} %"


class Hint(str):
    """What the command line adds to a sentence, an option or a command; the window leaves it out."""

    __slots__ = ()


class Listing(tuple[Value, ...]):
    """Values with commas between them."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(map(str, self))


class FaceLabError(Exception):
    """Something the person can mend; the command line prints the message and exits with code 2.

    Attributes:
        message: what is wrong and what to do.
    """

    def __init__(self, template: str, /, **values: Value) -> None:
        super().__init__(template)
        self.message = Message(template, **values)

    def __str__(self) -> str:
        return str(self.message)

    def with_values(self, **values: Value) -> Self:
        """The same error with other values."""
        return type(self)(self.message.template, **{**self.message.values, **values})


class PhotoError(FaceLabError):
    """A file that is no readable picture, or one beyond the limits."""


class FaceError(FaceLabError):
    """No such face in the photo, or landmarks that make no face."""


class WeightsError(FaceLabError):
    """A checkpoint or attributes file that cannot be used."""


class EditError(FaceLabError):
    """An edit that cannot be made: an unknown attribute, a lock on what is asked for, an unreachable value."""


class ArrayError(FaceLabError):
    """An array, or a number, of another shape, type or range than is asked for."""


class OutputError(FaceLabError):
    """A place that cannot be written."""


class Cancelled(FaceLabError):  # noqa: N818  (the field's name for it)
    """A person has stopped it; nothing was written."""


class DataError(FaceLabError):
    """Training data, a configuration, presets or a project that cannot be used."""


class SourceError(DataError):
    """A project's photo is gone or was changed."""

    @property
    def changed(self) -> Path | None:
        """The changed one; None where it is gone."""
        changed = self.message.values.get("changed")
        return changed if isinstance(changed, Path) else None


def require_extra(what: Message, *modules: str) -> None:
    """Make sure that what the extra ``train`` installs is there; running FaceLab does not need it.

    Raises:
        DataError: ``what`` needs a module that is missing.
    """
    if missing := [module for module in modules if find_spec(module) is None]:
        raise DataError(
            "{what} needs {module}, which is missing; install it with: pip install 'facelab[train]'",
            what=what,
            module=missing[0],
        )


def reason(error: OSError | ValueError) -> Message | str:
    """Why a file cannot be read or written: ``permission denied``. A ValueError is of a name that no file can have."""
    known = REASONS.get(getattr(error, "errno", None) or 0)
    return known or (getattr(error, "strerror", None) or str(error)).lower()


REASONS: Mapping[int, Message] = {
    errno.EACCES: Message("permission denied"),
    errno.EPERM: Message("operation not permitted"),
    errno.ENOENT: Message("no such file or directory"),
    errno.ENOTDIR: Message("not a directory"),
    errno.EISDIR: Message("is a directory"),
    errno.EEXIST: Message("file exists"),
    errno.EROFS: Message("read-only file system"),
    errno.ENOSPC: Message("no space left on device"),
    errno.EFBIG: Message("file too large"),
    errno.ENAMETOOLONG: Message("file name too long"),
    errno.ELOOP: Message("too many levels of symbolic links"),
    errno.EBUSY: Message("device or resource busy"),
    errno.EIO: Message("input/output error"),
    errno.EINVAL: Message("invalid argument"),
    errno.EMFILE: Message("too many open files"),
    errno.ENFILE: Message("too many open files in system"),
    errno.ENOMEM: Message("cannot allocate memory"),
    errno.ENODEV: Message("no such device"),
    errno.ENXIO: Message("no such device or address"),
    errno.ETIMEDOUT: Message("connection timed out"),
    errno.EDQUOT: Message("disk quota exceeded"),
    errno.ESTALE: Message("stale file handle"),
}
"""The usual reasons of the operating system, by their numbers and in its words, whatever language it speaks."""
