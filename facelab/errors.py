"""The errors a person may meet. Each message is one sentence: what is wrong and what to do."""

from importlib.util import find_spec
from pathlib import Path


class FaceLabError(Exception):
    """Something the person can mend; the command line prints the message and exits with code 2."""


class PhotoError(FaceLabError):
    """A file that is no readable picture, or one beyond the limits."""


class FaceError(FaceLabError):
    """No such face in the photo, or landmarks that make no face."""


class WeightsError(FaceLabError):
    """A checkpoint or attributes file that cannot be used."""


class EditError(FaceLabError):
    """An edit that cannot be made: an unknown attribute, a lock on what is asked for, an unreachable value."""


class OutputError(FaceLabError):
    """A place that cannot be written."""


class Cancelled(FaceLabError):  # noqa: N818  (the field's name for it)
    """A person has stopped it; nothing was written."""


class DataError(FaceLabError):
    """Training data, a configuration, presets or a project that cannot be used."""


class SourceError(DataError):
    """A project's photo is gone or was changed.

    Attributes:
        changed: the changed one; None where it is gone.
    """

    def __init__(self, sentence: str, changed: Path | None) -> None:
        super().__init__(sentence)
        self.changed = changed


def require_extra(what: str, *modules: str) -> None:
    """Make sure that what the extra ``train`` installs is there; running FaceLab does not need it.

    Raises:
        DataError: ``what`` needs a module that is missing.
    """
    if missing := [module for module in modules if find_spec(module) is None]:
        raise DataError(f"{what} needs {missing[0]}, which is missing; install it with: pip install 'facelab[train]'")
