"""The menu bar of the window, built from the tables of actions."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from facelab.gui.app.actions.action import Action, ActionContext, DockToggle, Menu, Needs, Submenu
from facelab.gui.app.actions.edit import REDO, UNDO
from facelab.gui.dialogs.help import ShortcutSheet
from facelab.gui.qt.icons import icon

translate = QCoreApplication.translate

PAUSE_MS = 100
"""After the last step, when it is named: a new hint has all of the window laid out, in a drag with every frame."""


class Menus:
    """The menus of a window.

    Attributes:
        actions: the text of each action in English -> what Qt has of it.
        submenus: the text of each submenu in English -> the menu.
    """

    def __init__(self, menus: Sequence[Menu], context: ActionContext) -> None:
        self._menus, self._context = menus, context
        self.actions: dict[str, QAction] = {}
        self.submenus: dict[str, QMenu] = {}
        self._titles: list[tuple[QMenu, str]] = []
        self._groups: dict[str, QActionGroup] = {}
        self._there: set[Needs] = set()
        for menu in menus:
            self._build(menu)
        pause = QTimer(context.window)
        pause.setSingleShot(True)
        pause.setInterval(PAUSE_MS)
        pause.timeout.connect(self._name_steps)
        undos = context.rail.undos
        for changed in (undos.undoTextChanged, undos.redoTextChanged):
            changed.connect(lambda _: pause.start())

    def _build(self, menu: Menu) -> None:
        shown = self._context.window.menuBar().addMenu("")
        self._titles.append((shown, menu.text))
        for entry in menu.entries:
            match entry:
                case Action():
                    shown.addAction(self._add_action(entry))
                case Submenu():
                    shown.addMenu(self._add_submenu(entry))
                case DockToggle():
                    toggle = entry.dock(self._context).toggleViewAction()
                    toggle.setIcon(icon(entry.icon))
                    shown.addAction(toggle)
                case None:
                    shown.addSeparator()

    def _add_action(self, action: Action) -> QAction:
        made = QAction(self._context.window)
        made.setShortcuts([sequence for keys in action.keys for sequence in _sequences(keys)])
        if action.icon:
            made.setIcon(icon(action.icon))
        if action.checked is not None:
            made.setCheckable(True)
            made.setChecked(action.checked)
        if action.group:
            group = self._groups.setdefault(action.group, QActionGroup(self._context.window))
            group.addAction(made)
        made.triggered.connect(lambda *_: action.handler(self._context))
        self._context.window.addAction(made)  # its keys work where menus and tool bars are hidden, too
        self.actions[action.text] = made
        return made

    def _add_submenu(self, submenu: Submenu) -> QMenu:
        made = submenu.make(self._context)
        made.setIcon(icon(submenu.icon))
        self._titles.append((made, submenu.text))
        self.submenus[submenu.text] = made
        return made

    def retranslate(self) -> None:
        """Set every text in the current language."""
        for titled, text in self._titles:
            titled.setTitle(translate("Actions", text))
        for text, action in self.actions.items():
            action.setText(translate("Actions", text))
            action.setToolTip(_hint(action))
        self._name_steps()
        for menu in self._menus:
            for entry in menu.entries:
                if isinstance(entry, DockToggle):
                    entry.dock(self._context).toggleViewAction().setText(translate("Actions", entry.text))

    def _name_steps(self) -> None:
        """Say what undo and redo would bring, where one points at them."""
        undos = self._context.rail.undos
        for action, step in ((self.actions[UNDO.text], undos.undoText()), (self.actions[REDO.text], undos.redoText())):
            action.setToolTip(f"{_hint(action)}: {step}" if step else _hint(action))

    def enable(self, there: set[Needs]) -> None:
        """Let be done what can be done with what is there."""
        there = there | {Needs.NOTHING}
        if there == self._there:
            return
        self._there = there
        for menu in self._menus:
            for entry in menu.entries:
                if isinstance(entry, Action):
                    self.actions[entry.text].setEnabled(entry.needs in there)

    def shortcuts(self) -> ShortcutSheet:
        """For each menu its name, and its actions with their shortcuts as this system writes them."""
        return [
            (_plain(translate("Actions", menu.text)), [row for entry in menu.entries if (row := self._shortcut(entry))])
            for menu in self._menus
        ]

    def _shortcut(self, entry: object) -> tuple[str, str] | None:
        action = self.actions[entry.text] if isinstance(entry, Action) else None
        if action is None or action.shortcut().isEmpty():
            return None
        native = QKeySequence.SequenceFormat.NativeText
        return _plain(action.text()).rstrip("…"), action.shortcut().toString(native)


def _hint(action: QAction) -> str:
    """What a button of the action says when it is pointed at: its name, and its shortcut."""
    name, keys = _plain(action.text()).rstrip("…"), action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{name} ({keys})" if keys else name


def _sequences(keys: QKeySequence.StandardKey | str) -> list[QKeySequence]:
    """All the sequences that this system has for a key: some know redo by two."""
    return [QKeySequence(keys)] if isinstance(keys, str) else QKeySequence.keyBindings(keys)


def _plain(text: str) -> str:
    """A text without the marks of its access key."""
    return text.replace("&", "")
