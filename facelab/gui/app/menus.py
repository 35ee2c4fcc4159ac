"""Commands: what a person can do, as data, and the menus made of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from facelab.gui.qt.icons import icon

Text = Callable[[], str]
"""Words in the language of the time."""


@dataclass(frozen=True)
class Command:
    """One thing that a person can do.

    Attributes:
        text: what it is called. handler: what it does.
        keys: its shortcuts. icon: its drawing in ``resources/icons``.
        needs: what must be there before it can be done: "" nothing, "photo", or "face".
        checked: whether it is on at first; None where it is not switched on and off.
    """

    text: Text
    handler: Callable[[], object]
    keys: Sequence[QKeySequence | QKeySequence.StandardKey | str] = ()
    icon: str = ""
    needs: str = "photo"
    checked: bool | None = None


class Menus:
    """The menu bar of a window, made of commands."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._menus: list[tuple[QMenu, Text]] = []
        self._actions: list[tuple[QAction, Command]] = []
        self._there: set[str] | None = None

    def add(self, text: Text, entries: Sequence[Command | QMenu | None]) -> QMenu:
        """Another menu; None is a line between entries."""
        menu = self._window.menuBar().addMenu("")
        self._menus.append((menu, text))
        for entry in entries:
            if isinstance(entry, Command):
                menu.addAction(self.action(entry))
            elif entry is None:
                menu.addSeparator()
            else:
                menu.addMenu(entry)
        return menu

    def action(self, command: Command) -> QAction:
        """A command as an action of the window."""
        action = QAction(self._window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        if command.icon:
            action.setIcon(icon(command.icon))
        if command.checked is not None:
            action.setCheckable(True)
            action.setChecked(command.checked)
        action.triggered.connect(lambda *_: command.handler())
        self._actions.append((action, command))
        return action

    def retranslate(self) -> None:
        """Set every text in the current language."""
        for menu, text in self._menus:
            menu.setTitle(text())
        for action, command in self._actions:
            action.setText(command.text())

    def enable(self, there: set[str]) -> None:
        """Let be done what can be done with what is there."""
        if there == self._there:
            return
        self._there = there
        for action, command in self._actions:
            action.setEnabled(not command.needs or command.needs in there)

    def shortcuts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """For each menu its name, and its commands with their shortcuts as this system writes them."""
        actions = {action for action, _ in self._actions}
        native = QKeySequence.SequenceFormat.NativeText
        return [
            (
                text().replace("&", ""),
                [
                    (action.text().replace("&", "").rstrip("…"), action.shortcut().toString(native))
                    for action in menu.actions()
                    if action in actions and not action.shortcut().isEmpty()
                ],
            )
            for menu, text in self._menus
        ]
