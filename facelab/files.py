"""Where FaceLab's own files lie, and the one way in which files are written."""

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from facelab.errors import Hint, OutputError, WeightsError, reason

_PACKAGE = Path(__file__).parent
_unfinished: set[Path] = set()
_before_publishing: ContextVar[Callable[[], None]] = ContextVar("_before_publishing", default=lambda: None)


def resource(name: str) -> Path:
    """Path of a file of ``resources/``."""
    return _locate("resources", name)


def weights(name: str) -> Path:
    """Path of a file of ``weights/``."""
    return _locate("weights", name)


def _locate(folder: str, name: str) -> Path:
    # An editable install copies resources to site-packages while the code runs from the checkout: look in both.
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root / folder / name
        if path.exists():
            return path
    raise WeightsError(
        "FaceLab's own file {folder}/{name} is missing; install FaceLab again.", folder=folder, name=name
    )


def attributes_path(checkpoint: Path) -> Path:
    """Where a checkpoint's attributes file lies: beside it, ``NAME.attributes.safetensors``."""
    return checkpoint.with_name(f"{checkpoint.stem}.attributes.safetensors")


def prior_path(checkpoint: Path) -> Path:
    """Where a checkpoint's prior lies, if it has one beside its own Gaussian: ``NAME.prior.safetensors``."""
    return checkpoint.with_name(f"{checkpoint.stem}.prior.safetensors")


def identity_path(checkpoint: Path) -> Path:
    """Where lies what tells people apart in a checkpoint's s, if it has that: ``NAME.identity.safetensors``."""
    return checkpoint.with_name(f"{checkpoint.stem}.identity.safetensors")


def make_folder(path: Path) -> None:
    """Make a folder and those above it.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OutputError("{path} is a file; name a folder.", path=path) from error
    except (OSError, ValueError) as error:
        raise _not_made(path, error) from error


def _not_made(path: Path, error: OSError | ValueError) -> OutputError:
    return OutputError(
        "The folder {path} cannot be made ({reason}); choose another place.", path=path, reason=reason(error)
    )


@contextmanager
def atomic_write(path: Path, *, overwrite: bool = True) -> Iterator[Path]:
    """Write a file wholly or not at all.

    Args:
        path: the file to make.
        overwrite: whether an existing file may be replaced.

    Yields:
        The path of an empty temporary file in the same folder, to be written inside the block.

    Raises:
        OutputError: the file exists and may not be replaced, or the folder cannot be written.
    """
    temporary = path.parent / f".facelab-{secrets.token_hex(8)}.part"
    try:
        _check(path, overwrite)
        _unfinished.add(temporary)
        temporary.touch(exist_ok=False)
        mode = temporary.stat().st_mode
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    try:
        yield temporary
        temporary.chmod(mode)  # safetensors puts a file of its own there, for its owner alone
        _publish(temporary, path, overwrite)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)
        _unfinished.discard(temporary)


@contextmanager
def published_if(check: Callable[[], None]) -> Iterator[None]:
    """Ask before a file takes its place, in this thread and within the block: what ``check`` raises ends it there."""
    token = _before_publishing.set(check)
    try:
        yield
    finally:
        _before_publishing.reset(token)


def discard_unfinished() -> None:
    """Remove what ``atomic_write`` has begun, for the process ends at once."""
    for temporary in tuple(_unfinished):
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def check_place(path: Path, *, overwrite: bool = True) -> None:
    """Refuse a place for a file now, before the work, that ``atomic_write`` would refuse after it.

    Raises:
        OutputError: the file exists and may not be replaced, or the folder cannot be written.
    """
    try:
        _check(path, overwrite)
        _check_writable(path.parent)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def check_folder(path: Path) -> None:
    """Refuse a folder for results that ``make_folder`` could not make, before the work.

    Raises:
        OutputError: it is a file, or cannot be made.
    """
    try:
        there = next(folder for folder in (path, *path.absolute().parents) if os.path.lexists(folder))
        if there == path and not path.is_dir():
            raise OutputError("{path} is a file; name a folder.", path=path)
        _check_writable(there)
    except (OSError, ValueError) as error:
        raise _not_made(path, error) from error


def _check_writable(folder: Path) -> None:
    if not stat.S_ISDIR(folder.stat().st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def readable(name: str) -> str:
    """A file's name as text; bytes in it that are no UTF-8 as ``\\xe9``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _check(path: Path, overwrite: bool) -> None:
    try:
        path.lstat()
    except FileNotFoundError:
        return
    if path.is_dir():
        raise OutputError("{path} is a folder; name a file.", path=path)
    if path.exists() and not path.is_file():  # a device or a pipe would itself be replaced
        raise OutputError("{path} is no regular file; choose another name.", path=path)
    if not overwrite:
        raise _exists(path)


def _publish(temporary: Path, path: Path, overwrite: bool) -> None:
    with temporary.open("rb") as stream:
        os.fsync(stream.fileno())
    _before_publishing.get()()
    if overwrite:
        temporary.replace(path)
    else:
        _link(temporary, path)
    with suppress(OSError):  # not every platform can sync a folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _link(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)  # fails where another program made the file meanwhile, which rename would replace
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError:  # a file system without hard links
        temporary.replace(path)


def _exists(path: Path) -> OutputError:
    return OutputError(
        "{path} exists already; choose another name{hint}.", path=path, hint=Hint(" or pass --overwrite")
    )


def _unwritable(path: Path, error: OSError | ValueError) -> OutputError:
    if isinstance(error, FileNotFoundError) and not path.parent.is_dir():
        return OutputError("{path} cannot be written, for its folder does not exist; make the folder first.", path=path)
    return OutputError(
        "{path} cannot be written ({reason}); choose another place or make room there.", path=path, reason=reason(error)
    )
