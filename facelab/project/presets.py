"""Presets: edits with a name, to be asked of another face or photo."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from facelab.errors import DataError
from facelab.files import atomic_write, make_folder
from facelab.project.sliders import GROUPS, RANGE

if TYPE_CHECKING:
    from facelab.latent import Edit

_NAMES = tuple(name for group in GROUPS for name in group.attributes)
Attribute = Annotated[str, Field(pattern=f"^({'|'.join(_NAMES)})$")]
Amount = Annotated[float, Field(ge=RANGE[0], le=RANGE[1], allow_inf_nan=False)]


class Preset(BaseModel):
    """An edit with a name.

    Attributes:
        name: what a person calls it.
        amounts: attribute -> amount.
        locks: attributes whose readouts stay.
        method: by which vectors.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=80)]
    amounts: Mapping[Attribute, Amount] = {}
    locks: frozenset[Attribute] = frozenset()
    method: Literal["partial", "mean"] = "partial"

    def edit(self) -> "Edit":
        """The edit itself."""
        from facelab.latent import Edit

        return Edit(dict(self.amounts), locks=self.locks, method=self.method)


SHIPPED = (
    Preset(name="A smile", amounts={"Smiling": 1.5}),
    Preset(name="Serious", amounts={"Smiling": -2.0}),
    Preset(name="Glasses", amounts={"Eyeglasses": 2.5}),
    Preset(name="Evening make-up", amounts={"Heavy_Makeup": 1.5, "Wearing_Lipstick": 1.5}),
)
"""Those that FaceLab brings."""

_FILE = TypeAdapter(tuple[Preset, ...])


def named(name: str, edit: "Edit") -> Preset:
    """A preset of an edit.

    Raises:
        DataError: a name that is none, or amounts that no slider reaches.
    """
    try:
        return Preset(name=name.strip(), amounts=dict(edit.amounts), locks=edit.locks, method=edit.method)
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
        raise DataError(f"{path} holds no presets; move it away and they begin anew.") from error


def save_presets(path: Path, presets: Sequence[Preset]) -> None:
    """Keep a person's own presets.

    Raises:
        OutputError: they cannot be written.
    """
    make_folder(path.parent)
    with atomic_write(path) as temporary:
        temporary.write_bytes(_FILE.dump_json(tuple(presets), indent=1))
