"""Presets: edits with a name, to be asked of another face or photo."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, TypeAdapter, ValidationError

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.errors import DataError
from facelab.files import atomic_write, make_folder
from facelab.project.edit import StoredEdit

if TYPE_CHECKING:
    from facelab.latent import Edit


class Preset(StoredEdit):
    """An edit with a name, which is what a person calls it."""

    name: Annotated[str, Field(min_length=1, max_length=80)]


SHIPPED = (
    Preset(name=QT_TRANSLATE_NOOP("Presets", "A smile"), amounts={"Smiling": 1.5}),
    Preset(name=QT_TRANSLATE_NOOP("Presets", "Serious"), amounts={"Smiling": -2.0}),
    Preset(name=QT_TRANSLATE_NOOP("Presets", "Younger"), amounts={"Young": 1.5}),
    Preset(name=QT_TRANSLATE_NOOP("Presets", "Older"), amounts={"Young": -2.0}),
    Preset(name=QT_TRANSLATE_NOOP("Presets", "Glasses"), amounts={"Eyeglasses": 2.0}),
    Preset(name=QT_TRANSLATE_NOOP("Presets", "No glasses"), amounts={"Eyeglasses": -2.0}),
    Preset(name=QT_TRANSLATE_NOOP("Presets", "Blond"), amounts={"Blond_Hair": 2.0}),
    Preset(name=QT_TRANSLATE_NOOP("Presets", "Dark hair"), amounts={"Black_Hair": 2.0}),
    Preset(name=QT_TRANSLATE_NOOP("Presets", "Grey hair"), amounts={"Gray_Hair": 2.0}),
    Preset(name=QT_TRANSLATE_NOOP("Presets", "A fringe"), amounts={"Bangs": 2.0}),
    Preset(name=QT_TRANSLATE_NOOP("Presets", "Moustache"), amounts={"Mustache": 2.0}),
    Preset(
        name=QT_TRANSLATE_NOOP("Presets", "Evening make-up"), amounts={"Heavy_Makeup": 1.5, "Wearing_Lipstick": 1.5}
    ),
)
"""Those that FaceLab brings."""

_FILE = TypeAdapter(tuple[Preset, ...])


def named(name: str, edit: "Edit") -> Preset:
    """A preset of an edit.

    Raises:
        DataError: a name that is none, or amounts that no slider reaches.
    """
    try:
        return Preset.of(edit, name=name.strip())
    except ValidationError as error:
        raise DataError("This cannot be a preset; give it a name of 1 to 80 letters.") from error


def load_presets(path: Path) -> tuple[Preset, ...]:
    """A person's own presets; none where the file is not there yet.

    Raises:
        DataError: the file holds none.
    """
    try:
        return _FILE.validate_json(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, ValidationError) as error:
        # As words, which the window does not shorten: a person has to find it.
        raise DataError("{path} holds no presets; move it away and they begin anew.", path=str(path)) from error


def save_presets(path: Path, presets: Sequence[Preset]) -> None:
    """Keep a person's own presets.

    Raises:
        OutputError: they cannot be written.
    """
    make_folder(path.parent)
    with atomic_write(path) as temporary:
        temporary.write_bytes(_FILE.dump_json(tuple(presets), indent=1))
