"""The menu Edit."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QKeySequence

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.app.actions.action import Action, ActionContext, Menu, Needs, Submenu
from facelab.gui.app.submenus import PresetsMenu

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
    needs=Needs.NOTHING,
)
REDO = Action(
    QT_TRANSLATE_NOOP("Actions", "&Redo"),
    lambda on: on.rail.undos.redo(),
    keys=(Key.Redo,),
    icon="redo",
    needs=Needs.NOTHING,
)
RESET = Action(
    QT_TRANSLATE_NOOP("Actions", "Reset this &face"),
    lambda on: on.editor.reset(),
    keys=("Ctrl+Backspace",),
    needs=Needs.FACE,
)
SAME_FOR_ALL = Action(
    QT_TRANSLATE_NOOP("Actions", "The same for &all faces"),
    lambda on: on.editor.ask_of_all(),
    needs=Needs.FACE,
)
MOVE_POINTS = Action(
    QT_TRANSLATE_NOOP("Actions", "&Move the five points"),
    lambda on: on.landmarks.toggle(),
    keys=("Ctrl+L",),
    needs=Needs.FACE,
)
ADD_FACE = Action(
    QT_TRANSLATE_NOOP("Actions", "A&dd a face by hand"),
    lambda on: on.landmarks.add_face(),
    keys=("Ctrl+Shift+L",),
)
REMOVE_FACE = Action(
    QT_TRANSLATE_NOOP("Actions", "Re&move the face placed by hand"),
    lambda on: on.editor.remove_face(),
    needs=Needs.FACE,
)
COPY = Action(QT_TRANSLATE_NOOP("Actions", "&Copy edited picture"), copy_edited, keys=(Key.Copy,))
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
            keys=("Ctrl+Tab",),
            needs=Needs.FACE,
        ),
        SAME_FOR_ALL,
        None,
        MOVE_POINTS,
        ADD_FACE,
        REMOVE_FACE,
        None,
        Submenu(QT_TRANSLATE_NOOP("Actions", "&Presets"), lambda on: PresetsMenu(on.editor, on.say, on.window)),
    ),
)
