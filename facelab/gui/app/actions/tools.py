"""What the tool bar and the photo's own menu show of the actions; None is a line between them."""

from collections.abc import Sequence

from facelab.gui.app.actions.action import Action
from facelab.gui.app.actions.edit import (
    BRUSH,
    COPY,
    COPY_EDIT,
    MOVE_POINTS,
    PASTE_EDIT,
    REDO,
    REMOVE_FACE,
    RESET,
    SAME_FOR_ALL,
    UNDO,
    USE_AS_A,
    USE_AS_B,
)
from facelab.gui.app.actions.file import OPEN, SAVE, SAVE_AS, SAVE_FACE, SHOW_IN_FOLDER
from facelab.gui.app.actions.view import ACTUAL, ALONE, COMPARE, FIT, SLIDERS, ZOOM_IN, ZOOM_OUT, ZOOM_TO_FACE

TOOLS: Sequence[Action | None] = (
    OPEN,
    SAVE,
    None,
    UNDO,
    REDO,
    BRUSH,
    None,
    *COMPARE.values(),
    None,
    ZOOM_OUT,
    ZOOM_IN,
    FIT,
    ACTUAL,
    ZOOM_TO_FACE,
    None,
    ALONE,
    SLIDERS,
)
PHOTO_MENU: Sequence[Action | None] = (
    ZOOM_TO_FACE,
    RESET,
    COPY_EDIT,
    PASTE_EDIT,
    SAME_FOR_ALL,
    None,
    MOVE_POINTS,
    REMOVE_FACE,
    None,
    USE_AS_A,
    USE_AS_B,
    None,
    FIT,
    ACTUAL,
    ALONE,
    None,
    COPY,
    SAVE_FACE,
    SAVE_AS,
    SHOW_IN_FOLDER,
)
