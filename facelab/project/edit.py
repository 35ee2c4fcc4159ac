"""An edit as it is stored, in presets and projects alike."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from facelab.attributes import GROUPS, RANGE
from facelab.edit import MAX_AMOUNT, Stroke

if TYPE_CHECKING:
    from facelab.latent import Edit

_NAMES = tuple(name for group in GROUPS for name in group.attributes)
Attribute = Annotated[str, Field(pattern=f"^({'|'.join(_NAMES)})$")]
Number = Annotated[float, Field(allow_inf_nan=False)]
Point = tuple[Number, Number]
"""x, y in pixels of the upright photo."""
Amount = Annotated[float, Field(ge=RANGE[0], le=RANGE[1], allow_inf_nan=False)]

Held = Annotated[float, Field(ge=-MAX_AMOUNT, le=MAX_AMOUNT, allow_inf_nan=False)]


class StoredModel(BaseModel):
    """What is read from a file is wholly known and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StoredEdit(StoredModel):
    """An edit that sliders reach.

    Attributes:
        amounts: attribute -> amount.
        locks: attributes whose probes stay.
        method: by which vectors.
    """

    amounts: Mapping[Attribute, Amount] = {}
    locks: frozenset[Attribute] = frozenset()
    method: Literal["partial", "mean"] = "partial"

    @classmethod
    def of(cls, edit: "Edit", **more: object) -> Self:
        """The same, to be stored; ``more`` are the fields of the class itself.

        Raises:
            pydantic.ValidationError: amounts that no slider reaches.
        """
        return cls(amounts=dict(edit.amounts), locks=edit.locks, method=edit.method, **more)

    def edit(self) -> "Edit":
        """The edit itself."""
        from facelab.latent import Edit

        return Edit(dict(self.amounts), locks=self.locks, method=self.method)


class StoredStroke(StoredModel):
    """A stroke of the brush, see ``edit.Stroke``."""

    points: Annotated[tuple[Point, ...], Field(min_length=1, max_length=10_000)]
    radius: Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)]
    hardness: Annotated[float, Field(ge=0, le=1)] = 0.5
    protects: bool = True

    @classmethod
    def of(cls, stroke: Stroke) -> Self:
        """The same, to be stored."""
        return cls(**asdict(stroke))

    def stroke(self) -> Stroke:
        """The stroke itself."""
        return Stroke(self.points, self.radius, self.hardness, self.protects)


Strokes = Annotated[tuple[StoredStroke, ...], Field(max_length=10_000)]


class StoredFaceEdit(StoredEdit):
    """An edit of one face.

    Attributes:
        held: amounts of locked attributes that were found to hold them; None: not looked for yet.
    """

    held: Mapping[Attribute, Held] | None = None

    @classmethod
    def of(cls, edit: "Edit", **more: object) -> Self:
        """The same, to be stored, as in :class:`StoredEdit`."""
        return super().of(edit, held=None if edit.held is None else dict(edit.held), **more)

    def edit(self) -> "Edit":
        """The edit itself."""
        return replace(super().edit(), held=self.held)
