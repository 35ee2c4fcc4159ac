"""The menu File."""

from PySide6.QtGui import QKeySequence

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.app.actions.action import Action, Menu, Needs, Submenu
from facelab.gui.app.submenus import RecentMenu

Key = QKeySequence.StandardKey

OPEN = Action(
    QT_TRANSLATE_NOOP("Actions", "&Open…"),
    lambda on: on.opener.ask_open(),
    keys=(Key.Open,),
    icon="open",
    needs=Needs.NOTHING,
)
SAVE = Action(
    QT_TRANSLATE_NOOP("Actions", "&Save"),
    lambda on: on.rail.save_seen() or on.saver.save(),
    keys=(Key.Save,),
    icon="save",
    needs=Needs.PICTURE,
)
SAVE_AS = Action(
    QT_TRANSLATE_NOOP("Actions", "Save edited photo &as…"),
    lambda on: on.saver.ask_save(),
    icon="save-as",
    keys=("Ctrl+Shift+S",),
)
SAVE_FACE = Action(
    QT_TRANSLATE_NOOP("Actions", "Save this face a&lone…"),
    lambda on: on.saver.ask_face(),
    icon="save-face",
    needs=Needs.FACE,
)
SHOW_IN_FOLDER = Action(
    QT_TRANSLATE_NOOP("Actions", "Sho&w the photo in its folder"),
    lambda on: on.opener.show_in_folder(),
    icon="folder",
)
FILE_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&File"),
    (
        OPEN,
        Action(
            QT_TRANSLATE_NOOP("Actions", "&Paste photo"),
            lambda on: on.opener.paste(),
            keys=(Key.Paste,),
            icon="paste",
            needs=Needs.NOTHING,
        ),
        Action(
            QT_TRANSLATE_NOOP("Actions", "Open the sa&mple photo"),
            lambda on: on.opener.open_sample(),
            icon="sample",
            needs=Needs.NOTHING,
        ),
        Action(
            QT_TRANSLATE_NOOP("Actions", "Draw a random &face"),
            lambda on: on.opener.open_random_face(),
            keys=("Ctrl+R",),
            icon="random",
            needs=Needs.NOTHING,
        ),
        Action(
            QT_TRANSLATE_NOOP("Actions", "Ne&xt photo"),
            lambda on: on.opener.open_beside(1),
            icon="next",
            keys=("Alt+Right",),
        ),
        Action(
            QT_TRANSLATE_NOOP("Actions", "P&revious photo"),
            lambda on: on.opener.open_beside(-1),
            icon="previous",
            keys=("Alt+Left",),
        ),
        SHOW_IN_FOLDER,
        Submenu(
            QT_TRANSLATE_NOOP("Actions", "Open &recent"), "recent", lambda on: RecentMenu(on.opener.open, on.window)
        ),
        None,
        SAVE,
        SAVE_AS,
        SAVE_FACE,
        Action(
            QT_TRANSLATE_NOOP("Actions", "Save a&nimation of the edit…"),
            lambda on: on.saver.ask_animation(),
            icon="animation",
            needs=Needs.FACE,
        ),
        Action(
            QT_TRANSLATE_NOOP("Actions", "Save pro&ject…"),
            lambda on: on.saver.ask_project(),
            icon="project",
            keys=("Ctrl+Alt+S",),
        ),
        Action(
            QT_TRANSLATE_NOOP("Actions", "Save project with the p&hoto in it…"),
            lambda on: on.saver.ask_project(embed=True),
            icon="project-photo",
        ),
        None,
        Action(
            QT_TRANSLATE_NOOP("Actions", "&Edit a folder of photos…"),
            lambda on: on.saver.ask_batch(),
            icon="batch",
            keys=("Ctrl+Shift+O",),
            needs=Needs.FACE,
        ),
        Action(
            QT_TRANSLATE_NOOP("Actions", "Open other &weights…"),
            lambda on: on.opener.ask_weights(),
            icon="weights",
            needs=Needs.NOTHING,
        ),
        None,
        Action(
            QT_TRANSLATE_NOOP("Actions", "&Quit"),
            lambda on: on.window.close(),
            icon="quit",
            keys=(Key.Quit,),
            needs=Needs.NOTHING,
        ),
    ),
)
