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
    needs=Needs.FACE,
)
SAME_FOR_ALL = Action(
    QT_TRANSLATE_NOOP("Actions", "The same for &all faces"),
    lambda on: on.editor.ask_of_all(),
    icon="all-faces",
    needs=Needs.FACE,
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
    needs=Needs.FACE,
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
        RESET,
        Action(
            QT_TRANSLATE_NOOP("Actions", "&Next face"),
            lambda on: on.editor.choose_next(),
            icon="next-face",
            keys=("Ctrl+Tab",),
            needs=Needs.FACE,
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
        BRUSH,
        Submenu(QT_TRANSLATE_NOOP("Actions", "&Presets"), lambda on: PresetsMenu(on.editor, on.say, on.window)),
    ),
)
