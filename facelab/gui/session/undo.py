"""Undo: a step from one state to another, which Qt's undo stack holds and names in the language of the time."""

from collections.abc import Callable
from operator import eq
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack
from shiboken6 import isValid

from facelab.errors import Message
from facelab.gui.qt.translation import in_words

State = TypeVar("State")


class UndoStep(QUndoCommand, Generic[State]):
    """From one state to another; steps of one key, as those of a drag, become one."""

    def __init__(
        self,
        name: Message,
        before: State,
        after: State,
        apply: Callable[[State], None],
        key: int = 0,
        same: Callable[[State, State], bool] = eq,
        *,
        done: bool = False,
    ) -> None:
        """``done``: what is after is there already, so that the stack, which begins with redo, changes nothing."""
        super().__init__(in_words(name))
        self.name, self._done = name, done
        self._before, self._after, self._apply, self._key, self._same = before, after, apply, key, same

    @property
    def states(self) -> tuple[State, State]:
        """What was before, and what is after."""
        return self._before, self._after

    def change_states(self, change: Callable[[State], State]) -> None:
        """Let both states be others, where something in them is another by now."""
        self._before, self._after = change(self._before), change(self._after)

    def retranslate(self) -> None:
        """Be called by its name in the current language."""
        self.setText(in_words(self.name))

    def id(self) -> int:
        """Only steps with a key merge."""
        return 1 if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        """Take a later step of the same key in."""
        if not isinstance(other, UndoStep) or other._key != self._key:
            return False
        self._after, self.name = other._after, other.name
        self.retranslate()
        self.setObsolete(self._same(self._before, self._after))
        return True

    def redo(self) -> None:
        """Apply what is after."""
        if not self._done:
            self._apply(self._after)
        self._done = False

    def undo(self) -> None:
        """Apply what was before."""
        self._apply(self._before)

    def let_go(self) -> None:
        """It is off its stack: what it leads between is no longer kept."""
        self.__dict__.clear()


class Steps(QUndoStack):
    """Qt's stack, which lets go of what its steps led between once they are off it.

    PySide (6.11) keeps a reference to every command that was ever pushed, also to those that Qt
    deleted: of a drag, each move, with the photo it was of.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._there: list[QUndoCommand] = []

    def push(self, step: QUndoCommand) -> None:
        """Put a step onto it, and do it; those that were undone are off it."""
        self._there.append(step)
        super().push(step)
        self._let_go()

    def clear(self) -> None:
        """Have no steps any more."""
        super().clear()
        self._let_go()

    def _let_go(self) -> None:
        gone = [step for step in self._there if not isValid(step)]
        for step in gone:
            if isinstance(step, UndoStep):
                step.let_go()
        if gone:
            self._there = [step for step in self._there if isValid(step)]


def retranslate_steps(stack: QUndoStack) -> None:
    """Call every step by its name in the current language."""
    for number in range(stack.count()):
        if isinstance(step := stack.command(number), UndoStep):
            step.retranslate()
