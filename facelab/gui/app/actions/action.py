"""Actions as frozen dataclasses; ``menus`` builds the menus and the sheet of shortcuts of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QKeySequence, QUndoGroup
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu

from facelab.gui.app.brush_tool import BrushTool
from facelab.gui.app.folding import Folding
from facelab.gui.app.frame_time import FrameTime
from facelab.gui.app.landmark_tool import LandmarkTool
from facelab.gui.app.opening import Opener
from facelab.gui.app.rail import Rail
from facelab.gui.app.saving import Saver
from facelab.gui.canvas.canvas import Canvas
from facelab.gui.dialogs.help import ShortcutSheet
from facelab.gui.session.edit_model import EditModel
from facelab.gui.session.editor import Editor


class Needs(Enum):
    """What must be there before something can be done."""

    NOTHING = 0
    PHOTO = 1
    FACE = 2
    SEEN_PHOTO = 3
    """A photo, on the page Edit: where another page is seen, what changes the view would do so unseen."""
    SEEN_FACE = 4
    PICTURE = 5
    """A photo, or a page that shows something of its own: what can be saved."""
    STEP = 6
    """A step of undo."""
    STEP_BACK = 7
    """A step that was undone."""
    COPIED = 8
    """A face, and an edit that was copied."""
    ASKED = 9
    """A face of which something is asked."""
    SEVERAL = 10
    """More than one face."""
    PLACED = 11
    """A face that was placed by hand, or moved."""


def needs_met(model: EditModel, undos: QUndoGroup, *, on_edit: bool, on_first: bool, copied: bool) -> set[Needs]:
    """What there is that actions need.

    Args:
        model: what is open. undos: the steps of the page that is seen.
        on_edit, on_first: whether the page Edit is seen, or the first screen.
        copied: whether an edit was copied.
    """
    photo = model.photo is not None
    face = photo and model.face >= 0
    found = {
        Needs.PHOTO: photo,
        Needs.FACE: face,
        Needs.SEEN_PHOTO: photo and on_edit,
        Needs.SEEN_FACE: face and on_edit,
        Needs.PICTURE: photo or not (on_edit or on_first),
        Needs.STEP: undos.canUndo(),
        Needs.STEP_BACK: undos.canRedo(),
        Needs.COPIED: face and copied,
        Needs.ASKED: face and bool(model.edit.amounts or model.edit.locks),
        Needs.SEVERAL: face and model.faces > 1,
        Needs.PLACED: face and model.photo is not None and model.face in model.photo.original.by_hand,
    }
    return {need for need, there in found.items() if there}


@dataclass(frozen=True)
class ActionContext:
    """What actions act on.

    Attributes:
        window: the window, which is closed, and whose the dialogs are.
        editor, canvas, rail, opener, saver, landmarks, brush, history, frame_time, folding: its parts.
        say: tells a person a sentence.
        search: lets a person search the attributes.
        shortcuts: gives the sheet of shortcuts.
    """

    window: QMainWindow
    editor: Editor
    canvas: Canvas
    rail: Rail
    opener: Opener
    saver: Saver
    landmarks: LandmarkTool
    brush: BrushTool
    history: QDockWidget
    frame_time: FrameTime
    folding: Folding
    say: Callable[[str], object]
    search: Callable[[], object]
    shortcuts: Callable[[], ShortcutSheet]


@dataclass(frozen=True, eq=False)
class Action:
    """One thing that a person can do.

    Attributes:
        text: what it is called, in English; translated in the context "Actions".
        handler: does it.
        keys: its shortcuts. icon: its drawing in ``resources/icons``.
        needs: what must be there.
        checked: whether it is on at first; None where it is not switched on and off.
        group: of the actions of a group one is on; "" for those that are in none.
    """

    text: str
    handler: Callable[[ActionContext], object]
    keys: Sequence[QKeySequence.StandardKey | str] = ()
    icon: str = ""
    needs: Needs = Needs.PHOTO
    checked: bool | None = None
    group: str = ""


@dataclass(frozen=True, eq=False)
class Submenu:
    """A menu in a menu, which fills itself."""

    text: str
    icon: str
    make: Callable[[ActionContext], QMenu]


@dataclass(frozen=True, eq=False)
class DockToggle:
    """Shows and hides a dock of the window."""

    text: str
    icon: str
    dock: Callable[[ActionContext], QDockWidget]


Entry = Action | Submenu | DockToggle | None
"""None is a line between entries."""


@dataclass(frozen=True, eq=False)
class Menu:
    """A menu of the menu bar."""

    text: str
    entries: Sequence[Entry]
