"""The steps of undo: what was asked before, and after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import eq
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtGui import QUndoCommand

from facelab.pipeline.crops import SourcePhoto
from facelab.pipeline.edited_photo import Photo

if TYPE_CHECKING:
    from facelab.latent import Edit


@dataclass(frozen=True, eq=False)
class EditState:
    """All that a person has asked for.

    Attributes:
        original: the photo, with the faces where they were found or put by hand.
        edits: face number -> its edit.
        keep: how much of the photo's own pixels stays.
        face: the chosen one; -1 for none.
    """

    original: SourcePhoto
    edits: "Mapping[int, Edit]"
    keep: float
    face: int

    def photo(self) -> Photo:
        """The photo with the edits."""
        return Photo(self.original, self.edits, self.keep)

    def makes_same_picture(self, other: "EditState | None") -> bool:
        """Whether the picture is the same, whichever face is chosen."""
        return other is not None and (self.original, self.edits, self.keep) == (
            other.original,
            other.edits,
            other.keep,
        )

    def is_same(self, other: "EditState") -> bool:
        """Whether the picture and the chosen face are the same."""
        return self.makes_same_picture(other) and self.face == other.face


State = TypeVar("State")


class UndoStep(QUndoCommand, Generic[State]):
    """From one state to another; steps of one key, as those of a drag, become one."""

    def __init__(
        self,
        text: str,
        before: State,
        after: State,
        ask: Callable[[State], None],
        key: int = 0,
        same: Callable[[State, State], bool] = eq,
    ) -> None:
        super().__init__(text)
        self._before, self._after, self._ask, self._key, self._same = before, after, ask, key, same

    def id(self) -> int:
        """Only steps with a key merge."""
        return 1 if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        """Take a later step of the same key in."""
        if not isinstance(other, UndoStep) or other._key != self._key:
            return False
        self._after = other._after
        self.setObsolete(self._same(self._before, self._after))
        return True

    def redo(self) -> None:
        """Ask for what is after."""
        self._ask(self._after)

    def undo(self) -> None:
        """Ask for what was before."""
        self._ask(self._before)
