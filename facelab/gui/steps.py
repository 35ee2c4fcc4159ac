"""The steps of undo: what was asked before, and after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from facelab.crops import Original
from facelab.lab import Photo

if TYPE_CHECKING:
    from facelab.latent import Edit


@dataclass(frozen=True, eq=False)
class Wishes:
    """All that a person has asked for.

    Attributes:
        original: the photo, with the faces where they were found or put by hand.
        edits: face number -> its edit.
        keep: how much of the photo's own pixels stays.
        face: the chosen one; -1 for none.
    """

    original: Original
    edits: "Mapping[int, Edit]"
    keep: float
    face: int

    def photo(self) -> Photo:
        """The photo with the edits."""
        return Photo(self.original, self.edits, self.keep)

    def asks_the_same(self, other: "Wishes | None") -> bool:
        """Whether the picture is the same, whichever face is chosen."""
        return other is not None and (self.original, self.edits, self.keep) == (
            other.original,
            other.edits,
            other.keep,
        )


class Asked(QUndoCommand):
    """One change of what is asked for; changes of one key become one, as those of a drag."""

    def __init__(self, text: str, before: Wishes, after: Wishes, ask: Callable[[Wishes], None], key: int = 0) -> None:
        super().__init__(text)
        self._before, self._after, self._ask, self._key = before, after, ask, key

    def id(self) -> int:
        """Only changes with a key merge."""
        return 1 if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        """Take a later change of the same key in."""
        if not isinstance(other, Asked) or other._key != self._key:
            return False
        self._after = other._after
        self.setObsolete(self._after.asks_the_same(self._before) and self._after.face == self._before.face)
        return True

    def redo(self) -> None:
        """Ask it."""
        self._ask(self._after)

    def undo(self) -> None:
        """Ask what was asked before."""
        self._ask(self._before)
