"""Work on many files: a progress bar, and one bad file does not stop the rest."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from facelab.errors import FaceLabError, WeightsError


def each(paths: Sequence[Path], work: Callable[[Path], None], what: str) -> list[str]:
    """Do the work for every file.

    Args:
        paths: the files.
        work: called with each.
        what: said beside the progress bar.

    Returns:
        A sentence for each of several files that failed; hand them to ``finish``.

    Raises:
        FaceLabError: there is one file alone, and it failed.
        WeightsError: the model cannot be used, which is no file's fault: the next would fail as well.
    """
    if len(paths) == 1:
        try:
            work(paths[0])
        except WeightsError:
            raise
        except FaceLabError as error:
            if str(paths[0]) in str(error):
                raise
            raise type(error)("{path}: {sentence}", path=paths[0], sentence=error.message) from error
        return []
    failed = []
    with bar(what, len(paths)) as advance:
        for done, path in enumerate(paths):
            try:
                work(path)
            except WeightsError:
                raise
            except (FaceLabError, MemoryError) as error:
                failed.append(_named(path, error))
            advance(done + 1, len(paths))
    return failed


def finish(failed: Sequence[str]) -> None:
    """Name what failed and leave with exit code 1; do nothing where nothing failed."""
    for sentence in failed:
        complain(sentence)
    if failed:
        raise typer.Exit(1)


def complain(sentence: str) -> None:
    """Say a sentence to the person, on stderr."""
    print(f"facelab: {sentence}", file=sys.stderr)


@contextmanager
def bar(what: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """A progress bar on stderr; gives its callback: what is done, of how much, and a new name if that changes."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(what, total=total)

        def tell(done: int, of: int, now: str = what) -> None:
            if progress.tasks[0].description != now:
                progress.reset(task, description=now, total=of)
            progress.update(task, completed=done, total=of)

        yield tell


@contextmanager
def steps() -> Iterator[Callable[[str, int], None]]:
    """A line on stderr for work whose end is not known; gives its callback: what is done, and how many."""
    from rich.console import Console

    with Console(stderr=True).status("Working") as status:
        yield lambda what, done: status.update(f"{what}: {done}")


def rounded(value: Any) -> Any:
    """A JSON value with its numbers rounded to 5 digits after the point: float32 holds no more."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    return round(value, 5) if isinstance(value, float) else value


def _named(path: Path, error: FaceLabError | MemoryError) -> str:
    sentence = str(error) if isinstance(error, FaceLabError) else "there is not enough memory for it; make it smaller."
    return sentence if str(path) in sentence else f"{path}: {sentence}"
