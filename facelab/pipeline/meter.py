"""The meter: how far an edited face is still the same person, and what else was changed in it.

Looked at small, as the screen would show it, beside the frames of a drag and not in their way.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import ATTRIBUTES
from facelab.canonical import SIZE
from facelab.pipeline.edited_photo import Photo, named
from facelab.pipeline.live import LiveFace

if TYPE_CHECKING:
    from facelab.edit import Edit
    from facelab.pipeline.engine import Engine

NAMED = 3
"""Attributes that are named beside what was asked, at most."""
NOTICED = 0.15
"""Change of how surely an attribute is seen, from which it is named."""


@dataclass(frozen=True)
class Change:
    """How surely an attribute is seen before and after an edit, 0..1."""

    attribute: str
    before: float
    after: float


@dataclass(frozen=True)
class Measured:
    """What an edit made of a face.

    Attributes:
        same: how far it is the same person: 1 for the same picture, 0 as for two people; None where the weights cannot
            tell people apart.
        usual: what two photos of one person come to.
        beside: what moved most beside what was asked, the most first.
    """

    same: float | None
    usual: float
    beside: tuple[Change, ...]


@dataclass(frozen=True, eq=False)
class MeteredFace:
    """A face of a photo, measured with one edit after another.

    Attributes:
        live: draws it.
    """

    live: LiveFace

    @classmethod
    def of(cls, photo: Photo, face: int) -> "MeteredFace":
        """A face of a photo, small."""
        return cls(LiveFace.thumbnail(photo, face, SIZE))

    def measured(self, edit: "Edit") -> Measured:
        """What an edit makes of it.

        Raises:
            EditError: it cannot be made.
        """
        before, after = self._before, self._seen(self.live.crop(edit))
        asked = {name for name, amount in edit.amounts.items() if amount} | edit.to.keys() | edit.locks
        moved = beside(before.attributes, after.attributes, asked)
        if (identity := self._engine.identity) is None:
            return Measured(None, 0.0, moved)
        return Measured(identity.share(float(before.who @ after.who)), identity.share(identity.same), moved)

    @property
    def _engine(self) -> "Engine":
        return self.live.photo.crop(self.live.face).engine

    @cached_property
    def _before(self) -> "_Seen":
        return self._seen(self.live.unedited_crop)

    def _seen(self, pixels: NDArray[np.float32]) -> "_Seen":
        engine = self._engine
        who = np.zeros(0, np.float32)
        if (identity := engine.identity) is not None:
            who = identity.embed(engine.encode(pixels[None]).mode()[:, : len(identity.mean)].numpy())[0]
        return _Seen(who, named(1 / (1 + np.exp(-engine.seen(pixels[None])[0]))))


@dataclass(frozen=True, eq=False)
class _Seen:
    """Who and what is seen in a picture of a face: (E,) of length 1, and attribute -> how surely."""

    who: NDArray[np.float32]
    attributes: Mapping[str, float]


def beside(before: Mapping[str, float], after: Mapping[str, float], asked: Set[str]) -> tuple[Change, ...]:
    """The attributes that moved most and noticeably, of those that were not asked, the most first."""
    changes = [Change(name, before[name], after[name]) for name in ATTRIBUTES if name not in asked]
    changes.sort(key=lambda change: -abs(change.after - change.before))
    return tuple(change for change in changes[:NAMED] if abs(change.after - change.before) >= NOTICED)
