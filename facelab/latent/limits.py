"""How far each attribute is to be moved: measured on validation faces by ``facelab evaluate``, shipped with weights.

A file NAME.limits.json beside the weights; without it all attributes may go as far as ``FAR``.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from facelab.attributes import ATTRIBUTES
from facelab.errors import WeightsError

FAR = 3.0
"""The largest amount that is measured, and that a slider reaches."""

Amount = Annotated[float, Field(ge=0, le=FAR)]


class Limit(BaseModel):
    """Moving an attribute one way.

    Attributes:
        reach: the amount that a slider reaches: what 90 of 100 faces need to show it.
        safe: the amount up to which 90 of 100 faces are still taken for the same person.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)  # in the file: "borne"

    reach: Amount = FAR
    safe: Annotated[Amount, Field(alias="borne")] = FAR


class Limits(BaseModel):
    """Both ways of an attribute: added, and taken away."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    more: Limit = Limit()
    less: Limit = Limit()

    @property
    def reach(self) -> tuple[float, float]:
        """Least and greatest amount of its slider: as far either way, so that all sliders rest in the middle."""
        far = max(self.less.reach, self.more.reach)
        return -far, far

    @property
    def safe(self) -> tuple[float, float]:
        """The safe range: amounts between which 90 of 100 faces are still taken for the same person."""
        return -self.less.safe, self.more.safe

    def safe_for(self, has: float) -> tuple[float, float]:
        """What of ``safe`` is left to a face that has the attribute with this probability.

        It was measured on faces of the other side, which are the average difference, 1, farther from where they go.
        """
        return min(1 - has - self.less.safe, 0.0), max(self.more.safe - has, 0.0)


class LimitsFile(BaseModel):
    """What the file holds: the SHA-256 of the weights, and the limits of their attributes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    checkpoint: str
    limits: dict[str, Limits]


def limits_path(weights: Path) -> Path:
    """Where the limits of a checkpoint lie."""
    return weights.with_suffix(".limits.json")


def read_limits(path: Path, checkpoint: str) -> Mapping[str, Limits]:
    """The limits of all 40 attributes.

    Args:
        path: the file; where there is none, or one of other weights, nothing was measured, and nothing is limited.
        checkpoint: SHA-256 of the weights.

    Raises:
        WeightsError: the file is damaged.
    """
    found: Mapping[str, Limits] = {}
    if path.is_file():
        try:
            file = LimitsFile.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise WeightsError("{path} is damaged; get a fresh copy of it.", path=path) from error
        found = file.limits if file.checkpoint == checkpoint else found
    return {name: found.get(name, Limits()) for name in ATTRIBUTES}
