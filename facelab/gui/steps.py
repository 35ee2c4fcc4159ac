"""The steps of undo: what was asked before, and after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from facelab.latent import Edit


@dataclass(frozen=True)
class Wishes:
    """All that is asked of a photo: each face's edit, and how much of the photo's own pixels to keep."""

    edits: "Mapping[int, Edit]"
    keep: float


class Asked(QUndoCommand):
    """One change of what is asked; moves of one drag become one."""

    def __init__(self, text: str, before: Wishes, after: Wishes, ask: Callable[[Wishes], None], drag: int) -> None:
        super().__init__(text)
        self._before, self._after, self._ask, self._drag = before, after, ask, drag

    def id(self) -> int:
        """Drags alone merge."""
        return 1 if self._drag else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        """Take the later move of the same drag in."""
        if not isinstance(other, Asked) or other._drag != self._drag:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        """Ask it."""
        self._ask(self._after)

    def undo(self) -> None:
        """Ask what was asked before."""
        self._ask(self._before)
