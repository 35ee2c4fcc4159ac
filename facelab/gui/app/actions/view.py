"""The menu View."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.app.actions.action import Action, DockToggle, Menu, Needs, Submenu
from facelab.gui.app.submenus import LanguageMenu, ThemeMenu
from facelab.gui.canvas.photo_view import Compare
from facelab.gui.canvas.zoomed_widget import ZOOM_STEP

Key = QKeySequence.StandardKey

COMPARE: Mapping[Compare, Action] = {
    Compare.AFTER: Action(
        QT_TRANSLATE_NOOP("Actions", "A&fter"),
        lambda on: on.canvas.set_compare(Compare.AFTER),
        keys=("Ctrl+2",),
        icon="after",
        checked=True,
        group="compare",
        needs=Needs.SEEN_PHOTO,
    ),
    Compare.SPLIT: Action(
        QT_TRANSLATE_NOOP("Actions", "Before and after, with a &line to drag"),
        lambda on: on.canvas.set_compare(Compare.SPLIT),
        keys=("Ctrl+3",),
        icon="compare",
        checked=False,
        group="compare",
        needs=Needs.SEEN_PHOTO,
    ),
    Compare.BOTH: Action(
        QT_TRANSLATE_NOOP("Actions", "Before and after, &side by side"),
        lambda on: on.canvas.set_compare(Compare.BOTH),
        keys=("Ctrl+4",),
        icon="side-by-side",
        checked=False,
        group="compare",
        needs=Needs.SEEN_PHOTO,
    ),
}
"""The ways to compare before and after, one of which is on."""

FIT = Action(
    QT_TRANSLATE_NOOP("Actions", "&Whole photo"),
    lambda on: on.canvas.fit(),
    keys=("Ctrl+0",),
    icon="fit",
    needs=Needs.SEEN_PHOTO,
)
ACTUAL = Action(
    QT_TRANSLATE_NOOP("Actions", "&Actual pixels"),
    lambda on: on.canvas.zoom_to(1.0),
    keys=("Ctrl+1",),
    icon="actual",
    needs=Needs.SEEN_PHOTO,
)
ZOOM_IN = Action(
    QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
    lambda on: on.canvas.zoom_by(ZOOM_STEP),
    keys=(Key.ZoomIn, "Ctrl+="),
    icon="zoom-in",
    needs=Needs.SEEN_PHOTO,
)
ZOOM_OUT = Action(
    QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
    lambda on: on.canvas.zoom_by(1 / ZOOM_STEP),
    keys=(Key.ZoomOut,),
    icon="zoom-out",
    needs=Needs.SEEN_PHOTO,
)
ZOOM_TO_FACE = Action(
    QT_TRANSLATE_NOOP("Actions", "&Zoom to the face"),
    lambda on: on.canvas.zoom_to_face(),
    keys=("Ctrl+5",),
    icon="face",
    needs=Needs.SEEN_FACE,
)
FULL_SCREEN = Action(
    QT_TRANSLATE_NOOP("Actions", "F&ull screen"),
    lambda on: on.window.setWindowState(on.window.windowState() ^ Qt.WindowState.WindowFullScreen),
    keys=("F11",),
    icon="full-screen",
    needs=Needs.NOTHING,
)
SLIDERS = Action(
    QT_TRANSLATE_NOOP("Actions", "Sli&ders beside the photo"),
    lambda on: on.folding.fold_sliders(),
    keys=("F9",),
    icon="panel",
    needs=Needs.SEEN_PHOTO,
    checked=True,
)
ALONE = Action(
    QT_TRANSLATE_NOOP("Actions", "The &photo alone"),
    lambda on: on.folding.fold_all(),
    keys=("Shift+F9",),
    icon="alone",
    needs=Needs.SEEN_PHOTO,
    checked=False,
)
VIEW_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&View"),
    (
        FIT,
        ACTUAL,
        ZOOM_IN,
        ZOOM_OUT,
        ZOOM_TO_FACE,
        None,
        *COMPARE.values(),
        None,
        SLIDERS,
        DockToggle(QT_TRANSLATE_NOOP("Actions", "&History"), "history", lambda on: on.history),
        Action(
            QT_TRANSLATE_NOOP("Actions", "Show the &time of a frame"),
            lambda on: on.frame_time.toggle(),
            icon="time",
            needs=Needs.NOTHING,
            checked=False,
        ),
        ALONE,
        FULL_SCREEN,
        Submenu(QT_TRANSLATE_NOOP("Actions", "&Theme"), "theme", lambda on: ThemeMenu(on.window)),
        Submenu(QT_TRANSLATE_NOOP("Actions", "&Language"), "language", lambda on: LanguageMenu(on.window)),
    ),
)
