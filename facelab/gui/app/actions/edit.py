"""The menu Edit."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QKeySequence

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.app.actions.action import Action, ActionContext, Menu, Needs, Submenu
from facelab.gui.app.submenus import PresetsMenu
from facelab.project.pages import EDITED

Key = QKeySequence.StandardKey
translate = QCoreApplication.translate  # a name that pyside6-lupdate knows


def copy_edited(on: ActionContext) -> None:
    """Put the edited picture on the clipboard."""
    QGuiApplication.clipboard().setImage(on.canvas.edited)
    on.say(translate("Actions", "The edited picture is on the clipboard."))


def copy_edit(on: ActionContext) -> None:
    """Remember what is asked of the chosen face."""
    on.editor.copy_edit()
    on.say(translate("Actions", "The edit is copied; paste it onto any face, in any photo."))


UNDO = Action(
    QT_TRANSLATE_NOOP("Actions", "&Undo"),
    lambda on: on.rail.undos.undo(),
    keys=(Key.Undo,),
    icon="undo",
    needs=Needs.STEP,
)
REDO = Action(
    QT_TRANSLATE_NOOP("Actions", "&Redo"),
    lambda on: on.rail.undos.redo(),
    keys=(Key.Redo,),
    icon="redo",
    needs=Needs.STEP_BACK,
)
RESET = Action(
    QT_TRANSLATE_NOOP("Actions", "Reset this &face"),
    lambda on: on.editor.reset(),
    icon="reset",
    keys=("Ctrl+Backspace",),
    needs=Needs.ASKED,
)
SAME_FOR_ALL = Action(
    QT_TRANSLATE_NOOP("Actions", "The same for &all faces"),
    lambda on: on.editor.ask_of_all(),
    icon="all-faces",
    needs=Needs.SEVERAL,
)
MOVE_POINTS = Action(
    QT_TRANSLATE_NOOP("Actions", "&Move the five points"),
    lambda on: on.landmarks.toggle(),
    icon="points",
    keys=("Ctrl+L",),
    needs=Needs.SEEN_FACE,
)
ADD_FACE = Action(
    QT_TRANSLATE_NOOP("Actions", "A&dd a face by hand"),
    lambda on: on.landmarks.add_face(),
    icon="add-face",
    keys=("Ctrl+Shift+L",),
    needs=Needs.SEEN_PHOTO,
)
REMOVE_FACE = Action(
    QT_TRANSLATE_NOOP("Actions", "Re&move the face placed by hand"),
    lambda on: on.editor.remove_face(),
    icon="remove-face",
    needs=Needs.PLACED,
)
USE_AS_A = Action(
    QT_TRANSLATE_NOOP("Actions", "Use this face as A of Morph"),
    lambda on: on.rail.use(EDITED, 0),
    icon="use-a",
    needs=Needs.FACE,
)
USE_AS_B = Action(
    QT_TRANSLATE_NOOP("Actions", "Use this face as B of Morph"),
    lambda on: on.rail.use(EDITED, 1),
    icon="use-b",
    needs=Needs.FACE,
)
COPY = Action(QT_TRANSLATE_NOOP("Actions", "&Copy edited picture"), copy_edited, keys=(Key.Copy,), icon="copy")
COPY_EDIT = Action(
    QT_TRANSLATE_NOOP("Actions", "Copy the &edit"),
    copy_edit,
    keys=("Ctrl+Shift+C",),
    icon="copy-edit",
    needs=Needs.ASKED,
)
PASTE_EDIT = Action(
    QT_TRANSLATE_NOOP("Actions", "Paste the ed&it"),
    lambda on: on.editor.paste_edit(),
    keys=("Ctrl+Shift+V",),
    icon="paste-edit",
    needs=Needs.COPIED,
)
SEARCH = Action(
    QT_TRANSLATE_NOOP("Actions", "&Search attributes"),
    lambda on: on.search(),
    keys=(Key.Find,),
    icon="search",
    needs=Needs.SEEN_FACE,
)
BRUSH = Action(
    QT_TRANSLATE_NOOP("Actions", "Protect with a &brush"),
    lambda on: on.brush.toggle(),
    keys=("Ctrl+B",),
    icon="brush",
    needs=Needs.SEEN_FACE,
)
EDIT_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Edit"),
    (
        UNDO,
        REDO,
        None,
        COPY,
        None,
        COPY_EDIT,
        PASTE_EDIT,
        RESET,
        Action(
            QT_TRANSLATE_NOOP("Actions", "&Next face"),
            lambda on: on.editor.choose_next(),
            icon="next-face",
            keys=("Ctrl+Tab",),
            needs=Needs.SEVERAL,
        ),
        SAME_FOR_ALL,
        None,
        MOVE_POINTS,
        ADD_FACE,
        REMOVE_FACE,
        None,
        USE_AS_A,
        USE_AS_B,
        None,
        SEARCH,
        BRUSH,
        Submenu(
            QT_TRANSLATE_NOOP("Actions", "&Presets"), "presets", lambda on: PresetsMenu(on.editor, on.say, on.window)
        ),
    ),
)
