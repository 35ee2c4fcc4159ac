"""The files of training: configurations, shipped or not, and what lies in the folder of a run. Needs no torch."""

import difflib
import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from facelab.errors import DataError, Hint, Listing
from facelab.files import check_folder

SHIPPED = Path(__file__).parent / "configs"
SETTINGS = SHIPPED / "settings.json"
"""What ``config.settings`` says, to be known without torch."""
DATA = Path("data/celeba")
"""Where the data folder is, if a configuration does not say it."""
STATE, WEIGHTS, LOG = "state.safetensors", "weights.safetensors", "log.jsonl"


def names() -> list[str]:
    """What the shipped ones are called."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def read_table(path: Path) -> dict[str, Any]:
    """What a TOML file says, or that of a shipped name.

    Raises:
        DataError: no such file, no TOML, or a setting that there is not.
    """
    shipped = SHIPPED / f"{path}.toml"
    try:
        chosen = shipped if shipped.is_file() and not path.is_file() else path
        table = tomllib.loads(chosen.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError("{path} is no TOML: {error}.", path=path, error=str(error)) from error
    except (OSError, ValueError) as error:
        raise DataError(
            "{path} is no configuration; name a TOML file or one of: {names}.", path=path, names=", ".join(names())
        ) from error
    _check_names(table, json.loads(SETTINGS.read_text("utf-8")), path)
    return table


def _check_names(table: dict[str, Any], known: dict[str, Any], path: Path, section: str = "") -> None:
    """Refuse settings that there are not, and words that are none of a setting's."""
    for name, value in table.items():
        _check_word(name, known, path, section)
        if isinstance(value, dict) and isinstance(known[name], dict):
            _check_names(value, known[name], path, f"{section}{name}.")
        if isinstance(value, str) and isinstance(known[name], list):
            _check_word(value, known[name], path, f"{section}{name} = ")


def _check_word(word: str, known: Iterable[str], path: Path, before: str) -> None:
    if word not in known:
        alike = difflib.get_close_matches(word, known) or sorted(known)
        raise DataError(
            "{path}: there is no {word}; did you mean {alike}?",
            path=path,
            word=before + word,
            alike=Listing(before + other for other in alike),
        )


def check_run(folder: Path, *, resume: bool, overwrite: bool) -> None:
    """Refuse to begin a run where one lies already, or to go on where none does.

    Raises:
        DataError: there is an earlier run that is neither gone on with nor to be replaced, or none to go on with.
        OutputError: the folder cannot be made.
    """
    check_folder(folder)
    if resume and overwrite:
        raise DataError("A run is either gone on with or replaced; leave --resume or --overwrite out.")
    if resume and not (folder / STATE).is_file():
        raise DataError("There is nothing to resume in {folder}; its state is missing.", folder=folder)
    if not (resume or overwrite) and any((folder / name).exists() for name in (STATE, WEIGHTS)):
        raise DataError(
            "{folder} holds an earlier run; go on with it{resume}, replace it{overwrite} or name another folder{run}.",
            folder=folder,
            resume=Hint(" (--resume)"),
            overwrite=Hint(" (--overwrite)"),
            run=Hint(" (--run FOLDER)"),
        )
